"""What a run would take, without a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from summarise.annotated import AnnotatedDocument
from summarise.engines.answer_store import AnswerStore
from summarise.engines.cached import completion_from, request_key
from summarise.engines.meter import Meter
from summarise.engines.model import ModelEngine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service import Completion, Request
from summarise.engines.tokens import estimated_tokens
from summarise.errors import ServiceRejected

__all__ = ["Estimate", "estimate"]

_ANSWER_SHARE = 0.25
"""Tokens of an answer for a token of the reply, measured by eval/frugality.py, with some room."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """Calls that a run would make and about what they would take; `cached` requests cost nothing."""

    calls: int
    cached: int
    input_tokens: int
    output_tokens: int
    cost: Decimal | None


def estimate(settings: ModelSettings, documents: Iterable[AnnotatedDocument]) -> Estimate:
    """Count the requests of a run and estimate their tokens; re-asks and retries are not foreseen."""
    engine = ModelEngine(settings, _Silent(), Meter())
    store = AnswerStore(settings.cache_dir) if settings.cache_dir is not None and settings.cache_dir.exists() else None
    calls = cached = given = answered = 0
    try:
        for document in documents:
            for request in engine.requests(document):
                if store is not None and not settings.refresh and _is_stored(store, request, settings):
                    cached += 1
                    continue
                calls += 1
                system, reply = (estimated_tokens(message.content) for message in request.messages)
                given += system + reply
                answered += 60 + int(reply * _ANSWER_SHARE)
    finally:
        if store is not None:
            store.close()
    cost = settings.prices.cost(given, answered) if settings.prices is not None else None
    return Estimate(calls, cached, given, answered, cost)


def _is_stored(store: AnswerStore, request: Request, settings: ModelSettings) -> bool:
    stored = store.get(request_key(request, settings.endpoint))
    return stored is not None and completion_from(stored) is not None


class _Silent:
    """A service that is never asked."""

    def complete(self, request: Request) -> Completion:
        raise ServiceRejected(f"an estimate makes no calls, not even to {request.model}")
