"""Characters with their place on a page, and the lines and columns that they form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from summarise.load.raised import as_lowered, as_raised, settled

__all__ = ["Glyph", "PrintedLine", "in_one_line", "lines_of_page"]

_WIDE: Final = re.compile(
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
# Letter-spaced words: at least so many gaps, all alike within a share of the type size, each of such a width.
_SPACED_FROM: Final = 4
_ALIKE: Final = 0.25
_SPACED: Final = 0.3
_MOST_SPACED: Final = 2.2
_HALF: Final = 0.38  # of the type size, from the base line to the middle of a character
_MOST_BLANKS: Final = 0.4  # share of characters with a blank in front; more are letter-spacing
_NARROW_GUTTER: Final = 0.75
_BEFORE_COLUMN: Final = 3.0  # points
_MOST_GAPS: Final = 1_000  # a page has about fifty rows; a form with this many gaps is no column of text
_COLUMN_ROWS: Final = 4
_COLUMN_CHARACTERS: Final = 8  # cells of a table are shorter, lines of a column longer


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; y grows downwards, all in the page's own unit."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    angle: int = 0
    """Quarter turns against the clock."""
    base: float | None = None
    """Height of the base line where it is known; boxes of different fonts end at different heights."""
    blank: bool = False
    """Whether a blank was written in front of it."""

    @property
    def floor(self) -> float:
        """Where it stands: its base line, else where its box ends."""
        return self.bottom if self.base is None else self.base


@dataclass(slots=True)
class PrintedLine:
    """A line of print, in the column (0 the full width, 1 left, 2 right) that it belongs to."""

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
    """What stands apart in it, where there is more than one."""
    note: bool = False
    """Whether it stands below the line that parts notes from the text."""
    whole: bool = False
    """Whether it is a paragraph or a table row already, and goes on in no other line."""

    @property
    def shown(self) -> str:
        """The text with its raised signs as they read in one row."""
        return settled(self.text)


def lines_of_page(glyphs: list[Glyph], page: int) -> list[PrintedLine]:
    """Return the lines of a page in reading order, two columns one after the other."""
    gathered = _rows(_without_doubles(glyphs))
    narrow = _narrow_gutter(gathered)
    rows = [_segments(row, narrow) for row in gathered]
    gutter = _gutter(rows)
    lines: list[PrintedLine] = []
    waiting: tuple[list[PrintedLine], list[PrintedLine]] = ([], [])
    for row in rows:
        crossing = gutter is None or any(s.left < gutter < s.right for s in row)
        if crossing:
            lines += waiting[0] + waiting[1]
            waiting = ([], [])
            lines.append(in_one_line(row))
            continue
        assert gutter is not None
        for column in (0, 1):
            part = [s for s in row if (s.left >= gutter) == bool(column)]
            if part:
                line = in_one_line(part)
                line.column = column + 1
                waiting[column].append(line)
    lines += waiting[0] + waiting[1]
    for line in lines:
        line.page = page
    return lines


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Drop characters printed twice with a small shift, the poor man's bold."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    kept = []
    for glyph in glyphs:
        key = (glyph.text, round(glyph.left / max(glyph.size, 1)), round(glyph.bottom / max(glyph.size, 1)))
        other = seen.get(key)
        near = (
            other
            and abs(other.left - glyph.left) < glyph.size / 5
            and abs(other.bottom - glyph.bottom) < glyph.size / 5
        )
        if not near:
            seen[key] = glyph
            kept.append(glyph)
    return kept


def _rows(glyphs: list[Glyph]) -> list[list[Glyph]]:
    """Gather what stands on one base line, from the top of the page down."""
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


def _narrow_gutter(rows: list[list[Glyph]]) -> float | None:
    """Return the x of a gap between columns that is hardly wider than a space: most rows have one in that place."""
    gaps = [
        (a.right, b.left)
        for row in rows
        for a, b in pairwise(row)
        if _NARROW_GUTTER * a.size < b.left - a.right <= _CELL_GAP * a.size
    ]
    if not _COLUMN_ROWS <= len(gaps) <= _MOST_GAPS:
        return None
    places = Counter(round(right / 2) for _, right in gaps)  # lines of a column begin in one place
    x = 2.0 * places.most_common(1)[0][0] - _BEFORE_COLUMN
    through = sum(left - 1 < x < right + 1 for left, right in gaps)
    both = sum(row[0].left < x < row[-1].right for row in rows)
    return x if through >= _COLUMN_ROWS and 2 * through > both else None


def _segments(row: list[Glyph], narrow: float | None = None) -> list[PrintedLine]:
    segments: list[PrintedLine] = []
    body, floor = _body_of(row)
    spacing = _letter_spacing(row)
    blanks = sum(glyph.blank for glyph in row) <= _MOST_BLANKS * len(row)
    before: Glyph | None = None
    for glyph in row:
        text = _marked(glyph, body, floor)
        last = segments[-1] if segments else None
        gap = glyph.left - last.right - spacing if last else 0.0
        parted = narrow is not None and last is not None and last.right - 1 < narrow < glyph.left + 1
        if last is None or before is None or gap > _CELL_GAP * glyph.size or (parted and gap > _WIDE_GAP * glyph.size):
            segments.append(PrintedLine(text, glyph.left, glyph.right, glyph.top, glyph.bottom, glyph.size))
        else:
            wide = _WIDE.match(glyph.text) or _WIDE.match(before.text)
            spaced = gap > (_WIDE_GAP if wide and not (blanks and glyph.blank) else _LATIN_GAP) * glyph.size
            last.text += (" " if spaced else "") + text
            last.right = max(last.right, glyph.right)
            last.top, last.bottom = min(last.top, glyph.top), max(last.bottom, glyph.bottom)
            last.size = max(last.size, glyph.size)
        before = glyph
    return segments


def _body_of(row: list[Glyph]) -> tuple[float, float]:
    """Return the usual type size of a row, and where its characters end below."""
    sizes: Counter[float] = Counter()
    for glyph in row:
        sizes[glyph.size] += 1 if glyph.text.isascii() else 2
    body = max(sizes, key=lambda size: (sizes[size], size))
    bottoms = sorted(glyph.floor for glyph in row if glyph.size == body)
    return body, bottoms[len(bottoms) // 2]


def _marked(glyph: Glyph, body: float, floor: float) -> str:
    """Return a character, marked where it is smaller than the others and stands above or below them."""
    if glyph.size <= _SMALLER * body and floor - glyph.floor > _RISE * body:
        return as_raised(glyph.text)
    lowered = glyph.size <= _SMALL * body and glyph.floor - floor > _DROP * body
    return as_lowered(glyph.text) if lowered else glyph.text


def _letter_spacing(row: list[Glyph]) -> float:
    """Return the space that a row puts between all its characters, 0 where it is set as usual."""
    gaps = sorted(b.left - a.right for a, b in pairwise(row))
    if len(gaps) < _SPACED_FROM:
        return 0.0
    usual = gaps[len(gaps) // 2]
    size = row[0].size
    alike = sum(abs(gap - usual) < _ALIKE * size for gap in gaps)
    return usual if _SPACED < usual / size < _MOST_SPACED and alike >= 0.8 * len(gaps) else 0.0


def in_one_line(segments: list[PrintedLine]) -> PrintedLine:
    """Return what stands side by side as one line."""
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
    )


def _gutter(rows: list[list[PrintedLine]]) -> float | None:
    """Return the x between two columns of running text, None where the page has one."""
    gaps = [(a.right, b.left, len(a.text), len(b.text)) for row in rows for a, b in pairwise(row)]
    if len(gaps) > _MOST_GAPS:
        return None
    best: float | None = None
    most = 0
    for left, right, _, _ in gaps:
        x = (left + right) / 2
        through = [gap for gap in gaps if gap[0] < x < gap[1]]
        before = sorted(gap[2] for gap in through)[len(through) * 3 // 4]
        after = sorted(gap[3] for gap in through)[len(through) * 3 // 4]
        if len(through) > most and min(before, after) >= _COLUMN_CHARACTERS:
            best, most = x, len(through)
    if best is None:
        return None
    crossing = sum(any(s.left < best < s.right for s in row) for row in rows)
    # A column that ends early has few neighbours, but then little on the page crosses the gutter.
    one_sided = len(rows) - crossing >= 4 * max(crossing, 1)
    return best if (most >= _COLUMN_ROWS and most * 2 >= crossing) or one_sided else None
