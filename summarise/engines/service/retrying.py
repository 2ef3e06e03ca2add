"""The only module that knows the tenacity package: calls that may succeed later are tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import tenacity

from summarise.engines.service.meter import Meter
from summarise.engines.service.protocol import Completion, CutShort, Request, Service, Transient
from summarise.errors import ServiceUnavailable

__all__ = ["LONGEST_WAIT", "Lengthening", "Retrying"]

LONGEST_WAIT = 120.0
"""Seconds; a service that asks for a longer pause is waited for no longer than this."""

_JITTER = tenacity.wait_random_exponential(multiplier=1, max=30)


class Retrying:
    """A service that outlives short faults: the service's own wish is obeyed, else exponential waits, full jitter."""

    def __init__(self, inner: Service, meter: Meter, max_retries: int, sleep: Callable[[float], None]) -> None:
        self._inner = inner
        self._meter = meter
        self._max_retries = max_retries
        self._sleep = sleep

    def complete(self, request: Request) -> Completion:
        """Ask, at most `max_retries` times more after the first.

        Raises:
            ServiceUnavailable: every try failed; the last reason is told.
            AnswerError, ServiceRejected, BudgetExhausted: what no retry can mend.

        """
        tries = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Transient),
            wait=_wait,
            stop=tenacity.stop_after_attempt(self._max_retries + 1),
            sleep=self._sleep,
            before_sleep=lambda _: self._meter.book_retry(),
            reraise=True,
        )
        try:
            return tries(self._inner.complete, request)
        except Transient as error:
            tried = self._max_retries + 1
            raise ServiceUnavailable(
                f"{error.message} (tried {tried} times)" if tried > 1 else error.message
            ) from error


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, Transient) and error.retry_after is not None:
        return min(error.retry_after, LONGEST_WAIT)
    return float(_JITTER(state))


class Lengthening:
    """A service that asks once more, with four times the limit, when an answer was cut off."""

    def __init__(self, inner: Service) -> None:
        self._inner = inner

    def complete(self, request: Request) -> Completion:
        """Ask; what the cut answer cost is added to the whole one.

        Raises:
            AnswerTruncated: the longer answer was cut off as well.
            AnswerError, ServiceRejected, BudgetExhausted: as the inner service raises them.

        """
        try:
            return self._inner.complete(request)
        except CutShort as error:
            longer = self._inner.complete(replace(request, limit=request.limit * 4))
            return replace(longer, spent=longer.spent + error.spent)
