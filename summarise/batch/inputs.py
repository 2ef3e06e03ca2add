"""Find what to summarise: files, folders, patterns, archives, JSON lines and the standard input."""

from __future__ import annotations

import glob
import hashlib
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from summarise.batch.entries import JSON_LINES, LONGEST_LINE, Entries, Entry, guarded, printable
from summarise.document import Document
from summarise.errors import InputError
from summarise.load import FETCHED, LOCK, TABLES
from summarise.own_file import ASIDE

__all__ = ["STANDARD_INPUT", "Entry", "Inputs", "named_files"]

STANDARD_INPUT = "-"
MANY = (*JSON_LINES, *TABLES, ".zip", ".json", ".eml", ".mbox")
"""Suffixes of files that may hold many replies."""
OWN_SUFFIXES = (".manifest.json", ".journal", ".lock", FETCHED, ASIDE)
NO_DOCUMENTS = frozenset(
    {
        *(".css", ".js", ".map", ".gif", ".ico", ".svg", ".eot", ".ttf", ".woff", ".woff2"),
        *(".db", ".sqlite", ".toml", ".yaml", ".yml", ".log", ".py"),
    }
)
"""Suffixes of files in folders of replies that are not documents: parts of saved pages, programs, settings."""
OWN_BEGINNING = b'{"schema_version":'
OWN_LINES = (".failures.jsonl", ".aside.jsonl")
_SAVED_TEXT = re.compile(r"[0-9a-f]{64}\.txt")


class Inputs:
    """The replies in the order of the inputs, with folders sorted by name; each file is read when its turn comes.

    A file that is named twice is read once. In a folder these files are skipped: hidden files, files that this program
    wrote, lock files of Office, and files whose suffix shows that they are not documents.

    Args:
        names: as on the command line: files, folders, archives, patterns, JSON lines; "-" is the standard input.
        standard_input: the stream that is read for the name "-".
        leave_out: files and folders that this run writes; they are skipped in folders and patterns.
        columns: the columns that the user named for tables: heading of the column, by the field that it holds.
        recognise: functions from the bytes and the name of a scanned file to its document; the first that succeeds is
            used.
        is_mine: if several runs share the inputs, returns True for the name of a reply or file that this run must
            process. The function is called once with the name of each file, and for a file that may hold many replies
            also with the name of each reply, which then decides. None if this run processes everything.

    """

    def __init__(  # noqa: PLR0913 - what the command line says of its inputs
        self,
        names: Sequence[str],
        standard_input: BinaryIO,
        *,
        leave_out: Sequence[Path] = (),
        columns: Mapping[str, str] | None = None,
        recognise: Sequence[Callable[[bytes, str], Document]] = (),
        is_mine: Callable[[str], bool] | None = None,
    ) -> None:
        self._is_mine, self._file = is_mine, 0
        self.passed_over: Counter[str] = Counter()
        """Number of files in folders that hold no reply, by file suffix; complete when the iteration has ended."""
        self.notes: dict[str, tuple[str, ...]] = {}
        """Messages for the user by input name, such as a table's columns; complete when the iteration has ended."""
        self._columns, self._recognise = dict(columns or {}), recognise
        self._names, self._standard_input = names, standard_input
        self._resolved: dict[Path, str] = {}
        self._barred = {os.path.realpath(path) for path in leave_out}

    def __iter__(self) -> Iterator[Entry]:
        self.passed_over.clear()
        self.notes.clear()
        self._file = 0
        entries = Entries(self._columns, self._recognise, self.notes, self.passed_over)
        seen: set[str] = set()
        for name in self._names:
            if name == STANDARD_INPUT:
                yield from self._mine(
                    "stdin", guarded("stdin", entries.of_stream(self._standard_input)), is_shared=True
                )
            else:
                yield from guarded(printable(Path(name)), self._of_name(name, entries, seen))

    def _of_name(self, name: str, entries: Entries, seen: set[str]) -> Iterator[Entry]:
        if "\0" in name:
            raise InputError(f"{printable(Path(name))}: holds a NUL, which no name does", kind="missing")
        in_folder = Path(name).is_dir()
        for path in self._files(name):
            if (place := self._place(path)) not in seen:
                seen.add(place)
                found = guarded(printable(path), entries.of_file(path, in_folder=in_folder))
                yield from self._mine(printable(path), found, is_shared=path.suffix.lower() in MANY)

    def _mine(self, name: str, entries: Iterator[Entry], *, is_shared: bool) -> Iterator[Entry]:
        """Yield those replies of a file that this run must process, each with its position among the inputs."""
        if self._is_mine is None:
            yield from entries
            return
        self._file += 1
        is_mine = self._is_mine(name)
        if is_shared or is_mine:
            for number, entry in enumerate(entries):
                if not is_shared or self._is_mine(entry.source):
                    yield replace(entry, place=(self._file, number))

    def count(self, has: Callable[[str], bool] = lambda _: True) -> int | None:
        """Return the number of input files whose names `has` accepts, such as those of a shard.

        Return None if a file may hold many replies, or if the files cannot be counted.
        """
        try:
            return self._count(has)
        except (OSError, ValueError):
            return None  # reading them says what is wrong

    def _count(self, has: Callable[[str], bool]) -> int | None:
        count = 0
        for name in self._names:
            if name == STANDARD_INPUT:
                return None
            for path in self._files(name):
                if path.suffix.lower() in MANY:
                    return None
                count += has(printable(path))
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
        left = [_Found(folder)]  # the next one last; a list, since folders may be nested deeper than calls
        while left:
            found = left.pop()
            path = found.path
            if path == folder or found.is_dir:
                if path == folder or not (found.is_link or _belongs_to_a_page(path)):
                    inside = self._inside(path)
                    left += reversed(inside or ())
                    if inside is None:
                        yield path  # loading it says what is wrong
            elif path.name.startswith(LOCK) or path.suffix.lower() in NO_DOCUMENTS:
                self.passed_over[LOCK if path.name.startswith(LOCK) else path.suffix.lower()] += 1
            elif found.is_file or found.is_link or not os.access(path.parent, os.X_OK):
                yield path  # loading it says what is wrong with a link that leads nowhere

    def _inside(self, folder: Path) -> list[_Found] | None:
        """Return the contents of a folder, sorted, without hidden files and files of this program.

        Return None if the folder cannot be listed.
        """
        try:
            with os.scandir(folder) as listed:
                inside = sorted((_Found(folder / entry.name, entry) for entry in listed), key=lambda one: one.path)
        except OSError:
            return None
        return [one for one in inside if not one.path.name.startswith(".") and not self._is_to_leave(one.path)]

    def _is_to_leave(self, path: Path) -> bool:
        return self._place(path) in self._barred or _is_own(path)

    def _place(self, path: Path) -> str:
        """Return the real path of a file, with symbolic links resolved.

        The real path of its folder is cached, so that other files of the folder need no further look-up.
        """
        if sys.platform == "win32" or path.name in ("", "..") or path.is_symlink():
            return os.path.realpath(path)
        if path.parent not in self._resolved:
            self._resolved[path.parent] = os.path.realpath(path.parent)
        return os.path.join(self._resolved[path.parent], path.name)  # noqa: PTH118 - as `realpath` gives it


