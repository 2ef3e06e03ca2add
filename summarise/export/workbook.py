"""The tables as one Excel workbook: a sheet each, header frozen, filters set, dates and numbers real."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarise.errors import OutputError
from summarise.export.cells import SEPARATOR, defused
from summarise.export.tables import COMPARATORS, Cell, Column, Table
from summarise.ledger import digits
from summarise.load.address import web_address
from summarise.reference import Reference
from summarise.wording import BASIS, CERTAINTY, COMPARISONS, ENGINES, PROPOSAL_KINDS

__all__ = ["LONGEST_CELL", "write_workbook"]

LONGEST_CELL = 32_767
"""Characters that Excel takes in a cell."""
_MOST_ROWS = 1_048_575
_MOST_LINKS = 65_530
"""Links that Excel keeps on a sheet."""
_EXACT_DIGITS = 15
"""Digits of a number that Excel keeps."""
_FIRST_DAY = date(1900, 3, 1)
"""Before it, Excel's calendar is off by a day."""
_WORDS = (
    CERTAINTY
    | BASIS
    | ENGINES
    | {kind: word for kind, word in PROPOSAL_KINDS.items() if kind}
    | {name: COMPARISONS[sign] for sign, name in COMPARATORS.items()}
)
_WORDED = {"certainty", "basis", "comparator", "proposal_kind", "engine"}
"""Columns whose fixed values are shown in Chinese."""


def write_workbook(tables: tuple[Table, ...], path: Path, note: str = "", page: str = "") -> int:
    """Write the workbook and return how many cells were cut to Excel's length, each ending in ….

    `note` stands under the rows of the first sheet, outside of its filters. With `page`, the address of a review page,
    references lead to their items there.

    Raises:
        OutputError: a table has more rows than a sheet.

    """
    import xlsxwriter

    for table in tables:
        if len(table.rows) > _MOST_ROWS:
            raise OutputError(
                f"{table.name}: {len(table.rows)} rows are more than an Excel sheet holds; use --to parquet"
            )
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    # A fixed day: the same records give the same bytes.
    book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
    formats = {
        "head": book.add_format({"bold": True, "bottom": 1, "valign": "vcenter", "bg_color": "#EFEDE8"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "number": book.add_format({"num_format": "#,##0.######", "valign": "top"}),
        "integer": book.add_format({"num_format": "0", "valign": "top"}),
        "whole": book.add_format({"num_format": "#,##0", "valign": "top"}),
        "link": book.add_format({"font_color": "#17456F", "underline": 1, "valign": "top"}),
    }
    cut = sum(_write_sheet(book.add_worksheet(table.heading), table, formats, page) for table in tables)
    if note and tables:
        book.worksheets()[0].write_string(len(tables[0].rows) + 2, 0, note)
    book.close()
    return cut


def _write_sheet(sheet: Any, table: Table, formats: dict[str, Any], page: str) -> int:
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_row(0, 22)
    for number, column in enumerate(table.columns):
        sheet.set_column(number, number, column.width)
        sheet.write_string(0, number, column.heading, formats["head"])
    cut = links = 0
    for row_number, row in enumerate(table.rows, start=1):
        for number, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            address = _address(column, cell, page)
            if address and links < _MOST_LINKS:
                sheet.write_url(row_number, number, address, formats["link"], str(cell))
                links += 1
            else:
                cut += _write_cell(sheet, (row_number, number), column, cell, formats)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    return cut


def _address(column: Column, cell: Cell, page: str) -> str:
    """Where a cell leads to, "" for nowhere."""
    if column.name == "url":
        return web_address(str(cell))
    if column.name != "reference" or not page:
        return ""
    named = Reference.parse(str(cell))
    return f"{page}#{named.text}/{named.place}" if named else f"{page}#{cell}"


def _write_cell(sheet: Any, at: tuple[int, int], column: Column, cell: Cell, formats: dict[str, Any]) -> bool:
    """Write one cell; True if it had to be cut."""
    if cell is None or cell in {"", ()}:
        return False
    if isinstance(cell, date) and cell >= _FIRST_DAY:
        sheet.write_datetime(*at, datetime(cell.year, cell.month, cell.day), formats["date"])  # noqa: DTZ001 - a day has no zone
        return False
    if isinstance(cell, int | Decimal) and len(Decimal(cell).normalize().as_tuple().digits) <= _EXACT_DIGITS:
        whole = cell == int(cell)
        sheet.write_number(*at, float(cell), formats[column.kind if column.kind == "integer" or not whole else "whole"])
        return False
    text = _text(column, cell)
    cut = len(text.encode("utf-16-le")) // 2 > LONGEST_CELL
    # Half of the length is certain to fit, whatever the characters.
    sheet.write_string(*at, text[: LONGEST_CELL // 2] + "…" if cut else text, formats["text"])
    return cut


def _text(column: Column, cell: Cell) -> str:
    if isinstance(cell, tuple):
        return defused(SEPARATOR.join(cell))
    if isinstance(cell, Decimal):
        return digits(cell)
    text = str(cell)
    return _WORDS.get(text, text) if column.name in _WORDED else defused(text)
