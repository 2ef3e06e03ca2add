"""Opens files that hold several documents (archives, mail, tables, JSON), also nested ones, within limits."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.load import archive
from summarise.load.isolation import read_apart
from summarise.load.json_replies import json_replies, looks_like_json_lines
from summarise.load.kind import MANY, kind_of
from summarise.load.limits import MAX_ARCHIVE_DEPTH, MAX_ARCHIVE_TOTAL_BYTES
from summarise.load.mail import mail_members
from summarise.load.many import Many, Member
from summarise.load.tables import csv_replies, looks_like_csv, workbook_replies

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["TABLES", "Opening", "form_of", "members_of", "read_many"]

TABLES: Final = (".csv", ".tsv", ".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".et")
"""File name suffixes of tables, each with its dot."""
_DELIMITED: Final = (".csv", ".tsv")
_HEAD: Final = 262_144
_READERS: Final[Mapping[str, Callable[[bytes, str, Mapping[str, str]], Many]]] = {
    "json": json_replies,
    "csv": csv_replies,
    "workbook": workbook_replies,
    "mail": lambda data, source, _: mail_members(data, source),
}


def form_of(data: bytes, name: str = "") -> str:
    """Return the kind of collection that `data` is (zip, mail, json, csv or workbook); "" for a single document.

    The content decides. `name` matters only for plain text: it is csv if the name ends in .csv or .tsv.
    """
    kind = kind_of(data)
    if kind in MANY:
        return kind
    if kind != "markup":
        return ""
    if looks_like_json_lines(data[:_HEAD]):
        return "json"
    return "csv" if looks_like_csv(data) or PurePath(name).suffix.lower() in _DELIMITED else ""


def members_of(data: bytes, source: str, form: str, given: Mapping[str, str] | None = None) -> Many:
    """Return the documents in `data`, a mail, a table or a JSON text, parsed in the current process.

    `source` names the file in errors. `form` is a result of `form_of` other than zip. `given` maps fields to the column
    heads that a user named. The errors are those of the reader for `form`.
    """
    return _READERS[form](data, source, given or {})


def read_many(data: bytes, source: str) -> str:
    """Return the documents in a file as text for `Many.from_text`; reader processes call this function.

    The first line of `data` is a JSON list with the arguments `form` and `given` of `members_of`. The file's bytes
    follow. `source` names the file in errors.
    """
    head, _, rest = data.partition(b"\n")
    form, given = json.loads(head)
    return members_of(rest, source, form, given).to_text()


@dataclass(slots=True)
class Opening:
    """Opens collections (files that hold several documents) and records how their columns were found.

    Args:
        given: column heads by field, as a user named them.
        notes: lines for people on which columns were read, by name of the collection; added as collections are opened.

    """

    given: Mapping[str, str] = field(default_factory=dict)
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def of_bytes(self, data: bytes, name: str, form: str) -> Iterator[Member]:
        """Yield the documents in `data`, including those in archives and mails inside it.

        `form` is the result of `form_of`. The names of the documents start with `name`, unless a document has an id of
        its own.

        Raises:
            InputError: the collection itself is damaged, or nothing in it can be read.

        """
        yield from self._of(data, name, form, 1, [MAX_ARCHIVE_TOTAL_BYTES])

    def of_archive(self, path: Path, source: str) -> Iterator[Member]:
        """Yield the documents in the zip file at `path` without loading the whole file.

        The names of the documents start with `source`. The errors are those of `of_bytes`.
        """
        left = [MAX_ARCHIVE_TOTAL_BYTES]
        for name, content in archive.members(path, source, left):
            yield from self._inner(Member(name, content, has_own_name=True), 1, left)

    def _of(self, data: bytes, name: str, form: str, depth: int, left: list[int]) -> Iterator[Member]:
        if form == "zip":
            for inner, content in archive.members(data, name, left):
                yield from self._inner(Member(inner, content, has_own_name=True), depth, left)
            return
        head = json.dumps([form, dict(self.given)]).encode() + b"\n"
        answer = read_apart("summarise.load.collection", "read_many", head + data, name)
        try:
            many = Many.from_text(answer)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"{name}: its reader answered nonsense; the file is damaged or hostile", kind="unsafe"
            ) from error
        if many.notes:
            self.notes[name] = many.notes
        for member in many.members:
            whole = member.name if member.has_own_name else _joined(name, member.name, form)
            named = replace(member, name=whole)
            if form == "mail" and member.name:  # an attachment
                yield from self._inner(named, depth, left)
            else:
                yield named

    def _inner(self, member: Member, depth: int, left: list[int]) -> Iterator[Member]:
        """Yield a file of a collection or, if it is a collection itself, the documents in it."""
        content, name = member.content, member.name
        inside = "" if isinstance(content, InputError) else form_of(content, name)
        if isinstance(content, InputError) or not inside:
            yield member
        elif depth >= MAX_ARCHIVE_DEPTH + (inside != "zip"):
            reason = f"{name}: an archive inside {depth} others; unpack it first"
            yield Member(name, InputError(reason, kind="unsafe"))
        else:
            try:
                yield from self._of(content, name, inside, depth + 1, left)
            except InputError as error:
                yield Member(name, error)


def _joined(name: str, inner: str, form: str) -> str:
    if not inner:
        return name
    return f"{name}/{inner}" if form == "mail" else f"{name}:{inner}"
