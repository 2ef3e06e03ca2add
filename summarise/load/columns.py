"""Sorts the lines of a printed page into reading order. Text in columns is read one column after the other."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

from summarise.load.glyphs import Glyph, PrintedLine, in_one_line, rows_of, segments_of, without_doubles

__all__ = ["lines_of_page"]

_GUTTER: Final = 0.5
"""Least width of the gap between two columns, as a share of the type size."""
_BEFORE_COLUMN: Final = 3.0  # points
_CANDIDATES: Final = 6
_STAND_IN: Final = 3  # times the type size; a character wider than that stands for a table
_MOST_GAPS: Final = 1_000  # a page has about fifty rows; a form with this many gaps is no column of text
_COLUMN_ROWS: Final = 4
_COLUMN_CHARACTERS: Final = 8  # cells of a table are shorter, lines of a column longer
_LINE_CHARACTERS: Final = 12
_LONG_COLUMN: Final = 8  # lines
_DEPTH: Final = 2
"""How many times columns are looked for inside a column; a page may have three or four columns."""


@dataclass(slots=True)
class _Row:
    """A row of the page, as pieces of text without a gap."""

    glyphs: list[Glyph]
    runs: list[tuple[float, float, int]]
    """Left end, right end and number of characters of each piece."""

    def crosses(self, x: float) -> bool:
        """Return True if a piece of the row covers the position `x`."""
        return any(left < x < right for left, right, _ in self.runs)

    def beside(self, x: float, side: int) -> int:
        """Return the number of characters of the longest piece left (`side` 0) or right (1) of `x`.

        Return 0 if there is none.
        """
        return max((count for left, _, count in self.runs if (left >= x) == bool(side)), default=0)


def lines_of_page(glyphs: list[Glyph], page: int) -> list[PrintedLine]:
    """Return the lines of a page in reading order, one column after the other.

    `glyphs` are all characters of the page, and `page` is its number.
    """
    lines = _lines(without_doubles(glyphs), _DEPTH)
    for line in lines:
        line.page = page
    return lines


def _lines(glyphs: list[Glyph], depth: int) -> list[PrintedLine]:
    rows = [_Row(row, list(_runs(row))) for row in rows_of(glyphs)]
    gutter = _gutter(rows) if depth else None
    if gutter is None:
        return [in_one_line(segments_of(row.glyphs)) for row in rows]
    lines: list[PrintedLine] = []
    for crossing, band in _bands(rows, gutter):
        if crossing or not _side_by_side(band, gutter):
            lines += [in_one_line(segments_of(row.glyphs)) for row in band]
            continue
        held = [glyph for row in band for glyph in row.glyphs]
        for side in (0, 1):
            part = _lines([g for g in held if ((g.left + g.right) / 2 >= gutter) == bool(side)], depth - 1)
            for line in part:
                line.column = 3 * line.column + side + 1
            lines += part
    return lines


def _runs(row: list[Glyph]) -> list[tuple[float, float, int]]:
    runs: list[tuple[float, float, int]] = []
    left, right, count = row[0].left, row[0].right, 0
    for glyph in row:
        if glyph.left - right > _GUTTER * glyph.size:
            runs.append((left, right, count))
            left, count = glyph.left, 0
        right = max(right, glyph.right)
        count += 1
    runs.append((left, right, count))
    return runs


def _bands(rows: list[_Row], x: float) -> list[tuple[bool, list[_Row]]]:
    """Group consecutive rows by whether they cross `x`; return each group with True if its rows cross `x`."""
    return [(crossing, list(band)) for crossing, band in groupby(rows, lambda row: row.crosses(x))]


def _side_by_side(band: list[_Row], x: float) -> bool:
    """Return True if a group of rows has running text both left and right of `x`."""
    sides = [[row.beside(x, side) for row in band] for side in (0, 1)]
    return min(max(sides[0]), max(sides[1])) >= _COLUMN_CHARACTERS


def _gutter(rows: list[_Row]) -> float | None:
    """Return the x of the gap between two columns that most rows support; None if there are no columns."""
    best: float | None = None
    most = 0
    for x in _candidates(rows):
        found = _evidence(rows, x)
        if found > most:
            best, most = x, found
    return _beside_the_end(rows) if best is None else best


def _beside_the_end(rows: list[_Row]) -> float | None:
    """Return the x behind a left column of many lines beside which a right column has only a few.

    Return None if there is none.
    """
    split = [number for number, row in enumerate(rows) if len(row.runs) > 1]
    if not split:
        return None
    begin = min(rows[number].runs[1][0] for number in split)
    ends = [row.runs[0][1] for row in rows[split[0] :] if row.runs[0][1] < begin]  # without the title
    x = max(ends, default=begin) + 1.0
    crossing = sum(row.crosses(x) for row in rows)
    before = sorted(count for row in rows if (count := row.beside(x, 0)) and not row.crosses(x))
    long = len(before) >= _LONG_COLUMN and before[len(before) // 4] >= _COLUMN_CHARACTERS
    behind = sorted(row.beside(x, 1) for row in rows if len(row.runs) > 1)
    ended = behind[len(behind) // 2] >= _COLUMN_CHARACTERS and 2 * len(behind) <= len(before)
    return x if long and ended and len(rows) - crossing >= 4 * max(crossing, 1) else None


def _candidates(rows: list[_Row]) -> list[float]:
    """Return possible x positions of a gap: just left of places where several rows begin or continue after a gap."""
    gaps = [right[0] for row in rows for _, right in pairwise(row.runs)]
    if len(gaps) > _MOST_GAPS or len(rows) < _COLUMN_ROWS:
        return []
    begins = Counter(round(left / 2) for left in gaps)
    middle = (min(row.runs[0][0] for row in rows) + max(row.runs[-1][1] for row in rows)) / 2
    begins.update(round(row.runs[0][0] / 2) for row in rows if row.runs[0][0] > middle)
    tables = [
        run[0] for row in rows for run in row.runs if run[2] == 1 and run[1] - run[0] > _STAND_IN * row.glyphs[0].size
    ]
    found = [2.0 * place for place, count in begins.most_common(_CANDIDATES) if count > 1]
    return [left - _BEFORE_COLUMN for left in [*found, *tables[:_CANDIDATES]]]


def _evidence(rows: list[_Row], x: float) -> int:
    """Return how many rows left and right of `x` stand side by side; 0 if these are not columns of running text."""
    found = crossing = 0
    lengths: tuple[list[int], list[int]] = ([], [])
    for crosses, band in _bands(rows, x):
        if crosses:
            crossing += len(band)
            continue
        sides = [[row for row in band if row.beside(x, side)] for side in (0, 1)]
        if not sides[0] or not sides[1]:
            continue
        top = max(side[0].glyphs[0].top for side in sides)
        bottom = min(side[-1].glyphs[0].top for side in sides)
        beside = min(sum(top - 1 <= row.glyphs[0].top <= bottom + 1 for row in side) for side in sides)
        if beside >= _COLUMN_ROWS:
            found += beside
            for side in (0, 1):
                lengths[side].extend(row.beside(x, side) for row in sides[side])
    if not found:
        return 0
    usual, upper = (min(sorted(side)[len(side) * share // 4] for side in lengths) for share in (2, 3))
    text = usual >= _LINE_CHARACTERS or (upper >= _COLUMN_CHARACTERS and 2 * found >= crossing)
    return found if text else 0
