"""Writes the rows of a workbook's sheet as XML. Calling a library for each cell would make the export much slower."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple

from summarise.due import DUE_SOON, NO_DEADLINE, NOT_DUE, OVERDUE, SOON
from summarise.export.cells import SEPARATOR, defused
from summarise.export.columns import COMPARATORS
from summarise.export.table import Cell, Row, Table
from summarise.ledger import digits
from summarise.reference import Reference
from summarise.web_address import web_address
from summarise.wording import BASIS, CERTAINTY, COMPARISONS, ENGINES, PROPOSAL_KINDS

__all__ = ["LONGEST_CELL", "SheetRow", "SheetRows", "worded"]

LONGEST_CELL: Final = 32_767
"""Maximum number of characters (UTF-16 code units) that Excel accepts in a cell."""
_EXACT_DIGITS: Final = 15
"""Number of significant digits that Excel keeps."""
_ALL_EXACT: Final = 10**_EXACT_DIGITS
"""Every whole number below has no more digits."""
_FIRST_DAY: Final = date(1900, 3, 1)
"""First date for which Excel's day numbers are right; earlier ones are wrong by a day."""
_DAY_0: Final = date(1899, 12, 30)
_NUMBER: Final = "\0"
"""Placeholder for the row number, which is not known yet. It occurs in no cell."""
_LEADING: Final = {"url", "reference"}
"""Names of the columns whose cells are links."""
_WORDS: Final = (
    CERTAINTY
    | BASIS
    | ENGINES
    | {kind: word for kind, word in PROPOSAL_KINDS.items() if kind}
    | {name: COMPARISONS[sign] for sign, name in COMPARATORS.items()}
)
_WORDED: Final = {"certainty", "basis", "comparator", "proposal_kind", "engine"}
"""Names of the columns whose values are shown as Chinese words."""
_SPECIAL: Final = re.compile("[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9a-fA-F]{4}_")
"""Matches XML signs, control characters, and text that Excel reads as a character code; all must be escaped."""


_EMPTY: Final = (None, "", ())
_RECENT: Final = 256
"""Size of the cache of encoded texts; the rows of a record repeat many texts."""


def worded(column: str, cell: Cell) -> Cell:
    """Return a cell as a Chinese word if the values of its column, given by name, are shown as such."""
    return _WORDS.get(cell, cell) if column in _WORDED and isinstance(cell, str) else cell


class SheetRow(NamedTuple):
    """A row of a sheet as XML without its row number, which `numbered` inserts."""

    xml: str
    links: tuple[tuple[int, str], ...] = ()
    """Column (from 0) and target address of each cell that is a link."""
    plain: str = ""
    """The XML of the same row without links, used when the sheet has reached Excel's maximum of links."""
    cut: int = 0
    """Number of cells that were shortened to Excel's maximum length; each of them ends in …."""

    def numbered(self, number: int, *, linked: bool) -> str:
        """Return the XML of the row with this row number (from 1); include links if `linked` is true."""
        return (self.xml if linked or not self.links else self.plain).replace(_NUMBER, str(number))


class SheetRows:
    """Encodes the rows of a workbook as XML.

    Args:
        page: address of the review page that references link to; "" for no such links.
        styles: numbers of the workbook's formats by name.

    """

    def __init__(self, page: str, styles: Mapping[str, int]) -> None:
        self._page, self._styles = page, styles
        self._tables: dict[str, _TableXml] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        return SheetRows, (self._page, self._styles)

    def encode(self, table: Table[Any], row: Row) -> SheetRow:
        """Return the XML of a row of `table`."""
        if table.name not in self._tables:
            self._tables[table.name] = _TableXml(table, self._page, self._styles)
        return self._tables[table.name].row(row)


