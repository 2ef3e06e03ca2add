"""An output file whose lines are in the order of the inputs, whatever it held before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from summarise.batch.appending import AppendedFile
from summarise.batch.aside import Aside
from summarise.batch.journal import Journal, Line, digest_of
from summarise.batch.ownership import LineKind, refuse_strange, starts_as_ours
from summarise.errors import OutputError

__all__ = ["OrderedFile"]


class _Place(NamedTuple):
    start: int
    end: int
    digest: bytes


class OrderedFile:
    """Writes lines one after the other; a line that the file already holds at the right position is not written again.

    The first line that differs, and all lines after it, are moved to `NAME.aside.jsonl`. New lines follow from there.

    Raises:
        OutputError: the file cannot be opened or written, or another program wrote it.

    """

    def __init__(self, path: Path, journal: Journal, aside: Aside, *, kind: LineKind, must_know: bool = False) -> None:
        """Open or create a file whose lines are all records or all failures, as `kind` says.

        If `must_know` is True, refuse a file that is not empty unless the journal lists at least one of its lines.
        """
        self.path = path
        self._journal, self._aside = journal, aside
        self._kind = kind
        self._torn = b""
        """Bytes behind the last line feed, unless they are the beginning of a line that this program would write."""
        self._refuse_strangers(must_know=must_know)
        self._file = AppendedFile(path)
        self._lines: list[_Place] = []
        self._by_key: dict[bytes, int] = {}
        self._place = 0
        """Number of lines, from the first, that `put` has confirmed at their position."""
        self._sound = True
        """True if all lines are complete and were made with the present settings."""
        self._read()

    def _refuse_strangers(self, *, must_know: bool) -> None:
        """Raise OutputError if another program wrote the file, or if its lines belong to another output."""
        if self.path.exists() and not self.path.is_file():  # a pipe would be waited for until somebody fills it
            raise OutputError(f"{self.path}: is no file; name another one")
        if self._holds_known_lines():
            return
        refuse_strange(self.path, self._kind.may_be_ours if len(self._journal) else self._kind.is_ours)
        if must_know and self.path.exists() and self.path.stat().st_size:
            raise OutputError(f"{self.path}: holds the lines of another output; name another file for this one")

    def _holds_known_lines(self) -> bool:
        try:
            with self.path.open("rb") as lines:
                return len(self._journal) > 0 and any(
                    self._journal.entry(digest_of(line.rstrip(b"\n"))) is not None for line in lines
                )
        except FileNotFoundError:
            return False
        except OSError as error:
            raise OutputError(f"{self.path}: cannot be read ({error.strerror})") from error

    def _read(self) -> None:
        start = 0
        with self.path.open("rb") as lines:
            for line in lines:
                if not line.endswith(b"\n"):
                    self._sound = False  # torn by a sudden end, or never written: cut before the first new line
                    self._torn = b"" if starts_as_ours(line, self._kind.begin) else line
                    break
                self._note(line[:-1], start)
                start += len(line)

    def _note(self, line: bytes, start: int) -> None:
        digest = digest_of(line)
        entry = self._journal.entry(digest)
        if entry is not None and self._journal.is_current(digest):
            self._by_key[entry.key] = len(self._lines)
        else:
            self._sound = False
        self._lines.append(_Place(start, start + len(line), digest))

    def find(self, key: bytes) -> bytes | None:
        """Return the line, without line feed, that the file has for the reply with the key `key` (see `key_of`).

        Return None if the file has none, or only one made with other settings.
        """
        number = self._by_key.get(key)
        return None if number is None else self._file.read(self._lines[number].start, self._lines[number].end)

    def put(self, lines: Sequence[Line]) -> None:
        """Write the lines that follow those of the last call; they are on disk when this returns."""
        if lines and not self._sound:
            self._mend()
        self._journal.enter(lines)
        passed = 0
        while passed < len(lines) and self._stands_next(lines[passed]):
            passed += 1
            self._place += 1
        if passed < len(lines):
            if self._place < len(self._lines):
                self._displace(self._place)
            self._append(lines[passed:])

    def _stands_next(self, line: Line) -> bool:
        return self._place < len(self._lines) and self._lines[self._place].digest == digest_of(line.data)

    def _append(self, lines: Sequence[Line]) -> None:
        start = self._file.size
        self._file.append([line.data for line in lines])
        for line in lines:
            self._by_key[line.key] = len(self._lines)
            self._lines.append(_Place(start, start + len(line.data), digest_of(line.data)))
            start += len(line.data) + 1
        self._place = len(self._lines)

    def _mend(self) -> None:
        """Move all lines, from the first that is damaged or was made with other settings, to the aside file."""
        first = next(
            (number for number, line in enumerate(self._lines) if not self._journal.is_current(line.digest)),
            len(self._lines),
        )
        self._displace(first)
        self._sound = True

    def _displace(self, first: int) -> None:
        if self._torn:
            self._aside.add([self._torn])
            self._torn = b""
        for line in self._lines[first:]:
            self._aside.add([self._file.read(line.start, line.end)])
        self._file.cut(self._lines[first].start if first < len(self._lines) else self._end())
        del self._lines[first:]
        self._by_key = {key: number for key, number in self._by_key.items() if number < first}

    def _end(self) -> int:
        return self._lines[-1].end + 1 if self._lines else 0

    def finish(self) -> None:
        """Move old lines that were not passed to `put` in this run to `NAME.aside.jsonl`.

        Raises:
            OutputError: another program removed, replaced or changed the file since it was opened.

        """
        if self._place < len(self._lines) or not self._sound:
            self._displace(self._place)
            self._sound = True
        self._file.require_place()

    @property
    def is_empty(self) -> bool:
        """True if the file holds no complete line."""
        return not self._lines

    def digests(self) -> Iterator[bytes]:
        """Return the digest of each line in order; see `digest_of`."""
        return (line.digest for line in self._lines)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
