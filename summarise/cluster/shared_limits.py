"""Rate limits and a budget that all workers share.

Two keepers hold them. Workers call the keepers through `SharedPace` and `SharedBudget`.
"""

from __future__ import annotations

import threading
import time
import uuid
from collections import deque
from collections.abc import Callable
from typing import Any, Final, Protocol

from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.budget import Budget
from summarise.engines.service.complaints import Verdict
from summarise.engines.service.pacing import Pacing
from summarise.engines.service.protocol import Spent
from summarise.errors import ServiceRejected, ServiceUnavailable

__all__ = ["LEASE", "BudgetKeeper", "Call", "KeeperLost", "PaceKeeper", "SharedBudget", "SharedPace"]

LEASE: Final = 120.0
"""Seconds after a request's own timeout when a call that no worker has ended counts as ended, since its worker was
lost."""
_LOOK: Final = 0.25
"""Seconds that a waiting worker waits before it asks its keeper again."""
_LONGEST_LOOK: Final = 2.0


class Call(Protocol):
    """Calls a method of a `PaceKeeper` or `BudgetKeeper`, which may be in another process or on another machine."""

    def __call__(self, name: str, *arguments: Any) -> Any:
        """Call the keeper's method of this name, and return its result.

        Raises:
            KeeperLost: the keeper does not answer.

        """
        ...


