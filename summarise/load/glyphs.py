"""Defines characters with their position on a printed page, and groups them into lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.lazy_pattern import lazy_pattern
from summarise.load.raised import as_lowered, as_raised, settled

if TYPE_CHECKING:
    from summarise.load.printed_tables import PrintedTable

__all__ = ["LEAST_COLUMNS", "Glyph", "PrintedLine", "in_one_line", "rows_of", "segments_of", "without_doubles"]

_WIDE: Final = lazy_pattern(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019\u2014\u2026]"
)
# Shares of the type size: a gap that is a space between Latin letters, one between Chinese characters, and one that
# parts columns or table cells.
_LATIN_GAP: Final = 0.2
_WIDE_GAP: Final = 0.7
_CELL_GAP: Final = 1.6
# A sign that is raised or lowered is smaller than this share of its neighbours, and stands so much above or below them.
_SMALLER: Final = 0.97
_SMALL: Final = 0.9
_RISE: Final = 0.15
_DROP: Final = 0.06
# Letter-spaced words: all gaps are alike within a share of the type size, each of such a width.
_ALIKE: Final = 0.25
_SPACED: Final = 0.3
_MOST_SPACED: Final = 2.2
# A little letter-spacing, which is told from blanks by gaps that hardly differ, again in shares of the type size.
_LITTLE: Final = 0.1
_HARDLY: Final = 0.06
_SAME: Final = 0.03
# A grid: the characters of a row begin at the same distance, within a share of the type size.
_ON_GRID: Final = 0.05
_LEAST_ALIKE: Final = 4  # distances from which letter-spacing or a grid can be told
_MOST: Final = 0.8  # share of them that must be alike
_HALF: Final = 0.38  # of the type size, from the base line to the middle of a character
_ON_ANOTHER: Final = 0.25  # of its width; a character with more of it on what is before stands on that
_SHIFT: Final = 0.2  # of the type size, by which a character is printed again to imitate bold type
_MOST_BLANKS: Final = 0.4  # share of characters with a blank in front; more are letter-spacing

LEAST_COLUMNS: Final = 3
"""Least number of segments of a row of a table without drawn lines; two may be a label and its value."""


class Glyph(NamedTuple):
    """One printed character and the box around it, in the units of the page; y increases downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    angle: int = 0
    """Rotation in quarter turns, counter-clockwise."""
    base: float | None = None
    """Position (y) of the baseline, None if unknown; unlike `bottom`, it does not depend on the font."""
    blank: bool = False
    """True if the page has a space character in front of this character."""

    @property
    def floor(self) -> float:
        """Position (y) of the baseline, or of the bottom of the box if the baseline is unknown."""
        return self.bottom if self.base is None else self.base


@dataclass(slots=True)
class PrintedLine:
    """A line of text on a page and the box around it, in the units of the page; y increases downwards.

    `column` is 0 for the full width, 1 for the left and 2 for the right column; columns within columns have higher
    numbers. `cells` is the number of segments that wide gaps separate.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    page: int = 0
    column: int = 0
    cells: int = 1
    parts: tuple[PrintedLine, ...] = ()
    """The segments separated by wide gaps; empty if there is only one."""
    note: bool = False
    """True if the line is below the drawn line that separates footnotes from the text."""
    whole: bool = False
    """True if the line is a complete paragraph or table row, which never continues in another line."""
    table: PrintedTable | None = None
    """For a row of a table between drawn lines, that table."""
    crossed: int = 0
    """Count of characters that stand on the one before them, as where other text is printed over the line."""

    @property
    def is_row(self) -> bool:
        """True if the line is a row of a table, or has as many segments as one."""
        return self.whole or len(self.parts) >= LEAST_COLUMNS

    @property
    def shown(self) -> str:
        """The text with raised and lowered signs written as plain characters, and without footnote marks."""
        return settled(self.text)


def without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Return `glyphs` without those that are printed a second time, slightly shifted, to imitate bold type."""
    seen: dict[tuple[str, int], list[Glyph]] = {}
    kept = []
    for glyph in glyphs:
        step = max(glyph.size, 1.0)
        places = {(glyph.text, round((glyph.left + shift * step) / step)) for shift in (-_SHIFT, _SHIFT)}
        if any(_is_double(glyph, other) for place in places for other in seen.get(place, ())):
            continue
        seen.setdefault((glyph.text, round(glyph.left / step)), []).append(glyph)
        kept.append(glyph)
    return kept


def _is_double(glyph: Glyph, other: Glyph) -> bool:
    shift = _SHIFT * glyph.size
    return abs(other.left - glyph.left) < shift and abs(other.bottom - glyph.bottom) < shift


