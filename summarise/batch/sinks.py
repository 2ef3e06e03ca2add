"""Where finished replies go: files that outlast any end of the program, or two streams."""

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

__all__ = ["FileSink", "OutputPaths", "Sink", "StreamSink", "opened"]


class Sink(Protocol):
    """Takes finished replies in the order of the inputs."""

    def find(self, key: bytes) -> Line | None:
        """Return what an earlier run made of the same reply under the same settings."""
        ...

    def put(self, lines: Sequence[Line]) -> None:
        """Write the next replies' lines.

        Raises:
            OutputError: it cannot be written.

        """
        ...

    def keep(self, lines: Sequence[Line]) -> None:
        """Keep lines whose turn has not come, so that they are not lost with the process."""
        ...

    def finish(self) -> LeftOver:
        """Drop the lines that no input asked for once all inputs were put; return old lines kept elsewhere."""
        ...


class FileSink:
    """Records and failures as files in the order of the inputs; see `opened`."""

    def __init__(self, journal: Journal, aside: Aside, records: OrderedFile, failures: OrderedFile) -> None:
        self._journal, self._aside, self._records, self._failures = journal, aside, records, failures

    def find(self, key: bytes) -> Line | None:
        """Return what an earlier run made of the same reply under the same settings; a record before a failure."""
        if (record := self._records.find(key)) is not None:
            return Line(record, key, is_record=True)
        if (aside := self._aside.find(key)) is not None and aside.is_record:
            return aside
        failure = self._failures.find(key)
        return aside if failure is None else Line(failure, key, is_record=False)

    def put(self, lines: Sequence[Line]) -> None:
        """Write the next replies' lines; they are on disk afterwards."""
        self._records.put([line for line in lines if line.is_record])
        self._failures.put([line for line in lines if not line.is_record])

    def keep(self, lines: Sequence[Line]) -> None:
        """Keep lines whose turn has not come; they are on disk afterwards."""
        self._journal.enter(lines)
        self._aside.add(line.data for line in lines)

    def finish(self) -> LeftOver:
        """Cut off what the inputs did not ask for, and return what old lines are kept aside."""
        self._records.finish()
        self._failures.finish()
        self._journal.require_place()
        placed = {*self._records.digests(), *self._failures.digests()}
        left = self._aside.keep_only_missing(placed)
        self._journal.keep_only(placed | self._aside.digests())
        return left


@contextmanager
def opened(paths: OutputPaths, fingerprint: str) -> Iterator[FileSink]:
    """Lock an output and open its files.

    Raises:
        OutputError: another run holds it, or a file cannot be opened or is not one of this program's.

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
    """Records to one stream, failures to another; nothing is remembered.

    Raises:
        BrokenPipeError: nobody reads any more.
        OutputError: the stream cannot be written.

    """

    def __init__(self, records: int, failures: int) -> None:
        """Take two file descriptors, past every buffer that would be written once more at exit."""
        self._records, self._failures = records, failures

    def find(self, key: bytes) -> Line | None:  # noqa: ARG002 - the protocol's signature
        """Return nothing: a stream cannot be read again."""
        return None

    def put(self, lines: Sequence[Line]) -> None:
        """Write lines and hand them on at once."""
        try:
            for line in lines:
                write_all(self._records if line.is_record else self._failures, line.data + b"\n")
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(f"the output stream cannot be written ({error.strerror})") from error

    def keep(self, lines: Sequence[Line]) -> None:
        """Nothing: there is no place to keep them in."""

    def finish(self) -> LeftOver:
        """Report that nothing is left over."""
        return LeftOver(0, 0)
