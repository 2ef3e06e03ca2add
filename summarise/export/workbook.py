"""The tables as one Excel workbook: a sheet each, header frozen, filters set, dates and numbers real."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarise.errors import OutputError
from summarise.export.sheet_rows import RowXml
from summarise.export.tables import Cell, Column, Row, Table
from summarise.load.address import web_address
from summarise.reference import Reference
from summarise.wording import SETTLED

__all__ = ["Workbook"]

_MOST_ROWS = 1_048_575
_MOST_LINKS = 65_530
"""Links that Excel keeps on a sheet."""
_COLOURED = {"已到期": "overdue", "即将到期": "soon"}
"""States of a promise that a workbook colours, by their formats."""


class Workbook:
    """The tables as one workbook. With `page`, the address of a review page, references lead to their items there."""

    def __init__(self, tables: Sequence[Table[Any]], path: Path, page: str = "") -> None:
        import xlsxwriter

        # Rows go to disk as they come, so that a workbook of any size takes no more memory than a small one.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
        self._book = xlsxwriter.Workbook(str(path), options)
        # A fixed day: the same records give the same bytes.
        self._book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        formats = _formats(self._book)
        self._sheets = {
            table.name: _Sheet(self._book.add_worksheet(table.heading), table, formats, page) for table in tables
        }

    def add(self, table: Table[Any], row: Row) -> None:
        """Write one row of a table.

        Raises:
            OutputError: the table has more rows than a sheet.

        """
        self._sheets[table.name].add(row)

    def close(self, note: str) -> None:
        """End the workbook; `note` is under the rows of the first sheet, outside of its filters."""
        for sheet in self._sheets.values():
            sheet.close()
        if note:
            next(iter(self._sheets.values())).write_note(note)
        self._book.close()

    @property
    def cut(self) -> int:
        """How many cells were cut to Excel's length so far, each ending in …."""
        return sum(sheet.rows.cut for sheet in self._sheets.values())


def _formats(book: Any) -> dict[str, Any]:
    return {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "vcenter", "bg_color": "#EFEDE8"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "number": book.add_format({"num_format": "#,##0.######", "valign": "top"}),
        "integer": book.add_format({"num_format": "0", "valign": "top"}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "overdue": book.add_format({"bg_color": "#F8D7D3", "font_color": "#8C1D12", "bold": True}),
        "soon": book.add_format({"bg_color": "#FBEBC8", "font_color": "#6B4A00"}),
        "link": book.add_format({"font_color": "#17456F", "underline": 1, "valign": "top"}),
    }


class _Sheet:
    def __init__(self, sheet: Any, table: Table[Any], formats: dict[str, Any], page: str) -> None:
        from xlsxwriter.utility import xl_col_to_name

        self._sheet, self._table, self._formats, self._page = sheet, table, formats, page
        self._rows = self._links = 0
        letters = [xl_col_to_name(number) for number in range(len(table.columns))]
        self.rows = RowXml(table.columns, letters, lambda name: int(formats[name]._get_xf_index()))  # noqa: SLF001
        self._leading = [number for number, column in enumerate(table.columns) if column.name in {"url", "reference"}]
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for number, column in enumerate(table.columns):
            sheet.set_column(number, number, column.width)
        sheet.set_row(0, 22)
        for number, column in enumerate(table.columns):
            sheet.write_string(0, number, column.heading, formats["head"])
        sheet._write_single_row(1)  # noqa: SLF001 - the library writes the head, the rows below are not made by it
        sheet.ignore_write_string = True

    def add(self, row: Row) -> None:
        self._rows += 1
        if self._rows > _MOST_ROWS:
            raise OutputError(f"{self._table.name}: more rows than an Excel sheet holds; use --to parquet or csv")
        linked = [number for number in self._leading if self._link(number, row[number])]
        self._sheet.row_data_fh.write(self.rows.row(self._rows + 1, row, linked))

    def _link(self, number: int, cell: Cell) -> bool:
        """Make a link of a cell that leads somewhere."""
        address = _address(self._table.columns[number], cell, self._page)
        if not address or self._links >= _MOST_LINKS:
            return False
        self._sheet.write_url(self._rows, number, address)
        self._links += 1
        return True

    def close(self) -> None:
        self._sheet.ignore_write_string = False
        self._sheet._check_dimensions(self._rows, len(self._table.columns) - 1)  # noqa: SLF001 - how far its rows go
        self._sheet.autofilter(0, 0, max(1, self._rows), len(self._table.columns) - 1)
        self._colour_states()

    def _colour_states(self) -> None:
        """Colour a state that is due and not settled; by a rule of the sheet, so that it follows what people enter."""
        from xlsxwriter.utility import xl_col_to_name

        places = {column.name: number for number, column in enumerate(self._table.columns)}
        if not self._rows or not {"state", "verdict"} <= places.keys():
            return
        state, verdict = (f"${xl_col_to_name(places[name])}2" for name in ("state", "verdict"))
        open_ = ",".join(f'{verdict}<>"{word}"' for word in SETTLED)
        for word, name in _COLOURED.items():
            rule = {"type": "formula", "criteria": f'=AND({state}="{word}",{open_})', "format": self._formats[name]}
            self._sheet.conditional_format(1, places["state"], self._rows, places["state"], rule)

    def write_note(self, note: str) -> None:
        self._sheet.write_string(self._rows + 2, 0, note)


def _address(column: Column[Any], cell: Cell, page: str) -> str:
    """Return where a cell leads to, "" for nowhere."""
    if column.name == "url":
        return web_address(str(cell))
    if column.name != "reference" or not page:
        return ""
    named = Reference.parse(str(cell))
    return f"{page}#{named.text}/{named.place}" if named else f"{page}#{cell}"
