"""Find the replies in one input: a file, an archive, a mail, a table, JSON lines, or a file with several letters."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO, Final

from summarise.document import Caveat, Document
from summarise.errors import InputError
from summarise.load import Member, Opening, fetched_from, form_of, is_archive, letters_in, load_bytes, read_bytes
from summarise.load.json_replies import looks_like_json_lines, reply_in_line
from summarise.load.limits import MAX_FILE_BYTES

__all__ = ["JSON_LINES", "LONGEST_LINE", "Entries", "Entry", "guarded", "printable"]

JSON_LINES: Final = (".jsonl", ".ndjson")
LONGEST_LINE: Final = 8 * 1024 * 1024
"""Maximum number of bytes read from one JSON line, twice what the longest allowed text needs; the rest is skipped."""
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_FIRST_LINES: Final = 20
_NO_REPLIES: Final = "not_a_reply"
_SCANNED: Final = "scanned"
_FORMS: Final = ("utf-8", "gb18030", "utf-16-le", "utf-16-be", "unicode_escape")
_SIGNS_OF_LETTERS: Final = re.compile(
    b"|".join(re.escape(word.encode(form)) for word in ("收悉", "敬悉", "答复如下", "回复如下") for form in _FORMS),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reply among the inputs; it is not loaded until `load` is called."""

    source: str
    """Name of the reply in its record."""
    load: Callable[[], Document]
    """Function that returns the document; it raises InputError if the document cannot be read."""
    place: tuple[int, int] = (0, 0)
    """Number of the file among the inputs (from 1) and of the reply in the file (from 0); (0, 0) in a run without
    shards."""


