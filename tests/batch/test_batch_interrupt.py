from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from summarise.batch import running
from tests.support.hanging import SURELY_HANGS
from tests.support.owned import records_in, write_replies
from tests.support.places import ROOT, SUPPORT

DRIVER = SUPPORT / "interrupted_driver.py"
COUNT = 30
WORKERS = 4


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_replies(tmp_path / "in", COUNT)


def start(folder: Path, grace: float = SURELY_HANGS) -> subprocess.Popen[bytes]:
    """A batch whose calls end when `let_end` says so."""
    output = folder.with_name("records.jsonl")
    paths = [folder, output, output.with_name("calls"), output.with_name("end")]
    command = [sys.executable, str(DRIVER), *map(str, paths), str(WORKERS), str(grace)]
    return subprocess.Popen(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE)


def let_end(folder: Path) -> None:
    folder.with_name("end").touch()


def stopping(process: subprocess.Popen[bytes]) -> bool:
    """Whether it says that it stops."""
    assert process.stderr is not None
    return b"stopping" in process.stderr.readline()


def wait_for_calls(folder: Path, count: int) -> None:
    log = folder.with_name("calls")
    until = time.monotonic() + SURELY_HANGS
    while time.monotonic() < until:
        if log.exists() and len(log.read_text().split()) >= count:
            return
        time.sleep(0.01)
    raise AssertionError("the driver makes no calls")


@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM])
def test_what_is_in_flight_at_an_interruption_is_finished_and_nothing_is_lost_or_paid_twice(
    folder: Path, asked_by: signal.Signals
) -> None:
    process = start(folder)
    wait_for_calls(folder, WORKERS)
    process.send_signal(asked_by)
    assert stopping(process)
    let_end(folder)
    process.communicate(timeout=SURELY_HANGS)
    assert process.returncode == 130
    assert len(folder.with_name("calls").read_text().split()) == WORKERS
    assert len(records_in(folder.with_name("records.jsonl"))) == WORKERS
    again = start(folder)
    again.communicate(timeout=SURELY_HANGS)
    assert again.returncode == 0
    assert len(folder.with_name("calls").read_text().split()) == COUNT
    assert len(records_in(folder.with_name("records.jsonl"))) == COUNT


def test_a_second_interruption_ends_at_once(folder: Path) -> None:
    process = start(folder)
    wait_for_calls(folder, WORKERS)
    process.send_signal(signal.SIGINT)
    assert stopping(process)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=SURELY_HANGS / 2)
    assert process.returncode == 130


@pytest.mark.slow
def test_calls_that_do_not_end_are_dropped_after_ten_seconds(folder: Path) -> None:
    process = start(folder, running.GRACE)
    wait_for_calls(folder, WORKERS)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=SURELY_HANGS)
    assert process.returncode == 130
