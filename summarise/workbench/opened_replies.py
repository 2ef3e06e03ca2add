"""Keeps the replies that people have open in memory: annotated texts, and records after the events of the journal."""

from __future__ import annotations

import threading
from collections import OrderedDict

from summarise.annotate import annotate
from summarise.errors import InputError, NotGrounded
from summarise.language import in_chinese
from summarise.review.events import Event
from summarise.review.fold import Folded, fold
from summarise.review.journal import Journal
from summarise.review.reviewed_reply import Reply
from summarise.workbench.calls import Refused
from summarise.workbench.kept import Kept
from summarise.workbench.shelf import Row, Shelf

__all__ = ["OpenedReplies"]

_KEPT = 48
"""Maximum number of annotated replies that are kept in memory."""


class OpenedReplies:
    """Replies that were read from the records files, with their state after the events of the journal.

    Args:
        shelf: the records and their texts.
        journal: people's edits.
        lock: guards the memory; the caller may already hold it.

    """

    def __init__(self, shelf: Shelf, journal: Journal, lock: threading.RLock) -> None:
        self._shelf, self._journal, self._lock = shelf, journal, lock
        self._replies: OrderedDict[str, Reply] = OrderedDict()
        self._folded = Kept[Folded | str]()  # after so many events: the state, or the reason why there is none

    def reply(self, row: Row) -> Reply:
        """Return the annotated text of the reply in `row` with the engine's record.

        Raises:
            Refused: the text or the record is not available (409).

        """
        with self._lock:
            if row.sha256 in self._replies:
                self._replies.move_to_end(row.sha256)
                return self._replies[row.sha256]
        try:
            record = self._shelf.record(row)
            reply = Reply(annotate(self._shelf.document(record)), record)
        except InputError as error:
            raise Refused(409, error.kind, error.message) from error
        with self._lock:
            self._replies[row.sha256] = reply
            while len(self._replies) > _KEPT:
                self._replies.popitem(last=False)
        return reply

    def folded(self, row: Row) -> Folded:
        """Return the record and the selection of the reply in `row` after the events of its journal.

        Raises:
            Refused: the text is not available, or the record does not fit the present annotation (409).

        """
        events = self._journal.on(row.sha256)
        made = self._folded.get(row.sha256, len(events), lambda: self._after(row, events))
        if isinstance(made, str):
            remedy = "记录被改过，或出自程序的另一版本；请重新运行，再来复核。"
            raise Refused(409, "other_version", f"这件答复的记录与原文对不上：{made}。{remedy}")
        return made

    def _after(self, row: Row, events: tuple[Event, ...]) -> Folded | str:
        """Return the state of the reply in `row` after `events`, or the reason why it does not fit."""
        try:
            return fold(self.reply(row), events)
        except NotGrounded as error:
            return in_chinese(error.message)

    def take(self, row: Row, made: Folded) -> None:
        """Store `made`, the state of the reply in `row`; it must include all events that the journal has now."""
        self._folded.put(row.sha256, len(self._journal.on(row.sha256)), made)

    def forget(self, row: Row) -> None:
        """Remove the reply in `row` from memory, so that it is read from disk when it is next needed."""
        with self._lock:
            self._replies.pop(row.sha256, None)
            self._folded.forget(row.sha256)

    def clear(self) -> None:
        """Remove all replies from memory."""
        with self._lock:
            self._replies.clear()
            self._folded.clear()
