"""The whole stack of services below a model engine, put together in one place."""

from __future__ import annotations

from summarise.engines.model.engine import ModelEngine
from summarise.engines.service.answer_store import AnswerStore
from summarise.engines.service.budget import Budgeted
from summarise.engines.service.cached import Cached
from summarise.engines.service.client import Client
from summarise.engines.service.dialects import Dialect, first_dialect
from summarise.engines.service.latch import Latched
from summarise.engines.service.meter import Meter
from summarise.engines.service.negotiating import Negotiating
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Service
from summarise.engines.service.rate_limit import Limited, Limiter
from summarise.engines.service.retrying import Lengthening, Retrying
from summarise.engines.settings import ModelSettings

__all__ = ["build", "dialect_key", "known_dialect"]


def build(settings: ModelSettings) -> ModelEngine:
    """A model engine over cache, latch, cut answers, retries, budget, limits and the dialect, over one client.

    The cache is outermost, so that a stored answer needs neither budget nor service; the limiter is innermost but for
    the client, so that every call that really goes out is counted.
    """
    meter = Meter(settings.prices)
    store = AnswerStore(settings.cache_dir) if settings.cache_dir is not None else None
    client = Client(settings)
    limiter = Limiter(Pacing(settings.workers, settings.rpm, settings.tpm))

    def remember(dialect: Dialect) -> None:
        if store is not None:
            store.put(dialect_key(settings), dialect.to_dict())

    def close() -> None:
        limiter.close()
        client.close()
        if store is not None:
            store.close()

    service: Service = Negotiating(client, known_dialect(settings, store), remember)
    service = Budgeted(Limited(service, limiter), meter, settings)
    service = Latched(Lengthening(Retrying(service, meter, settings.max_retries, limiter.sleep)))
    if store is not None:
        service = Cached(service, store, settings.endpoint, meter)
    return ModelEngine(settings, service, meter, close)


def dialect_key(settings: ModelSettings) -> str:
    """Under which key of the store an endpoint's dialect is remembered."""
    return f"dialect {settings.endpoint} {settings.model}"


def known_dialect(settings: ModelSettings, store: AnswerStore | None) -> Dialect:
    """What the user asked for, else what was found out before, else where to begin."""
    stored = store.get(dialect_key(settings)) if store is not None and settings.dialect is None else None
    return Dialect.from_dict(stored) if stored else first_dialect(settings)
