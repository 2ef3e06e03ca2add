"""What a run may spend: the next call is made only when it cannot pass the limit."""

from __future__ import annotations

import threading
from decimal import Decimal

from summarise.engines.service.meter import Meter
from summarise.engines.service.protocol import Completion, CutShort, Declined, Request, Service, Spent
from summarise.engines.service.tokens import estimated_tokens
from summarise.engines.settings import ModelSettings
from summarise.errors import BudgetExhausted

__all__ = ["Budgeted"]

_CAUTION = 1.5
"""A reservation's input over its estimate: vocabularies differ."""


class Budgeted:
    """A service that reserves the most a call can cost, and books what it did cost, also when the answer is no use."""

    def __init__(self, inner: Service, meter: Meter, settings: ModelSettings) -> None:
        self._inner = inner
        self._meter = meter
        self._settings = settings
        self._condition = threading.Condition()
        self._reserved = Spent()
        self._spent = Spent()

    def complete(self, request: Request) -> Completion:
        """Ask, if the budget allows for the longest answer.

        Raises:
            BudgetExhausted: it does not, and no call in flight could release enough.
            AnswerError, ServiceRejected: as the inner service raises them.

        """
        most = self._reserve(request)
        spent = Spent()
        try:
            completion = self._inner.complete(request)
            spent = completion.spent
        except (CutShort, Declined) as error:
            spent = error.spent
            raise
        finally:
            self._settle(most, spent)
        return completion

    def _reserve(self, request: Request) -> Spent:
        given = sum(estimated_tokens(message.content) for message in request.messages)
        most = Spent(int(given * _CAUTION), request.limit)
        with self._condition:
            while not self._fits(self._spent + self._reserved + most):
                if limit := self._passed(self._spent + most):
                    raise BudgetExhausted(
                        f"the next call could pass {limit}: raise it and start again, nothing is lost"
                    )
                self._condition.wait()
            self._reserved += most
        return most

    def _settle(self, most: Spent, spent: Spent) -> None:
        self._meter.book(spent)
        with self._condition:
            self._spent += spent
            self._reserved = Spent(
                self._reserved.input_tokens - most.input_tokens, self._reserved.output_tokens - most.output_tokens
            )
            self._condition.notify_all()

    def _fits(self, spent: Spent) -> bool:
        return self._passed(spent) is None

    def _passed(self, spent: Spent) -> str | None:
        """The limit that so much would pass."""
        limits = self._settings
        if limits.max_tokens is not None and spent.tokens > limits.max_tokens:
            return f"--max-tokens {limits.max_tokens} ({self._spent.tokens} spent so far)"
        if limits.max_cost is not None and self._cost(spent) > limits.max_cost:
            return f"--max-cost {limits.max_cost} ({self._cost(self._spent):f} spent so far)"
        return None

    def _cost(self, spent: Spent) -> Decimal:
        prices = self._settings.prices
        assert prices is not None  # ModelSettings refuses max_cost without prices
        return prices.cost(spent.input_tokens, spent.output_tokens, spent.cached_input_tokens)
