"""The budget of a run: a call is sent only if even its longest possible answer fits into the limits."""

from __future__ import annotations

import threading
from decimal import Decimal
from typing import Protocol

from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.meter import Meter
from summarise.engines.service.protocol import Completion, CutShort, Declined, Request, Service, Spent
from summarise.engines.service.tokens import estimated_tokens
from summarise.errors import BudgetExhausted

__all__ = ["Allowance", "Budget", "Budgeted"]

_CAUTION = 1.5
"""Factor by which a reservation exceeds the estimated input tokens, because vocabularies of models differ."""


class Allowance(Protocol):
    """Reserves tokens and cost for a call before it is sent, and records the real amounts afterwards."""

    def reserve(self, most: Spent) -> None:
        """Reserve the most that a call can cost; wait while calls in progress may release enough.

        Raises:
            BudgetExhausted: the reservation exceeds the limit.

        """
        ...

    def settle(self, most: Spent, spent: Spent) -> None:
        """Release the reservation `most` of a call that ended, and record `spent`, what the call really cost."""
        ...


class Budget:
    """The limits of tokens and cost of one run; may be used by several threads."""

    def __init__(self, settings: ModelSettings) -> None:
        self._settings = settings
        self._condition = threading.Condition()
        self._reserved = Spent()
        self._spent = Spent()

    @property
    def spent(self) -> Spent:
        """Tokens of all calls that have ended."""
        return self._spent

    def reserve(self, most: Spent) -> None:
        """Reserve the most that a call can cost; wait while calls in progress may release enough.

        Raises:
            BudgetExhausted: the amount exceeds the limit even if all calls in progress cost nothing.

        """
        with self._condition:
            while not self.try_reserve(most):
                self._condition.wait()

    def try_reserve(self, most: Spent) -> bool:
        """Reserve the most that a call can cost; return False if it fits only after calls in progress have ended.

        Raises:
            BudgetExhausted: the amount exceeds the limit even if all calls in progress cost nothing.

        """
        with self._condition:
            if self._passed(self._spent + self._reserved + most) is None:
                self._reserved += most
                return True
            if limit := self._passed(self._spent + most):
                raise BudgetExhausted(f"the next call could pass {limit}: raise it and start again, nothing is lost")
            return False

    def settle(self, most: Spent, spent: Spent) -> None:
        """Release the reservation `most` of a call that ended, and record `spent`, what the call really cost."""
        with self._condition:
            self._spent += spent
            self._reserved = Spent(
                self._reserved.input_tokens - most.input_tokens, self._reserved.output_tokens - most.output_tokens
            )
            self._condition.notify_all()

    def _passed(self, spent: Spent) -> str | None:
        """Return a description of the limit that `spent` would exceed; None if it exceeds none."""
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


class Budgeted:
    """A service that reserves the most that each call can cost, and records the real cost, also after an error."""

    def __init__(self, inner: Service, meter: Meter, allowance: Allowance) -> None:
        self._inner = inner
        self._meter = meter
        self._allowance = allowance

    def complete(self, request: Request) -> Completion:
        """Send the request if the budget covers the longest possible answer.

        Raises:
            BudgetExhausted: the budget does not cover it, and calls in progress cannot release enough.
            AnswerError, ServiceRejected: raised by the inner service.

        """
        given = sum(estimated_tokens(message.content) for message in request.messages)
        most = Spent(int(given * _CAUTION), request.limit)
        self._allowance.reserve(most)
        spent = Spent()
        try:
            completion = self._inner.complete(request)
            spent = completion.spent
        except (CutShort, Declined) as error:
            spent = error.spent
            raise
        finally:
            self._meter.book(spent)
            self._allowance.settle(most, spent)
        return completion
