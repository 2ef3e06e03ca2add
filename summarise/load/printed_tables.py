"""Reads the tables of a printed document whole: over the ends of pages, and with the unit that stands above them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.rows import table_lines
from summarise.load.unruled import with_unruled_tables

if TYPE_CHECKING:
    from summarise.load.glyphs import PrintedLine
    from summarise.load.rows import Cell

__all__ = ["PrintedTable", "with_whole_tables"]

_MOST_HEADS: Final = 6  # rows at the beginning of a table that may be heads of its columns
_SAME_EDGE: Final = 3.0  # points
_BARE: Final = lazy_pattern(r"(?!(?:19|20)\d\d$)[约近超]?\d[\d,，.]*(?:[-—–~～至]\d[\d,，.]*)?[余多]?")
"""A figure of a row; a year may be the head of a column."""


@dataclass(slots=True)
class PrintedTable:
    """A table between drawn lines on one page, and the x positions at which it begins and ends."""

    rows: list[list[Cell]]
    left: float
    right: float


def with_whole_tables(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Return the lines of a document with each table as rows that can be understood alone.

    `lines` are those of all pages, without running heads. Tables without drawn lines are found. A table with drawn
    lines that goes on at the top of the next page keeps its heads there.
    """
    done: list[PrintedLine] = []
    before: PrintedTable | None = None
    for _, group in groupby(with_unruled_tables(lines), lambda line: id(line.table)):
        found = list(group)
        table = found[0].table
        if table is None:
            before = None
            done += found
            continue
        heads = before.rows if before and done[-1].page + 1 == found[0].page and _goes_on(before, table) else []
        above = done[-1].shown if done and not heads else ""
        texts = _rows_below(heads, table.rows, above)
        done += [replace(found[min(at, len(found) - 1)], text=text) for at, text in enumerate(texts)]
        before = replace(table, rows=[*heads, *table.rows][:_MOST_HEADS])
    return done


def _goes_on(before: PrintedTable, table: PrintedTable) -> bool:
    """Return True if a table at the top of a page has the edges and columns of the one before, and no heads."""
    alike = abs(before.left - table.left) < _SAME_EDGE and abs(before.right - table.right) < _SAME_EDGE
    columns = [max((sum(cell.across for cell in row) for row in part.rows), default=0) for part in (before, table)]
    first = ["".join(line.text for line in cell.lines).strip() for cell in table.rows[0]] if table.rows else []
    return alike and columns[0] == columns[1] and any(map(_BARE.fullmatch, first[1:]))


def _rows_below(heads: list[list[Cell]], rows: list[list[Cell]], above: str) -> list[str]:
    """Return the texts of `rows`, which stand below the rows `heads` of the same table on the page before."""
    before = [line.text for line in table_lines(heads, above)]
    texts = [line.text for line in table_lines([*heads, *rows], above)]
    return texts[len(before) :] if texts[: len(before)] == before else [line.text for line in table_lines(rows, above)]
