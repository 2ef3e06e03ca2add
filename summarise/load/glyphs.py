"""Characters with their place on a page, and the lines and columns that they form."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

__all__ = ["Glyph", "PrintedLine", "lines_of_page"]

_WIDE: Final = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u3000-\u303f\u201c\u201d\u2018\u2019\u2014\u2026]"
)
# Shares of the type size: a gap that is a space between Latin letters, one between Chinese characters, and one that
# parts columns or table cells.
_LATIN_GAP: Final = 0.2
_WIDE_GAP: Final = 0.7
_CELL_GAP: Final = 1.6
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


def lines_of_page(glyphs: list[Glyph], page: int) -> list[PrintedLine]:
    """Return the lines of a page in reading order, two columns one after the other."""
    rows = [_segments(row) for row in _rows(_without_doubles(glyphs))]
    gutter = _gutter(rows)
    lines: list[PrintedLine] = []
    waiting: tuple[list[PrintedLine], list[PrintedLine]] = ([], [])
    for row in rows:
        crossing = gutter is None or any(s.left < gutter < s.right for s in row)
        if crossing:
            lines += waiting[0] + waiting[1]
            waiting = ([], [])
            lines.append(_joined(row))
            continue
        assert gutter is not None
        for column in (0, 1):
            part = [s for s in row if (s.left >= gutter) == bool(column)]
            if part:
                line = _joined(part)
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
    base = 0.0
    for glyph in sorted(glyphs, key=lambda g: (g.bottom + g.top) / 2):
        middle = (glyph.bottom + glyph.top) / 2
        if rows and middle - base < 0.5 * max(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base = middle
    for row in rows:
        row.sort(key=lambda g: g.left)
    return rows


def _segments(row: list[Glyph]) -> list[PrintedLine]:
    segments: list[PrintedLine] = []
    for glyph in row:
        last = segments[-1] if segments else None
        gap = glyph.left - last.right if last else 0.0
        if last is None or gap > _CELL_GAP * glyph.size:
            segments.append(PrintedLine(glyph.text, glyph.left, glyph.right, glyph.top, glyph.bottom, glyph.size))
            continue
        wide = _WIDE.match(glyph.text) or _WIDE.match(last.text[-1])
        spaced = gap > (_WIDE_GAP if wide else _LATIN_GAP) * glyph.size
        last.text += (" " if spaced else "") + glyph.text
        last.right = max(last.right, glyph.right)
        last.top, last.bottom = min(last.top, glyph.top), max(last.bottom, glyph.bottom)
    return segments


def _joined(segments: list[PrintedLine]) -> PrintedLine:
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
