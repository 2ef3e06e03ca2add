"""Requests and tokens a minute, and how many calls are in flight: one limiter for all threads."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

from summarise.engines.retrying import LONGEST_WAIT
from summarise.engines.service import Completion, Request, Service, Transient
from summarise.engines.tokens import estimated_tokens
from summarise.errors import ServiceUnavailable

__all__ = ["Limited", "Limiter"]

_BURST = 1 / 30
"""Of a minute's worth, that may go out at once: two seconds'."""

_EXPECTED_ANSWER = 0.5
"""Tokens of an answer for a token of the request, until it is known."""


class Limiter:
    """Lets calls through so that no span of `window` seconds at the service sees more than the limits.

    A call reaches the service at an unknown instant between its start and its end. It is therefore counted from its
    start until one window after its end: whichever span the service looks at, all calls in it were counted when the
    last of them was let through.
    """

    def __init__(
        self,
        workers: int,
        rpm: int | None = None,
        tpm: int | None = None,
        *,
        window: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._condition = threading.Condition()
        self._clock = clock
        self._window = window
        self._workers = workers
        self._abreast = float(workers)
        self._rpm, self._tpm = rpm, tpm
        self._open = 0
        self._ended: deque[tuple[float, int]] = deque()
        """Ends of calls that still count: when they cease to, and their tokens; in the order of time."""
        self._tokens = 0
        self._credit = self._most_credit = max(1.0, (rpm or 0) * _BURST)
        self._filled = clock()
        self._not_before = 0.0
        self._closed = False

    def acquire(self, tokens: int) -> None:
        """Wait until a call of about so many tokens may go out; every call is to be released.

        Raises:
            ServiceUnavailable: the limiter was closed.

        """
        with self._condition:
            while (wait := self._wait_for(tokens)) > 0:
                self._condition.wait(wait)
            self._refuse_when_closed()
            self._open += 1
            self._tokens += tokens
            self._credit -= 1

    def release(self, estimated: int, real: int | None = None) -> None:
        """End a call that was let through with an estimate; `real` is what it took, None where that is not known."""
        with self._condition:
            tokens = estimated if real is None else real
            self._open -= 1
            self._ended.append((self._clock() + self._window, tokens))
            self._tokens += tokens - estimated
            self._abreast = min(self._workers, self._abreast + 1 / self._abreast)
            self._condition.notify_all()

    def slow_down(self, pause: float | None) -> None:
        """Halve the calls in flight; let none out for `pause` seconds."""
        with self._condition:
            self._abreast = max(1.0, self._abreast / 2)
            if pause is not None:
                self._not_before = max(self._not_before, self._clock() + min(pause, LONGEST_WAIT))

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
        end = self._clock() + seconds
        with self._condition:
            while not self._closed and (left := end - self._clock()) > 0:
                self._condition.wait(left)
            self._refuse_when_closed()

    def _refuse_when_closed(self) -> None:
        if self._closed:
            raise ServiceUnavailable("the run is being stopped", kind="stopped")

    def _wait_for(self, tokens: int) -> float:
        """Seconds until it is worth looking again; 0 when a call may go out now."""
        if self._closed:
            return 0
        now = self._clock()
        while self._ended and self._ended[0][0] <= now:
            self._tokens -= self._ended.popleft()[1]
        waits = [0.0, self._not_before - now]
        if self._open >= int(self._abreast):
            waits.append(self._window)  # a release wakes us
        if self._rpm is not None:
            waits.append(self._wait_for_request(self._rpm, now))
        counted = self._open + len(self._ended)
        if self._tpm is not None and counted and self._tokens + tokens > self._tpm:
            waits.append(self._next_end(now))
        return max(waits)

    def _wait_for_request(self, rpm: int, now: float) -> float:
        rate = rpm / self._window
        self._credit = min(self._most_credit, self._credit + (now - self._filled) * rate)
        self._filled = now
        if self._open + len(self._ended) >= rpm:
            return self._next_end(now)
        return 0.0 if self._credit >= 1 else (1 - self._credit) / rate

    def _next_end(self, now: float) -> float:
        return max(0.001, self._ended[0][0] - now) if self._ended else self._window


class Limited:
    """A service that asks the limiter before each call, and slows down when the service says so."""

    def __init__(self, inner: Service, limiter: Limiter) -> None:
        self._inner = inner
        self._limiter = limiter

    def complete(self, request: Request) -> Completion:
        """Wait for the turn, then ask."""
        given = sum(estimated_tokens(message.content) for message in request.messages)
        expected = given + min(request.limit, int(given * _EXPECTED_ANSWER))
        self._limiter.acquire(expected)
        spent: int | None = None
        try:
            completion = self._inner.complete(request)
            spent = completion.spent.tokens
        except Transient as error:
            if error.throttled or error.retry_after is not None:
                self._limiter.slow_down(error.retry_after)
            raise
        finally:
            self._limiter.release(expected, spent)
        return completion
