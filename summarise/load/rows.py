"""Table rows and list items as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.load.page_furniture import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["numbered", "row_lines", "row_texts"]

_LONGEST: Final = 240  # characters; a longer row is a layout, its cells columns of text


def row_lines(cells: Sequence[list[Line]]) -> list[Line]:
    """Return a row of data as one line, its cells apart by " | ", and a row of a layout as its cells in order."""
    filled = [cell for cell in cells if cell]
    together = sum(len(line.text) for cell in filled for line in cell)
    if len(filled) < 2 or any(len(cell) > 1 for cell in filled) or together > _LONGEST:  # noqa: PLR2004 - one cell is no row
        return [line for cell in filled for line in cell]
    parts = [cell[0] for cell in filled]
    return [
        Line(
            " | ".join(part.text for part in parts),
            sum(part.linked for part in parts),
            sum(part.links for part in parts),
            any(part.heading for part in parts),
        )
    ]


def row_texts(cells: Sequence[list[str]]) -> list[str]:
    """Return the texts of `row_lines` for cells that are plain lines."""
    return [line.text for line in row_lines([[Line(text) for text in cell if text] for cell in cells])]


def numbered(number: str, text: str) -> str:
    """Return a list item with its number, apart from it where the two would read as one number."""
    return f"{number} {text}" if number[-1:].isascii() and text[:1].isascii() else number + text
