"""Compute when the next call may be sent, from times that the caller passes in; this module reads no clock."""

from __future__ import annotations

from collections import deque

from summarise.engines.service.complaints import Verdict

__all__ = ["Pacing"]

_BURST = 1 / 30
"""Share of the calls per minute that may be sent at once: the calls of two seconds."""

_SOON = 0.001
"""Minimum wait in seconds, so that rounding errors cannot make a caller loop without waiting."""

_FIRST_PAUSE = 2.0
_LONGEST_PAUSE = 120.0
_GROWTH = 3.0
"""Factor by which pauses grow while the service goes on refusing: 2, 6, 18, 54, 120 s."""

_A_LIMIT_BY_THE_MINUTE = 20.0
"""Seconds of refusals after which the number of calls answered in the minute before is taken as the limit."""

_SPACED = 120
"""Number of first calls that are sent with `spacing` between them, until the service is known to accept more."""

_PROVEN = 50
"""Number of answers after which one more simultaneous call is tried than the service accepted before."""


class Pacing:
    """Limits calls so that the service receives at most `rpm` calls and `tpm` tokens in any period of `window` seconds.

    A call reaches the service at an unknown time between its start and its end. It is therefore counted from its start
    until `window` seconds after its end. The limits thus hold in every period that the service may look at: when the
    last call of the period was sent, its other calls were still counted. `slow_down` halves the number of simultaneous
    calls, which then grows one by one.

    Limits that are None are learnt from refusals (calls that the service refused as too many): from the number that the
    service states, or else from the number of calls that it answered in the minute before. After a refusal all calls
    pause, then one is sent. `workers` is the maximum number of simultaneous calls. `spacing` (seconds) separates the
    first calls, so that few calls are in progress when the first is refused.
    """

    def __init__(
        self, workers: int, rpm: int | None, tpm: int | None, window: float = 60.0, spacing: float = 0.0
    ) -> None:
        self._window = window
        self._most = workers
        self._workers = workers
        self._abreast = float(workers)
        self._rpm, self._tpm = rpm, tpm
        self.learnt: tuple[int | None, int | None] = (None, None)
        """Limits of requests and of tokens per minute that were learnt from refusals; None if not learnt."""
        self._open = 0
        self._ended: deque[tuple[float, int]] = deque()
        """(time until which it counts, tokens) of each call that ended and still counts; in order of time."""
        self._tokens = 0
        self._credit = self._most_credit = max(1.0, (rpm or 0) * _BURST)
        self._filled = 0.0
        self._not_before = 0.0
        self._spacing = spacing
        self._asked = self._last_start = float("-inf")
        self._answers: deque[tuple[float, int]] = deque()
        """(time, tokens) of each answer in the last window."""
        self._answered = self._answered_since = 0
        self._pause = 0.0
        self._refused_since: float | None = None
        self._last_refusal = float("-inf")
        self._is_guess = False
        """True if the limit of requests is a guess, which is raised later on trial."""
        self._before: tuple[int, int] = (0, 0)
        """Number of answers, and of their tokens, in the window before the refusals began."""

    def wait(self, now: float, tokens: int) -> float:
        """Return the seconds after which to ask again; 0.0 if a call of about `tokens` tokens may start now.

        `now` is a time in seconds of any monotonic clock; the same holds for the other methods.
        """
        self._asked = now
        while self._ended and self._ended[0][0] <= now:
            self._tokens -= self._ended.popleft()[1]
        waits = [0.0, self._not_before - now]
        if self._open >= int(self._abreast):
            waits.append(self._window)  # an end comes earlier
        if self._rpm is not None:
            waits.append(self._wait_for_request(self._rpm, now))
        elif self._answered < _SPACED:
            waits.append(self._last_start + self._spacing - now)
        counted = self._open + len(self._ended)
        if self._tpm is not None and counted and self._tokens + tokens > self._tpm:
            waits.append(self._next_end(now))
        longest = max(waits)
        return max(longest, _SOON) if longest > 0 else 0.0

    def start(self, tokens: int) -> None:
        """Count a call as started, after `wait` returned 0.0; `tokens` is its estimated number of tokens."""
        self._open += 1
        self._tokens += tokens
        self._credit -= 1
        self._last_start = self._asked

    def end(self, now: float, estimated: int, real: int | None) -> None:
        """Count the end of a call at the time `now`.

        `estimated` is the argument of `start` for the call; `real` is the number of tokens used, None if there was no
        answer.
        """
        tokens = estimated if real is None else real
        self._open -= 1
        self._ended.append((now + self._window, tokens))
        self._tokens += tokens - estimated
        self._abreast = min(self._most, self._abreast + 1 / self._abreast)
        if real is not None:
            self._answer(now, real)

    def slow_down(self, now: float, pause: float | None) -> None:
        """Halve the number of simultaneous calls; if `pause` is given, start none until `pause` seconds after `now`."""
        self._abreast = max(1.0, self._abreast / 2)
        if pause is not None:
            self._not_before = max(self._not_before, now + pause)

    @property
    def pause_left(self) -> float:
        """Seconds for which no call may start, counted from the last refusal or the last call of `wait`."""
        return max(0.0, self._not_before - max(self._asked, self._last_refusal))

    def refused(self, now: float, started: float, pause: float | None, verdict: Verdict) -> float:
        """Count a call that the service refused as too many, and return the seconds since the present refusals began.

        `now` is the time of the refusal, `started` that at which the call began. `pause` is the pause in seconds that
        the service asks for, or None. `verdict` is the meaning of the error.
        """
        if started <= self._last_refusal:  # it was on its way at the first refusal
            self.slow_down(now, pause)
            return now - (self._refused_since or now)
        self._last_refusal = now
        is_first = self._refused_since is None
        if self._refused_since is None:
            self._refused_since = now
            self._before = self._in_the_last_window(now)
        if verdict.meaning == "abreast":
            self._most = self._abreast = max(1, min(self._most, self._open - 1))
            self._answered_since = 0
            self._not_before = max(self._not_before, now + (pause or 1.0))
            return now - self._refused_since
        self._pause = min(_LONGEST_PAUSE, max(_FIRST_PAUSE, self._pause * _GROWTH))
        wished = self._pause if pause is None or not is_first else 0.0
        self._abreast = 1.0
        self._not_before = max(self._not_before, now + max(pause or 0.0, wished))
        if verdict.meaning == "minute":
            self._learn(verdict)
        return now - self._refused_since

    def _learn(self, verdict: Verdict) -> None:
        """Set the limit that the service states.

        If it states none but says whether it counts requests or tokens, set the limit to the number of these that it
        answered in the minute before.
        """
        answers, tokens = self._before
        stated = verdict.rpm is not None and verdict.rpm >= answers
        if stated or (verdict.counts == "requests" and answers):
            self._limit_requests(verdict.rpm if stated and verdict.rpm else answers)
            self._is_guess = not stated
        if verdict.tpm is not None or (verdict.counts == "tokens" and tokens):
            self._tpm = min(self._tpm or verdict.tpm or tokens, verdict.tpm or tokens)
            self.learnt = (self.learnt[0], self._tpm)

    def _limit_requests(self, rpm: int) -> None:
        self._rpm = min(self._rpm or rpm, rpm)
        self._most_credit = max(1.0, self._rpm * _BURST)
        self._credit = min(self._credit, self._most_credit)
        self._answered_since = 0
        self.learnt = (self._rpm, self.learnt[1])

    def _answer(self, now: float, tokens: int) -> None:
        self._answers.append((now, tokens))
        self._answered += 1
        self._answered_since += 1
        if self._answered_since >= _PROVEN and self._most < self._workers:
            self._most, self._answered_since = self._most + 1, 0
        if self._is_guess and self._rpm is not None and self._answered_since >= 2 * self._rpm:
            self._rpm, self._answered_since = self._rpm + 1 + self._rpm // 8, 0
        if self._refused_since is None:
            return
        if now - self._refused_since >= _A_LIMIT_BY_THE_MINUTE and self._rpm is None and self._before[0]:
            self._limit_requests(self._before[0])
            self._is_guess = True
        self._pause, self._refused_since = 0.0, None

    def _in_the_last_window(self, now: float) -> tuple[int, int]:
        while self._answers and self._answers[0][0] <= now - self._window:
            self._answers.popleft()
        return len(self._answers), sum(tokens for _, tokens in self._answers)

    def _wait_for_request(self, rpm: int, now: float) -> float:
        rate = rpm / self._window
        self._credit = min(self._most_credit, self._credit + max(0.0, now - self._filled) * rate)
        self._filled = now
        if self._open + len(self._ended) >= rpm:
            return self._next_end(now)
        return 0.0 if self._credit >= 1 else (1 - self._credit) / rate

    def _next_end(self, now: float) -> float:
        return max(_SOON, self._ended[0][0] - now) if self._ended else self._window
