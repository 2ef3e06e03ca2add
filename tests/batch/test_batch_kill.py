from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.hanging import SURELY_HANGS
from tests.support.owned import failures_in, records_in, write_replies
from tests.support.places import ROOT, SUPPORT

DRIVER = SUPPORT / "batch_driver.py"
REPLIES = 40
FAILING = (3, 17, 18)
POINTS = ("write", "half-write", "wrote", "fsync", "call", "answer")


def start(folder: Path, output: Path, log: Path, workers: int, *doom: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, str(DRIVER), str(folder), str(output), str(log), str(workers), *doom]
    return subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)})


def finish(folder: Path, output: Path, log: Path, workers: int) -> None:
    assert start(folder, output, log, workers).wait(SURELY_HANGS) == 0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_replies(tmp_path_factory.mktemp("replies"), REPLIES, failing=FAILING)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, bytes]:
    output = tmp_path_factory.mktemp("undisturbed") / "records.jsonl"
    finish(folder, output, output.with_name("calls"), 1)
    assert len(records_in(output)) == REPLIES - len(FAILING)
    assert len(failures_in(output.with_name("records.failures.jsonl"))) == len(FAILING)
    return written(output)


def written(output: Path) -> tuple[bytes, bytes]:
    return output.read_bytes(), output.with_name("records.failures.jsonl").read_bytes()


def paid_again(log: Path) -> int:
    calls = Counter(log.read_text().split()) if log.exists() else Counter()
    return sum(calls.values()) - len(calls)


def check_after(folder: Path, output: Path, workers: int, undisturbed: tuple[bytes, bytes], deaths: int) -> None:
    log = output.with_name("calls")
    finish(folder, output, log, workers)
    assert written(output) == undisturbed
    assert paid_again(log) <= deaths * workers
    assert not output.with_name("records.aside.jsonl").exists()


@pytest.mark.parametrize("workers", [1, 8])
@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_at_a_named_point_loses_and_doubles_nothing(
    point: str, workers: int, folder: Path, undisturbed: tuple[bytes, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "records.jsonl"
    deaths = 0
    for due in ("1", "23"):
        process = start(folder, output, output.with_name("calls"), workers, point, due)
        deaths += process.wait(SURELY_HANGS) == -9
    # Several workers hand in lines together, so that a later act may never come; one worker reaches both.
    assert deaths == 2 if workers == 1 else deaths >= 1
    check_after(folder, output, workers, undisturbed, deaths)


def test_a_run_that_rewrites_after_a_change_survives_death_at_every_act(
    folder: Path, undisturbed: tuple[bytes, bytes], tmp_path: Path
) -> None:
    output, other = tmp_path / "records.jsonl", tmp_path / "other"
    write_replies(other, REPLIES, failing=FAILING)
    (other / "00001.txt").unlink()
    (other / "00018.txt").unlink()
    log = output.with_name("calls")
    finish(other, output, log, 8)
    deaths = 0
    for point, due in [("ftruncate", "1"), ("ftruncate", "2"), ("write", "9"), ("half-write", "30"), ("fsync", "40")]:
        deaths += start(folder, output, log, 8, point, due).wait(SURELY_HANGS) == -9
    assert deaths >= 3
    finish(folder, output, log, 8)
    assert written(output) == undisturbed


def kill_at_random(rounds: int, seed: int, folder: Path, undisturbed: tuple[bytes, bytes], tmp_path: Path) -> int:
    source = random.Random(seed)
    all_deaths = 0
    for number in range(rounds):
        output = tmp_path / str(number) / "records.jsonl"
        output.parent.mkdir()
        workers = source.choice([1, 3, 8])
        deaths = 0
        for _ in range(source.randint(1, 2)):
            process = start(folder, output, output.with_name("calls"), workers)
            time.sleep(source.uniform(0.05, 0.5))
            process.kill()
            deaths += process.wait(SURELY_HANGS) == -9
        check_after(folder, output, workers, undisturbed, deaths)
        all_deaths += deaths
    return all_deaths


def test_a_dozen_runs_killed_at_random_lose_and_double_nothing(
    folder: Path, undisturbed: tuple[bytes, bytes], tmp_path: Path
) -> None:
    kill_at_random(12, 20240501, folder, undisturbed, tmp_path)


@pytest.mark.slow
def test_three_hundred_runs_killed_at_random_lose_and_double_nothing(
    folder: Path, undisturbed: tuple[bytes, bytes], tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    deaths = kill_at_random(300, 7, folder, undisturbed, tmp_path)
    record_property("tried", f"300 rounds, {deaths} deaths")
