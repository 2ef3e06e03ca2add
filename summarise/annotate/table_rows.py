"""Read rows of tables in a letter: each row is one line, with " | " between its cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from summarise.annotate.measure_words import unit_at
from summarise.column_heads import THERE
from summarise.lazy_pattern import lazy_pattern

__all__ = ["BAR", "cells_of", "heads_of_rows", "tells_a_figure"]

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


def cells_of(row: str) -> Iterator[tuple[int, str]]:
    """Yield the offset in `row` and the text of each cell."""
    at = 0
    for cell in row.split(BAR):
        yield at, cell
        at += len(cell) + len(BAR)


def heads_of_rows(sentences: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """Yield for each of the consecutive `sentences` the heads of the columns of its table; () for no row below heads.

    The heads are a row without digits that begins a series of rows with equally many cells.
    """
    heads: tuple[str, ...] = ()
    for sentence in sentences:
        cells = tuple(cell.strip() for _, cell in cells_of(sentence)) if BAR in sentence else ()
        if cells and len(cells) == len(heads):
            yield heads
            continue
        heads = () if _DIGIT.search(sentence) else cells
        yield ()


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