class PaceKeeper:
    """Decides when the calls of all workers may start, by the rules of `Pacing`; its methods never wait.

    If a worker is lost, its call counts as in progress until its lease is over.

    Args:
        pacing: limits for all workers together.
        lease: seconds after which a call that was not ended counts as ended.
        clock: returns the time in seconds from any fixed moment.

    """

    def __init__(self, pacing: Pacing, lease: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._pacing, self._lease, self._clock = pacing, lease, clock
        self._lock = threading.Lock()
        self._open: dict[str, tuple[float, int]] = {}
        """For each call in progress, by ticket: when it began, and its estimated tokens."""

    def ask(self, ticket: str, tokens: int) -> tuple[float, float]:
        """Return (seconds to wait before asking again, the keeper's time); with 0 seconds, the call may start now.

        `ticket` identifies the call, so that asking twice starts it only once. `tokens` is its estimated number of
        tokens.
        """
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
        """End the call that `ticket` identifies; `real` is the number of tokens used, None if it got no answer."""
        with self._lock:
            if (opened := self._open.pop(ticket, None)) is not None:
                self._pacing.end(self._clock(), opened[1], real)

    def slow_down(self, pause: float | None) -> None:
        """Halve the number of calls allowed at once, and start none for `pause` seconds (None: no pause)."""
        with self._lock:
            self._pacing.slow_down(self._clock(), pause)

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause all calls, because the service refused a call that began at `started` (in the keeper's time).

        Return how many seconds the service has been refusing all calls, and how many seconds of the pause are left.
        `pause` is the pause in seconds that the service asks for, or None; `verdict` is the meaning of its error.
        """
        with self._lock:
            return self._pacing.refused(self._clock(), started, pause, verdict), self._pacing.pause_left

    def learnt(self) -> tuple[int | None, int | None]:
        """Return the limits of requests and of tokens per minute that the service has revealed by refusals.

        Each of the two is None if it is not known.
        """
        with self._lock:
            return self._pacing.learnt

    def _end_lost(self, now: float) -> None:
        for ticket, (since, tokens) in list(self._open.items()):
            if now - since > self._lease:
                del self._open[ticket]
                self._pacing.end(now, tokens, None)


class BudgetKeeper:
    """Holds the budget of all workers; what a lost worker reserved stays reserved, because it may have been spent."""

    def __init__(self, settings: ModelSettings) -> None:
        self._budget = Budget(settings)
        self._lock = threading.Lock()
        self._reserved: dict[str, Spent] = {}

    def ask(self, ticket: str, most: Spent) -> bool:
        """Reserve the most that a call can cost; return True if it fits into the budget now.

        `ticket` identifies the call, so that asking twice reserves only once.

        Raises:
            BudgetExhausted: it does not fit, and calls in progress cannot release enough.

        """
        with self._lock:
            if ticket in self._reserved:
                return True
            if self._budget.try_reserve(most):
                self._reserved[ticket] = most
                return True
            return False

    def settle(self, ticket: str, spent: Spent) -> None:
        """Replace the amount that was reserved for the call with this `ticket` by its real cost (`spent`).

        A ticket without a reservation is ignored, so that settling twice counts only once.
        """
        with self._lock:
            if (most := self._reserved.pop(ticket, None)) is not None:
                self._budget.settle(most, spent)


class SharedPace:
    """Access of a worker to the `PaceKeeper`; if the keeper does not answer, no call starts.

    Raises:
        ServiceRejected: the keeper does not answer.
        ServiceUnavailable: of the kind `stopped`, by a method that waits, if `close` was called.

    """

    def __init__(self, call: Call) -> None:
        self._call = call
        self._closed = threading.Event()
        self._lock = threading.Lock()
        self._tickets: dict[int, deque[str]] = {}

    def acquire(self, tokens: int) -> float:
        """Wait until a call of about `tokens` tokens may start; return its start in the keeper's time."""
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
        """End a call that was started by `acquire` with `estimated` tokens.

        `real` is the number of tokens used, None if there was no answer.
        """
        with self._lock:
            ticket = self._tickets[estimated].popleft()  # of several with one estimate any will do
        _answer(self._call, "release", ticket, real)

    def slow_down(self, pause: float | None) -> None:
        """Halve the number of calls allowed at once, and start none for `pause` seconds (None: no pause)."""
        _answer(self._call, "slow_down", pause)

    def refused(self, started: float, pause: float | None, verdict: Verdict) -> tuple[float, float]:
        """Pause the calls of all workers; arguments and result are those of `PaceKeeper.refused`."""
        found: tuple[float, float] = _answer(self._call, "refused", started, pause, verdict)
        return found

    def learnt(self) -> tuple[int | None, int | None]:
        """Return the limits of requests and of tokens per minute that the service has revealed by refusals.

        Each of the two is None if it is not known.
        """
        found: tuple[int | None, int | None] = _answer(self._call, "learnt")
        return found

    def close(self) -> None:
        """Make all waiting calls of `acquire` and `sleep` raise ServiceUnavailable."""
        self._closed.set()

    def sleep(self, seconds: float) -> None:
        """Sleep for some seconds; raise ServiceUnavailable if `close` was called before or is called meanwhile."""
        self._closed.wait(seconds)
        self._refuse_when_closed()

    def _refuse_when_closed(self) -> None:
        if self._closed.is_set():
            raise ServiceUnavailable("the run is being stopped", kind="stopped")


class SharedBudget:
    """Access of a worker to the `BudgetKeeper`; if the keeper does not answer, nothing is spent.

    Raises:
        ServiceRejected: the keeper does not answer.
        BudgetExhausted: a call does not fit into the budget.

    """

    def __init__(self, call: Call, sleep: Callable[[float], None]) -> None:
        self._call, self._sleep = call, sleep
        self._lock = threading.Lock()
        self._tickets: dict[Spent, deque[str]] = {}

    def reserve(self, most: Spent) -> None:
        """Reserve the most that a call can cost; wait while calls in progress may still release enough."""
        ticket = uuid.uuid4().hex
        while not _answer(self._call, "ask", ticket, most):
            self._sleep(_LOOK)
        with self._lock:
            self._tickets.setdefault(most, deque()).append(ticket)

    def settle(self, most: Spent, spent: Spent) -> None:
        """Replace the amount that was reserved for a call (`most`) by its real cost (`spent`)."""
        with self._lock:
            ticket = self._tickets[most].popleft()
        _answer(self._call, "settle", ticket, spent)


def _answer(call: Call, name: str, *arguments: Any) -> Any:
    """Call a method of a keeper and return its result.

    Raises:
        ServiceRejected: the keeper does not answer, so that no limit can be checked.
        BudgetExhausted: the keeper raised it.

    """
    try:
        return call(name, *arguments)
    except KeeperLost as error:
        raise ServiceRejected(
            f"the keeper of pace and budget does not answer ({error}): the run stops before it asks; start it again"
        ) from error


class KeeperLost(Exception):
    """Raised if a keeper did not answer."""
