"""Count what a run has spent so far, for the live panel and the manifest."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from decimal import Decimal

from summarise.engines.model_settings import Prices
from summarise.engines.service.protocol import Spent

__all__ = ["EngineStats", "Meter"]


@dataclass(frozen=True, slots=True)
class EngineStats:
    """Counts since the engine was opened.

    `cached` is the number of answers from the cache, and `saved_tokens` the number of tokens that they originally cost.
    `fallbacks` is the number of replies for which a second engine was used. `cached_input_tokens` are a part of
    `input_tokens`.
    """

    calls: int = 0
    cached: int = 0
    retries: int = 0
    reasks: int = 0
    fallbacks: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_input_tokens: int = 0
    saved_tokens: int = 0
    cost: Decimal | None = None
    """Cost in `currency`; None if the prices are unknown."""
    currency: str = ""


class Meter:
    """Counts calls and tokens; may be used by several threads."""

    def __init__(self, prices: Prices | None = None) -> None:
        self._prices = prices
        self._lock = threading.Lock()
        self._stats = EngineStats(
            cost=None if prices is None else Decimal(0), currency=prices.currency if prices is not None else ""
        )

    def book(self, spent: Spent) -> None:
        """Add `spent`, the calls and tokens of a finished call, whether its answer is usable or not."""
        with self._lock:
            now = self._stats
            input_tokens = now.input_tokens + spent.input_tokens
            output_tokens = now.output_tokens + spent.output_tokens
            cached = now.cached_input_tokens + spent.cached_input_tokens
            self._stats = replace(
                now,
                calls=now.calls + spent.calls,
                input_tokens=input_tokens,
                output_tokens=output_tokens,
                cached_input_tokens=cached,
                cost=None if self._prices is None else self._prices.cost(input_tokens, output_tokens, cached),
            )

    def book_stored(self, spent: Spent) -> None:
        """Count one answer from the cache; `spent` is what it originally cost."""
        with self._lock:
            self._stats = replace(
                self._stats, cached=self._stats.cached + 1, saved_tokens=self._stats.saved_tokens + spent.tokens
            )

    def book_finished(self, calls: int, tokens: int) -> None:
        """Count an existing record as `calls` answers from the cache, which originally cost `tokens` tokens."""
        with self._lock:
            now = self._stats
            self._stats = replace(now, cached=now.cached + calls, saved_tokens=now.saved_tokens + tokens)

    def book_retry(self) -> None:
        """Count one repetition of a failed call."""
        with self._lock:
            self._stats = replace(self._stats, retries=self._stats.retries + 1)

    def book_reask(self) -> None:
        """Count one request to correct an answer."""
        with self._lock:
            self._stats = replace(self._stats, reasks=self._stats.reasks + 1)

    def snapshot(self) -> EngineStats:
        """Return the counts at this moment."""
        return self._stats
