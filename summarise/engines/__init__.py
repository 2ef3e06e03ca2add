"""Engines: what turns an annotated document into a selection of its ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from summarise.annotated import AnnotatedDocument
from summarise.engines.fallback import FallbackEngine
from summarise.engines.service.meter import EngineStats
from summarise.engines.settings import ModelSettings
from summarise.selection import Selection

if TYPE_CHECKING:
    from summarise.engines.model.engine import ModelEngine
    from summarise.engines.stack import Limits

__all__ = ["Engine", "FallbackEngine", "ModelSettings", "SpendingEngine", "open_engine"]


class Engine(Protocol):
    """Anything that selects; wrappers (cache, retry, fallback) are engines around an engine."""

    def select(self, document: AnnotatedDocument) -> Selection:
        """Choose measures, commitments and targets by the ids in `document`.

        Raises:
            AnswerError: no usable answer for this document.
            ServiceRejected: no call to this service can succeed.
            BudgetExhausted: the next call would pass the limit of cost or tokens.

        """
        ...

    @property
    def fingerprint(self) -> str:
        """Everything besides the document that determines the selection, as one short string.

        A batch does a reply again when this changes (model, prompt, schema, version of the rules).
        """
        ...

    def stats(self) -> EngineStats | None:
        """Return what was spent since the engine was opened; None for an engine that spends nothing."""
        ...


class SpendingEngine(Engine, Protocol):
    """An engine that counts what it spends, and that is to be closed."""

    def stats(self) -> EngineStats:
        """Return what was spent since it was opened."""
        ...

    def close(self) -> None:
        """Close connections and files."""
        ...


def open_engine(settings: ModelSettings, limits: Limits | None = None) -> ModelEngine:
    """Build the model engine with its cache, retries, limits and budget; to be closed, or used as a context manager.

    No call is made yet. `limits` are those that several engines share; None for limits of its own.

    Raises:
        OutputError: the cache folder cannot be used.

    """
    from summarise.engines.stack import build  # noqa: PLC0415 - the vendors' packages take a second to load

    return build(settings, limits)
