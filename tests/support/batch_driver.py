"""A batch in a process of its own that dies, by kill -9, at the N-th act on its output files or in its N-th call.

    python batch_driver.py FOLDER OUTPUT LOG WORKERS [POINT N]

POINT is one of write, half-write, wrote, fsync, ftruncate, replace, call, answer, none.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Any

from summarise.batch import Batch, Inputs, OutputPaths, RunOptions, opened
from summarise.document import Document
from tests.support.owned import LoggedCalls


def die() -> None:
    """As suddenly as a process can."""
    os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(60)


class Doom:
    """Counts the acts of one kind and dies at the one that is due."""

    def __init__(self, point: str, due: int) -> None:
        self.point, self._due, self._counter = point, due, count(1)

    def passes(self, point: str) -> bool:
        return point == self.point and next(self._counter) == self._due


def deadly(doom: Doom, name: str) -> Callable[..., Any]:
    """The function of `os` of that name, which may be the last one called."""
    real = getattr(os, name)

    def act(*arguments: Any, **named: Any) -> Any:
        if doom.passes(name):
            die()
        if name == "write" and doom.passes("half-write"):
            descriptor, data = arguments
            real(descriptor, bytes(data)[: len(data) // 2])
            die()
        result = real(*arguments, **named)
        if name == "write" and doom.passes("wrote"):
            die()
        return result

    return act


def main(folder: str, output: str, log: str, workers: str, point: str = "none", due: str = "0") -> None:
    doom = Doom(point, int(due))

    def call(document: Document) -> None:
        if doom.passes("call"):
            die()
        time.sleep((int(document.sha256[:4], 16) % 5) / 1000)  # answers come in another order than calls
        if doom.passes("answer"):
            die()

    calls = LoggedCalls(Path(log), call)
    for name in ("write", "fsync", "ftruncate", "replace"):
        setattr(os, name, deadly(doom, name))
    paths = OutputPaths.beside(Path(output))
    with opened(paths, "owned 1") as sink:
        batch = Batch(calls, sink, RunOptions(workers=int(workers)))
        batch.run(Inputs([folder], sys.stdin.buffer, leave_out=paths.all()))


if __name__ == "__main__":
    main(*sys.argv[1:])
