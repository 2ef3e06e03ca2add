"""Print the progress of a run one line a minute if the output is not a terminal.

Also print a warning once if most answers of the model are empty, cut off or had to be repaired.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from summarise.cli.panel import facts, told

if TYPE_CHECKING:
    from summarise.batch import Progress

__all__ = ["alarm", "reporting"]

EVERY = 60.0
"""Seconds between two lines."""

_LOOKED_AT = 1.0
"""Seconds between two checks whether the warning is necessary."""

_ENOUGH = 10
"""Minimum number of answers for the warning; with fewer, nothing can be said about most answers."""


@contextmanager
def reporting(
    say: Callable[[str], None],
    progress: Callable[[], Progress],
    spent: Callable[[], Mapping[str, Any]],
    total: int | None,
    every: float | None = EVERY,
) -> Iterator[None]:
    """Print the progress from a thread while the block runs, and print the warning of `alarm` once, if there is one.

    Args:
        say: prints a line.
        progress: returns the state of the run.
        spent: returns calls, tokens and cost so far.
        total: number of replies; None if it is not known.
        every: seconds between two lines of progress; None for no such lines.

    """
    ended = threading.Event()
    reporter = threading.Thread(
        target=_report, args=(say, progress, spent, total, every, ended), name="summarise-progress", daemon=True
    )
    reporter.start()
    try:
        yield
    finally:
        ended.set()
        reporter.join()


def alarm(progress: Progress) -> str:
    """Return a warning if most answers of the run with this `progress` are empty, cut off or repaired.

    Return "" otherwise, and if the run has fewer than ten answers.
    """
    fresh = progress.asked
    if fresh < _ENOUGH or progress.doubtful * 2 <= fresh:
        return ""
    return (
        f"{progress.doubtful} of {fresh} answers are empty, cut or mended: the model may not follow the question; "
        "look at some with `summarise show`, or stop and try another model or `summarise doctor --again`"
    )


def _report(
    say: Callable[[str], None],
    progress: Callable[[], Progress],
    spent: Callable[[], Mapping[str, Any]],
    total: int | None,
    every: float | None,
    ended: threading.Event,
) -> None:
    begin = last = time.monotonic()
    has_alarmed = False
    while not ended.wait(_LOOKED_AT if every is None else min(_LOOKED_AT, every)):
        now = time.monotonic()
        if not has_alarmed and (reason := alarm(progress())):
            say(f"ALARM: {reason}")
            has_alarmed = True
        if every is not None and now - last >= every:
            last = now
            say(", ".join(told(facts(progress(), spent(), total, now - begin))))
