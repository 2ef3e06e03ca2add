"""Engines: each one selects the sentences and quantities of a document that become items of its record.

The items are measures, commitments and targets.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from summarise.annotated import AnnotatedDocument
from summarise.selection import Selection

if TYPE_CHECKING:
    from summarise.engines.fallback import FallbackEngine as FallbackEngine
    from summarise.engines.model.engine import ModelEngine
    from summarise.engines.model_settings import ModelSettings as ModelSettings
    from summarise.engines.service.meter import EngineStats
    from summarise.engines.stack import Limits

__all__ = ["Engine", "FallbackEngine", "ModelSettings", "SpendingEngine", "open_engine"]


_HOMES = {"FallbackEngine": "summarise.engines.fallback", "ModelSettings": "summarise.engines.model_settings"}
"""The module of each name that only a model engine needs; it is imported when the name is first used."""


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


class Engine(Protocol):
    """Selects what goes into the record of one document; a wrapper such as `FallbackEngine` is also an engine."""

    def select(self, document: AnnotatedDocument) -> Selection:
        """Return the measures, commitments and targets of a reply, by the numbers of their sentences and quantities.

        Raises:
            AnswerError: there is no usable answer for this document; other documents may succeed.
            ServiceRejected: no call to this service can succeed.
            BudgetExhausted: the next call might exceed the limit of cost or tokens.

        """
        ...

    @property
    def fingerprint(self) -> str:
        """A short string that changes if anything other than the document changes the selection.

        It depends on the model, the prompt, the schema and the code. A batch summarises a reply again if the string has
        changed.
        """
        ...

    def stats(self) -> EngineStats | None:
        """Return calls, tokens and cost since the engine was opened; None for an engine that makes no calls."""
        ...


class SpendingEngine(Engine, Protocol):
    """An engine that counts its calls, tokens and cost; its caller must close it."""

    def stats(self) -> EngineStats:
        """Return calls, tokens and cost since the engine was opened."""
        ...

    def close(self) -> None:
        """Close the connections and files that the engine holds."""
        ...


def open_engine(settings: ModelSettings, limits: Limits | None = None) -> ModelEngine:
    """Return the model engine of `settings`, with cache, retries, rate limits and budget; close it or use it in `with`.

    No call is made yet. `limits` holds rate limits and a budget that several engines share; with None, the engine gets
    its own.

    Raises:
        OutputError: the cache folder cannot be used.

    """
    from summarise.engines.stack import build  # noqa: PLC0415 - the vendors' packages take a second to load

    return build(settings, limits)
