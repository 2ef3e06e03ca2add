"""Without a cluster: the units of lost workers are done by others, and the end of a connection changes no outcome."""

from __future__ import annotations

import errno
import os
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.cluster import ray_pool
from summarise.cluster.ray_pool import Pool, connected
from summarise.cluster.units import Unit
from summarise.cluster.working import EngineChoice
from summarise.errors import OutputError, ServiceRejected, UsageError
from tests.support.scripted_ray import Lost, RayError, ScriptedRay
from tests.support.spread_replies import Here

COUNT = 7


def told(ray: ScriptedRay, here: Here, units: list[Unit], size: int = 2) -> Counter[str]:
    """How often each unit was reported."""
    reports = list(Pool(ray, size).told(units, here.source, here.parts, EngineChoice()))
    assert not any(report["stop"] for report in reports)
    return Counter(report["unit"] for report in reports)


# One unit may cost nine workers.
LOSSES = st.sets(st.integers(0, 30), max_size=4)


@given(lost=LOSSES, lost_after=LOSSES, size=st.integers(1, 9))
def test_whoever_is_lost_and_whenever_each_unit_is_reported_once(
    lost: set[int],
    lost_after: set[int],
    size: int,
    lines: Path,
    records: bytes,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    target = tmp_path_factory.mktemp("out")
    here = Here(lines, target, 2)
    units = here.left()
    ray = ScriptedRay(lost, lost_after)
    assert told(ray, here, units, size) == Counter(unit.name for unit in units)
    assert here.finish().records == COUNT
    assert (target / "records.jsonl").read_bytes() == records


def test_no_more_workers_are_started_than_have_work(lines: Path, tmp_path: Path) -> None:
    here = Here(lines, tmp_path / "out", 2)
    few, many = ScriptedRay(), ScriptedRay()
    told(few, here, here.left(), 3)
    told(many, here, [Unit("lines", (piece,)) for piece in here.pieces[:2]], 100)
    assert (few.workers, many.workers) == (3, 2)


def failing_at_its_start() -> Lost:
    error = Lost("the actor died in its creation task")
    error.actor_init_failed = True
    return error


@pytest.mark.parametrize(
    "error", [failing_at_its_start(), RayError("of another kind"), BrokenPipeError(errno.EPIPE, "Broken pipe")]
)
def test_what_no_other_worker_can_mend_ends_the_run_with_its_reason(
    error: Exception, lines: Path, tmp_path: Path
) -> None:
    here = Here(lines, tmp_path / "out", 2)
    with pytest.raises(OutputError, match=r"gave up \(.*\): start the run again"):
        told(ScriptedRay(lost=range(1000), error=error), here, here.left())


@pytest.mark.parametrize(
    "failure", [BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)), RuntimeError("not connected"), RayError("gone")]
)
def test_a_failure_of_the_clean_up_never_replaces_the_reason(
    failure: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []

    def cleaning_up() -> None:
        ended.append("once")
        raise failure

    monkeypatch.setattr(ray_pool, "_ray", lambda: ScriptedRay(cleaning_up=cleaning_up))
    with connected(None) as pool:
        assert pool.size == 2
    with pytest.raises(ServiceRejected, match="no such key"), connected(None):
        raise ServiceRejected("no such key")
    with pytest.raises(KeyboardInterrupt), connected(None):
        raise KeyboardInterrupt
    assert ended == ["once"] * 3


def test_a_unit_that_ends_every_worker_ends_the_run_with_its_name(lines: Path, tmp_path: Path) -> None:
    here = Here(lines, tmp_path / "out", 2)
    ray = ScriptedRay(lost=range(1, 1000, 2))  # each worker starts, and is lost over its first unit
    with pytest.raises(
        OutputError, match=r"ten workers were lost over the same replies of .*replies\.jsonl: leave them out"
    ):
        told(ray, here, here.left(), 1)
    assert ray.workers == 10


@pytest.mark.parametrize("error", [Exception("the node timed out during startup"), RuntimeError("no"), OSError("no")])
def test_a_cluster_that_does_not_start_is_told_and_is_no_fault_of_ours(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def init(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(ray_pool, "_ray", lambda: SimpleNamespace(init=init, shutdown=lambda: None))
    with pytest.raises(UsageError, match="no Ray cluster can be reached on this machine"), connected(None, 1):
        pass
