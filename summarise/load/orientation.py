"""Turns rotated and vertical text of a page into lines that read from left to right."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from summarise.load.grid import Rule

if TYPE_CHECKING:
    from summarise.load.glyphs import Glyph

__all__ = ["Upright", "upright"]

_FEW: Final = 6  # characters below one another that make a column
_COLUMNS: Final = 2
_DOWNWARDS: Final = 3
"""Rotation, in quarter turns, of text that reads from top to bottom."""
_FURTHEST: Final = 2.2


_Box = TypeVar("_Box", "Glyph", Rule)


class Upright(NamedTuple):
    """Characters of one direction of writing, turned so that they read from left to right, and the drawn lines."""

    glyphs: list[Glyph]
    rules: list[Rule]
    """The straight lines of the page, turned as the characters are."""
    width: float
    height: float
    """Size of the page in this direction."""


def upright(glyphs: list[Glyph], rules: list[Rule], width: float, height: float) -> list[Upright]:
    """Group the characters of a page by direction of writing; the group with the most characters comes first.

    `glyphs` are these characters, and `rules` the page's straight lines; `width` and `height` are the size of the page.
    The lines of a group run from top to bottom. Vertical columns become such lines too.
    """
    counts = Counter(glyph.angle for glyph in glyphs)
    groups = []
    if counts[0] and counts[_DOWNWARDS]:
        down, glyphs = _with_sideways_figures(glyphs)
        if down:
            groups.append(_columns_of(down, rules, width, height))
            counts = Counter(glyph.angle for glyph in glyphs)
    for angle, _ in counts.most_common():
        members = [glyph for glyph in glyphs if glyph.angle == angle] if len(counts) > 1 else glyphs
        lines = rules
        if angle:
            members = [_turned(glyph, angle, width, height)._replace(angle=0) for glyph in members]
            lines = [_turned(rule, angle, width, height) for rule in rules]
        size = (height, width) if angle % 2 else (width, height)
        columns = _in_columns(members)
        level = [glyph for number, glyph in enumerate(members) if number not in columns]
        if level:
            groups.append(Upright(level, lines, *size))
        if columns:
            groups.append(_columns_of([members[number] for number in sorted(columns)], lines, *size))
    return groups


def _columns_of(glyphs: list[Glyph], rules: list[Rule], width: float, height: float) -> Upright:
    """Return vertical columns turned into rows; the rightmost column becomes the first row."""
    laid = [_turned(glyph, _DOWNWARDS, width, height)._replace(base=None, angle=0) for glyph in glyphs]
    return Upright(laid, [_turned(rule, _DOWNWARDS, width, height) for rule in rules], height, width)


def _with_sideways_figures(glyphs: list[Glyph]) -> tuple[list[Glyph], list[Glyph]]:
    """Return the characters of vertical columns, including digits and letters turned sideways in them, and all others.

    If upright characters form no columns, no columns are returned: then the page or a part of it is turned.
    """
    if not _in_columns([glyph for glyph in glyphs if not glyph.angle]):
        return [], glyphs
    mixed = [glyph for glyph in glyphs if glyph.angle in {0, _DOWNWARDS}]
    columns = _in_columns(mixed)
    taken = {id(mixed[number]) for number in columns}
    return [mixed[number] for number in sorted(columns)], [glyph for glyph in glyphs if id(glyph) not in taken]


def _turned(box: _Box, angle: int, width: float, height: float) -> _Box:
    """Return a character or line turned back by `angle` quarter turns on a page of this size."""
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if angle == 1:  # reads upwards
        return box._replace(left=height - bottom, right=height - top, top=left, bottom=right)
    if angle == 2:  # noqa: PLR2004 - upside down
        return box._replace(left=width - right, right=width - left, top=height - bottom, bottom=height - top)
    if angle == _DOWNWARDS:
        return box._replace(left=top, right=bottom, top=width - right, bottom=width - left)
    return box


def _in_columns(glyphs: list[Glyph]) -> set[int]:
    """Return the indices of the characters that are in vertical columns.

    There must be at least two columns, since a single one may be a narrow table cell.
    """
    runs: list[list[int]] = [[0]] if glyphs else []
    for number, (a, b) in enumerate(pairwise(glyphs), 1):
        # Commas and stops stand in a corner of their square.
        below = abs(a.left - b.left) < 0.9 * a.size and 0.2 * a.size < b.top - a.top < _FURTHEST * a.size
        if below:
            runs[-1].append(number)
        else:
            runs.append([number])
    long = [run for run in runs if len(run) >= _FEW]
    if len(long) < _COLUMNS:
        return set()
    tallest = max(glyphs[run[-1]].bottom for run in long)
    first = min(glyphs[run[0]].top for run in long)
    columns = {number for run in long for number in run}
    sides = [
        min(glyphs[run[0]].left for run in long) - 3 * glyphs[long[0][0]].size,
        max(glyphs[run[0]].right for run in long),
    ]
    # Short last columns, and what stands turned among them.
    for run in runs:
        glyph = glyphs[run[0]]
        if 1 < len(run) < _FEW and first - 1 <= glyph.top < tallest and sides[0] <= glyph.left <= sides[1]:
            columns.update(run)
    return columns
