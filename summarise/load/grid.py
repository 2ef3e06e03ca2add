"""Finds the cells of tables with ruled lines, and the characters in each cell."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from summarise.load.glyphs import Glyph

__all__ = ["Rule", "Table", "TableCell", "struck", "tables_of"]

_THIN: Final = 3.0
_SNAP: Final = 3.0  # points; lines that meet rarely end in the same point
_MOST_RULES: Final = 4_000
_LEAST_LINES: Final = 2


class Rule(NamedTuple):
    """A straight horizontal or vertical line drawn on a page, or a thin box, in the units of the page."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def level(self) -> bool:
        """True if the line is horizontal."""
        return self.right - self.left > self.bottom - self.top


@dataclass(slots=True)
class TableCell:
    """A table cell: its characters, and the rows and columns that it covers, counted from 0.

    `last_row` and `last_column` are exclusive; `right` is the x of the cell's right border.
    """

    row: int
    column: int
    last_row: int
    last_column: int
    right: float
    glyphs: list[Glyph] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """The cells of a table with ruled lines, and the position of its outer borders on the page."""

    top: float
    bottom: float
    left: float
    right: float
    cells: list[TableCell]


class _Line(NamedTuple):
    """A horizontal or vertical line. `at` is its fixed coordinate: the y of a horizontal line, the x of a vertical one.

    `begin` and `end` are its ends in the other coordinate.
    """

    at: float
    begin: float
    end: float


def tables_of(glyphs: list[Glyph], rules: list[Rule]) -> tuple[list[Table], list[Glyph]]:
    """Return the tables that `rules` draw around `glyphs`, from top to bottom, and the glyphs outside all tables."""
    level = _merged([_Line((r.top + r.bottom) / 2, r.left, r.right) for r in rules[:_MOST_RULES] if r.level])
    across = _merged([_Line((r.left + r.right) / 2, r.top, r.bottom) for r in rules[:_MOST_RULES] if not r.level])
    tables = []
    rest = glyphs
    for rows, columns in _meshes(level, across):
        table, rest = _table(rows, columns, rest)
        if table:
            tables.append(table)
    return sorted(tables, key=lambda table: table.top), rest


def _merged(lines: list[_Line]) -> list[_Line]:
    """Join lines that were drawn in several pieces."""
    merged: list[_Line] = []
    for line in sorted(lines):
        for index in range(len(merged) - 1, max(-1, len(merged) - 40), -1):
            other = merged[index]
            if line.at - other.at > _THIN:
                break
            if line.begin <= other.end + _SNAP and other.begin <= line.end + _SNAP:
                merged[index] = _Line(other.at, min(line.begin, other.begin), max(line.end, other.end))
                break
        else:
            merged.append(line)
            continue
        if line.at - merged[index].at > _THIN:
            merged.append(line)
    return merged


def _meshes(level: list[_Line], across: list[_Line]) -> list[tuple[list[_Line], list[_Line]]]:
    """Return groups of lines that touch one another; each group has horizontal and vertical lines of one table."""
    parent = list(range(len(level) + len(across)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, row in enumerate(level):
        for j, column in enumerate(across, len(level)):
            if (
                row.begin - _SNAP <= column.at <= row.end + _SNAP
                and column.begin - _SNAP <= row.at <= column.end + _SNAP
            ):
                parent[root(i)] = root(j)
    groups: dict[int, tuple[list[_Line], list[_Line]]] = {}
    for i, row in enumerate(level):
        groups.setdefault(root(i), ([], []))[0].append(row)
    for j, column in enumerate(across, len(level)):
        groups.setdefault(root(j), ([], []))[1].append(column)
    return [(r, c) for r, c in groups.values() if len(r) >= _LEAST_LINES and len(c) > _LEAST_LINES]


def _table(rows: list[_Line], columns: list[_Line], glyphs: list[Glyph]) -> tuple[Table | None, list[Glyph]]:
    tops, lefts = _places(rows), _places(columns)
    cells: dict[tuple[int, int, int, int], TableCell] = {}
    rest = []
    for glyph in glyphs:
        x, y = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        if not (lefts[0] < x < lefts[-1] and tops[0] < y < tops[-1]):
            rest.append(glyph)
            continue
        top, bottom = _around(rows, y, x, tops)
        left, right = _around(columns, x, y, lefts)
        key = (_index(tops, top), _index(lefts, left), _index(tops, bottom), _index(lefts, right))
        cells.setdefault(
            key, TableCell(*key[:2], max(key[2], key[0] + 1), max(key[3], key[1] + 1), right)
        ).glyphs.append(glyph)
    if len({cell.column for cell in cells.values()}) < _LEAST_LINES:
        return None, glyphs  # a frame around the text
    return Table(tops[0], tops[-1], lefts[0], lefts[-1], sorted(cells.values(), key=lambda c: (c.row, c.column))), rest


def _places(lines: list[_Line]) -> list[float]:
    places: list[float] = []
    for line in sorted(lines):
        if not places or line.at - places[-1] > _SNAP:
            places.append(line.at)
    return places


def _around(lines: list[_Line], at: float, along: float, places: list[float]) -> tuple[float, float]:
    """Return the nearest lines before and after `at`, among the lines that extend over the position `along`."""
    passing = [line.at for line in lines if line.begin - _SNAP <= along <= line.end + _SNAP]
    before = max((place for place in passing if place <= at), default=places[0])
    behind = min((place for place in passing if place > at), default=places[-1])
    return before, behind


def _index(places: list[float], place: float) -> int:
    return max(0, bisect_right(places, place + 0.01) - 1)


def struck(glyphs: list[Glyph], rules: list[Rule]) -> set[int]:
    """Return the indices in `glyphs` of the characters that are struck out by a horizontal one of `rules`."""
    lines = sorted((r for r in rules if r.level and r.bottom - r.top <= _THIN), key=lambda r: r.top)
    tops = [r.top for r in lines]
    found = set()
    for number, glyph in enumerate(glyphs):
        height = glyph.bottom - glyph.top
        if not height or not lines:
            continue
        first = glyph.top + 0.3 * height
        index = bisect_right(tops, first)
        while index < len(lines) and tops[index] < glyph.top + 0.72 * height:
            rule = lines[index]
            middle = (glyph.left + glyph.right) / 2
            if rule.bottom < glyph.top + 0.75 * height and rule.left - 1 <= middle <= rule.right + 1:
                found.add(number)
                break
            index += 1
    return found