@dataclass(frozen=True, slots=True)
class _Found:
    """A file or folder in a folder; the folder's listing says which of the two it is, without another disk access."""

    path: Path
    entry: os.DirEntry[str] | None = None

    @property
    def is_link(self) -> bool:
        return self.entry.is_symlink() if self.entry else self.path.is_symlink()

    @property
    def is_dir(self) -> bool:
        return self.path.is_dir() if self.entry is None or self.is_link else self.entry.is_dir()

    @property
    def is_file(self) -> bool:
        return self.path.is_file() if self.entry is None or self.is_link else self.entry.is_file()


def named_files(names: Iterable[str]) -> list[Path]:
    """Return the files that inputs name directly or by a pattern, whether they exist or not; leave out folders."""
    found: list[Path] = []
    for name in names:
        if name == STANDARD_INPUT:
            continue
        is_pattern = glob.has_magic(name) and not os.path.lexists(name)
        found += map(Path, glob.glob(name, recursive=True)) if is_pattern else [Path(name)]  # noqa: PTH207
    return [path for path in found if not os.path.isdir(path)]  # noqa: PTH112 - it raises for no name


def _belongs_to_a_page(folder: Path) -> bool:
    """Return True if a folder holds the pictures and scripts that a browser saved with a web page."""
    page = folder.name.removesuffix("_files")
    return page != folder.name and any(folder.with_name(page + suffix).exists() for suffix in (".html", ".htm"))


def _is_own(path: Path) -> bool:
    """Return True if this program wrote a file, judged by the file's name and content."""
    if path.name.endswith(OWN_SUFFIXES):
        return True
    try:
        if _SAVED_TEXT.fullmatch(path.name) and path.is_file():
            return hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
        if path.suffix.lower() not in JSON_LINES or not path.is_file():
            return False
        with path.open("rb") as file:
            first = file.readline(LONGEST_LINE)
    except OSError:
        return False  # loading it says what is wrong
    is_companion = path.name.endswith(OWN_LINES) and not (b'"id":' in first and b'"text":' in first)
    return is_companion or first.startswith(OWN_BEGINNING)
