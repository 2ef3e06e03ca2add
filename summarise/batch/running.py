"""Run a batch: read replies, summarise them, and write records and failures in the order of the inputs."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from summarise.batch.duplicates import Once
from summarise.batch.inputs import Entry
from summarise.batch.journal import key_of
from summarise.batch.making import (
    Made,
    failed,
    failure_line,
    finished_line,
    is_doubtful,
    lost,
    make,
    stand_in_reason,
)
from summarise.batch.processes import Processes
from summarise.batch.progress import Progress
from summarise.batch.sinks import Sink
from summarise.batch.texts import save_text
from summarise.batch.workers import Workers
from summarise.document import Document
from summarise.errors import OutputError, ReadingGivenUp, SummariseError
from summarise.record import Failure, Record
from summarise.row import STOPPED

__all__ = ["Batch", "RunOptions"]

GRACE = 10.0
"""Seconds that replies in progress may take to finish after an interruption."""
TOGETHER, TOGETHER_SECONDS = 256, 1.0
"""Maximum number of replies that are written in one go, and maximum number of seconds that the first of them waits.

Replies are written in groups because each write waits for the disk. Only replies that cost nothing to read again wait.
"""
AHEAD = 8
"""Maximum number of replies held in memory, as a multiple of the workers' `room`.

It is more than 1 so that the workers can continue with later replies while one slow reply holds up the output.
"""


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How a batch is run; no option changes the content of a record."""

    workers: int = 1
    """Number of threads, for an engine that waits for a service."""
    processes: int = 1
    """If more than 1, number of processes used instead of threads, for an engine that computes and can be pickled."""
    retry_failed: bool = False
    """If True, summarise replies again that failed, or whose record a substitute engine made."""
    again: bool = False
    """If True, summarise every reply again and replace the lines of earlier runs."""
    texts: Path | None = None
    """Folder in which the canonical texts are saved; if it is None, no texts are saved."""


@dataclass(slots=True)
class _Slot:
    """The state of one reply in the queue of replies, which has the order of the inputs."""

    key: bytes
    made: Made | None = None
    is_reused: bool = False
    is_safe: bool = True
    """True if no work is lost when the process dies: the line is saved, or costs nothing to make again."""


