"""Write finished replies to files, which survive a sudden end of the program, or to two streams."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import Protocol

from summarise.batch.appending import write_all
from summarise.batch.aside import Aside, LeftOver
from summarise.batch.journal import Journal, Line
from summarise.batch.lock import held
from summarise.batch.ordered import OrderedFile
from summarise.batch.output_paths import OutputPaths
from summarise.batch.ownership import FAILURES, RECORDS, is_manifest, refuse_strange
from summarise.errors import OutputError
from summarise.reader_gone import ReaderGone

__all__ = ["FileSink", "OutputPaths", "Sink", "StreamSink", "opened"]


class Sink(Protocol):
    """Receives the output lines of finished replies in the order of the inputs."""

    def find(self, key: bytes) -> Line | None:
        """Return the line that was made for a reply with the same settings, or None; `key` is a result of `key_of`."""
        ...

    def put(self, lines: Sequence[Line]) -> None:
        """Write the lines of the next replies.

        Raises:
            OutputError: a line cannot be written.

        """
        ...

    def keep(self, lines: Sequence[Line]) -> None:
        """Save lines that are finished before their turn, so that they are not lost if the process ends."""
        ...

    def finish(self) -> LeftOver:
        """Move lines of replies that are no input of this run out of the output; call it after the last `put`.

        Return how many lines of other replies are kept in a file beside the output, and how many of them are damaged.
        """
        ...


class FileSink:
    """A sink that writes a file of records and a file of failures in the order of the inputs; `opened` creates it."""

    def __init__(self, journal: Journal, aside: Aside, records: OrderedFile, failures: OrderedFile) -> None:
        self._journal, self._aside, self._records, self._failures = journal, aside, records, failures

    def find(self, key: bytes) -> Line | None:
        """Return the line that was made for a reply with the same settings, or None.

        If there is both a record and a failure, return the record. `key` is a result of `key_of`.
        """
        if (record := self._records.find(key)) is not None:
            return Line(record, key, is_record=True)
        if (aside := self._aside.find(key)) is not None and aside.is_record:
            return aside
        failure = self._failures.find(key)
        return aside if failure is None else Line(failure, key, is_record=False)

    def put(self, lines: Sequence[Line]) -> None:
        """Write the lines of the next replies; they are on disk when this returns."""
        self._records.put([line for line in lines if line.is_record])
        self._failures.put([line for line in lines if not line.is_record])

    def keep(self, lines: Sequence[Line]) -> None:
        """Save lines that are finished before their turn to `NAME.aside.jsonl`; they are on disk when this returns."""
        self._journal.enter(lines)
        self._aside.add(line.data for line in lines)

    def finish(self) -> LeftOver:
        """Move lines of replies that are not among the inputs to `NAME.aside.jsonl`; count the lines there."""
        self._records.finish()
        self._failures.finish()
        self._journal.require_place()
        placed = {*self._records.digests(), *self._failures.digests()}
        left = self._aside.keep_only_missing(placed)
        self._journal.keep_only(placed | self._aside.digests())
        return left


@contextmanager
def opened(paths: OutputPaths, fingerprint: str) -> Iterator[FileSink]:
    """Lock the output at `paths` and open its files while the block runs; missing files and folders are created.

    `fingerprint` identifies the engine and its settings; only lines that were made with the same fingerprint are used
    again.

    Raises:
        OutputError: another run holds the lock, a file cannot be opened, or another program wrote it.

    """
    paths.make_folders()
    refuse_strange(paths.manifest, is_manifest, whole=True)
    with ExitStack() as stack:
        stack.enter_context(held(paths.lock, paths.records, before=paths.lock_before))
        journal = stack.enter_context(closing(Journal(paths.journal, fingerprint, before=paths.journal_before)))
        aside = stack.enter_context(closing(Aside(paths.aside, journal)))
        records = OrderedFile(paths.records, journal, aside, kind=RECORDS)
        stack.callback(records.close)
        # Where no record is known either, the journal was lost and the failures may well be ours.
        shared = paths.has_failures_elsewhere and (len(journal) > 0 or records.is_empty)
        failures = OrderedFile(paths.failures, journal, aside, kind=FAILURES, must_know=shared)
        stack.callback(failures.close)
        yield FileSink(journal, aside, records, failures)


class StreamSink:
    """A sink that writes records to one stream and failures to another; it cannot find lines of earlier runs.

    Raises:
        ReaderGone: the reader has closed the stream.
        OutputError: the stream cannot be written.

    """

    def __init__(self, records: int, failures: int) -> None:
        """Take the file descriptors of the two streams.

        Unlike file objects, descriptors have no buffer, so nothing is written a second time at exit.
        """
        self._records, self._failures = records, failures

    def find(self, key: bytes) -> Line | None:  # noqa: ARG002 - the protocol's signature
        """Return None for any `key`: a stream cannot be read again."""
        return None

    def put(self, lines: Sequence[Line]) -> None:
        """Write lines immediately, without a buffer."""
        try:
            for line in lines:
                write_all(self._records if line.is_record else self._failures, line.data + b"\n")
        except BrokenPipeError as error:
            raise ReaderGone(*error.args) from error
        except OSError as error:
            raise OutputError(f"the output stream cannot be written ({error.strerror})") from error

    def keep(self, lines: Sequence[Line]) -> None:
        """Do nothing: a stream cannot keep lines until their turn comes."""

    def finish(self) -> LeftOver:
        """Return counts of zero: a stream holds no old lines."""
        return LeftOver(0, 0)
