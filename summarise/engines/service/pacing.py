"""When the next call may go out: arithmetic on times that the caller states, without a clock of its own."""

from __future__ import annotations

from collections import deque

__all__ = ["Pacing"]

_BURST = 1 / 30
"""Of a minute's worth, that may go out at once: two seconds'."""

_SOON = 0.001
"""Seconds: no wait is shorter, so that rounding cannot make a caller spin."""


class Pacing:
    """Lets calls out so that no span of `window` seconds at the service sees more than the limits.

    A call reaches the service at an unknown instant between its start and its end. It is therefore counted from its
    start until one window after its end: whichever span the service looks at, all calls in it were counted when the
    last of them was let out. The calls abreast are halved when the service complains, and grow back one by one.
    """

    def __init__(self, workers: int, rpm: int | None, tpm: int | None, window: float = 60.0) -> None:
        self._window = window
        self._workers = workers
        self._abreast = float(workers)
        self._rpm, self._tpm = rpm, tpm
        self._open = 0
        self._ended: deque[tuple[float, int]] = deque()
        """Calls that ended and still count: until when, and their tokens; in the order of time."""
        self._tokens = 0
        self._credit = self._most_credit = max(1.0, (rpm or 0) * _BURST)
        self._filled = 0.0
        self._not_before = 0.0

    def wait(self, now: float, tokens: int) -> float:
        """Seconds until it is worth asking again; 0 when a call of about so many tokens may start now."""
        while self._ended and self._ended[0][0] <= now:
            self._tokens -= self._ended.popleft()[1]
        waits = [0.0, self._not_before - now]
        if self._open >= int(self._abreast):
            waits.append(self._window)  # an end comes earlier
        if self._rpm is not None:
            waits.append(self._wait_for_request(self._rpm, now))
        counted = self._open + len(self._ended)
        if self._tpm is not None and counted and self._tokens + tokens > self._tpm:
            waits.append(self._next_end(now))
        longest = max(waits)
        return max(longest, _SOON) if longest > 0 else 0.0

    def start(self, tokens: int) -> None:
        """Count a call that `wait` let out."""
        self._open += 1
        self._tokens += tokens
        self._credit -= 1

    def end(self, now: float, estimated: int, real: int | None) -> None:
        """Count the end of a call; `real` are the tokens that it took, None where they are not known."""
        tokens = estimated if real is None else real
        self._open -= 1
        self._ended.append((now + self._window, tokens))
        self._tokens += tokens - estimated
        self._abreast = min(self._workers, self._abreast + 1 / self._abreast)

    def slow_down(self, now: float, pause: float | None) -> None:
        """Halve the calls abreast; let none out for `pause` seconds."""
        self._abreast = max(1.0, self._abreast / 2)
        if pause is not None:
            self._not_before = max(self._not_before, now + pause)

    def _wait_for_request(self, rpm: int, now: float) -> float:
        rate = rpm / self._window
        self._credit = min(self._most_credit, self._credit + max(0.0, now - self._filled) * rate)
        self._filled = now
        if self._open + len(self._ended) >= rpm:
            return self._next_end(now)
        return 0.0 if self._credit >= 1 else (1 - self._credit) / rate

    def _next_end(self, now: float) -> float:
        return max(_SOON, self._ended[0][0] - now) if self._ended else self._window
