"""Table rows of a Word 97 file ([MS-DOC]): where they end, and which of their cells cover several rows or columns."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.load.doc_properties import PARAGRAPHS, Ranges, sprms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from summarise.load.rows import Cell

__all__ = ["DocRows", "RowShape", "spanning"]

_IN_TABLE, _ROW_END, _DEFINITION = 0x2416, 0x2417, 0xD608
_CELL: Final = 20  # bytes that describe a cell
_BEGINS, _GOES_ON = 0x60, 0x20
"""Two bits of a cell: it begins a cell over several rows, or belongs to the one above."""
_NEAR: Final = 60  # twips within which two borders are one


class RowShape(NamedTuple):
    """The borders of a row's cells from left to right, in twips, and how each cell is joined to those above or below.

    A row has one border more than cells.
    """

    borders: tuple[int, ...] = ()
    joined: tuple[int, ...] = ()


class DocRows:
    """The paragraphs of a document that are in tables, by byte offset in the main stream."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._paragraphs = Ranges(main, table, PARAGRAPHS)

    def in_cell(self, place: int) -> bool:
        """Return True if the paragraph that ends at `place` is in a table cell."""
        return bool(self._properties(place).get(_IN_TABLE, b"\0")[0])

    def ended(self, place: int) -> RowShape | None:
        """Return the shape of the row that ends at `place`, None if no row ends there."""
        properties = self._properties(place)
        if not properties.get(_ROW_END, b"\0")[0]:
            return None
        definition = properties.get(_DEFINITION, b"")[2:]
        count = definition[0] if definition else 0
        if len(definition) < 1 + 2 * (count + 1):
            return RowShape()
        borders = struct.unpack_from(f"<{count + 1}h", definition, 1)
        cells = definition[1 + 2 * (count + 1) :]
        joined = tuple(cells[at * _CELL] & _BEGINS if at * _CELL < len(cells) else 0 for at in range(count))
        return RowShape(borders, joined)

    def _properties(self, place: int) -> dict[int, bytes]:
        return dict(sprms(self._paragraphs.at(place)[2:]))


def spanning(rows: Sequence[tuple[list[Cell], RowShape | None]]) -> list[list[Cell]]:
    """Return a table's rows with cells that cover several columns or rows; a cell that continues another is left out.

    Rows whose shape is unknown, or does not fit their cells, stay as they are.
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
            if joined == _GOES_ON and left in open_:
                open_[left].down += 1
                continue
            cell.across = max(right - left, 1)
            open_.pop(left, None)
            if joined == _BEGINS:
                open_[left] = cell
            kept.append(cell)
        table.append(kept)
    return table
