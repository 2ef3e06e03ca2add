"""Removes line numbers beside the text of a printed page, and words printed across the text."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.load.glyphs import rows_of

if TYPE_CHECKING:
    from summarise.load.glyphs import Glyph

__all__ = ["without_line_numbers", "without_overprint"]

_STEPS: Final = frozenset({1, 2, 5, 10})
_LARGEST: Final = 9_999
_GAP: Final = 0.8  # of the type size, between a line's number and the line
_FLUSH: Final = 4.0  # points, within which the numbers end in one place
_EACH: Final = 0.8  # share of the lines that are numbered where the numbers go up by one
_LARGE: Final = 2.0  # times the size of the text that it is printed across
_MOST_LARGE: Final = 400  # characters; a poster has more
_CORE: Final = 0.25  # of a large character's height and width, without which its box is what is drawn


def without_line_numbers(glyphs: list[Glyph]) -> list[Glyph]:
    """Return `glyphs`, the characters of a page, without line numbers; these are to the left of all others."""
    rows = rows_of(glyphs)
    numbers = _in_one_place({at: figures for at, row in enumerate(rows) if (figures := _number_before(row))})
    if not _count_lines([(at, _value(figures)) for at, figures in numbers.items()], len(rows)):
        return glyphs
    out = {id(glyph) for figures in numbers.values() for glyph in figures}
    rest = [glyph for glyph in glyphs if id(glyph) not in out]
    edge = max(figures[-1].right for figures in numbers.values())
    return rest if rest and edge < min(glyph.left for glyph in rest) else glyphs


def _number_before(row: list[Glyph]) -> list[Glyph]:
    """Return the digits at the beginning of a row if a gap or nothing follows them; else return []."""
    for at, glyph in enumerate(row):
        if at and glyph.left - row[at - 1].right > _GAP * glyph.size:
            return row[:at]
        if not glyph.text.isdecimal() or at > len(str(_LARGEST)):
            return []
    return row


def _in_one_place(numbers: dict[int, list[Glyph]]) -> dict[int, list[Glyph]]:
    """Return the numbers whose right ends are at the most frequent position. Page numbers end at another position."""
    places = Counter(round(figures[-1].right / _FLUSH) for figures in numbers.values())
    usual = _FLUSH * max(places, key=lambda place: places[place], default=0)
    return {at: figures for at, figures in numbers.items() if abs(figures[-1].right - usual) <= _FLUSH}


def _value(figures: list[Glyph]) -> int:
    return int("".join(figure.text for figure in figures))


def _count_lines(numbered: list[tuple[int, int]], rows: int) -> bool:
    """Return True if the numbers look like line numbers.

    They increase by one from line to line and nearly all lines have one, or they are consecutive multiples of 2, 5 or
    10.
    """
    steps = {after - before for (_, before), (_, after) in pairwise(numbered)}
    if len(steps) != 1 or not steps <= _STEPS:
        return False
    if (step := steps.pop()) > 1:
        return all(value % step == 0 for _, value in numbered)
    return len(numbered) >= _EACH * rows


def without_overprint(glyphs: list[Glyph]) -> list[Glyph]:
    """Return `glyphs`, the characters of a page, without large words printed across its text, such as 征求意见稿."""
    sizes = sorted(glyph.size for glyph in glyphs)
    least = _LARGE * sizes[len(sizes) // 2] if sizes else 0.0
    large = [glyph for glyph in glyphs if glyph.size >= least]
    if not large or len(large) > _MOST_LARGE:
        return glyphs
    text = [glyph for glyph in glyphs if glyph.size < least]
    out = {id(glyph) for row in rows_of(large) if any(_crosses(glyph, text) for glyph in row) for glyph in row}
    return [glyph for glyph in glyphs if id(glyph) not in out]


def _crosses(large: Glyph, text: list[Glyph]) -> bool:
    """Return True if a character of the text is within the inner part of a large character, where its strokes are."""
    across, down = _CORE * (large.right - large.left), _CORE * (large.bottom - large.top)
    return any(
        large.left + across < (glyph.left + glyph.right) / 2 < large.right - across
        and large.top + down < (glyph.top + glyph.bottom) / 2 < large.bottom - down
        for glyph in text
    )
