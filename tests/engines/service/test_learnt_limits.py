"""Limits that nobody stated, in virtual time: few calls are refused, all are answered, and no time is lost."""

from __future__ import annotations

import heapq
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from summarise.engines.service.complaints import Complaint, verdict_on
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Spent, Transient
from summarise.engines.service.verdicts import error_for

Accepts = Callable[[float, int], bool]
"""Whether a service takes a call at this time, with so many in its hands."""


@dataclass
class Ended:
    answered: int
    refused: int
    seconds: float


def twenty_a_minute() -> Accepts:
    taken: deque[float] = deque()

    def accepts(now: float, _: int) -> bool:
        while taken and now - taken[0] > 60:
            taken.popleft()
        if len(taken) >= 20:
            return False
        taken.append(now)
        return True

    return accepts


def run(said: str, accepts: Accepts, *, calls: int = 60, workers: int = 8, latency: float = 0.02) -> Ended:
    """Calls by several workers; a refused one is sent again when it may."""
    pacing = Pacing(workers, None, None, spacing=0.05)
    chance = random.Random(3)
    verdict = verdict_on(Complaint(429, said))
    pause = error_for(Complaint(429, said), endpoint="e", model="m", spent=Spent())
    assert isinstance(pause, Transient)
    now, waiting, busy, refused, last = 0.0, calls, 0, 0, 0.0
    ends: list[tuple[float, float, bool]] = []
    while waiting or ends:
        while ends and ends[0][0] <= now:
            at, started, taken = heapq.heappop(ends)
            busy, last = busy - 1, at
            if not taken:
                pacing.refused(at, started, pause.retry_after, verdict)
                waiting, refused = waiting + 1, refused + 1
            pacing.end(at, 1000, 1000 if taken else None)
        wait = pacing.wait(now, 1000) if waiting and busy < workers else float("inf")
        if wait == 0:
            pacing.start(1000)
            waiting, busy = waiting - 1, busy + 1
            heapq.heappush(
                ends, (now + latency * chance.uniform(0.5, 2), now, accepts(now, sum(taken for *_, taken in ends)))
            )
            continue
        now = max(now, min(now + wait, ends[0][0] if ends else float("inf")))
    return Ended(calls, refused, last)


@pytest.mark.parametrize(
    "said",
    [
        "Your account reached organization max RPM: 20, please try again after 1 seconds",
        "Requests per minute limit reached",
        "您的请求过于频繁：每分钟最多20次",
        "Slow down",
        "请稍后再试",
    ],
)
def test_a_limit_of_twenty_a_minute_is_met_with_few_refusals(said: str) -> None:
    ended = run(said, twenty_a_minute())
    assert ended.refused <= 0.1 * (ended.answered + ended.refused)
    assert ended.seconds <= 240


def test_a_slow_service_with_a_limit_is_not_asked_more_slowly_than_it_allows() -> None:
    ended = run("Slow down", twenty_a_minute(), latency=10.0)
    assert ended.refused <= 0.15 * (ended.answered + ended.refused)
    assert ended.seconds <= 260


def test_one_call_at_a_time_is_learnt_from_the_complaint() -> None:
    ended = run("Too many concurrent requests: max concurrency 1", lambda _, held: held < 1, calls=40, latency=1.0)
    assert ended.refused <= 12
    assert ended.seconds <= 150


def test_pauses_grow_while_refusals_go_on_and_are_forgotten_after_an_answer() -> None:
    pacing = Pacing(8, None, None)
    verdict = verdict_on(Complaint(429, "Slow down"))
    now, pauses = 0.0, []
    for _ in range(7):
        assert pacing.wait(now, 1) == 0
        pacing.start(1)
        pacing.refused(now + 0.1, now, None, verdict)
        pacing.end(now + 0.1, 1, None)
        pauses.append(round(pacing.wait(now + 0.1, 1)))
        now += 0.1 + pauses[-1] + 0.01
    assert pauses == [2, 6, 18, 54, 120, 120, 120]
    pacing.start(1)
    pacing.end(now, 1, 1)
    assert pacing.wait(now + 61, 1) == 0


def test_a_stated_limit_of_tokens_is_kept_from_then_on() -> None:
    pacing = Pacing(8, None, None)
    for _ in range(5):
        pacing.start(5_000)
        pacing.end(1.0, 5_000, 5_000)
    verdict = verdict_on(Complaint(429, "tokens per min (TPM): Limit 30000, Used 29000, Requested 5000"))
    pacing.start(5_000)
    pacing.refused(2.0, 1.5, None, verdict)
    pacing.end(2.0, 5_000, None)
    assert pacing.learnt == (None, 30_000)
    assert pacing.wait(5.0, 5_000) > 50
    assert pacing.wait(63.0, 5_000) == 0