def rows_of(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Group those of `glyphs` that share a baseline; rows run from top to bottom, characters from left to right."""
    rows: list[list[Glyph]] = []
    base = largest = 0.0
    for glyph in sorted(glyphs, key=_middle):
        middle = _middle(glyph)
        if rows and middle - base < 0.5 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
            if glyph.size > largest:  # what is raised stands above the row
                base, largest = middle, glyph.size
        else:
            rows.append([glyph])
            base, largest = middle, glyph.size
    for row in rows:
        row.sort(key=lambda g: g.left)
    return rows


def _middle(glyph: Glyph) -> float:
    return (glyph.bottom + glyph.top) / 2 if glyph.base is None else glyph.base - _HALF * glyph.size


def segments_of(row: list[Glyph]) -> list[PrintedLine]:
    """Split a row at wide gaps, such as those between columns or table cells."""
    segments: list[PrintedLine] = []
    body, floor = _body_of(row)
    spacing, little = _letter_spacing(row), _little_spacing(row)
    blank_counts = sum(glyph.blank for glyph in row) <= _MOST_BLANKS * len(row)
    was_wide, left_before = False, 0.0
    grid: float | None = None  # not looked for yet
    for glyph in row:
        size = glyph.size
        text = glyph.text if size == body else _marked(glyph, body, floor)
        wide = _is_wide(glyph.text)
        last = segments[-1] if segments else None
        gap = glyph.left - last.right - spacing if last else 0.0
        if last is None or gap > _CELL_GAP * size:
            segments.append(PrintedLine(text, glyph.left, glyph.right, glyph.top, glyph.bottom, size))
        else:
            narrow = not (wide or was_wide) or (blank_counts and glyph.blank)
            spaced = gap > (_LATIN_GAP if narrow else _WIDE_GAP) * size
            if spaced and not glyph.blank and little and abs(gap + spacing - little) < _SAME * size:
                spaced = False
            elif spaced and not glyph.blank:
                grid = _grid_step(row) if grid is None else grid
                spaced = abs(glyph.left - left_before - grid) > _ON_GRID * size
            last.crossed += _is_on(last, glyph)
            last.text += f" {text}" if spaced else text
            _widen(last, glyph)
        was_wide, left_before = wide, glyph.left
    return segments


def _is_on(line: PrintedLine, glyph: Glyph) -> bool:
    """True if a character stands on a line's last one; signs are often set closer than their boxes."""
    over = line.right - glyph.left > _ON_ANOTHER * (glyph.right - glyph.left)
    return over and glyph.text.isalnum() and line.text[-1].isalnum()


def _widen(line: PrintedLine, glyph: Glyph) -> None:
    """Extend the box of a line so that it includes one of its characters."""
    _, _, right, top, bottom, size, *_ = glyph
    line.right = max(line.right, right)
    line.top = min(line.top, top)
    line.bottom = max(line.bottom, bottom)
    line.size = max(line.size, size)


@cache
def _is_wide(text: str) -> bool:
    return bool(_WIDE.match(text))


def _body_of(row: list[Glyph]) -> tuple[float, float]:
    """Return the usual type size of a row, and the y at which its characters usually end."""
    sizes: Counter[float] = Counter()
    for glyph in row:
        sizes[glyph.size] += 1 if glyph.text.isascii() else 2
    body = max(sizes, key=lambda size: (sizes[size], size))
    bottoms = sorted(glyph.floor for glyph in row if glyph.size == body)
    return body, bottoms[len(bottoms) // 2]


def _marked(glyph: Glyph, body: float, floor: float) -> str:
    """Return a character; mark it as raised or lowered if it is smaller than the others and above or below them."""
    if glyph.size <= _SMALLER * body and floor - glyph.floor > _RISE * body:
        return as_raised(glyph.text)
    lowered = glyph.size <= _SMALL * body and glyph.floor - floor > _DROP * body
    return as_lowered(glyph.text) if lowered else glyph.text


def _letter_spacing(row: list[Glyph]) -> float:
    """Return the extra space between all characters of a row; 0 if the row has normal spacing."""
    size = row[0].size
    usual = _usual([b.left - a.right for a, b in pairwise(row)], _ALIKE * size)
    return usual if _SPACED * size < usual < _MOST_SPACED * size else 0.0


def _little_spacing(row: list[Glyph]) -> float:
    """Return the gap that nearly all characters of a row have in front, if it is as wide as a blank; else 0."""
    size = row[0].size
    usual = _usual([b.left - a.right for a, b in pairwise(row)], _HARDLY * size)
    return usual if usual > _LITTLE * size else 0.0


def _grid_step(row: list[Glyph]) -> float:
    """Return the distance between characters that are printed on a regular grid, digits included.

    Return 0 if there is no grid.
    """
    return _usual([b.left - a.left for a, b in pairwise(row)], _ON_GRID * row[0].size)


def _usual(distances: list[float], tolerance: float) -> float:
    """Return the median of at least four distances if nearly all are close to it, else 0."""
    if len(distances) < _LEAST_ALIKE:
        return 0.0
    usual = sorted(distances)[len(distances) // 2]
    alike = sum(abs(distance - usual) < tolerance for distance in distances)
    return usual if alike >= _MOST * len(distances) else 0.0


def in_one_line(segments: list[PrintedLine]) -> PrintedLine:
    """Join segments that are side by side into one line, separated by a space."""
    text = " ".join(s.text for s in segments)
    size = Counter({s.size: 0 for s in segments})
    for segment in segments:
        size[segment.size] += len(segment.text)
    return PrintedLine(
        text,
        segments[0].left,
        max(s.right for s in segments),
        min(s.top for s in segments),
        max(s.bottom for s in segments),
        size.most_common(1)[0][0],
        cells=len(segments),
        parts=tuple(segments) if len(segments) > 1 else (),
        crossed=sum(s.crossed for s in segments),
    )
