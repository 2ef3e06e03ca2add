"""Rows of a sheet as the XML of a workbook: a library's call for each cell takes most of an export's time."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Final

from summarise.export.cells import SEPARATOR, defused
from summarise.export.tables import COMPARATORS, Cell, Column, Row
from summarise.ledger import digits
from summarise.wording import BASIS, CERTAINTY, COMPARISONS, ENGINES, PROPOSAL_KINDS

__all__ = ["LONGEST_CELL", "RowXml"]

LONGEST_CELL: Final = 32_767
"""Characters that Excel takes in a cell."""
_EXACT_DIGITS: Final = 15
"""Digits of a number that Excel keeps."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""Before it, Excel's calendar is off by a day."""
_DAY_0: Final = date(1899, 12, 30)
_WORDS: Final = (
    CERTAINTY
    | BASIS
    | ENGINES
    | {kind: word for kind, word in PROPOSAL_KINDS.items() if kind}
    | {name: COMPARISONS[sign] for sign, name in COMPARATORS.items()}
)
_WORDED: Final = {"certainty", "basis", "comparator", "proposal_kind", "engine"}
"""Columns whose fixed values are shown in Chinese."""
_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
"""What cannot stand in a cell's XML as it is: signs of XML, and what Excel reads as the code of a character."""


_EMPTY: Final = (None, "", ())
_RECENT: Final = 256
"""Texts that are remembered as they were written: the rows of a record repeat what is said of it."""


class RowXml:
    """Makes rows of one table.

    Args:
        columns: of the table.
        letters: name of each column in a sheet.
        style: number of a format, by its name.

    """

    def __init__(self, columns: Sequence[Column[Any]], letters: Sequence[str], style: Callable[[str], int]) -> None:
        self._columns, self._style = columns, cache(style)
        self._begins = [f'<c r="{letter}' for letter in letters]
        self._is_worded = [column.name in _WORDED for column in columns]
        self._text = lru_cache(_RECENT)(self._text_of)
        self.cut = 0
        """How many cells were cut to Excel's length so far, each ending in …."""

    def row(self, number: int, row: Row, linked: Sequence[int] = ()) -> str:
        """Return the XML of the row with this number, counted from 1; cells of the columns `linked` look like links."""
        written = [
            f"{begin}{number}{self._content(place, cell, 'link' if place in linked else '')}</c>"
            for place, (begin, cell) in enumerate(zip(self._begins, row, strict=True))
            if cell not in _EMPTY
        ]
        return f'<row r="{number}">{"".join(written)}</row>' if written else ""

    def _content(self, place: int, cell: Cell, look: str) -> str:
        """Return what follows a cell's address."""
        if type(cell) is str:
            if len(cell) > LONGEST_CELL // 2:
                cell = self._cut(cell)
            return self._text(cell, look or "text", is_worded=self._is_worded[place])
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            return f'" s="{self._style("date")}"><v>{(cell - _DAY_0).days}</v>'
        if isinstance(cell, int | Decimal) and len(Decimal(cell).normalize().as_tuple().digits) <= _EXACT_DIGITS:
            kind = self._columns[place].kind
            look = kind if kind == "integer" or cell != int(cell) else "whole"
            return f'" s="{self._style(look)}"><v>{float(cell):.16G}</v>'
        return self._text(self._cut(_text(cell)), look or "text", is_worded=False)

    def _cut(self, text: str) -> str:
        """Return what of a text fits into a cell."""
        text = defused(text)  # before its length is taken
        if len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
            return text
        self.cut += 1
        return text[: LONGEST_CELL // 2] + "…"  # half of the length is certain to fit, whatever the characters

    def _text_of(self, text: str, look: str, *, is_worded: bool) -> str:
        text = _WORDS.get(text, text) if is_worded else defused(text)
        if _SPECIAL.search(text):
            text = _SPECIAL.sub(_escaped, text)
        kept = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
        return f'" s="{self._style(look)}" t="inlineStr"><is><t{kept}>{text}</t></is>'


def _text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return SEPARATOR.join(cell)
    return digits(cell) if isinstance(cell, Decimal) else str(cell)


_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _escaped(found: re.Match[str]) -> str:
    """Return a sign of XML as an entity, a code as text, any other sign as its code."""
    sign = found[0]
    if len(sign) > 1:
        return f"_x005F{sign}"
    return _ENTITIES.get(sign) or f"_x{ord(sign):04X}_"
