"""A real Ray cluster of several nodes on this machine: whatever is killed, nothing is lost, doubled or paid twice."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.support.hanging import SURELY_HANGS
from tests.support.places import ROOT
from tests.support.plain_model import asked, well
from tests.support.postgres import PASSWORD, running_postgres
from tests.support.ray_nodes import QUIET, Nodes, running_nodes
from tests.support.scripted_server import Call, Reply, ScriptedServer, failed
from tests.support.spread_replies import rows, write_lines

pytest.importorskip("ray", reason="the group cluster is not installed (make cluster)")
pytestmark = pytest.mark.cluster
COUNT, BLOCK = 240, 10
ROUNDS = 60
KEY = "sk-loopback-of-these-tests"


@pytest.fixture(scope="module")
def nodes() -> Iterator[Nodes]:
    secrets = {"OPENAI_API_KEY": KEY, "PGPASSWORD": PASSWORD}  # of the machines: they do not travel
    with pytest.MonkeyPatch.context() as patch:
        for name, secret in secrets.items():
            patch.setenv(name, secret)
        with running_nodes() as nodes:
            yield nodes


@dataclass(frozen=True)
class Made:
    source: Path
    records: bytes


@pytest.fixture(scope="module")
def made(lines: Path, records: bytes) -> Made:
    return Made(lines, records)


def begun(source: Path, target: Path, nodes: Nodes, *options: str, held: int | None = None) -> subprocess.Popen[str]:
    """A driver; it stops when `held` units are reported (see `at_rest`)."""
    program = ["summarise"] if held is None else ["tests.support.held_driver", str(held)]
    command = [sys.executable, "-W", "ignore", "-m", *program, "cluster", "run", str(source), str(target)]
    environment = {**os.environ, **QUIET, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*command, "--address", nodes.address, "--block", str(BLOCK), *options],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=target.parent,
    )


def ended(driver: subprocess.Popen[str]) -> str:
    said, _ = driver.communicate(timeout=SURELY_HANGS)
    return said


def parts(target: Path) -> int:
    return sum(1 for _ in target.glob("parts/*/done/*.parquet"))


def after(target: Path, count: int, driver: subprocess.Popen[str]) -> None:
    """Wait until so many units are done, or the run is over."""
    until = time.monotonic() + SURELY_HANGS
    while parts(target) < count and driver.poll() is None:
        assert time.monotonic() < until
        time.sleep(0.02)


def at_rest(driver: subprocess.Popen[str]) -> subprocess.Popen[str]:
    """Wait until a driver has stopped itself; units are left to do."""
    found = os.waitid(os.P_PID, driver.pid, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
    assert found is not None
    assert found.si_code == os.CLD_STOPPED, ended(driver)
    return driver


def survives(made: Made, nodes: Nodes, target: Path, kills: list[tuple[int, str]]) -> Counter[str]:
    """Run to the end, losing what is named when so many units are done; what was lost."""
    lost: Counter[str] = Counter()
    driver = begun(made.source, target, nodes)
    for count, what in kills:
        after(target, count, driver)
        if what == "driver":
            driver.kill()
            driver.communicate()
            lost["the driver"] += 1
            driver = begun(made.source, target, nodes)
        else:
            lost[nodes.lose(what)] += 1
    ends_well(made, nodes, target, driver, lost)
    return lost


def ends_well(
    made: Made, nodes: Nodes, target: Path, driver: subprocess.Popen[str], lost: Counter[str] | None = None
) -> None:
    """The run ends with whole output, whatever was lost."""
    lost = Counter() if lost is None else lost
    said = ended(driver)
    if driver.returncode < 0 and lost["a node"]:  # it was attached to a node that was lost: Ray ends it with its node
        lost["the driver with its node"] += 1
        driver = begun(made.source, target, nodes)
        said = ended(driver)
    assert driver.returncode == 0, said
    assert (target / "records.jsonl").read_bytes() == made.records
    assert (target / "failures.jsonl").read_bytes() == b""
    assert not list(target.glob("**/*.partial")) or lost
    manifest = json.loads((target / "manifest.json").read_bytes())
    assert manifest["state"] == "finished"
    assert manifest["repeated"]["replies"] <= 4 * BLOCK * max(1, lost.total())


@pytest.mark.parametrize("what", ["a worker", "a node", "the driver"])
def test_whatever_is_killed_nothing_is_lost_or_doubled(what: str, made: Made, nodes: Nodes, tmp_path: Path) -> None:
    target = tmp_path / "out"
    driver = at_rest(begun(made.source, target, nodes, held=2))
    if what == "the driver":
        driver.kill()
        driver.communicate()
        driver = begun(made.source, target, nodes)
    else:
        assert nodes.lose(what.removeprefix("a ")) == what
        driver.send_signal(signal.SIGCONT)
    ends_well(made, nodes, target, driver, Counter([what]))


def test_an_output_that_is_being_written_is_refused(made: Made, nodes: Nodes, tmp_path: Path) -> None:
    target = tmp_path / "out"
    driver = at_rest(begun(made.source, target, nodes, held=2))
    other = begun(made.source, target, nodes)
    assert "is writing it" in ended(other)
    assert other.returncode == 2
    driver.send_signal(signal.SIGCONT)
    ends_well(made, nodes, target, driver)


def test_ctrl_c_ends_a_run_that_goes_on_later(made: Made, nodes: Nodes, tmp_path: Path) -> None:
    target = tmp_path / "out"
    driver = at_rest(begun(made.source, target, nodes, held=2))
    driver.send_signal(signal.SIGINT)  # it comes when the driver goes on
    driver.send_signal(signal.SIGCONT)
    said = ended(driver)
    assert driver.returncode == 130, said
    assert "Traceback" not in said
    assert json.loads((target / "manifest.json").read_bytes())["state"] == "interrupted"
    ends_well(made, nodes, target, begun(made.source, target, nodes))


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_in_sixty_rounds_of_kills(
    made: Made, nodes: Nodes, tmp_path: Path, record_property: Any
) -> None:
    chance, lost = random.Random(16), Counter[str]()
    for number in range(ROUNDS):
        times = sorted(chance.randrange(COUNT // BLOCK) for _ in range(chance.randint(1, 3)))
        kills = [(count, chance.choice(["worker", "node", "driver"])) for count in times]
        lost += survives(made, nodes, tmp_path / str(number), kills)
    record_property("tried", f"{ROUNDS} rounds; lost: {', '.join(f'{n} × {what}' for what, n in sorted(lost.items()))}")


def paid(calls: list[Call]) -> Counter[str]:
    return Counter(asked(call) for call in calls)


def test_one_store_one_payment_while_the_database_and_a_worker_are_lost(nodes: Nodes, tmp_path: Path) -> None:
    source, target, workers = tmp_path / "replies.jsonl", tmp_path / "out", 3
    write_lines(source, rows(40))
    lost = threading.Event()

    def held(call: Call) -> Reply:
        """Answer until a unit is done, then not before database and worker are lost."""
        assert call.headers["authorization"] == f"Bearer {KEY}"
        if parts(target):
            lost.wait(SURELY_HANGS)
        return well(call)

    with running_postgres() as database, ScriptedServer(held) as service:
        model = ["--model", "plain", "--base-url", service.base_url, "--workers", str(workers), "--block", "5"]
        driver = begun(source, target, nodes, *model, "--cache", database.url)
        after(target, 1, driver)
        database.stop("immediate")
        assert nodes.lose("worker") == "a worker"
        lost.set()
        database.start()
        said = ended(driver)
        assert driver.returncode in {0, 1}, said
        first = paid(service.calls)
        assert sum(first.values()) - len(first) <= 2 * workers  # calls in flight of two workers
        again = begun(source, tmp_path / "again", nodes, *model, "--cache", database.url)
        assert "records" in ended(again)
        assert paid(service.calls) == first
    assert (target / "records.jsonl").read_bytes() == (tmp_path / "again" / "records.jsonl").read_bytes()
    written = said + (target / "manifest.json").read_text(encoding="utf-8")
    assert KEY not in written
    assert PASSWORD not in written


def test_what_no_call_can_mend_stops_the_run_with_one_line(nodes: Nodes, tmp_path: Path) -> None:
    source = tmp_path / "replies.jsonl"
    write_lines(source, rows(30))
    with ScriptedServer(lambda _: failed(401, "no such key")) as service:
        driver = begun(
            source, tmp_path / "out", nodes, "--model", "plain", "--base-url", service.base_url, "--no-cache"
        )
        said = ended(driver)
    assert driver.returncode == 2, said
    assert "no such key" in said
    assert "Traceback" not in said
    assert json.loads((tmp_path / "out" / "manifest.json").read_bytes())["state"].startswith("stopped")


def test_all_workers_together_keep_to_the_budget(nodes: Nodes, tmp_path: Path) -> None:
    source = tmp_path / "replies.jsonl"
    write_lines(source, rows(60))
    lock, tokens = threading.Lock(), [0]

    def counted(call: Call) -> Reply:
        with lock:
            tokens[0] += 120  # what the answer says that it took
        return well(call)

    with ScriptedServer(counted) as service:
        model = ["--model", "plain", "--base-url", service.base_url, "--no-cache", "--max-tokens", "20000"]
        driver = begun(source, tmp_path / "out", nodes, *model)
        said = ended(driver)
    assert driver.returncode == 1, said
    assert "--max-tokens 20000" in said
    assert 0 < tokens[0] <= 20_000


def test_no_cluster_gives_one_helpful_line(tmp_path: Path) -> None:
    write_lines(tmp_path / "replies.jsonl", rows(1))
    nowhere = Nodes.__new__(Nodes)
    nowhere.address = "127.0.0.1:9"
    driver = begun(tmp_path / "replies.jsonl", tmp_path / "out", nowhere)
    said = ended(driver)
    assert driver.returncode == 2, said
    assert "no Ray cluster can be reached" in said
    assert "Traceback" not in said
