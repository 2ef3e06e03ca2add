"""A batch with slow calls, to be interrupted: python interrupted_driver.py FOLDER OUTPUT LOG SECONDS WORKERS."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from summarise.batch import Batch, Inputs, OutputPaths, RunOptions, opened
from summarise.cli.interrupts import interrupting
from tests.support.owned import LoggedCalls


def main(folder: str, output: str, log: str, seconds: str, workers: str) -> int:
    calls = LoggedCalls(Path(log), lambda _: time.sleep(float(seconds)))
    paths = OutputPaths.beside(Path(output))
    with opened(paths, "owned 1") as sink:
        batch = Batch(calls, sink, RunOptions(workers=int(workers)))
        with interrupting(batch.interrupt):
            batch.run(Inputs([folder], sys.stdin.buffer, leave_out=paths.all()))
    return 130 if batch.was_interrupted else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
