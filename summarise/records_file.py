"""Reads the output of a finished run: records, failures and saved texts."""

from __future__ import annotations

import codecs
import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from summarise.errors import InputError
from summarise.places_file import read_places, with_address
from summarise.printable import with_escapes
from summarise.record import SCHEMA_VERSIONS, Failure, Record

__all__ = [
    "RecordFile",
    "RecordLines",
    "SavedTexts",
    "added_path",
    "beside",
    "length_of_mark",
    "read_failures",
    "read_records",
    "read_records_with_places",
    "saved_texts_of",
]

_Line = TypeVar("_Line", Record, Failure)
_LONGEST = 256 * 1024 * 1024
"""Maximum length of a line in bytes. The record of a text of 500,000 characters takes far less."""


def added_path(records: Path) -> Path:
    """Return the path of the records file for replies that people added in the workbench."""
    return beside(records, "added.jsonl")


def read_records(path: str | Path) -> Iterator[Record]:
    """Yield the records of the JSON Lines file at `path` in order, with the web addresses that people added to them.

    Raises:
        InputError: the file cannot be read, or a line is not a record; the message has the line's number.

    """
    lines = RecordLines.of(Path(path))
    return map(lines.record, lines)


@dataclass(frozen=True, slots=True)
class RecordLines:
    """The lines of a records file, which can be converted to records one by one, also in another process.

    Iteration yields the number (from 1) and the bytes of each line that is not empty.
    """

    path: Path
    places: Mapping[str, str]
    """Web addresses that people added, by the SHA-256 of the text."""

    @classmethod
    def of(cls, path: Path) -> RecordLines:
        """Return the lines of the records file at `path`, with the web addresses that people added.

        Raises:
            InputError: the file of added addresses is faulty.

        """
        return cls(path, read_places(path))

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        return _lines(self.path)

    def record(self, numbered: tuple[int, bytes]) -> Record:
        """Return the record in one line; `numbered` is the line's number and bytes.

        Raises:
            InputError: the line is not a record.

        """
        return with_address(_checked(Record, self.path, *numbered), self.places)


def read_records_with_places(path: Path) -> Iterator[tuple[int, int, Record]]:
    """Yield for each record of the file at `path` the byte offset and the length in bytes of its line, and the record.

    Web addresses that people added are not included.

    Raises:
        InputError: the file cannot be read, or a line is not a record.

    """
    offset = 0
    for number, line in _lines(path, keep_empty=True):
        if line.strip():
            mark = length_of_mark(number, line)
            yield offset + mark, len(line) - mark, _checked(Record, path, number, line)
        offset += len(line)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The records of a JSON Lines file. Each iteration reads the file from its beginning.

    Raises:
        InputError: the errors of `read_records`, during iteration.

    """

    path: Path

    def __iter__(self) -> Iterator[Record]:
        return read_records(self.path)


def read_failures(records: Path) -> tuple[Failure, ...]:
    """Return the failures in the failures file of a records file; empty if there is no such file.

    Raises:
        InputError: the file cannot be read, or a line is not a failure.

    """
    path = beside(records, "failures.jsonl")
    if not path.exists():
        return ()
    return tuple(_checked(Failure, path, number, line) for number, line in _lines(path))


def _lines(path: Path, *, keep_empty: bool = False) -> Iterator[tuple[int, bytes]]:
    try:
        with path.open("rb") as file:
            lines = iter(lambda: file.readline(_LONGEST + 1), b"")
            for number, line in enumerate(lines, start=1):
                if len(line) > _LONGEST:  # a device gives one line without end
                    raise InputError(f"{path}, line {number}: is longer than any record", kind="unreadable")
                if keep_empty or line.strip():
                    yield number, line
    except OSError as error:
        kind = "missing" if isinstance(error, FileNotFoundError) else "unreadable"
        if path.is_dir():
            raise InputError(f"{path}: is a folder; give the records file in it", kind=kind) from error
        raise InputError(f"{path}: cannot be read: {error.strerror}", kind=kind) from error


def length_of_mark(number: int, line: bytes) -> int:
    """Return the length in bytes of the UTF-8 byte order mark at the beginning of `line`, if `number` is 1.

    `number` is the line's number in its file. Return 0 for all other lines, and if there is no mark.
    """
    return len(codecs.BOM_UTF8) if number == 1 and line.startswith(codecs.BOM_UTF8) else 0


def _checked(shape: type[_Line], path: Path, number: int, line: bytes) -> _Line:
    try:
        return shape.model_validate_json(line[length_of_mark(number, line) :])
    except ValidationError as error:
        if not _is_utf8(line):  # read as another encoding, a torn line would pass for a whole one
            raise InputError(
                f"{path}, line {number}: is not in UTF-8; an editor has saved it otherwise: save it as UTF-8 again "
                "(请另存为 UTF-8 编码), or run `summarise run` again"
            ) from error
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = f"{place}: {first['msg']}" if place else first["msg"]
        what = f"{shape.__name__.lower()} of schema version {' or '.join(SCHEMA_VERSIONS)}"
        raise InputError(
            f"{path}, line {number}: is no {what} ({with_escapes(reason)}); run `summarise run` again to mend it"
        ) from error


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class SavedTexts:
    """The folder of texts that `summarise run --save-text` fills; each file is UTF-8 and named by its SHA-256."""

    folder: Path

    def text(self, sha256: str) -> str | None:
        """Return the text with the SHA-256 `sha256`; None if the folder does not contain it.

        Raises:
            InputError: the file cannot be read, or its content was changed after it was saved.

        """
        path = self.folder / f"{sha256}.txt"
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise InputError(f"{path}: cannot be read: {error.strerror}") from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise InputError(f"{path}: was changed after it was saved; remove it, or run with --save-text again")
        return content.decode("utf-8")


def saved_texts_of(records: Path) -> SavedTexts | None:
    """Return the folder of texts saved by the run that wrote `records`; None if there is none or it is missing.

    The run's manifest names the folder. A relative folder is looked for beside the records first, also by its last
    name, then in the working folder: a run writes out/records.jsonl and out/texts, and the folder out may be moved, or
    be the working folder later.
    """
    folder = _stated_folder(beside(records, "manifest.json"))
    places = (records.parent / folder, records.parent / Path(folder).name, Path(folder)) if folder else ()
    return next((SavedTexts(place) for place in places if place.is_dir()), None)


def _stated_folder(manifest: Path) -> str:
    try:
        folder = json.loads(manifest.read_bytes())["settings"]["save_text"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    if not isinstance(folder, str):
        return ""
    is_of_windows = "/" not in folder and os.sep == "/"  # an earlier version wrote out\\texts there
    return folder.replace("\\", "/") if is_of_windows else folder


def beside(records: Path, ending: str) -> Path:
    """Return the path NAME.`ending` beside the records file NAME.jsonl."""
    return records.with_name(f"{records.name.removesuffix('.jsonl')}.{ending}")
