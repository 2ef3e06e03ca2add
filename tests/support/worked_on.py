"""Work that worker processes can be given, since they import it by name."""

from __future__ import annotations

import gc
import os
import signal
import time
from pathlib import Path

from summarise.document import Document
from summarise.errors import AnswerError
from summarise.record import Record
from tests.support.owned import record_of

__all__ = [
    "collections_after",
    "double",
    "end_at_seven",
    "environment",
    "fail_at_fifty",
    "fallible",
    "fatal",
    "fatal_once",
    "held_until",
]


def double(number: int) -> int:
    return 2 * number


def collections_after(_: object) -> int:
    return gc.get_threshold()[0]


def environment(_: object) -> dict[str, str]:
    return dict(os.environ)


def fallible(document: Document) -> Record:
    """The owned record; a text that says 失败 fails."""
    if "失败" in document.text:
        raise AnswerError(f"{document.source}: no answer")
    return record_of(document)


def fatal(document: Document) -> Record:
    """The same, and a text that says 致命 ends the process."""
    if "致命" in document.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return fallible(document)


class fatal_once:  # noqa: N801 - it is used as a function
    """The same, but only the first time, which a file remembers."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __call__(self, document: Document) -> Record:
        if "致命" in document.text and not self._mark.exists():
            self._mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return fallible(document)


class held_until:  # noqa: N801 - it is used as a function
    """The owned record; one text waits until another one was worked on, which a file tells."""

    def __init__(self, mark: Path, held: str, freeing: str) -> None:
        self._mark, self._held, self._freeing = mark, held, freeing

    def __call__(self, document: Document) -> Record:
        if self._freeing in document.text:
            self._mark.touch()
        while self._held in document.text and not self._mark.exists():
            time.sleep(0.01)
        return record_of(document)


def fail_at_fifty(number: int) -> int:
    if number == 50:
        raise AnswerError("fifty has no answer", kind="stopped")
    return number


def end_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
