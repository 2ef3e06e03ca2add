"""What there is to summarise: files, folders, patterns, archives, JSON lines and the standard input."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from summarise.document import Document
from summarise.errors import InputError
from summarise.load import is_archive, load, load_bytes, members

__all__ = ["STANDARD_INPUT", "Entry", "entries"]

STANDARD_INPUT = "-"
JSON_LINES = (".jsonl", ".ndjson")
OWN_SUFFIXES = (".failures.jsonl", ".manifest.json", ".aside.jsonl", ".ledger", ".lock", ".gold.json")
OWN_BEGINNING = b'{"schema_version":'
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of a JSON line; what is longer is read in pieces, none of which is a reply."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reply to come: the name that its record will carry, and how to get at its text."""

    source: str
    load: Callable[[], Document]
    """Raises InputError."""


def entries(inputs: Sequence[str], standard_input: BinaryIO, *, leave_out: Sequence[Path] = ()) -> Iterator[Entry]:
    """Replies in the order of the inputs, folders sorted by name; nothing is read before its turn.

    `leave_out` holds this run's own files and folders. A file that is named twice comes once. In a folder, hidden
    files and files that this program wrote are passed over.
    """
    barred = {path.resolve() for path in leave_out}
    seen: set[str] = set()
    for name in inputs:
        if name == STANDARD_INPUT:
            yield from _from_stream(standard_input)
            continue
        for path in _files(name, barred):
            if (place := os.path.realpath(path)) not in seen:
                seen.add(place)
                yield from _from_file(path)


def _files(name: str, barred: set[Path]) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from _walk(path, barred)
    elif path.exists() or not glob.has_magic(name):
        yield path
    elif found := sorted(glob.glob(name, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
        for match in map(Path, found):
            if match.is_dir():
                continue  # a pattern means the files that it matches
            if match.resolve() not in barred and not _is_own(match):
                yield match
    else:
        yield path


def _walk(folder: Path, barred: set[Path]) -> Iterator[Path]:
    try:
        inside = sorted(folder.iterdir())
    except OSError:
        yield folder  # loading it says what is wrong
        return
    for path in inside:
        if path.name.startswith(".") or path.resolve() in barred:
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from _walk(path, barred)
        elif path.is_file() and not _is_own(path):
            yield path


def _is_own(path: Path) -> bool:
    """Whether this program wrote a file, as far as its name or first bytes tell."""
    if path.name.endswith(OWN_SUFFIXES):
        return True
    if path.suffix not in JSON_LINES:
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(OWN_BEGINNING)) == OWN_BEGINNING
    except OSError:
        return False  # loading it says what is wrong


def _from_file(path: Path) -> Iterator[Entry]:
    source = _printable(path)
    if path.suffix in JSON_LINES:
        yield from _from_json_lines(path, source)
    elif path.is_file() and is_archive(path):
        yield from _from_archive(path, source)
    else:
        yield Entry(source, lambda: replace(load(path), source=source))


def _printable(path: Path) -> str:
    """A path as text that can be written as UTF-8, whatever bytes it is made of."""
    return os.fsencode(path.as_posix()).decode("utf-8", "backslashreplace")


def _from_archive(path: Path, source: str) -> Iterator[Entry]:
    try:
        for name, content in members(path):
            inner = f"{source}/{name}".encode("utf-8", "backslashreplace").decode()
            yield _failing(inner, content) if isinstance(content, InputError) else _held(inner, content)
    except InputError as error:
        yield _failing(source, error)


def _from_stream(stream: BinaryIO) -> Iterator[Entry]:
    """JSON lines where the first line is one, else the whole stream as one reply."""
    first = stream.readline(LONGEST_LINE)
    if _fields(first) is None:
        yield _held("stdin", first + stream.read())
    else:
        yield from _from_lines("stdin", chain([first], _lines(stream)))


def _from_json_lines(path: Path, source: str) -> Iterator[Entry]:
    try:
        with path.open("rb") as file:
            yield from _from_lines(source, _lines(file))
    except OSError as error:
        kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        yield _failing(source, InputError(f"{source}: cannot be read ({error.strerror})", kind=kind))


def _lines(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.readline(LONGEST_LINE), b"")


def _from_lines(source: str, lines: Iterable[bytes]) -> Iterator[Entry]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _from_line(f"{source}:{number}", line)


def _from_line(place: str, line: bytes) -> Entry:
    if line.startswith(OWN_BEGINNING):
        return _failing(place, InputError(f"{place}: is a record already, not a reply", kind="not_a_reply"))
    if (fields := _fields(line)) is None:
        return _failing(place, InputError(f"{place}: needs a JSON object with `id` and `text`", kind="unsupported"))
    return _held(*fields)


def _fields(line: bytes) -> tuple[str, bytes] | None:
    """`id` and the bytes of `text` of one JSON line, None where it is none."""
    try:
        value = json.loads(line)
        name, text = value["id"], value["text"]
        if isinstance(name, bool) or not isinstance(name, str | int) or not isinstance(text, str):
            return None
        str(name).encode()
        return (str(name), text.encode()) if name != "" else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _held(source: str, content: bytes) -> Entry:
    return Entry(source, lambda: load_bytes(content, source))


def _failing(source: str, error: InputError) -> Entry:
    def fail() -> Document:
        raise error

    return Entry(source, fail)
