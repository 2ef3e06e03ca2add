"""Brings the names of a body to one name: short forms, and renamings that people entered in a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarise.annotate.folding import fold
from summarise.corpus.successions import SUCCESSIONS
from summarise.errors import InputError
from summarise.new_file import replacing
from summarise.plain_file import as_text, read_plain

__all__ = ["BODIES_FILE", "COLUMNS", "Bodies", "Renaming", "read_bodies", "read_renamings", "write_renamings"]

BODIES_FILE = "bodies.csv"
"""Name of the table beside the records: for each body its name, its former name, the body that it is part of."""
COLUMNS = ("name", "was", "part_of")
Renaming = Mapping[str, str]
"""A row of that table: the value of each column, also of columns that people added."""
_PLACE = re.compile(r".*?[省市县区州盟旗]|")
"""What a name begins with up to its first kind of place; "" where it names none."""
_NOISE = re.compile(r"[\s“”\"'（）()《》·]|人民政府(?=.)|办公室$")


@dataclass(frozen=True, slots=True)
class Bodies:
    """The renamings of a corpus, which decide what names mean the same body."""

    known: Mapping[str, str] = field(default_factory=dict)
    """From a body's former name, or the name of a part, to its present name or the name of the whole."""

    def normal(self, name: str) -> str:
        """Return the one name that stands for all names of a body, after all known renamings; "" for an empty name."""
        bare = _bare(name)
        seen: set[str] = set()
        while bare in self.known and bare not in seen:
            seen.add(bare)
            bare = self.known[bare]
        return bare

    def same(self, one: str, other: str) -> bool:
        """True if two names mean the same body: they are equal after renamings, or one is the end of the other.

        The shorter name must have at least 4 characters: 市水利局 means the same as 岚川市水利局.
        """
        first, second = self.normal(one), self.normal(other)
        if not first or not second:
            return False
        shorter, longer = sorted((first, second), key=len)
        return shorter == longer or (len(shorter) >= _SHORTEST and longer.endswith(shorter))

    def goes_on(self, one: str, other: str) -> bool:
        """True if body `other` may have taken over the work of body `one`: in the same place, by a known reform."""
        first, second = self.normal(one), self.normal(other)
        place = _place(first)
        if not first or not second or place != _place(second):
            return False
        was, now = first.removeprefix(place), second.removeprefix(place)
        return any(_has(was, before) and _has(now, after) for before, after in SUCCESSIONS)


def _place(name: str) -> str:
    found = _PLACE.match(name)
    return found[0] if found else ""


def _has(name: str, words: Iterable[str]) -> bool:
    return any(word in name for word in words)


_SHORTEST = 4
"""Characters of a name that represents a longer one, such as 市水利局 for 岚川市水利局."""


def _bare(name: str) -> str:
    return _NOISE.sub("", fold(name))


def read_bodies(path: Path) -> Bodies:
    """Read a table of renamings; a missing file gives no renamings.

    Raises:
        InputError: the file is not a CSV file with the columns name and was.

    """
    return Bodies(dict(_pairs(read_renamings(path))))


def read_renamings(path: Path) -> list[Renaming]:
    """Return the rows of a table of renamings with all columns; empty if the file is missing.

    Raises:
        InputError: the file is not a CSV file with the columns name and was.

    """
    if not path.exists():
        return []
    try:
        rows = csv.DictReader(io.StringIO(as_text(read_plain(path)), newline=""))
        if not {"name", "was"} <= set(rows.fieldnames or ()):
            raise InputError(f"{path}: needs the columns name and was; part_of may follow")
        return [{column: row[column] or "" for column in rows.fieldnames or ()} for row in rows]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read as CSV in UTF-8 ({error})") from error


def write_renamings(path: Path, rows: Sequence[Renaming]) -> None:
    """Write a table of renamings as a CSV file that Excel reads; columns that people added are kept.

    Raises:
        OutputError: the file cannot be written.

    """
    columns = dict.fromkeys((*COLUMNS, *(column for row in rows for column in row)))
    with replacing(path) as draft, draft.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(columns), restval="")
        writer.writeheader()
        writer.writerows(rows)


def _pairs(rows: Iterable[Renaming]) -> Iterable[tuple[str, str]]:
    for row in rows:
        name, was, whole = (_bare(row.get(column, "")) for column in COLUMNS)
        if name and was and was != name:
            yield was, name
        if name and whole and whole != name:
            yield name, whole
