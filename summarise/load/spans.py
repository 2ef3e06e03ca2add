"""Finds table cells that cover several rows or columns, and leaves out the cells of hidden columns."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from summarise.load.rows import Cell

__all__ = ["Joined", "RowShape", "spanning", "without_columns"]

_NEAR: Final = 60  # twips within which two borders are one

Joined = Literal["", "begins", "continues"]
"""How a cell is merged: "begins" starts a merged cell, "continues" belongs to the cell above, "" is not merged."""


class RowShape(NamedTuple):
    """The borders of a row's cells from left to right in twips, and how each cell is merged with those above or below.

    A row has one border more than cells.
    """

    borders: tuple[int, ...] = ()
    joined: tuple[Joined, ...] = ()


def spanning(rows: Sequence[tuple[list[Cell], RowShape | None]]) -> list[list[Cell]]:
    """Return all rows of a table, with the number of columns and rows that each cell covers set in the cell.

    A cell that continues the cell above is left out. Rows whose shape is unknown, or does not fit their cells, are
    returned unchanged.
    """
    places: list[int] = []
    for place in sorted({border for _, shape in rows if shape for border in shape.borders}):
        if not places or place - places[-1] > _NEAR:
            places.append(place)
    open_: dict[int, Cell] = {}
    table = []
    for cells, shape in rows:
        if shape is None or len(shape.borders) != len(cells) + 1:
            table.append(cells)
            continue
        kept = []
        borders = [bisect_right(places, border + _NEAR) for border in shape.borders]
        for cell, left, right, joined in zip(cells, borders, borders[1:], shape.joined, strict=False):
            if joined == "continues" and left in open_:
                open_[left].down += 1
                continue
            cell.across = max(right - left, 1)
            open_.pop(left, None)
            if joined:
                open_[left] = cell
            kept.append(cell)
        table.append(kept)
    return table


def without_columns(rows: Sequence[Sequence[Cell]], hidden: Collection[int]) -> list[list[Cell]]:
    """Return the rows of a table without the columns `hidden`, which are counted from 0.

    A cell over several columns is left out if all of them are hidden.
    """
    open_: dict[int, int] = {}
    table = []
    for row in rows:
        kept: list[Cell] = []
        place = 0
        covered: dict[int, int] = {}
        for cell in row:
            while open_.get(place, 0) > 0:
                place += 1
            columns = range(place, place + cell.across)
            shown = sum(column not in hidden for column in columns)
            if shown:
                kept.append(replace(cell, across=shown))
            if cell.down > 1:
                covered |= dict.fromkeys(columns, cell.down)
            place += cell.across
        open_ = {column: left - 1 for column, left in (open_ | covered).items() if left > 1}
        table.append(kept)
    return table
