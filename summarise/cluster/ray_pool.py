"""Run workers on the machines of a Ray cluster, with shared rate limits and a shared budget.

Only this module imports ray.
"""

from __future__ import annotations

import logging
import os
import socket
import weakref
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any, Final

from summarise.cluster.parts import Parts
from summarise.cluster.reading import Source
from summarise.cluster.shared_limits import LEASE, BudgetKeeper, KeeperLost, PaceKeeper, SharedBudget, SharedPace
from summarise.cluster.units import Unit
from summarise.cluster.working import EngineChoice, Told, Worker
from summarise.engines.stack import Limits, pacing_of
from summarise.errors import OutputError, SummariseError, UsageError

__all__ = ["Pool", "connected"]

_ANSWER: Final = 60.0
"""Seconds to wait for the answer of a keeper (see `shared_limits`)."""
_REACHED: Final = 10.0
"""Seconds to wait for a connection to a machine of the cluster."""
_WORKER_CPUS: Final = 1.0
_MOST_LOSSES: Final = 10
"""Number of workers that may be lost over one unit; then the unit itself is what ends them."""


@contextmanager
def connected(address: str | None, processes: int | None = None) -> Iterator[Pool]:
    """Connect to a Ray cluster, or start one on this machine, while the block runs.

    Args:
        address: address of the cluster in Ray's form; None starts one on this machine.
        processes: number of workers; None for one worker on each processor of the cluster.

    Raises:
        UsageError: Ray is not installed, or the cluster cannot be reached.

    """
    ray = _ray()
    _refuse_unreachable(address)
    known = {"num_cpus": processes} if address is None and processes else {}
    try:
        # Without an address Ray would join any cluster that it finds on this machine.
        ray.init(address or "local", log_to_driver=False, logging_level=logging.ERROR, include_dashboard=False, **known)
    except Exception as error:  # Ray raises a bare Exception if a busy machine does not start it in time
        where = address or "on this machine"
        raise UsageError(f"no Ray cluster can be reached {where} ({error}); `ray start --head` starts one") from error
    try:
        yield Pool(ray, processes or max(1, int(ray.cluster_resources().get("CPU", 1))))
    finally:
        with suppress(Exception):  # the work is done or has failed already; what is left ends with this process
            ray.shutdown()


def _refuse_unreachable(address: str | None) -> None:
    """Raise UsageError if nothing listens at the address, because Ray would go on trying for minutes."""
    host, _, port = (address or "").rpartition("://")[2].rpartition(":")
    if host and port.isdecimal():
        try:
            socket.create_connection((host, int(port)), timeout=_REACHED).close()
        except (OSError, OverflowError) as error:
            raise UsageError(
                f"no Ray cluster can be reached at {address} ({error}): see that it runs; `ray start --head` starts one"
            ) from error


@dataclass(frozen=True)
class Pool:
    """The workers of a connected cluster."""

    ray: Any
    """The module `ray`."""
    size: int
    """Number of workers."""

    def told(self, units: Sequence[Unit], source: Source, parts: Parts, choice: EngineChoice) -> Iterator[Told]:
        """Let the workers do all units; yield a report on each unit when it is finished, in any order.

        Only the thread that iterates talks to Ray. A thread of Ray's own (as Ray Data starts them) might still do so
        when the connection has ended, and Ray then ends the process at once: with exit code 1, and without a word.

        Args:
            units: what to do; the unit of a lost worker is done again by another one, at most ten times.
            source: where replies are read.
            parts: where results are written.
            choice: the engine.

        Raises:
            OutputError: Ray reported an error and stopped, or one unit cost ten workers.

        """
        try:
            yield from self._told(units, source, parts, choice)
        except (self.ray.exceptions.RayError, OSError) as error:
            raise OutputError(f"the cluster gave up ({_first_line(error)}): start the run again, it goes on") from error

    def _told(self, units: Sequence[Unit], source: Source, parts: Parts, choice: EngineChoice) -> Iterator[Told]:
        ray = self.ray
        lost = (ray.exceptions.RayActorError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError)
        keepers = _keepers(ray, choice, self.size)
        kind = ray.remote(_Remote).options(num_cpus=_WORKER_CPUS, max_restarts=0, scheduling_strategy="SPREAD")
        waiting, unfinished = deque(units), len(units)
        losses: Counter[str] = Counter()
        expected: dict[Any, tuple[Any, Unit | None]] = {}
        """For each answer that is expected: the worker, and its unit; None if the worker is only starting."""
        while unfinished:
            while len(expected) < min(self.size, unfinished):
                worker = kind.remote(source, parts, choice, keepers)
                expected[worker.is_ready.remote()] = (worker, None)
            for answer in _come(ray, list(expected)):
                worker, unit = expected.pop(answer)
                try:
                    told = ray.get(answer)
                except lost as error:
                    if getattr(error, "actor_init_failed", False):
                        raise  # no other worker could start either
                    if unit is not None:
                        _refuse_what_ends_workers(unit, losses, source.place.name)
                        waiting.appendleft(unit)
                    continue
                if waiting:
                    following = waiting.popleft()
                    expected[worker.do.remote(following)] = (worker, following)
                if unit is not None:
                    unfinished -= 1
                    yield told


