"""Holds the records that the workbench was opened with.

A short row for each record is in memory; the complete records are read from their files.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePath
from sys import intern
from typing import Any

from summarise.confidence import Acceptance, Reading, reading_of
from summarise.document import Document
from summarise.errors import InputError, SummariseError
from summarise.places_file import read_places, with_address
from summarise.record import Record
from summarise.records_file import SavedTexts, added_path, beside, length_of_mark, saved_texts_of
from summarise.reference import text_name
from summarise.workbench.listed_text import Listed
from summarise.workbench.row_cache import rows_of
from summarise.workbench.texts_at_hand import TextsAtHand

__all__ = ["Row", "Shelf", "document_of", "texts_folder", "texts_of"]


@dataclass(frozen=True, slots=True)
class Row:
    """The values of a reply that lists show, and the place of its record: `length` bytes of `file` from `start`.

    `date` is an ISO date, or "" if none is known; `number` names the letter, `proposal` is the number of the proposal
    alone; `characters` is the length of the text; `measures`, `commitments`,
    `targets` and `warnings` are counts.
    """

    sha256: str
    file: Path
    start: int
    length: int
    title: str
    issuer: str
    date: str
    source: str
    number: str
    proposal: str
    characters: int
    measures: int
    commitments: int
    targets: int
    warnings: int
    left: Reading | None = None
    """Items that a person has to read; None if no confidence threshold is set."""

    @property
    def name(self) -> str:
        """First ten digits of `sha256`; references use them as the name of the text."""
        return text_name(self.sha256)

    def as_in(self, record: Record) -> Row:
        """Return the row with the fields and counts of `record`, which is the row's record after people's changes."""
        return replace(self, **_shown(record.to_dict()))


class Shelf:
    """The rows of a records file and of the file of added records, in the order of the files.

    There is only one row for each text.

    Args:
        records: the records file.
        acceptance: the confidence from which items need not be read; None if people read all items.

    Raises:
        InputError: a line is not a record.

    """

    def __init__(self, records: Path, acceptance: Acceptance | None = None) -> None:
        self.records = records
        self._acceptance = acceptance
        self._files = (records, added_path(records))
        self._rows: dict[str, Row] = {}
        self._by_name: dict[str, str] = {}
        self._listed: dict[str, Listed] = {}
        self._seen_as: tuple[tuple[int, int], ...] = ()
        self._texts = saved_texts_of(records)
        self._own_texts = SavedTexts(texts_folder(records))
        self.reload()

    def reload(self) -> bool:
        """Read the files again if their time or size has changed; return True if they were read."""
        stamps = tuple((s.st_mtime_ns, s.st_size) if (s := _stat(file)) else (0, 0) for file in self._files)
        if stamps == self._seen_as:
            return False
        rows: dict[str, Row] = {}
        for file in self._files:
            for row in _rows(file, self._acceptance):
                rows.setdefault(row.sha256, row)
        self._rows = rows
        self._by_name = {row.name: row.sha256 for row in reversed(rows.values())}
        self._texts = saved_texts_of(self.records)
        self._at_hand = TextsAtHand((self._texts, self._own_texts))
        self._seen_as = stamps
        return True

    @property
    def read_as(self) -> tuple[tuple[int, int], ...]:
        """Time (in nanoseconds) and size (in bytes) of each file when last read; (0, 0) for one that does not exist."""
        return self._seen_as

    def rows(self) -> tuple[Row, ...]:
        """Return all rows, in order."""
        return tuple(self._rows.values())

    def row(self, name: str) -> Row | None:
        """Return the row of a text, or None; `name` is the SHA-256 of the text or at least its first ten digits."""
        found = self._rows.get(name) or self._rows.get(self._by_name.get(text_name(name), ""))
        return found if found and found.sha256.startswith(name) else None

    def record(self, row: Row) -> Record:
        """Return the record of the reply in `row` as the engine made it, with the web address that people added.

        Raises:
            InputError: the file has changed, and the record is no longer at its place.

        """
        try:
            with row.file.open("rb") as file:
                file.seek(row.start)
                record = Record.from_json(file.read(row.length))
        except (OSError, ValueError) as error:
            raise InputError(f"{row.file}: was changed; load the page again") from error
        return with_address(record, read_places(self.records))

    def document(self, record: Record) -> Document:
        """Return the text of a record.

        Raises:
            InputError: the text was not saved, and its source file is missing or has changed.

        """
        return _document_in(record, (self._texts, self._own_texts))

    def has_text(self, row: Row) -> bool:
        """Return True if the text of a reply was saved, or its source file still exists."""
        return self._at_hand.has(row.sha256, row.source)

    def listed(self, row: Row) -> Listed:
        """Return title line, signature and length of the text of the reply in `row`; an engine has found none of these.

        If the text is not available, the title is the name of its source.
        """
        if row.sha256 not in self._listed:
            try:
                self._listed[row.sha256] = Listed.of(self.document(self.record(row)).text, row.source)
            except InputError:
                return Listed(PurePath(row.source).name, "", 0)
        return self._listed[row.sha256]


def document_of(records: Path, record: Record) -> Document:
    """Return the text of a record in a records file; the errors are those of `Shelf.document`."""
    return _document_in(record, texts_of(records))


def texts_of(records: Path) -> tuple[SavedTexts, ...]:
    """Return the places where the texts of a records file are saved: the texts of its run, and those people added."""
    return tuple(filter(None, (saved_texts_of(records), SavedTexts(texts_folder(records)))))


def _document_in(record: Record, places: Iterable[SavedTexts | None]) -> Document:
    fields = record.document
    for texts in filter(None, places):
        if (text := texts.text(fields.sha256)) is not None:
            return Document(fields.source, text, fields.media_type, fields.url)
    return _loaded_again(fields.source, fields.sha256)


def texts_folder(records: Path) -> Path:
    """Return the folder for the texts that people added: NAME.texts beside `records`, which is NAME.jsonl."""
    return beside(records, "texts")


def _loaded_again(source: str, sha256: str) -> Document:
    from summarise.load import load  # noqa: PLC0415 - the readers' libraries are seldom needed here

    try:
        document = load(Path(source)) if Path(source).is_file() else None
    except SummariseError:
        document = None
    if document is None or document.sha256 != sha256:
        raise InputError(
            f"{source}: 没有保存原文，无法复核。请用 summarise run --save-text 再运行一次。", kind="no_text"
        )
    return document


def _stat(file: Path) -> Any:
    try:
        return file.stat()
    except OSError:
        return None


def _rows(file: Path, acceptance: Acceptance | None) -> Iterator[Row]:
    try:
        found = rows_of(file, partial(_fields, file))
    except FileNotFoundError:
        return
    for *fields, confidences in found:
        values = dict(zip(_FIELDS, fields, strict=True))
        # Many rows have the same bodies and days.
        values |= {name: intern(values[name]) for name in ("issuer", "date")}
        yield Row(file=file, **values, left=reading_of(confidences, acceptance) if acceptance else None)


_COUNTS = {"measures": "measures_taken", "commitments": "commitments", "targets": "numeric_targets"}
"""The list of a record that each count of a row is of."""
_FIELDS = tuple(name for name in Row.__dataclass_fields__ if name not in ("file", "left"))


def _fields(file: Path, number: int, start: int, line: bytes) -> list[Any]:
    """Return the values from which a row is made, in the order in which the cache stores them."""
    mark = length_of_mark(number, line)
    try:
        values = json.loads(line[mark:])
        found = _shown(values) | {
            "sha256": values["document"]["sha256"],
            "start": start + mark,
            "length": len(line) - mark,
            "source": values["document"]["source"],
            "characters": values["document"]["characters"],
            "warnings": len(values["warnings"]),
        }
        confidences = [item.get("confidence") for kind in _COUNTS.values() for item in values[kind]]
        return [*(found[name] for name in _FIELDS), confidences]
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{file}, line {number}: is no record; run `summarise run` again to mend it") from error


def _shown(values: Any) -> dict[str, Any]:
    """Return the fields and counts that a row shows of a record, which is given as JSON values."""
    document, reply, proposal = values["document"], values["reply"], values["proposal"]
    return {
        "title": proposal["title"] or reply["title"] or proposal["topic"] or document["source"],
        "issuer": reply["issuer"],
        "date": reply["issued_on"] or reply["published_on"],
        "number": reply["document_number"] or (f"第{proposal['number']}号" if proposal["number"] else ""),
        "proposal": proposal["number"],
        **{name: len(values[kind]) for name, kind in _COUNTS.items()},
    }
