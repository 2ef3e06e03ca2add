from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.composed_replies import composed_reply
from tests.support.places import ROOT

PROGRAM = """
import atexit, time
from pathlib import Path
from summarise.cli import main

def tell():
    status = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    print(time.process_time(), status.split()[0])

atexit.register(tell)
main()
"""
"""The command line, which tells at its end what it took; a parent would see its own memory in its child's."""


def cost(count: int, folder: Path) -> tuple[float, float]:
    """Processor seconds and peak megabytes of a run of the built-in engine over so many replies."""
    inputs = folder / str(count)
    inputs.mkdir()
    for number in range(1, count + 1):
        (inputs / f"{number:05}.txt").write_text(composed_reply(number)[1].text, encoding="utf-8")
    run = ["run", str(inputs), "-o", str(folder / f"{count}.jsonl"), "--quiet"]
    command = [sys.executable, "-c", PROGRAM, *run]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=True
    )
    seconds, kilobytes = done.stdout.split()
    return float(seconds), float(kilobytes) / 1024


@pytest.mark.slow
def test_ten_times_the_replies_take_ten_times_the_time(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    few, small = cost(1_000, tmp_path)
    many, large = cost(10_000, tmp_path)
    record_property(
        "tried", f"10,000 short letters in {many:.0f} s of processor time, {large:.0f} MB; 1,000 in {few:.1f} s"
    )
    assert large < 300
    assert large < 1.5 * small
    assert many < 12 * few
