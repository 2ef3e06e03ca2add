"""Keep lines that cannot be in the output files now: those finished before their turn, displaced, or damaged."""

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
    """Counts of the lines in `NAME.aside.jsonl` that belong to no reply of the present run."""

    lines: int
    damaged: int
    """Number of these lines that are not in the journal, because they are damaged or another program wrote them."""


class Aside:
    """The file `NAME.aside.jsonl` beside an output, which keeps lines in any order.

    It is created when its first line is added, and removed when no line is left in it.

    Raises:
        OutputError: the file cannot be opened or written.

    """

    def __init__(self, path: Path, journal: Journal) -> None:
        self.path = path
        self._journal = journal
        self._file: AppendedFile | None = None
        self._places: dict[bytes, tuple[int, int]] = {}
        """Start and end offset of each line in the file, by the digest of the line."""
        self._by_key: dict[bytes, bytes] = {}
        """Digest of the line that can be used for a reply, by the key of the reply."""
        if path.exists():
            refuse_strange(path, self._is_ours)
            self._read()

    def _is_ours(self, first: bytes) -> bool:
        """Return True if this program wrote the file, as its first line shows.

        The first line may be damaged, because damaged lines are kept in this file.
        """
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
        """Append lines, given without line feeds; skip lines that the file already holds."""
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
        """Return the line that was made for a reply with the present settings; None if there is no such line.

        If the file has both a record and a failure of the reply, return the record. `key` identifies the reply; see
        `key_of`.
        """
        digest = self._by_key.get(key)
        return None if digest is None else Line(self._line(digest), key, not self._is_failure(digest))

    def _line(self, digest: bytes) -> bytes:
        return self._open().read(*self._places[digest])

    def keep_only_missing(self, placed: AbstractSet[bytes]) -> LeftOver:
        """Delete the lines that are no longer needed, and count the remaining lines.

        These lines are deleted: lines whose digest is in `placed`, because the output files now hold them; lines of
        replies for which `placed` holds a newer line with the same settings; and failures.
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
