"""One pace and one budget for all workers: two keepers that answer at once, and what each worker asks them through."""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol

from summarise.engines.service.budget import Budget
from summarise.engines.service.complaints import Verdict
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Spent
from summarise.engines.settings import ModelSettings
from summarise.errors import ServiceRejected, ServiceUnavailable

__all__ = ["LEASE", "BudgetKeeper", "Call", "KeeperLost", "PaceKeeper", "SharedBudget", "SharedPace"]

LEASE: Final = 120.0
"""Seconds beyond a request's own time after which a call whose worker was lost is taken for ended."""
_LOOK: Final = 0.25
"""Seconds after which a worker that waits asks its keeper again."""
_LONGEST_LOOK: Final = 2.0


class Call(Protocol):
    """A way to a keeper."""

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Return what the keeper answers on being asked for what has this name.

        Raises:
            KeeperLost: nothing.

        """
        ...


class PaceKeeper:
    """Lets the calls of all workers out as `Pacing` says; it never waits.

    A call whose worker is lost counts as on its way until its lease is over.

    Args:
        pacing: of all workers together.
        lease: seconds.
        clock: says the time, in seconds from whenever.

    """

    def __init__(self, pacing: Pacing, lease: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pacing, self._lease, self._clock = pacing, lease, clock
        self._lock = threading.Lock()
        self._open: dict[str, tuple[float, int]] = {}
        """Calls on their way: since when, and their tokens."""

    def ask(self, ticket: str, tokens: int) -> tuple[float, float]:
        """Seconds to wait, and the time; 0 where the call is let out. Asking twice with one ticket lets one out."""
        with self._lock:
            now = self._clock()
            if ticket in self._open:
                return 0.0, self._open[ticket][0]
            self._end_lost(now)
            if (wait := self._pacing.wait(now, tokens)) > 0:
                return wait, now
            self._pacing.start(tokens)
            self._open[ticket] = (now, tokens)
            return 0.0, now

    def release(self, ticket: str, real: int | None) -> None:
        """End a call."""
        with self._lock:
            if (opened := self._open.pop(ticket, None)) is not None:
                self._pacing.end(self._clock(), opened[1], real)

    def slow_down(self, pause: float | None) -> None:
        """Halve the calls in flight."""
        with self._lock:
            self._pacing.slow_down(self._clock(), pause)

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause for all; seconds of refusals by now, and of the pause."""
        with self._lock:
            return self._pacing.refused(self._clock(), started, pause, verdict), self._pacing.pause_left

    def learnt(self) -> tuple[int | None, int | None]:
        """Return requests and tokens a minute that refusals have taught."""
        with self._lock:
            return self._pacing.learnt

    def _end_lost(self, now: float) -> None:
        for ticket, (since, tokens) in list(self._open.items()):
            if now - since > self._lease:
                del self._open[ticket]
                self._pacing.end(now, tokens, None)


class BudgetKeeper:
    """Holds what all workers may spend; what a lost worker had set aside stays set aside, since it may be spent."""

    def __init__(self, settings: ModelSettings) -> None:
        self._budget = Budget(settings)
        self._lock = threading.Lock()
        self._reserved: dict[str, Spent] = {}

    def ask(self, ticket: str, most: Spent) -> bool:
        """True if the most that a call can cost is set aside now; asking twice with one ticket does it once.

        Raises:
            BudgetExhausted: it does not fit, and no call in flight could release enough.

        """
        with self._lock:
            if ticket in self._reserved:
                return True
            if self._budget.try_reserve(most):
                self._reserved[ticket] = most
                return True
            return False

    def settle(self, ticket: str, spent: Spent) -> None:
        """Book what a call did cost."""
        with self._lock:
            if (most := self._reserved.pop(ticket, None)) is not None:
                self._budget.settle(most, spent)


class SharedPace:
    """A worker's side of the pace; where the keeper does not answer, no call goes out."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._tickets: dict[int, deque[str]] = {}

    def acquire(self, tokens: int) -> float:
        """Wait until a call of about so many tokens may go out; the keeper's time when it does."""
        ticket = uuid.uuid4().hex
        while True:
            self._refuse_when_closed()
            wait, now = _answer(self._call, "ask", ticket, tokens)
            if wait <= 0:
                with self._lock:
                    self._tickets.setdefault(tokens, deque()).append(ticket)
                return float(now)
            self._closed.wait(min(_LONGEST_LOOK, wait))

    def release(self, estimated: int, real: int | None = None) -> None:
        """End a call that was let through with an estimate."""
        with self._lock:
            ticket = self._tickets[estimated].popleft()  # of several with one estimate any will do
        _answer(self._call, "release", ticket, real)

    def slow_down(self, pause: float | None) -> None:
        """Halve the calls in flight."""
        _answer(self._call, "slow_down", pause)

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause for all workers."""
        found: tuple[float, float] = _answer(self._call, "refused", started, pause, verdict)
        return found

    def learnt(self) -> tuple[int | None, int | None]:
        """Return requests and tokens a minute that refusals have taught."""
        found: tuple[int | None, int | None] = _answer(self._call, "learnt")
        return found

    def close(self) -> None:
        """Wake and refuse everyone who waits."""
        self._closed.set()

    def sleep(self, seconds: float) -> None:
        """Sleep, but not beyond `close`."""
        self._closed.wait(seconds)
        self._refuse_when_closed()

    def _refuse_when_closed(self) -> None:
        if self._closed.is_set():
            raise ServiceUnavailable("the run is being stopped", kind="stopped")


class SharedBudget:
    """A worker's side of the budget; where the keeper does not answer, nothing is spent."""

    def __init__(self, call: Call, sleep: Callable[[float], None]) -> None:
        self._call, self._sleep = call, sleep
        self._lock = threading.Lock()
        self._tickets: dict[Spent, deque[str]] = {}

    def reserve(self, most: Spent) -> None:
        """Set the most that a call can cost aside, and wait where a call in flight may release enough."""
        ticket = uuid.uuid4().hex
        while not _answer(self._call, "ask", ticket, most):
            self._sleep(_LOOK)
        with self._lock:
            self._tickets.setdefault(most, deque()).append(ticket)

    def settle(self, most: Spent, spent: Spent) -> None:
        """Book what a call did cost."""
        with self._lock:
            ticket = self._tickets[most].popleft()
        _answer(self._call, "settle", ticket, spent)


def _answer(call: Call, name: str, *arguments: Any) -> Any:
    """Return what a keeper says.

    Raises:
        ServiceRejected: it does not answer: without it nobody knows what may still be asked.
        BudgetExhausted: as the keeper says.

    """
    try:
        return call(name, *arguments)
    except KeeperLost as error:
        raise ServiceRejected(
            f"the keeper of pace and budget does not answer ({error}): the run stops before it asks; start it again"
        ) from error


class KeeperLost(Exception):
    """No answer came."""
