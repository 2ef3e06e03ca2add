"""Requests and tokens a minute, and how many calls are in flight: one limiter for all threads."""

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
"""Tokens of an answer for a token of the request, until it is known."""

_LONGEST_REFUSAL = 900.0
"""Seconds without an answer after which a service that goes on saying "too many" is taken at its word."""


class Pace(Protocol):
    """Who is asked before each call when it may go out, and informed of the outcome; see `Limiter`."""

    def acquire(self, tokens: int) -> float:
        """Wait until a call of about so many tokens may go out, and return when it does; every call is to be released.

        Raises:
            ServiceUnavailable: the pace was closed.

        """
        ...

    def release(self, estimated: int, real: int | None = None) -> None:
        """End a call that was let through with an estimate."""
        ...

    def slow_down(self, pause: float | None) -> None:
        """Halve the calls in flight; let none out for `pause` seconds."""
        ...

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause for everybody; seconds of refusals by now, and seconds of the pause."""
        ...

    def learnt(self) -> tuple[int | None, int | None]:
        """Return requests and tokens a minute that the service turned out to allow."""
        ...

    def close(self) -> None:
        """Wake and refuse everyone who waits."""
        ...

    def sleep(self, seconds: float) -> None:
        """Sleep, but not beyond `close`.

        Raises:
            ServiceUnavailable: the pace was closed.

        """
        ...


class Limiter:
    """Makes threads wait as `Pacing` says."""

    def __init__(self, pacing: Pacing) -> None:
        self._pacing = pacing
        lock = threading.RLock()
        self._condition = threading.Condition(lock)
        self._next = threading.Condition(lock)
        """Where the others wait while one waits for the pace: each answer would wake them all."""
        self._has_first = False
        self._closed = False

    def acquire(self, tokens: int) -> float:
        """Wait until a call of about so many tokens may go out, and return when it does; every call is to be released.

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
        """End a call that was let through with an estimate; `real` is what it took, None where that is not known."""
        with self._condition:
            self._pacing.end(time.monotonic(), estimated, real)
            self._condition.notify_all()

    def slow_down(self, pause: float | None) -> None:
        """Halve the calls in flight; let none out for `pause` seconds."""
        with self._condition:
            self._pacing.slow_down(time.monotonic(), pause)

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause for everybody after a call that began at `started` was one too many.

        Seconds of refusals by now, and seconds of the pause.
        """
        with self._condition:
            refused_for = self._pacing.refused(time.monotonic(), started, pause, verdict)
            return refused_for, self._pacing.pause_left

    def learnt(self) -> tuple[int | None, int | None]:
        """Return requests and tokens a minute that the service turned out to allow; None where it did not complain."""
        with self._condition:
            return self._pacing.learnt

    def close(self) -> None:
        """Wake and refuse everyone who waits."""
        with self._condition:
            self._closed = True
            self._condition.notify_all()

    def sleep(self, seconds: float) -> None:
        """Sleep, but not beyond `close`.

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
    """A service that asks the limiter before each call, and slows down when the service says so."""

    def __init__(self, inner: Service, limiter: Pace) -> None:
        self._inner = inner
        self._limiter = limiter

    def complete(self, request: Request) -> Completion:
        """Wait for the turn, then ask."""
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
