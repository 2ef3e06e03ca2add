"""Finds tables without drawn lines on a printed page: rows whose pieces stand one below the other."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.glyphs import LEAST_COLUMNS, PrintedLine
from summarise.load.page_furniture import Line
from summarise.load.rows import Cell, joined_heads, table_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["with_unruled_tables"]

_LEAST_ROWS: Final = 2
_ALIGNED: Final = 0.6  # of the type size
_MOST_HEADS: Final = 3
_LONGEST_HEAD: Final = 16
_AMOUNT: Final = lazy_pattern(r"\d[\d.,，]*(?:\s*[-—–~～至]\s*\d[\d.,]*)?\s*(?:[%％‰]|[^\s\d年月日，。：]{0,4})")
_NO_HEAD: Final = lazy_pattern(r"[。，；：:、]|\d(?!\d*年)")
_HEIGHTS: Final = 2.5
"""Distance between a line of heads and the row below at most, in heights of their type, unless the rows stand wider."""
_WIDER: Final = 1.2  # times the distance of the rows
_HEIGHTS_OF_ROWS: Final = 4.5
"""Distance between two rows at most, in heights of their type."""

Columns = list[tuple[float, float]]
"""Left and right end of each column."""


def with_unruled_tables(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a document with those of unruled tables replaced by rows that can be understood alone.

    A table has at least two lines in a row of as many pieces, three or more, of which each stands below that of the
    line above, and one of them is an amount. Up to three lines of short pieces above them are its heads. It may go on
    at the top of the next page.
    """
    done: list[PrintedLine] = []
    at = 0
    while at < len(lines):
        columns, end = _body(lines, at)
        end = max(end, at + 1)
        if end - at < _LEAST_ROWS or not _has_amount(lines[at:end]):
            done += lines[at:end]
            at = end
            continue
        heads = _heads(done, columns, lines[at:end])
        if heads:
            del done[-len(heads) :]
        done += _rows(heads, lines[at:end], columns, done[-1].shown if done else "")
        at = end
    return done


def _body(lines: Sequence[PrintedLine], at: int) -> tuple[Columns, int]:
    """Return the columns of the rows that begin at index `at`, and the index behind the last one."""
    columns = [(part.left, part.right) for part in lines[at].parts]
    if len(columns) < LEAST_COLUMNS:
        return columns, at
    end = at + 1
    while (
        end < len(lines)
        and _follows(lines[end - 1], lines[end], _HEIGHTS_OF_ROWS)
        and len(lines[end].parts) == len(columns)
    ):
        if lines[end].page != lines[end - 1].page and not _has_amount([lines[end]]):
            break  # heads, again or of another table
        wider = []
        for (left, right), part in zip(columns, lines[end].parts, strict=True):
            if part.left >= right or part.right <= left:
                return columns, end
            wider.append((min(left, part.left), max(right, part.right)))
        if any(a[1] > b[0] for a, b in pairwise(wider)):
            return columns, end
        columns = wider
        end += 1
    return columns, end


def _follows(before: PrintedLine, line: PrintedLine, heights: float) -> bool:
    near = 0 <= line.top - before.top <= heights * max(line.size, before.size)
    if line.page != before.page:
        near = line.page == before.page + 1
    return near and line.column == before.column and not line.whole


def _has_amount(rows: Sequence[PrintedLine]) -> bool:
    return any(_AMOUNT.fullmatch(part.shown.strip()) for row in rows for part in row.parts[1:])


def _heads(above: Sequence[PrintedLine], columns: Columns, rows: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Return the lines right above the rows, all of whose pieces are short and stand above columns."""
    first = rows[0]
    step = min((b.top - a.top for a, b in pairwise(rows) if a.page == b.page), default=0.0)
    heights = max(_HEIGHTS, _WIDER * step / max(first.size, 1.0))
    if not any(_AMOUNT.fullmatch(part.shown.strip()) for part in first.parts[1:]):
        return []  # the first row is the head
    heads: list[PrintedLine] = []
    below = first
    for line in reversed(above[-_MOST_HEADS:]):
        pieces = line.parts or (line,)
        if not _follows(line, below, heights) or any(map(_is_no_head, pieces)):
            break
        if line.whole or not all(_is_above(piece, columns, alone=not line.parts) for piece in pieces):
            break
        heads.insert(0, line)
        below = line
    return heads if any(line.parts for line in heads) else []


def _is_no_head(piece: PrintedLine) -> bool:
    return _NO_HEAD.search(piece.shown) is not None or max(map(len, piece.shown.split(" "))) > _LONGEST_HEAD


def _is_above(piece: PrintedLine, columns: Columns, *, alone: bool) -> bool:
    """Return True if a piece stands above columns; one that is `alone` in the middle of all of them is a title."""
    middle = (piece.left + piece.right) / 2
    left, right = columns[0][0], columns[-1][1]
    is_title = alone and abs(middle - (left + right) / 2) < piece.size
    return left - piece.size <= piece.right and piece.left <= right + piece.size and not is_title


def _rows(heads: list[PrintedLine], body: Sequence[PrintedLine], columns: Columns, above: str) -> list[PrintedLine]:
    texts: list[str] | None = None
    for line in heads:
        pieces = line.parts or (line,)
        row = [name for piece in pieces for name in piece.shown.split(" ")]  # a head hardly parted from the next
        if len(pieces) == len(columns) or len(row) != len(columns) or texts:
            row = [""] * len(columns)
            for piece in pieces:
                for column in _covered(piece, columns):
                    row[column] = piece.shown
        texts = joined_heads(texts, row)
    rows = [[Cell([Line(text)] if text else []) for text in texts]] if texts else []
    rows += [[Cell([Line(part.shown)]) for part in line.parts] for line in body]
    first, last = (heads or body)[0], body[-1]
    top, right = first.top, max(line.right for line in body)
    return [
        PrintedLine(
            line.text, first.left, right, top, last.bottom, last.size, last.page, last.column, cells=2, whole=True
        )
        for line in table_lines(rows, above)
    ]


def _covered(piece: PrintedLine, columns: Columns) -> range:
    """Return the indices of the columns that a piece of a head stands above, in the middle of all of them."""
    under = [at for at, (left, right) in enumerate(columns) if left < piece.right and right > piece.left]
    middle = (piece.left + piece.right) / 2
    middles = [(left + right) / 2 for left, right in columns]
    if len(under) == 1:
        (left, right), near = columns[under[0]], _ALIGNED * piece.size
        if min(abs(piece.left - left), abs(piece.right - right), abs(middle - middles[under[0]])) < near:
            return range(under[0], under[0] + 1)
    spans = [(a, b) for a in range(len(columns)) for b in range(a, min(a + 4, len(columns)))]
    first, last = min(spans, key=lambda s: (round(abs((middles[s[0]] + middles[s[1]]) / 2 - middle), 1), s[1] - s[0]))
    return range(under[0], under[0] + 1) if len(under) == 1 and first == last else range(first, last + 1)