class Batch:
    """One run over replies.

    `progress` has the counts of finished and failed replies. `was_interrupted` becomes True when `interrupt` is called.

    Args:
        summarise: returns the record of a document. It is called by several threads at once, or pickled for processes.
        sink: receives the lines of records and failures.
        options: None means the defaults.
        stored: returns the record of a document as JSON if it costs nothing, else None, so that such records are
            written together. It is not called with several processes, which find their records themselves.

    """

    def __init__(
        self,
        summarise: Callable[[Document], Record],
        sink: Sink,
        options: RunOptions | None = None,
        stored: Callable[[Document], str | None] = lambda _: None,
    ) -> None:
        self.progress = Progress()
        self.was_interrupted = False
        self._sink, self._options = sink, options or RunOptions()
        self._workers = _workers(summarise, self._options)
        self._stored = stored
        self._slots: deque[_Slot] = deque()
        """The replies that are not written yet, in order."""
        self._waiting: dict[int, _Slot] = {}
        """Those of `_slots` that the workers have not finished, by task number."""
        self._once = Once()
        self._stop: SummariseError | None = None

    def interrupt(self) -> None:
        """Start no further reply, and give those in progress ten seconds to finish; safe in a signal handler."""
        self.was_interrupted = True
        self._workers.wake()

    def run(self, replies: Iterable[Entry]) -> Progress:
        """Summarise replies until all are done or failed, or the run is interrupted; return the counts.

        Raises:
            ServiceRejected: no further call to the service can succeed; finished replies are written.
            BudgetExhausted: the next call would pass the limit of cost or tokens; finished replies are written.
            OutputError: a line could not be written; the lines before it are complete.

        """
        try:
            if self._options.processes == 1:
                return self._run(iter(replies))
            from summarise.batch.reading_ahead import read_ahead  # noqa: PLC0415 - one process reads nothing ahead

            with closing(read_ahead(replies, self._options.processes, self._workers.room)) as read:
                return self._run(read)
        finally:
            self._workers.close()

    def _run(self, source: Iterator[Entry]) -> Progress:
        has_more = True
        while (has_more or self._slots) and not self._is_stopping:
            has_more = has_more and self._feed(source)
            self._write_those_in_turn()
            if self._slots and (not has_more or self._is_full):
                self._collect(timeout=None)
        self._let_go()
        if self._stop is not None and not (self.was_interrupted and self._stop.kind == STOPPED):
            raise self._stop
        if not has_more and not self._slots:
            left = self._sink.finish()
            self.progress.kept_aside, self.progress.damaged_aside = left.lines, left.damaged
        return self.progress

    # -- from the inputs to the workers ----------------------------------------------------------------------------

    @property
    def _is_stopping(self) -> bool:
        return self.was_interrupted or self._stop is not None

    @property
    def _is_full(self) -> bool:
        room = self._workers.room
        return len(self._waiting) >= room or len(self._slots) >= AHEAD * room

    def _feed(self, source: Iterator[Entry]) -> bool:
        """Take replies from the inputs until the first one can be written or no more fit; return False at the end."""
        until = time.monotonic() + TOGETHER_SECONDS
        while not self._is_stopping and (self._has_free_replies or not self._is_full):
            entry = next(source, None)
            if entry is None:
                return False
            self._admit(entry)
            if self._slots and self._slots[0].made is not None:
                is_enough = len(self._slots) >= TOGETHER or time.monotonic() > until
                if is_enough or not self._has_free_replies:
                    return True
        return True

    @property
    def _has_free_replies(self) -> bool:
        """True if all held replies cost nothing to read again, so that they may wait and be written in one go."""
        return bool(self._slots) and self._slots[0].made is not None and not self._waiting

    def _admit(self, entry: Entry) -> None:
        self.progress.fed += 1
        try:
            document = self._read(entry)
        except OutputError:
            raise
        except ReadingGivenUp:
            self.progress.fed -= 1
            return
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one input, the others go on
            made = failed(entry.source, "", error)
            self._slots.append(_Slot(made.line.key, made))
            return
        slot = _Slot(key_of(document.source, document.sha256))
        slot.made = self._made_before(slot.key)
        slot.is_reused = slot.made is not None
        if slot.made is None and self._options.processes == 1:
            try:
                slot.made = self._made_elsewhere(document)
            except OutputError as error:  # replies in progress, which may be paid for, are written before the run stops
                self.progress.fed -= 1
                self._stop = self._stop or error
                return
        self._slots.append(slot)
        if slot.made is None:
            slot.is_safe = False
            self._waiting[self.progress.fed] = slot
            self._workers.submit(self.progress.fed, document)

    def _read(self, entry: Entry) -> Document:
        try:
            document = entry.load()
        except Exception:
            self._once.refusal(entry.source, "")
            raise
        if error := self._once.refusal(entry.source, document.sha256):
            raise error
        if self._options.texts is not None:
            save_text(self._options.texts, document)
        return document

    def _made_before(self, key: bytes) -> Made | None:
        """Return the line that an earlier run wrote for this reply; None if there is none or it must be made again."""
        line = None if self._options.again else self._sink.find(key)
        if line is None:
            return None
        if self._options.retry_failed and (not line.is_record or stand_in_reason(line)):
            return None
        return Made(line, None if line.is_record else Failure.model_validate_json(line.data))

    def _made_elsewhere(self, document: Document) -> Made | None:
        """Return the line of a record that is stored outside the output; None if there is none."""
        record = self._stored(document)
        return None if record is None else finished_line(document, record)

    # -- from the workers to the output ----------------------------------------------------------------------------

    def _collect(self, timeout: float | None) -> None:
        """Wait for results; write those whose turn has come, and save the others."""
        results = self._workers.ready(timeout)
        for number, made in results:
            slot = self._waiting.pop(number)
            if isinstance(made, SummariseError):
                self._stop = self._stop or made
            else:
                slot.made = made if made.failure is None else failure_line(made.failure)  # other processes know no key
                slot.is_safe = self._workers.is_free
        self._write_those_in_turn()
        ahead = [slot for slot in self._slots if slot.made is not None and not slot.is_safe]
        self._sink.keep([slot.made.line for slot in ahead if slot.made is not None])
        for slot in ahead:
            slot.is_safe = True
        if results:
            self._workers.stored(len(results))

    def _write_those_in_turn(self) -> None:
        turn: list[tuple[_Slot, Made]] = []
        while self._slots and (made := self._slots[0].made) is not None:
            turn.append((self._slots.popleft(), made))
        self._sink.put([made.line for _, made in turn])
        for slot, made in turn:
            self.progress.count(
                made.failure,
                is_reused=slot.is_reused,
                stand_in=stand_in_reason(made.line),
                is_doubtful=is_doubtful(made),
            )
        self.progress.in_flight = len(self._waiting)

    def _let_go(self) -> None:
        """Wait for replies in progress and save their results; after an interruption, wait at most `GRACE` seconds."""
        for number in self._workers.drop_waiting():
            del self._waiting[number]
        until: float | None = None
        while self._waiting:
            if self.was_interrupted:
                until = until or time.monotonic() + GRACE
                if time.monotonic() >= until:
                    return
            self._collect(timeout=until and max(0.0, until - time.monotonic()))


def _workers(
    summarise: Callable[[Document], Record], options: RunOptions
) -> Workers[Document, Made | SummariseError] | Processes[Document, Made | SummariseError]:
    work = partial(make, summarise)
    return Workers(work, options.workers) if options.processes == 1 else Processes(work, lost, options.processes)
