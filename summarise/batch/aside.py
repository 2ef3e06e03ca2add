"""Lines that cannot be in the output files now: finished before their turn, moved out of the way, or damaged."""

from __future__ import annotations

from collections.abc import Container, Iterable
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import NamedTuple

from summarise.batch.appending import AppendedFile, replace_file
from summarise.batch.journal import Journal, Line, digest_of
from summarise.batch.ownership import FAILURES, RECORDS, refuse_strange, starts_as_ours

__all__ = ["Aside", "LeftOver"]


class LeftOver(NamedTuple):
    """Counts of the lines in `NAME.aside.jsonl` that belong to no input of the run."""

    lines: int
    damaged: int
    """How many of these lines the journal does not list: they are damaged, or another program wrote them."""


class Aside:
    """The aside file of an output (`NAME.aside.jsonl`): lines in any order.

    The file is created for its first line, and removed when no line is left.

    Raises:
        OutputError: the file cannot be opened or written.

    """

    def __init__(self, path: Path, journal: Journal) -> None:
        self.path = path
        self._journal = journal
        self._file: AppendedFile | None = None
        self._places: dict[bytes, tuple[int, int]] = {}
        """Where each line is, by its digest."""
        self._by_key: dict[bytes, bytes] = {}
        """Digest of the usable line of a reply."""
        if path.exists():
            refuse_strange(path, self._is_ours)
            self._read()

    def _is_ours(self, first: bytes) -> bool:
        """True if the file is one of ours by its first line, which may be a damaged one: such lines are put here."""
        return len(self._journal) > 0 or any(kind.is_ours_with_a_fault(first) for kind in (RECORDS, FAILURES))

    def _read(self) -> None:
        file = self._open()
        start = 0
        with self.path.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    file.cut(start)  # torn by a sudden end
                    if not any(starts_as_ours(line, kind.begin) for kind in (RECORDS, FAILURES)):
                        self.add([line])  # somebody's own words
                    break
                self._note(line[:-1], start)
                start += len(line)

    def _open(self) -> AppendedFile:
        if self._file is None:
            self._file = AppendedFile(self.path)
        return self._file

    def _note(self, line: bytes, start: int) -> None:
        digest = digest_of(line)
        self._places[digest] = (start, start + len(line))
        entry = self._journal.entry(digest)
        if entry is None or not self._journal.is_current(digest):
            return
        if entry.is_record or entry.key not in self._by_key:
            self._by_key[entry.key] = digest  # a record is worth more than an earlier failure

    def add(self, lines: Iterable[bytes]) -> None:
        """Append lines, given without line feeds; a line that the file already holds is skipped."""
        fresh = list({digest_of(line): line for line in lines if digest_of(line) not in self._places}.values())
        if not fresh:
            return
        file = self._open()
        start = file.size
        file.append(fresh)
        for line in fresh:
            self._note(line, start)
            start += len(line) + 1

    def find(self, key: bytes) -> Line | None:
        """Return the line that was made for a reply under the present settings, or None.

        A record is returned rather than a failure. `key` identifies the reply; see `key_of`.
        """
        digest = self._by_key.get(key)
        return None if digest is None else Line(self._line(digest), key, not self._is_failure(digest))

    def _line(self, digest: bytes) -> bytes:
        return self._open().read(*self._places[digest])

    def keep_only_missing(self, placed: AbstractSet[bytes]) -> LeftOver:
        """Delete the lines that are not needed any more, and count the rest.

        Deleted are lines whose digest is in `placed` (they are in the output files now), lines of replies that were
        made again under the same settings, and failures.
        """
        if self._file is None:
            return LeftOver(0, 0)
        made = {(entry.key, entry.settings) for entry in map(self._journal.entry, placed) if entry is not None}
        left = [digest for digest in self._places if digest not in placed and not self._is_replaced(digest, made)]
        told = LeftOver(len(left), sum(self._journal.entry(digest) is None for digest in left))
        if len(left) == len(self._places):
            return told
        content = b"".join(self._line(digest) + b"\n" for digest in left)
        self.close()
        self._file, self._places, self._by_key = None, {}, {}
        if left:
            replace_file(self.path, content)
            self._read()
        else:
            self.path.unlink(missing_ok=True)
        return told

    def _is_replaced(self, digest: bytes, made: Container[tuple[bytes, bytes]]) -> bool:
        entry = self._journal.entry(digest)
        return entry is not None and (not entry.is_record or (entry.key, entry.settings) in made)

    def _is_failure(self, digest: bytes) -> bool:
        entry = self._journal.entry(digest)
        return entry is not None and not entry.is_record

    def digests(self) -> frozenset[bytes]:
        """Return the digest of each line; see `digest_of`."""
        return frozenset(self._places)

    def close(self) -> None:
        """Close the file, if it is open."""
        if self._file is not None:
            self._file.close()
