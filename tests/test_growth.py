from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from composed_replies import composed_reply

ROOT = Path(__file__).parents[1]


def cost(count: int, folder: Path) -> tuple[float, float]:
    """Processor seconds and peak megabytes of a run of the built-in engine over so many replies."""
    inputs = folder / str(count)
    inputs.mkdir()
    for number in range(1, count + 1):
        (inputs / f"{number:05}.txt").write_text(composed_reply(number)[1].text, encoding="utf-8")
    program = "from summarise.cli import main; main()"
    run = ["run", str(inputs), "-o", str(folder / f"{count}.jsonl"), "--quiet"]
    process = subprocess.Popen([sys.executable, "-c", program, *run], env={**os.environ, "PYTHONPATH": str(ROOT)})
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


@pytest.mark.slow
def test_ten_times_the_replies_take_ten_times_the_time(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    few, small = cost(1_000, tmp_path)
    many, large = cost(10_000, tmp_path)
    record_property("tried", f"10,000 replies in {many:.0f} s of processor time, {large:.0f} MB; 1,000 in {few:.1f} s")
    assert large < 300
    assert large < 1.5 * small
    assert many < 12 * few
