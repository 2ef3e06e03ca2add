"""Leave what exists already out of a table row that also has other figures, before its marks of tense are read."""

from __future__ import annotations

from summarise.annotate.table_rows import BAR, cells_of
from summarise.column_heads import THERE
from summarise.lazy_pattern import lazy_pattern

__all__ = ["without_existing"]

_HEADED_AS_THERE = lazy_pattern(rf"[^，。；:\d]{{0,24}}{THERE}[^，。；:]{{0,12}}:")
_FIGURE = lazy_pattern(r"\d")


def without_existing(text: str) -> str:
    """Return a normalised table row with spaces for the cells under a head such as 现有床位.

    Return the text unchanged if it is no row, or if no other cell has a figure.
    """
    if BAR not in text:
        return text
    cells = list(cells_of(text))
    there = {at for at, cell in cells if _HEADED_AS_THERE.match(cell)}
    if not there or not any(at not in there and _FIGURE.search(cell) for at, cell in cells):
        return text
    for at, cell in cells:
        if at in there:
            text = text[:at] + " " * len(cell) + text[at + len(cell) :]
    return text
