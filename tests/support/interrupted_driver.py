"""A batch to be interrupted, whose calls end when a file is there, and which is given so many seconds then.

As a program: python interrupted_driver.py FOLDER OUTPUT LOG FILE WORKERS SECONDS.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from summarise.batch import Batch, Inputs, OutputPaths, RunOptions, opened, running
from summarise.cli.interrupts import interrupting
from summarise.document import Document
from tests.support.owned import LoggedCalls


def main(folder: str, output: str, log: str, file: str, workers: str, seconds: str) -> int:
    def held(_: Document) -> None:
        while not Path(file).exists():
            time.sleep(0.01)

    running.GRACE = float(seconds)
    calls = LoggedCalls(Path(log), held)
    paths = OutputPaths.beside(Path(output))
    with opened(paths, "owned 1") as sink:
        batch = Batch(calls, sink, RunOptions(workers=int(workers)))
        with interrupting(batch.interrupt):
            batch.run(Inputs([folder], sys.stdin.buffer, leave_out=paths.all()))
    return 130 if batch.was_interrupted else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
