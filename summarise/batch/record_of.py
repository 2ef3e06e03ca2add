"""The function that a run applies to each document, in its own process or in a worker process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from summarise.document import Document
from summarise.engines import Engine
from summarise.pipeline import summarise
from summarise.record import Record, SchemaVersion

if TYPE_CHECKING:
    from summarise.confidence import Calibration
    from summarise.finished import Finished

__all__ = ["RecordOf"]


@dataclass(frozen=True, slots=True)
class RecordOf:
    """Callable that returns the record of a document in a schema version; it can be pickled if its engine can."""

    engine: Engine
    schema: SchemaVersion
    calibration: Calibration | None = None
    finished: Finished | None = None

    def __call__(self, document: Document) -> Record:
        """Return the record of a document; take it from the finished records if the same code made it before."""
        make = partial(summarise, engine=self.engine, calibration=self.calibration)
        record = make(document) if self.finished is None else self.finished.record(document, make, self._rated)
        return record.in_schema(self.schema)

    def stored(self, document: Document) -> str | None:
        """Return the finished record of a document as JSON, which costs nothing; None if it must be made."""
        found = self.finished.ahead(document, self._rated) if self.finished is not None else None
        if found is None or found.record.schema_version == self.schema:
            return found.line if found is not None else None
        return found.record.in_schema(self.schema).to_json()

    @property
    def _rated(self) -> str:
        return self.calibration.digest if self.calibration else ""
