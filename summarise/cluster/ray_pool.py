"""Run workers on the machines of a Ray cluster, with shared rate limits and a shared budget.

Only this module imports ray.
"""

from __future__ import annotations

import json
import logging
import os
import pickle
import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from traceback import clear_frames
from typing import Any, Final

from summarise.cluster.parts import Parts
from summarise.cluster.reading import Source
from summarise.cluster.shared_limits import LEASE, BudgetKeeper, KeeperLost, PaceKeeper, SharedBudget, SharedPace
from summarise.cluster.units import Piece, Unit
from summarise.cluster.working import EngineChoice, Told, Worker
from summarise.engines.stack import Limits, pacing_of
from summarise.errors import OutputError, SummariseError, UsageError

__all__ = ["Pool", "connected"]

_ANSWER: Final = 60.0
"""Seconds to wait for the answer of a keeper (see `shared_limits`)."""
_REACHED: Final = 10.0
"""Seconds to wait for a connection to a machine of the cluster."""
_WORKER_CPUS: Final = 1.0


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
    except (ConnectionError, RuntimeError, OSError, ValueError) as error:
        where = address or "on this machine"
        raise UsageError(f"no Ray cluster can be reached {where} ({error}); `ray start --head` starts one") from error
    try:
        yield Pool(ray, processes or max(1, int(ray.cluster_resources().get("CPU", 1))))
    except BaseException as error:
        clear_frames(error.__traceback__)  # Ray ends its tasks when they are freed, and needs the connection for it
        raise
    finally:
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

        `source` is where replies are read, `parts` is where results are written, and `choice` is the engine.

        Raises:
            OutputError: Ray reported an error and stopped.

        """
        data = self.ray.data
        context = data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        logging.getLogger("ray.data").setLevel(logging.ERROR)
        calls = _keepers(self.ray, choice, self.size)
        blocks = data.from_items([_as_row(unit) for unit in units], override_num_blocks=len(units))
        done = blocks.map_batches(
            _Remote,
            batch_size=1,
            batch_format="pandas",
            compute=data.ActorPoolStrategy(min_size=1, max_size=self.size, max_tasks_in_flight_per_actor=2),
            num_cpus=_WORKER_CPUS,
            fn_constructor_kwargs={"source": source, "parts": parts, "choice": choice, "keepers": calls},
        )
        try:
            for row in done.iter_rows():
                yield _as_told(row)
        except SummariseError:
            raise
        except self.ray.exceptions.RayError as error:
            raise OutputError(f"the cluster gave up ({_first_line(error)}): start the run again, it goes on") from error


class _Remote:
    """A worker in the form in which Ray calls it."""

    def __init__(self, source: Source, parts: Parts, choice: EngineChoice, keepers: Any) -> None:
        limits = None
        if keepers is not None:
            pace = SharedPace(_Asking(keepers[0]))
            limits = Limits(pace, SharedBudget(_Asking(keepers[1]), pace.sleep))
        self._worker = Worker(source, parts, choice, limits)

    def __call__(self, batch: Any) -> dict[str, list[bytes]]:
        return {"told": [pickle.dumps(self._worker.do(_as_unit(row))) for row in batch["unit"]]}

    def __del__(self) -> None:
        self._worker.close()


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


def _as_row(unit: Unit) -> dict[str, str]:
    return {"unit": json.dumps(unit)}


def _as_unit(row: str) -> Unit:
    form, pieces = json.loads(row)
    return Unit(form, tuple(Piece(*piece) for piece in pieces))


def _as_told(row: dict[str, Any]) -> Told:
    told: Told = pickle.loads(row["told"])  # noqa: S301 - from a worker of this run
    return told


def _first_line(error: BaseException) -> str:
    return str(error).strip().splitlines()[0][:200] if str(error).strip() else type(error).__name__


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    os.environ.setdefault("RAY_ENABLE_AUTO_CONNECT", "0")  # a call after the run would start a cluster of its own
    try:
        import ray  # noqa: PLC0415 - of the extra `cluster`
        import ray.data  # noqa: PLC0415
        import ray.util.scheduling_strategies  # noqa: PLC0415
    except ImportError:
        raise UsageError("a cluster needs packages more: pip install 'summarise[cluster]'") from None
    return ray