@dataclass(slots=True)
class Entries:
    """Finds the replies in files and streams; for what cannot be read, yields an entry whose `load` raises the error.

    Args:
        columns: the columns that the user named for tables: heading of the column, by the field that it holds.

    """

    columns: Mapping[str, str] = field(default_factory=dict)
    recognise: Sequence[Callable[[bytes, str], Document]] = ()
    """Functions that turn the bytes and the name of a scanned file into a document; the first that succeeds is used."""
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Messages for the user by input name, such as which table columns were used."""
    passed_over: Counter[str] = field(default_factory=Counter)
    """Number of files in folders that hold no replies, by file suffix."""

    def of_file(self, path: Path, *, in_folder: bool = False) -> Iterator[Entry]:
        """Yield the replies in the file at `path`.

        `in_folder` is True if the file was found in a folder, and False if the user named the file itself. A file found
        in a folder that holds no replies, such as a table of another kind, is counted in `passed_over` and yields
        nothing.
        """
        source = printable(path)
        suffix = path.suffix.lower()
        try:
            is_file = path.is_file()  # a pipe would be waited for without end
            if is_file and suffix in JSON_LINES and not _is_wide(path):
                yield from self._lines_of(path, source)
            elif is_file and is_archive(path):
                yield from self._members(self._opening().of_archive(path, source))
            else:
                data = read_bytes(path)
                if in_folder and suffix == ".json" and form_of(data) != "json":
                    if _SIGNS_OF_LETTERS.search(data):
                        reason = f"{source}: is no JSON, and holds a letter; mend it"
                        yield failing(source, InputError(reason, kind="unreadable"))
                    else:
                        self.passed_over[suffix] += 1
                    return
                yield from self._of(data, source, form_of(data, path.name), fetched_from(path, data))
        except InputError as error:
            if in_folder and error.kind == _NO_REPLIES:
                self.passed_over[suffix] += 1
            else:
                yield failing(source, error)

    def of_stream(self, stream: BinaryIO) -> Iterator[Entry]:
        """Yield the replies in a stream: one for each line of JSON lines; other content is read like a file."""
        first = _first_lines(stream)
        begun = b"".join(first)
        if looks_like_json_lines(begun) and not begun.lstrip().startswith(b"["):
            yield from self._lines("stdin", _lines(chain(first, _pieces(stream))))
            return
        data = begun + stream.read(max(0, MAX_FILE_BYTES + 1 - len(begun)))
        try:
            yield from self._of(data, "stdin", form_of(data) if len(data) <= MAX_FILE_BYTES else "")
        except InputError as error:
            yield failing("stdin", error)

    def _opening(self) -> Opening:
        return Opening(self.columns, self.notes)

    def _of(self, data: bytes, source: str, form: str, url: str = "") -> Iterator[Entry]:
        if form:
            yield from self._members(self._opening().of_bytes(data, source, form), url)
        else:
            yield from self._letters(source, data, url, is_one=True)

    def _members(self, members: Iterable[Member], url: str = "") -> Iterator[Entry]:
        for member in members:
            if isinstance(member.content, InputError):
                yield failing(member.name, member.content)
            else:
                yield from self._letters(member.name, member.content, member.url or url, member.caveats)

    def _letters(
        self, source: str, data: bytes, url: str, caveats: tuple[Caveat, ...] = (), *, is_one: bool = False
    ) -> Iterator[Entry]:
        """Yield the letters in one document; if it cannot be read, yield an entry whose `load` raises the error."""
        try:
            document = self._read(data, source, is_one=is_one)
            document = replace(document, url=url or document.url, caveats=(*document.caveats, *caveats))
            letters = letters_in(document) if _may_hold_several(document) else (document,)
        except Exception as error:  # noqa: BLE001 - raised again by the entry
            yield failing(source, error)
            return
        for letter in letters:
            yield _held(letter)

    def _read(self, data: bytes, source: str, *, is_one: bool) -> Document:
        try:
            return load_bytes(data, source, is_one=is_one)
        except InputError as error:
            if error.kind != _SCANNED:
                raise
            last = error
        for recognise in self.recognise:
            try:
                return recognise(data, source)
            except InputError as error:
                last = error
        raise last

    def _lines_of(self, path: Path, source: str) -> Iterator[Entry]:
        try:
            with path.open("rb") as file:
                yield from self._lines(source, _lines(_pieces(file)))
        except OSError as error:
            kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
            yield failing(source, InputError(f"{source}: cannot be read ({error.strerror})", kind=kind))

    def _lines(self, source: str, lines: Iterable[bytes]) -> Iterator[Entry]:
        numbered = ((number, line) for number, line in enumerate(lines, start=1) if line.strip())
        members = (reply_in_line(line, number, source, self.columns) for number, line in numbered)
        yield from self._members(
            member if member.has_own_name else replace(member, name=f"{source}:{member.name}") for member in members
        )


def _may_hold_several(document: Document) -> bool:
    """Return True if the reader found several letters in the document, or did not look, as with recognised scans."""
    return document.text_from != "" or any(caveat.kind == "several_letters" for caveat in document.caveats)


def _held(document: Document) -> Entry:
    return Entry(document.source, lambda: document)


def failing(source: str, error: Exception) -> Entry:
    """Return an entry with the name `source` whose `load` raises `error`."""

    def fail() -> Document:
        raise error

    return Entry(source, fail)


def printable(path: Path) -> str:
    """Return a path as text with forward slashes; bytes that are not valid UTF-8 become backslash escapes."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _is_wide(path: Path) -> bool:
    """Return True if a file begins with a UTF-16 byte order mark; such a file cannot be split into lines bytewise."""
    try:
        with path.open("rb") as file:
            return file.read(2) in _WIDE
    except OSError:
        return False  # reading it says what is wrong


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    """Return an iterator over the lines of a file, of which those longer than `LONGEST_LINE` come in pieces."""
    return iter(lambda: file.readline(LONGEST_LINE), b"")


def _lines(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield each line; of a line in several pieces, yield only the first."""
    for piece in pieces:
        yield piece
        rest = piece
        while not rest.endswith(b"\n") and len(rest) >= LONGEST_LINE:
            rest = next(pieces, b"")


def guarded(source: str, entries: Iterator[Entry]) -> Iterator[Entry]:
    """Yield the entries; if the iterator raises an error, yield a last entry whose `load` raises this error.

    `source` is the name of the last entry.
    """
    try:
        yield from entries
    except InputError as error:
        yield failing(source, error)
    except OSError as error:
        reason = f"{source}: cannot be read ({error.strerror or error})"
        yield failing(source, InputError(reason, kind="unreadable"))
    except Exception as error:  # noqa: BLE001 - raised again by the entry
        yield failing(source, error)


def _first_lines(stream: BinaryIO) -> list[bytes]:
    """Read the first lines of a stream, to find out its format; several are read because the first may be damaged."""
    found: list[bytes] = []
    while len(found) < _FIRST_LINES and sum(map(len, found)) < LONGEST_LINE and (line := stream.readline(LONGEST_LINE)):
        found.append(line)
    return found
