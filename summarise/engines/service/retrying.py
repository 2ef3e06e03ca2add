"""Repeat calls that may succeed later, and answers that were cut off; no other module uses the tenacity package."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import tenacity

from summarise.engines.service.meter import Meter
from summarise.engines.service.opening import Opening
from summarise.engines.service.protocol import Completion, CutShort, Request, Service, TimedOut, Transient
from summarise.errors import ServiceRejected, ServiceUnavailable

__all__ = ["LONGEST_WAIT", "Lengthening", "Retrying", "wants_long_pause"]

LONGEST_WAIT = 120.0
"""Maximum number of seconds before a repetition; if a service asks for a longer pause, it is shortened to this."""

LONGEST_BELIEVED = 900.0
"""Seconds; if a service asks twice for a longer pause than this, the run ends."""

_JITTER = tenacity.wait_random_exponential(multiplier=1, max=30)

_MOST_THROTTLED = 20
"""Maximum number of refusals of one call because of too many calls; the limiter pauses in between."""

_MANY_HOURS = 72
_MOST_DAYS = 100_000

_AFTER_OTHERS = 0.2
"""Seconds that a refused call waits longer than other calls, so that it is not sent before them."""


class Retrying:
    """A service that repeats failed calls, after the pause that the endpoint asks for or a random pause.

    Refusals because of too many calls are counted separately, since the rate limiter then makes all calls wait.

    Args:
        inner: the service to call.
        meter: counts the repetitions.
        max_retries: maximum number of repetitions of one call.
        sleep: waits for so many seconds.
        opening: records whether the endpoint has answered in this run; None creates a new one.

    """

    def __init__(
        self,
        inner: Service,
        meter: Meter,
        max_retries: int,
        sleep: Callable[[float], None],
        opening: Opening | None = None,
    ) -> None:
        self._inner = inner
        self._meter = meter
        self._max_retries = max_retries
        self._sleep = sleep
        self._opening = opening or Opening()
        self._count = 0
        """Number of answers so far; it may be slightly too low, because threads update it without a lock."""

    def complete(self, request: Request) -> Completion:
        """Send the request, and repeat it after temporary failures.

        Raises:
            ServiceUnavailable: every attempt failed; the message gives the last reason.
            ServiceRejected: the service has never answered in this run, or asked twice for too long a pause
                (`LONGEST_BELIEVED`).
            AnswerError, BudgetExhausted: an error that a repetition cannot remove.

        """
        counts = _Tries(self._max_retries, self._opening, self._answers)
        tries = tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Transient),
            wait=_wait,
            stop=counts.are_enough,
            sleep=self._sleep,
            before_sleep=lambda _: self._meter.book_retry(),
            reraise=True,
        )
        try:
            completion = tries(self._inner.complete, request)
        except Transient as error:
            tried = counts.failed + counts.throttled
            message = f"{error.message} (tried {tried} times)" if tried > 1 else error.message
            message += _wish(error)
            if counts.sent_away > 1:
                raise ServiceRejected(f"{message}: start again then, nothing is lost") from error
            if self._opening.is_hopeless(error):
                raise ServiceRejected(message) from error
            raise ServiceUnavailable(message) from error
        self._count += 1
        return completion

    def _answers(self) -> int:
        return self._count


class _Tries:
    """How often one call was tried, and how often it was refused while other calls were answered."""

    def __init__(self, max_retries: int, opening: Opening, answers: Callable[[], int]) -> None:
        self._max_retries = max_retries
        self._opening = opening
        self._answers = answers
        self._answered = answers()
        self.failed = self.throttled = self.sent_away = self._alone = 0

    def are_enough(self, state: tenacity.RetryCallState) -> bool:
        error = state.outcome.exception() if state.outcome else None
        if isinstance(error, Transient) and wants_long_pause(error):
            self.sent_away += 1
        if isinstance(error, Transient) and error.throttled:
            self.throttled += 1
            answered = self._answers()
            self._alone += answered > self._answered
            self._answered = answered
            return (
                self.throttled > (_MOST_THROTTLED if self._max_retries else 0)
                or self._alone > self._max_retries
                or self.sent_away > 1
            )
        self.failed += 1
        wished = isinstance(error, Transient) and error.retry_after is not None
        is_short = not wished and self._opening.is_over_soon(self.failed, timed_out=isinstance(error, TimedOut))
        return self.failed > self._max_retries or is_short or self.sent_away > 1


def _wait(state: tenacity.RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    if isinstance(error, Transient) and error.throttled:
        return error.paused + _AFTER_OTHERS
    if isinstance(error, Transient) and error.retry_after is not None and not wants_long_pause(error):
        return min(error.retry_after, LONGEST_WAIT)
    return float(_JITTER(state))


def wants_long_pause(error: Transient) -> bool:
    """Return True if the service asks in `error` for a pause of more than 15 minutes (`LONGEST_BELIEVED`)."""
    return error.retry_after is not None and error.retry_after > LONGEST_BELIEVED


def _wish(error: Transient) -> str:
    """Return words about the long pause that a service asks for; "" if it asks for none that is too long."""
    if error.retry_after is None or error.retry_after <= LONGEST_WAIT:
        return ""
    hours = error.retry_after / 3600
    wish = f"{hours:.1f} hours" if hours < _MANY_HOURS else f"{min(hours / 24, _MOST_DAYS):.0f} days"
    return f"; it asks for a pause of {wish}"


class Lengthening:
    """A service that repeats a request once, with four times the token limit, if the answer was cut off."""

    def __init__(self, inner: Service) -> None:
        self._inner = inner

    def complete(self, request: Request) -> Completion:
        """Return the complete answer to `request`; its cost includes that of an earlier answer that was cut off.

        Raises:
            AnswerTruncated: the longer answer was cut off as well, or the endpoint allows no higher limit.
            AnswerError, ServiceRejected, BudgetExhausted: raised by the inner service.

        """
        try:
            return self._inner.complete(request)
        except CutShort as error:
            if error.is_most:
                raise
            try:
                longer = self._inner.complete(replace(request, limit=request.limit * 4, more_than=request.limit))
            except CutShort as again:
                again.spent += error.spent
                raise
            return replace(longer, spent=longer.spent + error.spent)
