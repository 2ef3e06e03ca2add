"""The limiter: never over the limit as the service counts it, and close to it; a stop wakes everyone."""

from __future__ import annotations

import heapq
import random
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from summarise.engines import open_engine
from summarise.engines.service.budget import Budget
from summarise.engines.service.client import Client
from summarise.engines.service.complaints import Verdict
from summarise.engines.service.dialects import first_dialect
from summarise.engines.service.negotiating import Negotiating
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Message, Request
from summarise.engines.service.rate_limit import Limited, Limiter
from summarise.engines.stack import Limits, pacing_of
from summarise.errors import ServiceUnavailable
from tests.support.model_calls import TEXT, settings, text_of
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered, failed
from tests.support.small_annotator import annotate

Told = Callable[[str, object], None]


@dataclass
class Load:
    """A run in virtual time: what the service saw, and when the client was told to wait."""

    arrivals: list[float] = field(default_factory=list)
    tokens: list[int] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    pauses: list[tuple[float, float]] = field(default_factory=list)
    """From when the client knew, to when it might come back."""


def played(pacing: Pacing, requests: int, workers: int, seed: int, *, complaints: float = 0.0) -> Load:
    """Send requests through a network with random delays and stalls; every worker starts as soon as it may."""
    chance = random.Random(seed)
    load = Load()
    ends: list[tuple[float, int, int, float]] = []  # when, estimate, real, asked pause (-1 for none)
    now, started, busy = 0.0, 0, 0
    while started < requests or ends:
        while ends and ends[0][0] <= now:
            at, estimate, real, pause = heapq.heappop(ends)
            busy -= 1
            if pause >= 0:
                pacing.slow_down(at, pause)
                load.pauses.append((at, at + pause))
            pacing.end(at, estimate, real)
        estimate = chance.randint(800, 1200)
        wait = pacing.wait(now, estimate) if started < requests and busy < workers else float("inf")
        if wait == 0:
            pacing.start(estimate)
            started, busy = started + 1, busy + 1
            stalled = chance.uniform(5, 20) if chance.random() < 0.005 else 0.0
            there = now + chance.uniform(0.01, 0.5) + stalled
            real = chance.randint(700, estimate)
            load.starts.append(now)
            load.arrivals.append(there)
            load.tokens.append(real)
            pause = chance.uniform(0.5, 3) if chance.random() < complaints else -1.0
            heapq.heappush(ends, (there + chance.uniform(0.1, 1.5), estimate, real, pause))
            continue
        following = min(now + wait, ends[0][0] if ends else float("inf"))
        now = max(now, following)
    return load


def most_in_a_window(times: list[float], weights: list[int], window: float = 60.0) -> int:
    """The most weight in any half-open span of `window` seconds."""
    order = sorted(zip(times, weights, strict=True))
    points = [time for time, _ in order]
    sums = [0]
    for _, weight in order:
        sums.append(sums[-1] + weight)
    return max(sums[bisect_left(points, start + window)] - sums[index] for index, start in enumerate(points))


