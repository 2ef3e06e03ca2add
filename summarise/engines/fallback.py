"""An engine that asks a second engine where the first fails, and states the reason in the record."""

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
    """Selects with `primary`, and with `secondary` for each reply on which `primary` raises an AnswerError.

    An error that ends the whole run is passed on.
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
        """Return the selection of the first engine; where it gives no usable answer, that of the second.

        The selection of the second has as `provenance.fallback` why the first one failed.

        Raises:
            AnswerError: both engines failed, or the run is being stopped.
            ServiceRejected, BudgetExhausted: raised by the first engine; the second is not asked, since no further
                reply can succeed.

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
        """Return the counts of the first engine; `fallbacks` is the number of replies that the second one answered."""
        return replace(self._primary.stats(), fallbacks=self._count)

    def close(self) -> None:
        """Close the first engine; the second one holds nothing open."""
        self._primary.close()
