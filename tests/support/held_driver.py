"""The command `summarise`, which stops itself when so many units of a cluster's run are reported.

As a program: `python -m tests.support.held_driver COUNT ARGUMENT…`. It stays stopped (SIGSTOP) until a test lets it go
on. Workers then finish the units that they have and get no others.
"""

from __future__ import annotations

import os
import signal
import sys

from summarise.cli import main
from summarise.cluster.running import Progress
from summarise.cluster.working import Told


def _hold(count: int) -> None:
    book = Progress.book

    def booked(self: Progress, told: Told) -> None:
        book(self, told)
        if self.done == count:
            os.kill(os.getpid(), signal.SIGSTOP)

    Progress.book = booked  # type: ignore[method-assign]


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell lets what it starts in the background ignore it
    _hold(int(sys.argv.pop(1)))
    main()
