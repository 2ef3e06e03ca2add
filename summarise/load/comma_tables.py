"""Finds tables in lines of text with commas between the cells, and puts tabs in the places of these commas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.wrapping import Broken

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["with_tabs_for_commas"]

_COMMA: Final = lazy_pattern("[,，]")
_HEAD: Final = lazy_pattern(r"(?:(?:19|20)\d\d年)?[^\d。；：:“”]{1,12}(?:[（(][^（）()\d]{1,10}[)）])?")
_FIGURE: Final = lazy_pattern(
    r"[约近超]?\d[\d.]*(?:[-—–~～至]\d[\d.]*)?[余多]?[百千]?[万亿]?[^\s\d，。；：|]{0,4}(?:以上|以内|左右)?"
)
_ENDS_A_SENTENCE: Final = lazy_pattern(r"[。；：！？;:]\s*$")
_LONGEST: Final = 400
"""Maximum number of characters of a line that is a row of a table."""
_CELLS: Final = 3
_LINES: Final = 3
"""Minimum number of cells of a row and of lines of a table: commas are common in prose."""


def with_tabs_for_commas(lines: Sequence[Broken]) -> Sequence[Broken]:
    """Return the lines, with tabs in place of the commas between the cells of each table that has them.

    Such a table has a line of heads without figures and at least two rows with equally many cells, none of them ended
    like a sentence, and a figure in each row.
    """
    rows = [_cells(line.text) for line in lines]
    done = list(lines)
    at = 0
    while at < len(rows):
        end = at + 1
        if rows[at] and all(map(_HEAD.fullmatch, rows[at])):
            while end < len(rows) and len(rows[end]) == len(rows[at]) and any(map(_FIGURE.fullmatch, rows[end])):
                end += 1
            if end - at >= _LINES:
                done[at:end] = [Broken("\t".join(row)) for row in rows[at:end]]
        at = end
    return done


def _cells(line: str) -> list[str]:
    """Return the cells of a line between commas; [] if it has too few or reads like a sentence."""
    if len(line) > _LONGEST or _ENDS_A_SENTENCE.search(line):
        return []
    cells = [cell.strip() for cell in _COMMA.split(line)]
    return cells if len(cells) >= _CELLS and all(cells) else []
