"""An engine that uses a second engine if the first one fails, and states the reason in the record."""

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
    """Selects with `primary`; for a reply on which `primary` raises an AnswerError, selects with `secondary`.

    An error that ends the whole run is not caught.
    """

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
        """The fingerprints of both engines, the primary one first, joined by `|`."""
        return f"{self._primary.fingerprint}|{self._secondary.fingerprint}"

    def select(self, document: AnnotatedDocument) -> Selection:
        """Return the first engine's selection in `document`; if it gives no usable answer, that of the second engine.

        In a selection of the second engine, `provenance.fallback` says why the first engine failed.

        Raises:
            AnswerError: both engines failed, or the run is being stopped.
            ServiceRejected, BudgetExhausted: raised by the first engine; the second is not used, since no further reply
                can succeed.

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
        """Return the counts of the first engine; `fallbacks` is the number of replies for which the second was used."""
        return replace(self._primary.stats(), fallbacks=self._count)

    def close(self) -> None:
        """Close the first engine; the second one has no open connections or files."""
        self._primary.close()
