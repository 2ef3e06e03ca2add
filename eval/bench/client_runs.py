"""Runs a system against the local server, and says what it used and what it found."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.bench.systems import System
from summarise.record import Record
from summarise.reference import evidence_of, items_of

ROOT = Path(__file__).resolve().parents[2]
LATENCY, RATE = 0.1, 2000.0


@dataclass
class Usage:
    """One run of a client."""

    wall: float
    cpu: float
    peak: float
    """Megabytes."""
    counts: dict[str, int]
    items: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    """Source and item."""


@contextmanager
def serving(copies: int) -> Iterator[str]:
    """The server in a process of its own; yields its base URL."""
    command = [sys.executable, "-m", "eval.bench.server", "--latency", str(LATENCY), "--rate", str(RATE)]
    process = subprocess.Popen([*command, "--copies", str(copies)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait()


def counts(server: str) -> dict[str, int]:
    """What the server was asked since it last forgot."""
    with urllib.request.urlopen(f"{server}/counts") as response:  # noqa: S310 - our own server
        found: dict[str, int] = json.load(response)
    return found


def forget(server: str) -> None:
    """Begin the counting anew."""
    urllib.request.urlopen(urllib.request.Request(f"{server}/forget", b"{}")).close()  # noqa: S310 - our own server


def environment(folder: Path) -> dict[str, str]:
    """This process's, with a cache of the run's own and the project on the path."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SUMMARISE_CACHE_DIR": str(folder / "cache"),
        "PYTHONWARNINGS": "ignore",
    }


def start(system: System, folder: Path, output: Path, server: str, workers: int, model: str) -> subprocess.Popen[bytes]:
    """Begin a client's run; what it prints goes to a file beside the output."""
    command = system.command(folder, output, f"{server}/v1", workers, model)
    with output.with_suffix(".log").open("ab") as log:
        return subprocess.Popen(command, cwd=ROOT, env=environment(output.parent), stdout=log, stderr=log)


def run(system: System, folder: Path, output: Path, server: str, workers: int, model: str = "") -> Usage:
    """A whole run of a client."""
    forget(server)
    began = time.monotonic()
    process = start(system, folder, output, server, workers, model or system.model)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        log = output.with_suffix(".log").read_text(encoding="utf-8", errors="replace")
        raise SystemExit(f"{system.name} ended with {process.returncode}:\n{log[-3000:]}")
    found = Usage(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, counts(server))
    found.items = list(own_items(output) if system.is_own else peer_items(output))
    return found


def own_items(output: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every piece of evidence of every record."""
    for line in output.read_text(encoding="utf-8").splitlines():
        record = Record.from_json(line)
        for item in items_of(record):
            for span in evidence_of(item):
                yield record.document.source, span.model_dump()


def peer_items(output: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """The lines that the peers' clients write."""
    for line in output.read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        for item in answer["items"]:
            yield answer["source"], item
