"""Handle Ctrl-C (SIGINT) and SIGTERM while a batch runs."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from summarise.language import said

__all__ = ["INTERRUPTED", "interrupting"]

INTERRUPTED = 130
SHOW_CURSOR = b"\x1b[?25h"
"""Bytes that make a terminal show its cursor, which the live panel has hidden."""
_STOPPING = "stopping; what is in flight may end (Ctrl-C again: at once)"


@contextmanager
def interrupting(interrupt: Callable[[], None]) -> Iterator[None]:
    """Call `interrupt` on the first SIGINT or SIGTERM while the block runs.

    End the process immediately on the second.
    """
    asked = False
    encoding = sys.stderr.encoding or "utf-8"
    stopping = f"{said(_STOPPING)}\n".encode(encoding, "replace")

    def handle(_number: int, _frame: FrameType | None) -> None:
        nonlocal asked
        if asked:
            if sys.stderr.isatty():
                os.write(sys.stderr.fileno(), SHOW_CURSOR)
            os._exit(INTERRUPTED)  # threads and exit handlers could keep us; the output is whole at any instant
        asked = True
        interrupt()
        os.write(sys.stderr.fileno(), stopping)

    before = {number: signal.signal(number, handle) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
