from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from tests.support.composed_replies import composed_reply
from tests.support.places import ROOT
from tests.support.replies import CLOSING, OPENING

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
A_RECORD = 4.5
"""Kilobytes of a record of the shortest letters. A run keeps names and hashes of each reply, 2.9 KB, and no record."""


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
    assert 1024 * (large - small) / 9_000 < A_RECORD, "what is kept of a reply is less than its record"
    assert many < 12 * few


HOSTILE = {
    "one word": lambda size: "我局" + "将" * size + "新建。",
    "dates and numbers in one sentence": lambda size: "到2026年新建3个，" * (size // 10) + "。",
    "distributed numbers": lambda size: "到2026、2027年分别新建3个、4个，" * (size // 18) + "。",
    "promises in one paragraph": lambda size: "我局将新建3个站。" * (size // 9),
    "spaces": lambda size: "我局将新建" + " " * size + "3个站。",
    "stars": lambda size: "我局将新建" + "*" * size + "3个站。",
    "bars": lambda size: "我局将新建" + "|" * size + "3个站。",
    "wide spaces": lambda size: "我局将新建" + "\u3000" * size + "3个站。",
    "bold words": lambda size: "我局将**新建**3个站，" * (size // 13) + "。",
    "measures": lambda size: "我局已新建3个站。\n" * (size // 10),
    "parts": lambda size: "新建30个，其中城区3个，" * (size // 13) + "。",
    "open quotes": lambda size: "将“" * (size // 2) + "。",
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", HOSTILE)
def test_four_times_the_text_takes_four_times_the_time(kind: str) -> None:
    """Processor time, the best of two, with room for the noise of a busy machine: what is quadratic takes 16 times."""
    few, many = (min(_processor_time(HOSTILE[kind](size)) for _ in range(2)) for size in (8_000, 32_000))
    assert many < 9 * few + 0.05


def _processor_time(body: str) -> float:
    document = Document("letter.txt", OPENING + body + CLOSING)
    begun = process_time()
    summarise(document, RulesEngine())
    return process_time() - begun
