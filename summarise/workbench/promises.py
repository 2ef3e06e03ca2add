"""Keeps the searchable index of a records file up to date with people's corrections and verdicts."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from summarise.annotate import annotate
from summarise.corpus import Corpus, opened_corpus, parse_query
from summarise.corpus.bodies import BODIES_FILE, read_bodies
from summarise.corpus.index_making import index_state, is_current
from summarise.corpus.ledger_rows import ledger
from summarise.errors import InputError, NotGrounded
from summarise.record import Record
from summarise.reference import text_name
from summarise.review.events import EDITS, FOLLOW_UP, Event, line_hash
from summarise.review.fold import fold, taken_back
from summarise.review.journal import ReadJournal, journal_path, read_events
from summarise.review.reviewed_reply import Reply
from summarise.review.verdicts import Finding, findings, in_force
from summarise.workbench.calls import Refused
from summarise.workbench.kept import Kept
from summarise.workbench.shelf import document_of

__all__ = ["Promises", "promises_of"]

PATIENCE = 2.0
"""Seconds that a request waits for the index to be made. After that, the browser must repeat the request."""


class Promises:
    """The promises of one records file, with people's corrections and verdicts.

    Args:
        records: the records file.
        journal: people's edits.
        corrected: returns the record with people's changes for an engine's record, or None if that fails.
        patience: seconds to wait while the index is made, None to wait until it is done.

    """

    def __init__(
        self,
        records: Path,
        journal: ReadJournal,
        corrected: Callable[[Record], Record | None],
        patience: float | None = PATIENCE,
    ) -> None:
        self._records, self._journal, self._corrected, self._patience = records, journal, corrected, patience
        self._lock = threading.RLock()
        self._corpus: Corpus | None = None
        self._state = ""
        self._seen = 0
        self._found: dict[str, Mapping[str, tuple[Event, Finding]]] = {}
        self._making: _Making | None = None
        self._counted = Kept[int]()

    @contextmanager
    def opened(self) -> Iterator[Corpus]:
        """Yield the corpus with all corrections and verdicts so far, and hold a lock until the `with` block ends.

        Raises:
            Refused: the index is still being made (503).
            InputError: the records cannot be read.

        """
        with self._lock:
            corpus = self._current()
            self._take_acts(corpus)
            yield corpus

    def finding(self, reference: str) -> tuple[Event, Finding] | None:
        """Return the verdict that counts for the promise with this reference, and its event; None if there is none.

        The verdicts are those of the last call of `opened`.
        """
        text, _, item = reference.partition("-")
        return self._found.get(text, {}).get(item)

    def history(self, reference: str) -> tuple[tuple[Event, Finding | None, bool], ...]:
        """Return what people recorded about whether the promise with this reference was kept, oldest first.

        Each entry is (event, finding, in force). The finding is None if the event withdraws the finding before it. The
        last value is False if the event itself was undone later.
        """
        text, _, item = reference.partition("-")
        events = self._journal.on_name(text)
        gone = taken_back(events)
        return tuple((event, finding, event.n not in gone) for event, finding in findings(events).get(item, ()))

    def count(self, query: str, today: date, without: frozenset[str]) -> int | None:
        """Return the number of promises that match a query; None if no index has been opened yet.

        `today` and `without` have the same meaning as for `ledger`. The last answer is kept until the journal or the
        records change.
        """
        with self._lock:
            if self._corpus is None:
                return None
            with self.opened() as corpus:
                return self._counted.get(
                    query,
                    (today, without, self._state, self._seen),
                    lambda: ledger(corpus, parse_query(query), today, rows=slice(0, 0), without=without).total,
                )

    def wait(self) -> None:
        """Make the index now if it is out of date, and wait until it is done."""
        self._patience = None
        with self.opened():
            pass

    def close(self) -> None:
        """Close the index."""
        with self._lock:
            if self._corpus:
                self._corpus.close()
                self._corpus = None

    def _current(self) -> Corpus:
        bodies = read_bodies(self._records.with_name(BODIES_FILE))
        state = index_state(self._records, bodies)
        if self._corpus and self._state == state:
            return self._corpus
        self.close()  # Windows replaces no file that is open
        if not is_current(self._records, state):
            self._make(state)
        self._corpus, self._state, self._seen = opened_corpus(self._records), state, 0
        return self._corpus

    def _make(self, state: str) -> None:
        """Make the index in a thread, and wait for it for at most `patience` seconds.

        Raises:
            Refused: the index is not finished in this time (503).

        """
        if self._making is None or self._making.state != state:
            self._making = _Making(self._records, state)
            self._making.start()
        self._making.join(self._patience)
        if self._making.is_alive():
            raise Refused(503, "indexing", "正在为这些答复建立检索索引，请稍候，本页会自己再试")
        failed, self._making = self._making.failed, None
        if failed:
            raise failed

    def _take_acts(self, corpus: Corpus) -> None:
        """Write the corrections and verdicts of new journal events into the index."""
        stamps = corpus.stamps() if not self._seen else {}
        events, self._seen = self._journal.since(self._seen), len(self._journal)
        if not events and not stamps:
            return
        texts = {event.on: text_name(event.on) for event in events}
        for sha256, text in texts.items():
            found = in_force(self._journal.on(sha256))
            self._found[text] = found
            self._correct(corpus, sha256, stamps.pop(text, None))
        for letter, _ in stamps.values():  # of a journal that is gone
            corpus.correct(letter, None, "")
        corpus.take_verdicts(
            {f"{text}-{item}": one[1].verdict for text, items in self._found.items() for item, one in items.items()}
        )

    def _correct(self, corpus: Corpus, sha256: str, known: tuple[int, str] | None) -> None:
        acts = [event for event in self._journal.on(sha256) if event.do not in FOLLOW_UP]
        letter = known[0] if known else corpus.letter(text_name(sha256))
        if letter is None or not any(event.do in EDITS for event in acts):
            return
        stamp = line_hash(acts[-1].to_line())[:16]
        if known and known[1] == stamp:
            return
        corpus.correct(letter, self._corrected(corpus.engine_record(letter)), stamp)


class _Making(threading.Thread):
    def __init__(self, records: Path, state: str) -> None:
        super().__init__(name="index", daemon=True)
        self.records, self.state = records, state
        self.failed: Exception | None = None

    def run(self) -> None:
        try:
            opened_corpus(self.records).close()
        except Exception as error:  # noqa: BLE001 - told to whoever waits for it
            self.failed = error


def promises_of(records: Path) -> Promises:
    """Return the promises of a records file for reading only; the file is not locked.

    Raises:
        InputError: the journal is damaged.

    """
    journal = ReadJournal(read_events(journal_path(records)))

    def corrected(record: Record) -> Record | None:
        try:
            reply = Reply(annotate(document_of(records, record)), record)
            return fold(reply, journal.on(record.document.sha256)).record
        except (InputError, NotGrounded):
            return None

    return Promises(records, journal, corrected, patience=None)
