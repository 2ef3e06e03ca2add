"""Build a model engine and the chain of services below it: cache, retries, rate limits, budget and client."""

from __future__ import annotations

from typing import NamedTuple

from summarise.engines.model.engine import ModelEngine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.budget import Allowance, Budget, Budgeted
from summarise.engines.service.cached import Cached
from summarise.engines.service.dialects import Dialect
from summarise.engines.service.known_form import keep, known_dialect
from summarise.engines.service.latch import Latched
from summarise.engines.service.late_client import client_of
from summarise.engines.service.meter import Meter
from summarise.engines.service.negotiating import Negotiating
from summarise.engines.service.open_store import open_store
from summarise.engines.service.opening import First, Opening, Watched
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Service
from summarise.engines.service.rate_limit import Limited, Limiter, Pace
from summarise.engines.service.retrying import Lengthening, Retrying

__all__ = ["Limits", "build", "pacing_of"]

_SPACING = 0.05
"""Seconds between the first calls, until the service is known to accept calls as fast as they are sent."""


class Limits(NamedTuple):
    """The rate limits (`pace`) and the budget (`allowance`) that several engines share if they call one service."""

    pace: Pace
    allowance: Allowance


def pacing_of(settings: ModelSettings, engines: int = 1) -> Pacing:
    """Return a `Pacing` with the limits in `settings` of calls, requests and tokens, for `engines` engines together."""
    return Pacing(settings.workers * engines, settings.rpm, settings.tpm, spacing=_SPACING)


def build(settings: ModelSettings, limits: Limits | None = None) -> ModelEngine:
    """Return a model engine with these `settings` on top of a chain of services that ends in one client.

    `limits` is shared with other engines; None gives this engine its own limits. The cache is first in the chain, so
    that a stored answer needs neither budget nor service. The limiter is near the client, so that it counts every call
    that is really sent.
    """
    meter = Meter(settings.prices)
    store = open_store(place) if (place := settings.store_place) is not None else None
    client = client_of(settings)
    limiter, allowance = limits or Limits(Limiter(pacing_of(settings)), Budget(settings))
    opening = Opening()

    def remember(dialect: Dialect) -> None:
        if store is not None:
            keep(settings, store, dialect=dialect)

    def close() -> None:
        limiter.close()
        client.close()
        if store is None:
            return
        store.hasten()
        try:
            cached.refuse_if_full()
            rpm, tpm = limiter.learnt()
            if rpm or tpm:
                keep(settings, store, rpm=rpm, tpm=tpm)
        finally:
            store.close()

    service: Service = Watched(Negotiating(client, known_dialect(settings, store), remember, meter.book), opening)
    service = Budgeted(Limited(service, limiter), meter, allowance)
    service = Latched(Lengthening(Retrying(service, meter, settings.max_retries, limiter.sleep, opening)))
    service = First(service, opening)
    if store is not None:
        service = cached = Cached(service, store, settings.endpoint, meter)
    return ModelEngine(settings, service, meter, close)
