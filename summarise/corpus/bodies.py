"""Maps the different names of a public body to one name: short forms, and renamings that people entered in a table."""

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
"""Name of the CSV file beside the records.

Its columns are a body's name, its former name, and the body it belongs to.
"""
COLUMNS = ("name", "was", "part_of")
Renaming = Mapping[str, str]
"""A row of the table of bodies: values by column name. Columns that people added are included."""
_PLACE = re.compile(r".*?[省市县区州盟旗]|")
"""Matches the part of a body's name up to its first word for a place, such as 岚川市; matches "" if there is none."""
_NOISE = re.compile(r"[\s“”\"'（）()《》·]|人民政府(?=.)|办公室$")


@dataclass(frozen=True, slots=True)
class Bodies:
    """The known renamings of public bodies, and comparisons of names by means of them."""

    known: Mapping[str, str] = field(default_factory=dict)
    """Maps the former name of a body to its present name, and the name of a part of a body to the name of the whole."""

    def normal(self, name: str) -> str:
        """Return the name that results from all known renamings; return "" for "".

        All known names of one body give the same result.
        """
        bare = _bare(name)
        seen: set[str] = set()
        while bare in self.known and bare not in seen:
            seen.add(bare)
            bare = self.known[bare]
        return bare

    def same(self, one: str, other: str) -> bool:
        """Return True if two names mean the same body.

        After renamings, the names must be equal or one must end with the other: 市水利局 means the same as
        岚川市水利局. The shorter name must have at least 4 characters.
        """
        first, second = self.normal(one), self.normal(other)
        if not first or not second:
            return False
        shorter, longer = sorted((first, second), key=len)
        return shorter == longer or (len(shorter) >= _SHORTEST and longer.endswith(shorter))

    def goes_on(self, one: str, other: str) -> bool:
        """Return True if body `other` may have taken over the work of body `one` in a reform listed in `SUCCESSIONS`.

        Both names must begin with the same place.
        """
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
"""Least number of characters for a short name to stand for a longer one, as 市水利局 does for 岚川市水利局."""


def _bare(name: str) -> str:
    return _NOISE.sub("", fold(name))


def read_bodies(path: Path) -> Bodies:
    """Read the table of bodies at `path`; return no renamings if the file is missing.

    Raises:
        InputError: the file is not a CSV file with the columns name and was.

    """
    return Bodies(dict(_pairs(read_renamings(path))))


def read_renamings(path: Path) -> list[Renaming]:
    """Return the rows of the table of bodies at `path`, with all columns; return [] if the file is missing.

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
    """Write `rows`, a table of bodies, to `path` as CSV that Excel can open; columns that people added are kept.

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