def test_no_window_of_the_service_ever_sees_more_than_the_limit_and_most_of_it_is_used() -> None:
    rpm = 1200
    load = played(Pacing(64, rpm, None), 20_000, 64, seed=7)
    ones = [1] * len(load.arrivals)
    assert most_in_a_window(load.arrivals, ones) <= rpm
    assert max(Counter(int(at // 60) for at in load.arrivals).values()) <= rpm
    assert len(load.arrivals) / (max(load.arrivals) / 60) >= 0.85 * rpm


@pytest.mark.slow
def test_twenty_thousand_requests_over_http_never_pass_the_limit_and_use_most_of_it(record_property: Told) -> None:
    count, rpm, workers = 20_000, 9_000, 64
    request = Request("m1", (Message("user", "一"),), 100)
    left = iter(range(count))
    with ScriptedServer(lambda call: replace(answered("{}"), delay=call.number % 7 / 20)) as server:
        wished = settings(server, workers=workers, rpm=rpm)
        client, limiter = Client(wished), Limiter(Pacing(workers, rpm, None))
        service = Limited(Negotiating(client, first_dialect(wished), lambda _: None), limiter)

        def work() -> None:
            for _ in left:
                service.complete(request)

        threads = [threading.Thread(target=work) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        client.close()
        arrivals = sorted(call.at for call in server.calls)
    most = most_in_a_window(arrivals, [1] * count)
    minutes = int((arrivals[-1] - arrivals[0]) // 60)
    used = sum(at < arrivals[0] + minutes * 60 for at in arrivals) / minutes / rpm
    said = f"{count:,} requests at {rpm:,} a minute: at most {most:,} in any minute, {used:.0%} of whole minutes used"
    record_property("tried", said)
    assert len(arrivals) == count
    assert most <= rpm
    assert used >= 0.85


def test_no_burst_is_more_than_two_seconds_worth() -> None:
    load = played(Pacing(64, 600, None), 3_000, 64, seed=3)
    assert most_in_a_window(load.starts, [1] * 3_000, window=0.01) <= 21
    assert most_in_a_window(load.starts, [1] * 3_000, window=1.0) <= 31


def test_tokens_a_minute_are_kept_where_estimates_are_cautious() -> None:
    tpm = 400_000
    load = played(Pacing(64, None, tpm), 4_000, 64, seed=5)
    assert most_in_a_window(load.arrivals, load.tokens) <= tpm
    assert sum(load.tokens) / (max(load.arrivals) / 60) >= 0.85 * tpm


def test_nothing_starts_before_a_retry_after_is_over() -> None:
    load = played(Pacing(16, 3000, None), 5_000, 16, seed=11, complaints=0.01)
    assert len(load.pauses) > 20
    for known, until in load.pauses:
        assert not [start for start in load.starts if known < start < until - 1e-9]


def test_one_request_larger_than_the_limit_goes_out_alone() -> None:
    pacing = Pacing(4, None, 100)
    assert pacing.wait(0.0, 5_000) == 0
    pacing.start(5_000)
    assert pacing.wait(0.0, 1) > 0


def test_complaints_halve_the_calls_abreast_and_ends_bring_them_back() -> None:
    pacing = Pacing(8, None, None)

    def abreast() -> int:
        count = 0
        while pacing.wait(0.0, 1) == 0:
            pacing.start(1)
            count += 1
        for _ in range(count):
            pacing.end(0.0, 1, None)
        return count

    assert abreast() == 8
    for _ in range(5):
        pacing.slow_down(0.0, None)
    assert abreast() == 1
    for _ in range(40):
        pacing.start(1)
        pacing.end(0.0, 1, None)
    assert abreast() == 8


def test_closing_wakes_those_who_wait() -> None:
    limiter = Limiter(Pacing(1, None, None))
    limiter.acquire(1)
    failures: list[str] = []

    def wait() -> None:
        try:
            limiter.acquire(1)
        except ServiceUnavailable as error:
            failures.append(error.kind)

    def sleep() -> None:
        try:
            limiter.sleep(3600)
        except ServiceUnavailable as error:
            failures.append(error.kind)

    threads = [threading.Thread(target=wait), threading.Thread(target=sleep)]
    for thread in threads:
        thread.start()
    limiter.close()
    for thread in threads:
        thread.join(10)
    assert failures == ["stopped", "stopped"]


class Noting(Limiter):
    """A limiter that writes down when it let calls out and when it learnt of a refusal, in this order."""

    def __init__(self, pacing: Pacing) -> None:
        super().__init__(pacing)
        self.let_out: list[float] = []
        self.refusals: list[tuple[int, float]] = []
        """How many calls were out, and when."""

    def acquire(self, tokens: int) -> float:
        with self._condition:
            self.let_out.append(super().acquire(tokens))
            return self.let_out[-1]

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        with self._condition:
            self.refusals.append((len(self.let_out), time.monotonic()))
            return super().refused(started, pause, verdict)


@pytest.mark.parametrize("workers", [8])
def test_all_threads_wait_when_the_service_says_so(workers: int) -> None:
    documents = [annotate(TEXT.replace("300盏", f"{number}盏")) for number in range(100, 116)]

    def script(call: Call) -> Reply:
        return failed(429, "slow", retry_after="1") if call.number == 3 else answered(text_of())

    with ScriptedServer(script) as server:
        wished = settings(server, workers=workers, max_retries=3)
        limiter = Noting(pacing_of(wished))
        with open_engine(wished, Limits(limiter, Budget(wished))) as engine:
            threads = [threading.Thread(target=engine.select, args=(document,)) for document in documents]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert engine.stats().calls == 16
    ((out, told),) = limiter.refusals
    later = limiter.let_out[out:]  # what was on its way could not be held back
    assert later
    assert min(later) - told >= 1.0
