"""An engine that answers where another gives no answer, and says so in the record."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from summarise.annotated import AnnotatedDocument
from summarise.engines.service.meter import EngineStats
from summarise.errors import AnswerError
from summarise.selection import Selection

if TYPE_CHECKING:
    from summarise.engines import Engine, SpendingEngine

__all__ = ["FallbackEngine"]


class FallbackEngine:
    """Selects by `primary`; by `secondary` where it fails on a reply. A run that is to stop still stops."""

    def __init__(self, primary: SpendingEngine, secondary: Engine) -> None:
        self._primary = primary
        self._secondary = secondary
        self._lock = threading.Lock()
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def fingerprint(self) -> str:
        """Both engines'."""
        return f"{self._primary.fingerprint}|{self._secondary.fingerprint}"

    def select(self, document: AnnotatedDocument) -> Selection:
        """Choose, with the reason in the provenance where the second engine chose.

        Raises:
            AnswerError: both engines failed.
            ServiceRejected, BudgetExhausted: the run is to stop.

        """
        try:
            return self._primary.select(document)
        except AnswerError as error:
            if error.kind == "stopped":
                raise
            selection = self._secondary.select(document)
            reason = f"{error.kind}: {error.message}"
        with self._lock:
            self._count += 1
        return replace(selection, provenance=selection.provenance.model_copy(update={"fallback": reason}))

    def stats(self) -> EngineStats:
        """Return the first engine's, with the number of replies that the second one did."""
        return replace(self._primary.stats(), fallbacks=self._count)

    def close(self) -> None:
        """Close the first engine."""
        self._primary.close()
