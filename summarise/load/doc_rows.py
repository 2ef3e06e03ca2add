"""Finds the table rows of a Word 97 file ([MS-DOC]): where they end, and the borders of their cells."""

from __future__ import annotations

import struct
from typing import Final

from summarise.load.doc_properties import PARAGRAPHS, Ranges, sprms
from summarise.load.spans import Joined, RowShape

__all__ = ["DocRows"]

_IN_TABLE, _ROW_END, _DEFINITION = 0x2416, 0x2417, 0xD608
_CELL: Final = 20  # bytes that describe a cell
_OVER_ROWS: Final = 0x60
_JOINED: Final[dict[int, Joined]] = {0x60: "begins", 0x20: "continues"}
"""Values of two bits of a cell that say how it is merged with other cells."""


class DocRows:
    """Finds which paragraphs of a document are in tables, by byte offset in the main stream."""

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
        bits = (cells[at * _CELL] & _OVER_ROWS if at * _CELL < len(cells) else 0 for at in range(count))
        return RowShape(borders, tuple(_JOINED.get(two, "") for two in bits))

    def _properties(self, place: int) -> dict[int, bytes]:
        return dict(sprms(self._paragraphs.at(place)[2:]))
