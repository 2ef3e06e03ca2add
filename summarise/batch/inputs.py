"""What there is to summarise: files, folders, patterns, archives, JSON lines and the standard input."""

from __future__ import annotations

import glob
import hashlib
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from summarise.document import Document
from summarise.errors import InputError
from summarise.load import is_archive, load, load_bytes, members, web_address

__all__ = ["STANDARD_INPUT", "Entry", "Inputs", "named_files"]

STANDARD_INPUT = "-"
JSON_LINES = (".jsonl", ".ndjson")
OWN_SUFFIXES = (".manifest.json", ".journal", ".lock")
NO_DOCUMENTS = frozenset(
    {
        *(".css", ".js", ".map", ".gif", ".ico", ".svg", ".eot", ".ttf", ".woff", ".woff2"),
        *(".csv", ".tsv", ".xlsx", ".db", ".sqlite", ".json", ".toml", ".yaml", ".yml", ".log", ".py"),
    }
)
"""What lies about in folders of replies: parts of saved pages, tables, programs, labels."""
OWN_BEGINNING = b'{"schema_version":'
OWN_LINES = (".failures.jsonl", ".aside.jsonl")
_SAVED_TEXT = re.compile(r"[0-9a-f]{64}\.txt")
LONGEST_LINE = 64 * 1024 * 1024
"""Bytes of a JSON line; what is longer is read in pieces, none of which is a reply."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reply to come: the name that its record will carry, and how to get at its text."""

    source: str
    load: Callable[[], Document]
    """Raises InputError."""


class Inputs:
    """Replies in the order of the inputs, folders sorted by name; nothing is read before its turn.

    A file that is named twice comes once. In a folder, hidden files, files that this program wrote, and those that
    are no document by their name are passed over.

    Args:
        names: as on the command line: files, folders, archives, patterns, JSON lines, - for the standard input.
        standard_input: read for the name -.
        leave_out: this run's own files and folders.

    """

    def __init__(self, names: Sequence[str], standard_input: BinaryIO, *, leave_out: Sequence[Path] = ()) -> None:
        self.passed_over: Counter[str] = Counter()
        """Files in folders that are no document by their name, by suffix; known when all were iterated."""
        self._names, self._standard_input = names, standard_input
        self._barred = {path.resolve() for path in leave_out}

    def __iter__(self) -> Iterator[Entry]:
        self.passed_over.clear()
        seen: set[str] = set()
        for name in self._names:
            if name == STANDARD_INPUT:
                yield from _from_stream(self._standard_input)
                continue
            for path in self._files(name):
                if (place := os.path.realpath(path)) not in seen:
                    seen.add(place)
                    yield from _from_file(path)

    def count(self) -> int | None:
        """Number of files; None where one of them may hold many replies."""
        count = 0
        for name in self._names:
            if name == STANDARD_INPUT:
                return None
            for path in self._files(name):
                if path.suffix in (*JSON_LINES, ".zip"):
                    return None
                count += 1
        return count

    def _files(self, name: str) -> Iterator[Path]:
        path = Path(name)
        if path.is_dir():
            yield from self._walk(path)
        elif path.exists() or not glob.has_magic(name):
            yield path
        elif found := sorted(glob.glob(name, recursive=True)):  # noqa: PTH207 - Path.glob takes no absolute pattern
            yield from (match for match in map(Path, found) if match.is_file() and not self._is_to_leave(match))
        else:
            yield path  # loading it says that there is none

    def _walk(self, folder: Path) -> Iterator[Path]:
        try:
            inside = sorted(folder.iterdir())
        except OSError:
            yield folder  # loading it says what is wrong
            return
        for path in inside:
            if path.name.startswith(".") or self._is_to_leave(path):
                continue
            if path.is_dir():
                if not path.is_symlink() and not _belongs_to_a_page(path):
                    yield from self._walk(path)
            elif path.suffix.lower() in NO_DOCUMENTS:
                self.passed_over[path.suffix.lower()] += 1
            elif path.is_file():
                yield path

    def _is_to_leave(self, path: Path) -> bool:
        return path.resolve() in self._barred or _is_own(path)


def named_files(names: Iterable[str]) -> list[Path]:
    """The files that inputs name, by themselves or by a pattern; what is in folders is known when they are read."""
    found: list[Path] = []
    for name in names:
        path = Path(name)
        if name == STANDARD_INPUT or path.is_dir():
            continue
        found += [path] if path.exists() or not glob.has_magic(name) else map(Path, glob.glob(name, recursive=True))  # noqa: PTH207
    return [path for path in found if not path.is_dir()]


def _belongs_to_a_page(folder: Path) -> bool:
    """Whether a browser put the pictures and scripts of a saved page there."""
    page = folder.name.removesuffix("_files")
    return page != folder.name and any(folder.with_name(page + suffix).exists() for suffix in (".html", ".htm"))


def _is_own(path: Path) -> bool:
    """Whether this program wrote a file, as far as its name and its content tell."""
    if path.name.endswith(OWN_SUFFIXES):
        return True
    try:
        if _SAVED_TEXT.fullmatch(path.name) and path.is_file():
            return hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
        if path.suffix not in JSON_LINES or not path.is_file():
            return False
        with path.open("rb") as file:
            first = file.readline(LONGEST_LINE)
    except OSError:
        return False  # loading it says what is wrong
    is_companion = path.name.endswith(OWN_LINES) and not (b'"id":' in first and b'"text":' in first)
    return is_companion or first.startswith(OWN_BEGINNING)


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
            inner = _printable(path.parent / name)  # `name` begins with the archive's own
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


def _fields(line: bytes) -> tuple[str, bytes, str] | None:
    """`id`, the bytes of `text` and the web address in `url` ("" for none) of one JSON line, None where it is none."""
    try:
        value = json.loads(line)
        name, text = value["id"], value["text"]
        if isinstance(name, bool) or not isinstance(name, str | int) or not isinstance(text, str):
            return None
        str(name).encode()
        url = value.get("url")
        return (str(name), text.encode(), web_address(url) if isinstance(url, str) else "") if name != "" else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _held(source: str, content: bytes, url: str = "") -> Entry:
    def load_held() -> Document:
        document = load_bytes(content, source)
        return replace(document, url=url) if url else document

    return Entry(source, load_held)


def _failing(source: str, error: InputError) -> Entry:
    def fail() -> Document:
        raise error

    return Entry(source, fail)
