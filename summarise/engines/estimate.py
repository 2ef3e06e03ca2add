"""Estimate the calls, tokens and cost of a run without making a call."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from summarise.annotated import AnnotatedDocument
from summarise.engines.model.engine import replays
from summarise.engines.model.window_requests import request_for
from summarise.engines.model.windows import windows
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.cached import stored_completion
from summarise.engines.service.open_store import open_known_store
from summarise.engines.service.tokens import estimated_tokens

__all__ = ["Estimate", "estimate"]

_LEAST_ANSWER = 60
"""Estimated number of tokens of an answer that finds nothing."""

_ANSWER_SHARE = 0.35
"""Estimated tokens of an answer per token of the reply, measured by eval/frugality.py, with some margin."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """The calls that a run would make, one for each window, with their approximate tokens and cost.

    `cached` is the number of windows whose answers are stored, so that no call is made for them. `cost` is None if the
    prices are unknown.
    """

    calls: int
    cached: int
    input_tokens: int
    output_tokens: int
    cost: Decimal | None


def estimate(settings: ModelSettings, documents: Iterable[AnnotatedDocument]) -> Estimate:
    """Return the number of requests for `documents` with these `settings`, and their estimated tokens and cost.

    Requests that ask the model to correct an answer, and retries, are not included.
    """
    calls = cached = given = answered = 0
    with open_known_store(None if settings.refresh else settings.store_place) as store:
        for document in documents:
            for window in windows(document, settings.window):
                if store is not None and replays(
                    document, window, settings, lambda asked: stored_completion(store, asked, settings.endpoint)
                ):
                    cached += 1
                    continue
                request = request_for(document, window, settings)
                calls += 1
                *unchanging, reply = (estimated_tokens(message.content) for message in request.messages)
                given += sum(unchanging) + reply
                answered += _LEAST_ANSWER + int(reply * _ANSWER_SHARE)
    cost = settings.prices.cost(given, answered) if settings.prices is not None else None
    return Estimate(calls, cached, given, answered, cost)
