"""Turned and vertical text on a page, as lines that can be read from left to right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from summarise.load.glyphs import Glyph

__all__ = ["upright"]

_COLUMN_SHARE: Final = 0.5  # of the characters that follow one another downwards where a page is set in columns
_FEW: Final = 8


def upright(glyphs: list[Glyph], width: float, height: float) -> list[tuple[list[Glyph], float, float]]:
    """Return the characters by the direction that they are set in, most first, each with its width and height.

    Characters of a direction are turned so that they read from left to right, lines from the top down.
    """
    counts = Counter(glyph.angle for glyph in glyphs)
    groups = []
    for angle, _ in counts.most_common():
        members = [_turned(glyph, width, height) for glyph in glyphs if glyph.angle == angle]
        size = (height, width) if angle % 2 else (width, height)
        if _is_vertical(members):
            members, size = [_laid_down(glyph, size[0]) for glyph in members], (size[1], size[0])
        groups.append((members, *size))
    return groups


def _turned(glyph: Glyph, width: float, height: float) -> Glyph:
    left, top, right, bottom = glyph.left, glyph.top, glyph.right, glyph.bottom
    if glyph.angle == 1:  # reads upwards
        return replace(glyph, left=height - bottom, right=height - top, top=left, bottom=right, angle=0)
    if glyph.angle == 2:  # noqa: PLR2004 - upside down
        return replace(glyph, left=width - right, right=width - left, top=height - bottom, bottom=height - top, angle=0)
    if glyph.angle == 3:  # noqa: PLR2004 - reads downwards
        return replace(glyph, left=top, right=bottom, top=width - right, bottom=width - left, angle=0)
    return glyph


def _is_vertical(glyphs: list[Glyph]) -> bool:
    """Tell whether most characters stand below the one before them, as in columns of old."""
    pairs = list(pairwise(glyphs))
    if len(pairs) < _FEW:
        return False
    below = sum(abs(a.left - b.left) < 0.5 * a.size and 0.5 * a.size < b.top - a.top < 2 * a.size for a, b in pairs)
    return below > _COLUMN_SHARE * len(pairs)


def _laid_down(glyph: Glyph, width: float) -> Glyph:
    """Turn a column into a row: what stood on the right comes first."""
    return replace(
        glyph, left=glyph.top, right=glyph.bottom, top=width - glyph.right, bottom=width - glyph.left, base=None
    )
