"""Turns rotated and vertical text of a page into lines that read from left to right."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarise.load.glyphs import Glyph

__all__ = ["upright"]

_FEW: Final = 6  # characters below one another that make a column
_COLUMNS: Final = 2
_DOWNWARDS: Final = 3
"""Rotation, in quarter turns, of text that reads from top to bottom."""
_FURTHEST: Final = 2.2


def upright(glyphs: list[Glyph], width: float, height: float) -> list[tuple[list[Glyph], float, float]]:
    """Group the characters of a page by direction of writing; the group with the most characters comes first.

    `glyphs` are these characters; `width` and `height` are the size of the page. Each group has the width and height of
    the page in its direction. Its characters are turned so that they read from left to right, in lines from top to
    bottom. Vertical columns become such lines too.
    """
    counts = Counter(glyph.angle for glyph in glyphs)
    groups = []
    if counts[0] and counts[_DOWNWARDS]:
        down, glyphs = _with_sideways_figures(glyphs)
        if down:
            groups.append(([_laid_down(glyph, width) for glyph in down], height, width))
            counts = Counter(glyph.angle for glyph in glyphs)
    for angle, _ in counts.most_common():
        members = [glyph for glyph in glyphs if glyph.angle == angle] if len(counts) > 1 else glyphs
        if angle:
            members = [_turned(glyph, width, height) for glyph in members]
        size = (height, width) if angle % 2 else (width, height)
        columns = _in_columns(members)
        level = [glyph for number, glyph in enumerate(members) if number not in columns]
        if level:
            groups.append((level, *size))
        if columns:
            groups.append(([_laid_down(members[number], size[0]) for number in sorted(columns)], size[1], size[0]))
    return groups


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


def _turned(glyph: Glyph, width: float, height: float) -> Glyph:
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    if glyph.angle == 1:  # reads upwards
        return glyph._replace(left=height - bottom, right=height - top, top=left, bottom=right, angle=0)
    if glyph.angle == 2:  # noqa: PLR2004 - upside down
        return glyph._replace(left=width - right, right=width - left, top=height - bottom, bottom=height - top, angle=0)
    if glyph.angle == _DOWNWARDS:
        return glyph._replace(left=top, right=bottom, top=width - right, bottom=width - left, angle=0)
    return glyph


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


def _laid_down(glyph: Glyph, width: float) -> Glyph:
    """Return a character of a vertical column turned into a row; the rightmost column becomes the first row."""
    return glyph._replace(
        left=glyph.top, right=glyph.bottom, top=width - glyph.right, bottom=width - glyph.left, base=None, angle=0
    )