class _TableXml:
    """Makes the XML of rows of one table."""

    def __init__(self, table: Table[Any], page: str, styles: Mapping[str, int]) -> None:
        self._columns, self._page, self._styles = table.columns, page, styles
        self._own = len(table.own)
        self._begins = [f'<c r="{_letters(place)}{_NUMBER}' for place in range(len(self._columns))]
        self._leading = [place for place, column in enumerate(self._columns) if column.name in _LEADING]
        self._is_worded = [column.name in _WORDED for column in self._columns]
        self._empty = self._empty_cells()
        self._text = lru_cache(_RECENT)(self._text_of)
        self._of_record = lru_cache(_RECENT)(self._cells)  # the rows of a record share these cells
        self._address = lru_cache(_RECENT)(partial(_address, page))
        self._cut_cells = 0

    def row(self, row: Row) -> SheetRow:
        links = tuple(
            (place, address)
            for place in self._leading
            if (address := self._address(self._columns[place].name, row[place]))
        )
        xml, cut = self._row(row, tuple([place for place, _ in links]))
        return SheetRow(xml, links, self._row(row, ())[0] if links else "", cut)

    def _row(self, row: Row, linked: tuple[int, ...]) -> tuple[str, int]:
        """Return the XML of a row, and how many cells are cut; `linked` are the columns whose cells are links."""
        own, of_own = self._cells(0, row[: self._own], linked)
        shared, of_shared = self._of_record(self._own, row[self._own :], linked)
        return f'<row r="{_NUMBER}">{own}{shared}</row>' if own or shared else "", of_own + of_shared

    def _cells(self, first: int, cells: Row, linked: tuple[int, ...]) -> tuple[str, int]:
        """Do the same for the cells from the column `first` on."""
        before = self._cut_cells
        written = [
            f"{self._begins[place]}{self._content(place, cell, 'link' if place in linked else '')}</c>"
            if cell or cell not in _EMPTY
            else self._empty[place]
            for place, cell in enumerate(cells, first)
        ]
        return "".join(written), self._cut_cells - before

    def _empty_cells(self) -> list[str]:
        """Return what each column writes for an empty cell: nothing, but a formula for the state of a deadline."""
        deadline = next((_letters(at) for at, one in enumerate(self._columns) if one.name == "deadline"), "")
        state = f'" s="{self._styles["text"]}" t="str"><f>{_state(f"{deadline}{_NUMBER}")}</f><v></v></c>'
        return [
            f"{begin}{state}" if column.kind == "state" else ""
            for begin, column in zip(self._begins, self._columns, strict=True)
        ]

    def _content(self, place: int, cell: Cell, look: str) -> str:
        """Return the XML of a cell after its address; `look` names the format, "" for the usual one."""
        if type(cell) is str:
            if len(cell) > LONGEST_CELL // 2:
                cell = self._cut(cell)
            return self._text(cell, look or "text", self._is_worded[place])
        if isinstance(cell, date) and cell >= _FIRST_DAY:
            return f'" s="{self._styles["date"]}"><v>{(cell - _DAY_0).days}</v>'
        if type(cell) is int and -_ALL_EXACT < cell < _ALL_EXACT:
            look = "integer" if self._columns[place].kind == "integer" else "whole"
            return f'" s="{self._styles[look]}"><v>{cell}</v>'
        if isinstance(cell, int | Decimal) and len(Decimal(cell).normalize().as_tuple().digits) <= _EXACT_DIGITS:
            kind = self._columns[place].kind
            look = kind if kind == "integer" or cell != int(cell) else "whole"
            return f'" s="{self._styles[look]}"><v>{float(cell):.16G}</v>'
        return self._text(self._cut(_text(cell)), look or "text", False)

    def _cut(self, text: str) -> str:
        """Return the text, shortened and ended by … if it is too long for a cell."""
        text = defused(text)  # before its length is taken
        if len(text) <= LONGEST_CELL // 2 or len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
            return text
        self._cut_cells += 1
        return text[: LONGEST_CELL // 2] + "…"  # half of the length is certain to fit, whatever the characters

    def _text_of(self, text: str, look: str, is_worded: bool) -> str:
        text = _WORDS.get(text, text) if is_worded else defused(text)
        if _SPECIAL.search(text):
            text = _SPECIAL.sub(_escaped, text)
        kept = ' xml:space="preserve"' if text != text.strip() else ""
        return f'" s="{self._styles[look]}" t="inlineStr"><is><t{kept}>{text}</t></is>'


def _state(deadline: str) -> str:
    """Return an Excel formula that shows the state of the deadline in the cell `deadline`: past, near or to come.

    Excel computes it when the workbook is opened.
    """
    later = f'IF({deadline}&lt;=TODAY()+{SOON.days},"{DUE_SOON}","{NOT_DUE}")'
    return f'IF({deadline}="","{NO_DEADLINE}",IF({deadline}&lt;TODAY(),"{OVERDUE}",{later}))'


def _letters(place: int) -> str:
    """Return the name of the column with this number from 0: A to Z, then AA."""
    before, last = divmod(place, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + last)


def _address(page: str, column: str, cell: Cell) -> str:
    """Return the address that a cell links to; "" for no link."""
    if column == "url":
        return web_address(str(cell))
    if not page:
        return ""
    named = Reference.parse(str(cell))
    return f"{page}#{named.text}/{named.place}" if named else f"{page}#{cell}"


def _text(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return SEPARATOR.join(cell)
    return digits(cell) if isinstance(cell, Decimal) else str(cell)


_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _escaped(found: re.Match[str]) -> str:
    """Return the escaped form of a matched XML sign, control character or character code."""
    sign = found[0]
    if len(sign) > 1:
        return f"_x005F{sign}"
    return _ENTITIES.get(sign) or f"_x{ord(sign):04X}_"
