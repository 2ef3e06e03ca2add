"""The state that all views share: the records, the journal, and one lock for everything that writes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from summarise.batch.appending import AppendedFile
from summarise.batch.lock import held
from summarise.confidence import Acceptance, Reading, reading_of
from summarise.engines import Engine
from summarise.record import Record
from summarise.records_file import beside
from summarise.reference import text_name
from summarise.review.events import Event, of_follow_up
from summarise.review.fold import Folded, admit
from summarise.review.journal import Journal, journal_path
from summarise.review.reviewed_reply import Reply
from summarise.review.verdicts import in_force as in_force_verdicts
from summarise.workbench.calls import Call, Caller, Download, Json, Refused
from summarise.workbench.editions import Editions
from summarise.workbench.kept import Kept
from summarise.workbench.opened_replies import OpenedReplies
from summarise.workbench.promises import Promises
from summarise.workbench.refusals import refusing
from summarise.workbench.shelf import Row, Shelf
from summarise.workbench.tasks import Tasks
from summarise.workbench.undoing import check_undo, undone

__all__ = ["Desk", "opened_desk"]


class Desk:
    """A records file under review, with its journal. Only one process may have it open.

    Args:
        records: the records file.
        engine: makes the records of files that people add; None if no files can be added.
        today: the date that decides which deadlines are near or past; None for the present date.
        blind_first: one reply in this many is labelled by a reviewer before the engine's result is shown; 0 for none.
        acceptance: the confidence from which items need not be read; None if people read all items.

    """

    def __init__(
        self,
        records: Path,
        engine: Engine | None = None,
        today: date | None = None,
        blind_first: int = 0,
        acceptance: Acceptance | None = None,
    ) -> None:
        self.records = records
        self.engine = engine
        self._today = today
        self._blind_first = blind_first
        self.lock = threading.RLock()
        self.acceptance = acceptance
        self.shelf = Shelf(records, acceptance)
        self.editions = Editions(self.shelf)
        self.journal = Journal(journal_path(records))
        self.started = datetime.now(UTC)
        self._opened = OpenedReplies(self.shelf, self.journal, self.lock)
        self.tasks = Tasks(records)
        self.downloads: OrderedDict[tuple[str, str], Download] = OrderedDict()
        """The last files made for download, by the caller's name and the file's id."""
        self.counted = Kept[Json]()
        """What `badges` last counted, by the person's name."""
        self.promises = Promises(records, self.journal, self._as_people_left)

    @staticmethod
    def now() -> str:
        """Return the local time in ISO 8601, to the second and with its offset from UTC."""
        return datetime.now().astimezone().isoformat(timespec="seconds")

    def today(self) -> date:
        """Return the date that decides which deadlines are near or past."""
        return self._today or date.today()  # noqa: DTZ011 - the office's own day

    def day_words(self) -> str:
        """Return which day decides what is due and, if that was set at the start, which day acts are dated by."""
        set_apart = f"（启动时指定；操作和认定仍按实际日期 {self.now()[:10]} 记）" if self._today else ""
        return f"到期按 {self.today()} 计{set_apart}"

    # -- reading -------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the records files again if a run has changed them."""
        with self.lock:
            if self.shelf.reload():
                self._opened.clear()

    def row(self, name: str) -> Row:
        """Return the row of a reply. `name` is the SHA-256 of its text, or at least its first ten digits.

        Raises:
            Refused: there is no such reply (404).

        """
        found = self.shelf.row(name)
        if found is None:
            raise Refused(404, "missing", f"没有编号为 {name[:80]} 的答复")
        return found

    def reply(self, row: Row) -> Reply:
        """Return the annotated text of the reply in `row` with the engine's record.

        Raises:
            Refused: the text or the record is not available (409).

        """
        return self._opened.reply(row)

    def folded(self, row: Row) -> Folded:
        """Return the record and the selection of the reply in `row` after the events of its journal.

        Raises:
            Refused: the text is not available, or the record does not fit the present annotation (409).

        """
        return self._opened.folded(row)

    def _as_people_left(self, record: Record) -> Record | None:
        row = self.shelf.row(record.document.sha256)
        try:
            return self.folded(row).record if row else None
        except Refused:
            return None

    def state(self, row: Row) -> tuple[str, int, int]:
        """Return the state of the reply in `row`, the number of its changes and of warnings nobody has looked at.

        A reply whose text is not at hand has the state "textless": nobody can review it.
        """
        if not self.shelf.has_text(row):
            return "textless", 0, row.warnings
        if not self._is_begun(row):
            return "waiting", 0, row.warnings
        try:
            folded = self.folded(row)
        except Refused:  # one that cannot be opened says so when it is; the others are listed
            return "clashing", 0, row.warnings
        return folded.state, folded.changes, len(folded.record.warnings)

    def to_read(self, row: Row) -> Reading | None:
        """Return what a person must still read of the reply in `row` after all edits; None if no threshold is set."""
        if self.acceptance is None or not self._is_begun(row):
            return row.left
        try:
            unread = self.folded(row).unread(self.acceptance)
        except Refused:
            return row.left
        return reading_of((item.confidence for item in unread), self.acceptance)

    def open_row(self, call: Call, name: str) -> Row:
        """Return the row of the reply `name`, unless the caller must first label it without seeing the engine's result.

        Raises:
            Refused: there is no such reply (404), or the caller has to hand in their labels first (403).

        """
        row = self.row(name)
        self.check_open(call.caller, row.name)
        return row

    def check_open(self, caller: Caller, name: str) -> None:
        """Check that `caller` may see the engine's result of a text; `name` is the first ten digits of its SHA-256.

        Raises:
            Refused: the caller has to hand in their labels of this text first (403).

        """
        if name in self.closed_names(caller):
            raise Refused(403, "blind", "这件答复在您的盲标任务里，交卷后才能看")

    def saw(self, caller: Caller, *texts: str) -> int:
        """Note that `caller` sees `texts` (SHA-256), and so cannot label them blind; return how many were new."""
        return self.tasks.opened.add(caller.name, texts, self.now())

    def closed_to(self, caller: Caller) -> frozenset[str]:
        """Return the SHA-256 of each text that the caller labels without seeing other results and has not handed in."""
        return self.tasks.closed_to(caller.name)

    def closed_names(self, caller: Caller) -> frozenset[str]:
        """Return the first ten digits of each SHA-256 that `closed_to` returns for `caller`."""
        return frozenset(text_name(sha256) for sha256 in self.closed_to(caller))

    def is_looked_at_first(self, caller: Caller, row: Row) -> bool:
        """Return True if the caller, a reviewer, must label the reply in `row` before seeing the engine's result.

        The hash of the text chooses these replies, one in `blind_first`. Return False once the reply has an event,
        apart from events on whether promises were kept, or once the caller has seen items of it in another view.
        """
        if not self._blind_first or not caller.may("review") or int(row.sha256[:8], 16) % self._blind_first:
            return False
        return not (self._is_begun(row) or self.tasks.opened.has(caller.name, row.sha256))

    def _is_begun(self, row: Row) -> bool:
        """Return True if the reply in `row` has an event other than those on whether promises were kept."""
        events = self.journal.on(row.sha256)
        return len(of_follow_up(events)) < len(events)

    # -- writing -------------------------------------------------------------------------------------------------

    def act(self, caller: Caller, row: Row, values: dict[str, Any]) -> tuple[Event, Folded]:
        """Check and write an edit by `caller` of the reply in `row`; return its event and the new state of the reply.

        `values` are fields of an `Event`. An edit whose `client` id is in the journal is not written again.

        Raises:
            Refused: the edit is incomplete (400), the value that it replaces has changed (409), or the text does not
                support the result (422).

        """
        reply = self.reply(row)
        with self.lock:
            known = self.journal.of_client(values.get("client", ""))
            folded = self.folded(row)
            if known is not None:
                return known, folded
            with refusing():
                event = self.journal.draft(**values, at=self.now(), by=caller.name, on=row.sha256)
                if event.do == "undo":
                    made = undone(reply, self.journal.on(row.sha256), event)
                else:
                    made = admit(folded, reply, event)
            self.journal.append(event)
            self._opened.take(row, made)
            return event, made

    def note(self, caller: Caller, sha256: str, values: dict[str, Any]) -> Event:
        """Write and return an event by `caller` with the fields `values` on the text `sha256`; it changes no record.

        Raises:
            Refused: the event is incomplete (400), or somebody else changed the verdict or undid the event before
                (409).

        """
        with self.lock:
            known = self.journal.of_client(values.get("client", ""))
            if known is not None:
                return known
            with refusing():
                event = self.journal.draft(**values, at=self.now(), by=caller.name, on=sha256)
            events = self.journal.on(sha256)
            if event.do == "undo":
                check_undo(event, events, of_follow_up(events))
            elif event.do == "verdict":
                found = in_force_verdicts(events).get(event.item)
                now = found[1].verdict if found else None
                if now != event.from_:
                    raise Refused(409, "moved", "别人刚认定过这一项，请看现在的结果", now=now)
            return self.journal.append(event)

    def append(self, path: Path, line: bytes) -> None:
        """Append `line` to the file at `path`, which is beside the records; return when it is on disk."""
        with self.lock:
            file = AppendedFile(path)
            try:
                file.append([line])
            finally:
                file.close()

    def forget(self, row: Row) -> None:
        """Remove the reply in `row` from memory, so that it is read from disk when it is next needed."""
        self._opened.forget(row)

    def close(self) -> None:
        """Close the journals and the index."""
        self.promises.close()
        self.tasks.close()
        self.journal.close()


@contextmanager
def opened_desk(
    records: Path,
    engine: Engine | None = None,
    today: date | None = None,
    blind_first: int = 0,
    acceptance: Acceptance | None = None,
) -> Iterator[Desk]:
    """Open a `Desk` with these arguments and lock it against other processes until the `with` block ends.

    Raises:
        OutputError: another workbench has it open (the message names its process), or the folder cannot be written.
        InputError: the records or the journal are damaged.

    """
    with held(beside(records, "workbench.lock"), records):
        desk = Desk(records, engine, today, blind_first, acceptance)
        try:
            yield desk
        finally:
            desk.close()
