"""Read rows of tables in a letter: each row is one line, with " | " between its cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from summarise.annotate.measure_words import unit_at
from summarise.annotated import Sentence
from summarise.column_heads import THERE
from summarise.lazy_pattern import lazy_pattern

__all__ = ["BAR", "Row", "cells_of", "rows_of", "tells_a_figure"]

BAR = " | "
_HEAD = r"(?:(?:19|20)\d\d年|[^\d|:：])"
"""Pattern of a part of a column heading: a year, or a character that is no digit, bar or colon."""
_FIGURE = lazy_pattern(
    rf"(?:{_HEAD}{{0,26}}[:：])?"
    r"(?:约|近|超|>=|≥)?\d[\d,，.]*(?:[-—~至]\d[\d.]*)?[余多]?[百千]?[万亿]?"
)
_UNIT_IN_FRONT = lazy_pattern(r"[(（][^()（）\d]{1,8}[)）][:：]")
_TELLING_HEAD = lazy_pattern(
    r"(?:(?:19|20)\d\d年|[\u4e00-\u9fff]){2,16}[(（][^()（）\d]{1,8}[)）][:：]"
    rf"|[^|:：]{{0,16}}(?:(?:19|20)\d\d年|{THERE}|拟|计划|目标|完成)[^|:：\d]{{0,8}}[:：]"
)
"""A column heading that names what is counted, or separates existing from planned things: 造林（万亩）：1.2,
现有：12处."""
_TAIL = lazy_pattern(r"(?:以上|以内|以下|左右)?$")
_OF_PAGES = frozenset(["次", "年", "天", "日", "个月", "号", "度", "分", "岁"])
"""Units in tables that belong to the web page and not to the letter: 浏览 58次."""
_THING = lazy_pattern(r"[\u4e00-\u9fff]{3}")
_DIGIT = lazy_pattern(r"\d")


class Row(NamedTuple):
    """The row of a table that a sentence is in, with the heads of the columns of the table; () if it has none.

    `first` is the index of the first sentence of the row, whose line may have several. `text` is "" outside tables.
    """

    first: int
    text: str = ""
    heads: tuple[str, ...] = ()


def cells_of(row: str) -> Iterator[tuple[int, str]]:
    """Yield the offset in `row` and the text of each cell, without the bars around a row in Markdown.

    The last cell of another row may be empty.
    """
    begin, end = BAR.lstrip(), BAR.rstrip()
    framed = row.startswith(begin) and row.endswith(end)
    at = len(begin) if framed else 0
    inner = row[at:].removesuffix(end) if framed else f"{row} " if row.endswith(end) else row
    for cell in inner.split(BAR):
        yield at, cell
        at += len(cell) + len(BAR)


def rows_of(sentences: Sequence[Sentence], text: str) -> Iterator[Row]:
    """Yield the row of each sentence; `text` is the normalised text of their document.

    The heads are a row without digits that begins a series of rows with equally many cells. A row with fewer cells, and
    one line without bars, may stand between the others.
    """
    heads: tuple[str, ...] = ()
    between = 0
    for _, line in groupby(enumerate(sentences), key=lambda item: item[1].paragraph):
        inside = list(line)
        (first, begin), (_, end) = inside[0], inside[-1]
        row = text[begin.start : end.end]
        cells = tuple(cell.strip() for _, cell in cells_of(row)) if BAR in row else ()
        below: tuple[str, ...] = ()
        if cells and len(cells) == len(heads) and between <= 1:
            below = heads
        elif len(cells) > len(heads) or (cells and between > 1):
            heads = () if _DIGIT.search(row) else cells
        between = 0 if cells else between + 1
        yield from (Row(first, row, below) if cells else Row(index) for index, _ in inside)


def tells_a_figure(row: str) -> bool:
    """Return True if a cell of a row is a number with its unit, and a cell names what is counted or measured."""
    cells = [cell.strip() for _, cell in cells_of(row)]
    figures = [_is_figure(cell) for cell in cells]
    names = any((_TELLING_HEAD if figure else _THING).match(cell) for cell, figure in zip(cells, figures, strict=True))
    return names and any(figures)


def _is_figure(cell: str) -> bool:
    found = _FIGURE.match(cell)
    if found is None:
        return False
    if _UNIT_IN_FRONT.search(cell):
        return True
    unit = unit_at(cell, found.end())
    return unit is not None and unit[0] not in _OF_PAGES and _TAIL.match(cell, unit[1]) is not None