def _refuse_what_ends_workers(unit: Unit, losses: Counter[str], source: str) -> None:
    """Count a worker lost over `unit` in `losses`; raise OutputError if they are too many.

    `source` names what is read.
    """
    losses[unit.name] += 1
    if losses[unit.name] == _MOST_LOSSES:
        path = unit.pieces[0].path or source
        raise OutputError(
            f"ten workers were lost over the same replies of {path}: leave them out, or give workers more memory"
        )


def _come(ray: Any, answers: list[Any]) -> list[Any]:
    """Wait until at least one answer has come, and return all that have come."""
    ray.wait(answers, num_returns=1)
    come: list[Any] = ray.wait(answers, num_returns=len(answers), timeout=0)[0]
    return come


class _Remote:
    """A worker in the form in which Ray calls it."""

    def __init__(self, source: Source, parts: Parts, choice: EngineChoice, keepers: Any) -> None:
        limits = None
        if keepers is not None:
            pace = SharedPace(_Asking(keepers[0]))
            limits = Limits(pace, SharedBudget(_Asking(keepers[1]), pace.sleep))
        self._worker = Worker(source, parts, choice, limits)
        weakref.finalize(self, self._worker.close)  # Ray makes further objects of a class with `__del__`

    def is_ready(self) -> bool:
        """Return True: it answers when it has started, so that no unit waits for a machine that is not there."""
        return True

    def do(self, unit: Unit) -> Told:
        return self._worker.do(unit)


class _Asking:
    """Calls a method of a keeper and waits for the result."""

    def __init__(self, keeper: Any) -> None:
        self._keeper = keeper

    def __call__(self, name: str, *arguments: Any) -> Any:
        ray = _ray()
        try:
            return ray.get(getattr(self._keeper, name).remote(*arguments), timeout=_ANSWER)
        except ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, SummariseError):
                raise error.cause from None
            raise KeeperLost(_first_line(error)) from error
        except ray.exceptions.RayError as error:
            raise KeeperLost(_first_line(error)) from error


def _keepers(ray: Any, choice: EngineChoice, size: int) -> tuple[Any, Any] | None:
    """Create the two keepers as Ray actors on this machine; return None for the built-in engine.

    They end with this program and are never restarted, because a restarted keeper would have lost its counts.
    """
    if choice.model is None:
        return None
    here = ray.util.scheduling_strategies.NodeAffinitySchedulingStrategy(
        ray.get_runtime_context().get_node_id(), soft=False
    )
    options = {"num_cpus": 0, "max_restarts": 0, "scheduling_strategy": here}
    pacing, lease = pacing_of(choice.model, size), choice.model.timeout + LEASE
    pace = ray.remote(PaceKeeper).options(**options).remote(pacing, lease)
    return pace, ray.remote(BudgetKeeper).options(**options).remote(choice.model)


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    os.environ.setdefault("RAY_ENABLE_AUTO_CONNECT", "0")  # a call after the run would start a cluster of its own
    try:
        import ray  # noqa: PLC0415 - of the extra `cluster`
        import ray.util.scheduling_strategies  # noqa: PLC0415
    except ImportError:
        raise UsageError("a cluster needs packages more: pip install 'summarise[cluster]'") from None
    return ray
