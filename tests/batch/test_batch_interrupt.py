from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.owned import records_in, write_replies
from tests.support.places import ROOT, SUPPORT

DRIVER = SUPPORT / "interrupted_driver.py"
COUNT = 30


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_replies(tmp_path / "in", COUNT)


def start(folder: Path, seconds: float, workers: int) -> subprocess.Popen[bytes]:
    output = folder.with_name("records.jsonl")
    command = [sys.executable, str(DRIVER), str(folder), str(output), str(output.with_name("calls"))]
    return subprocess.Popen(
        [*command, str(seconds), str(workers)], cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, stderr=subprocess.PIPE
    )


def wait_for_calls(folder: Path, count: int) -> None:
    log = folder.with_name("calls")
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if log.exists() and len(log.read_text().split()) >= count:
            return
        time.sleep(0.01)
    raise AssertionError("the driver makes no calls")


@pytest.mark.parametrize("asked_by", [signal.SIGINT, signal.SIGTERM])
def test_what_is_in_flight_at_an_interruption_is_finished_and_nothing_is_lost_or_paid_twice(
    folder: Path, asked_by: signal.Signals
) -> None:
    process = start(folder, 0.2, 4)
    wait_for_calls(folder, 5)
    process.send_signal(asked_by)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"stopping" in told
    begun = len(folder.with_name("calls").read_text().split())
    assert begun < COUNT
    assert len(records_in(folder.with_name("records.jsonl"))) == begun
    again = start(folder, 0, 4)
    again.communicate(timeout=20)
    assert again.returncode == 0
    assert len(folder.with_name("calls").read_text().split()) == COUNT
    assert len(records_in(folder.with_name("records.jsonl"))) == COUNT


def test_a_second_interruption_ends_at_once(folder: Path) -> None:
    process = start(folder, 3600, 4)
    wait_for_calls(folder, 4)
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    assert b"stopping" in process.stderr.readline()
    process.send_signal(signal.SIGINT)
    assert process.wait(5) == 130
    process.stderr.close()


@pytest.mark.slow
def test_calls_that_do_not_end_are_dropped_after_ten_seconds(folder: Path) -> None:
    process = start(folder, 3600, 4)
    wait_for_calls(folder, 4)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=15)
    assert process.returncode == 130
