"""Limit requests per minute, tokens per minute and simultaneous calls, with one limiter for all threads."""

from __future__ import annotations

import threading
import time
from typing import Protocol

from summarise.engines.service.complaints import Verdict
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Completion, Request, Service, Transient
from summarise.engines.service.retrying import LONGEST_WAIT, wants_long_pause
from summarise.engines.service.tokens import estimated_tokens
from summarise.errors import ServiceRejected, ServiceUnavailable

__all__ = ["Limited", "Limiter", "Pace"]

_EXPECTED_ANSWER = 0.5
"""Expected number of answer tokens per token of the request, until real numbers are known."""

_LONGEST_REFUSAL = 900.0
"""Seconds of continuous refusals because of too many calls, after which the run ends."""


class Pace(Protocol):
    """Delays each call until it may be sent, and learns from its outcome; `Limiter` implements this protocol."""

    def acquire(self, tokens: int) -> float:
        """Wait until a call of about `tokens` tokens may be sent; return the value of `time.monotonic` at that moment.

        `release` must be called after each call.

        Raises:
            ServiceUnavailable: the limiter was closed.

        """
        ...

    def release(self, estimated: int, real: int | None = None) -> None:
        """Count the end of a call.

        `estimated` is the argument of `acquire`, `real` the tokens used (None if unknown).
        """
        ...

    def slow_down(self, pause: float | None) -> None:
        """Halve the number of simultaneous calls; if `pause` (seconds) is given, send no call until it is over."""
        ...

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause all calls after the service refused one as too many.

        Return the seconds since the refusals began, and the seconds of the pause. `started` is what `acquire` returned
        for the call. `pause` is the pause in seconds that the service asks for, or None. `verdict` is the meaning of
        the error.
        """
        ...

    def learnt(self) -> tuple[int | None, int | None]:
        """Return the limits of requests and of tokens per minute that were learnt from refusals; None if not learnt."""
        ...

    def close(self) -> None:
        """Make all waiting threads raise ServiceUnavailable."""
        ...

    def sleep(self, seconds: float) -> None:
        """Sleep for `seconds`, or until `close` is called.

        Raises:
            ServiceUnavailable: the limiter was closed.

        """
        ...


class Limiter:
    """Makes threads wait until `Pacing` allows their call."""

    def __init__(self, pacing: Pacing) -> None:
        self._pacing = pacing
        lock = threading.RLock()
        self._condition = threading.Condition(lock)
        self._next = threading.Condition(lock)
        """Condition on which all waiting threads but one wait, so that an answer does not wake them all."""
        self._has_first = False
        self._closed = False

    def acquire(self, tokens: int) -> float:
        """Wait until a call of about `tokens` tokens may be sent; return the value of `time.monotonic` at that moment.

        `release` must be called after each call.

        Raises:
            ServiceUnavailable: the limiter was closed.

        """
        with self._condition:
            while self._has_first:
                self._next.wait()
            self._has_first = True
            try:
                while not self._closed and (wait := self._pacing.wait(time.monotonic(), tokens)) > 0:
                    self._condition.wait(wait)
                self._refuse_when_closed()
                self._pacing.start(tokens)
            finally:
                self._has_first = False
                self._next.notify()
            return time.monotonic()

    def release(self, estimated: int, real: int | None = None) -> None:
        """Count the end of a call.

        `estimated` is the argument of `acquire`, `real` the tokens used (None if unknown).
        """
        with self._condition:
            self._pacing.end(time.monotonic(), estimated, real)
            self._condition.notify_all()

    def slow_down(self, pause: float | None) -> None:
        """Halve the number of simultaneous calls; if `pause` (seconds) is given, send no call until it is over."""
        with self._condition:
            self._pacing.slow_down(time.monotonic(), pause)

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause all calls after the service refused one as too many.

        Return the seconds since the refusals began, and the seconds of the pause. `started` is what `acquire` returned
        for the call. `pause` is the pause in seconds that the service asks for, or None. `verdict` is the meaning of
        the error.
        """
        with self._condition:
            refused_for = self._pacing.refused(time.monotonic(), started, pause, verdict)
            return refused_for, self._pacing.pause_left

    def learnt(self) -> tuple[int | None, int | None]:
        """Return the limits of requests and of tokens per minute that were learnt from refusals; None if not learnt."""
        with self._condition:
            return self._pacing.learnt

    def close(self) -> None:
        """Make all waiting threads raise ServiceUnavailable."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def sleep(self, seconds: float) -> None:
        """Sleep for `seconds`, or until `close` is called.

        Raises:
            ServiceUnavailable: the limiter was closed.

        """
        end = time.monotonic() + seconds
        with self._condition:
            while not self._closed and (left := end - time.monotonic()) > 0:
                self._condition.wait(left)
            self._refuse_when_closed()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise ServiceUnavailable("the run is being stopped", kind="stopped")


class Limited:
    """A service that waits for the limiter before each call, and reports refusals by the endpoint to the limiter."""

    def __init__(self, inner: Service, limiter: Pace) -> None:
        self._inner = inner
        self._limiter = limiter

    def complete(self, request: Request) -> Completion:
        """Wait until the limiter allows the call, then send the request.

        Raises:
            ServiceUnavailable: the limiter was closed.
            ServiceRejected: the service has refused all calls as too many for 15 minutes.
            AnswerError, ServiceRejected, BudgetExhausted: raised by the inner service.

        """
        given = sum(estimated_tokens(message.content) for message in request.messages)
        expected = given + min(request.limit, int(given * _EXPECTED_ANSWER))
        started = self._limiter.acquire(expected)
        spent: int | None = None
        try:
            completion = self._inner.complete(request)
            spent = completion.spent.tokens
        except Transient as error:
            is_told = error.retry_after is not None and not wants_long_pause(error)
            pause = min(error.retry_after or 0.0, LONGEST_WAIT) if is_told else None
            if error.throttled:
                refused_for, error.paused = self._limiter.refused(started, pause, error.verdict)
                if refused_for > _LONGEST_REFUSAL:
                    message = (
                        f"{error.message} (for {_LONGEST_REFUSAL / 60:.0f} minutes): start again later, nothing is lost"
                    )
                    raise ServiceRejected(message) from error
            elif pause is not None:
                self._limiter.slow_down(pause)
            raise
        finally:
            self._limiter.release(expected, spent)
        return completion
