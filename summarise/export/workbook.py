"""Writes the tables as one Excel workbook.

Each table is a sheet with a frozen header and filters. Dates and numbers are stored as such, not as text.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from summarise.due import DUE_SOON, OVERDUE
from summarise.errors import OutputError
from summarise.export.sheet_rows import SheetRow, SheetRows
from summarise.export.table import Row, Table
from summarise.wording import SETTLED

__all__ = ["Workbook"]

_MOST_ROWS = 1_048_575
_MOST_LINKS = 65_530
"""Maximum number of links on a sheet in Excel."""
_OF_CELLS = ("text", "date", "number", "integer", "whole", "link")
_COLOURED = {OVERDUE: "overdue", DUE_SOON: "soon"}
"""States of a promise that are coloured in a workbook, with the name of their format."""


class _Draft(io.FileIO):
    """A file that stores its first write error in `error` and does not raise it.

    If it raised the error, the archive that is still open in it would print a traceback.
    """

    error: OSError | None = None

    def write(self, data: Any) -> int:
        """Write all of `data`; write nothing after the first error."""
        rest = memoryview(data).cast("B")
        while rest and self.error is None:
            try:
                rest = rest[super().write(rest) :]
            except OSError as error:
                self.error = error
        return len(data)


class Workbook:
    """An Excel workbook with one sheet for each table.

    `page` is the address of the review page that references link to; "" for no such links.
    """

    def __init__(self, tables: Sequence[Table[Any]], path: Path, page: str = "") -> None:
        import xlsxwriter

        # Rows go to disk as they come, so that a workbook of any size takes no more memory than a small one.
        options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
        self._path = path
        self._book = xlsxwriter.Workbook(str(path), options)
        # A fixed day: the same records give the same bytes.
        self._book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)})
        formats = _formats(self._book)
        self._sheets = {table.name: _Sheet(self._book.add_worksheet(table.heading), table, formats) for table in tables}
        # A format's number is all that a row holds of it.
        self.form = SheetRows(page, {name: int(formats[name]._get_xf_index()) for name in _OF_CELLS})  # noqa: SLF001

    def add(self, table: Table[Any], row: Row) -> None:
        """Write one row of a table.

        Raises:
            OutputError: the table has more rows than a sheet can hold.

        """
        self.put(table.name, self.form.encode(table, row))

    def put(self, name: str, row: SheetRow) -> None:
        """Write one row to the table `name`; `row` is the result of `form.encode`. Raise the same errors as `add`."""
        self._sheets[name].put(row)

    def close(self, note: str) -> None:
        """Finish the file. If `note` is not "", write it below the rows of the first sheet, outside of its filters.

        Raises:
            OSError: the disk is full, or the file cannot be written for another reason.

        """
        for sheet in self._sheets.values():
            sheet.close()
        if note:
            next(iter(self._sheets.values())).write_note(note)
        with _Draft(self._path, "w") as draft:
            self._book.filename = draft  # read when the book is closed
            self._book.close()
        if draft.error is not None:
            raise draft.error

    def abandon(self) -> None:
        """Close the workbook without completing it, and delete its temporary files."""
        for sheet in self._sheets.values():
            sheet.abandon()

    @property
    def cut(self) -> int:
        """Number of cells that were shortened so far to Excel's maximum length; each of them ends in …."""
        return sum(sheet.cut for sheet in self._sheets.values())


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
    def __init__(self, sheet: Any, table: Table[Any], formats: dict[str, Any]) -> None:
        self._sheet, self._table, self._formats = sheet, table, formats
        self._rows = self._links = self.cut = 0
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

    def put(self, row: SheetRow) -> None:
        self._rows += 1
        if self._rows > _MOST_ROWS:
            raise OutputError(f"{self._table.name}: more rows than an Excel sheet holds; use --to parquet or csv")
        linked = self._links + len(row.links) <= _MOST_LINKS
        for place, address in row.links if linked else ():
            self._sheet.write_url(self._rows, place, address)
            self._links += 1
        self._sheet.row_data_fh.write(row.numbered(self._rows + 1, linked=linked))
        self.cut += row.cut

    def abandon(self) -> None:
        self._sheet.row_data_fh.close()
        Path(self._sheet.row_data_filename).unlink(missing_ok=True)

    def close(self) -> None:
        self._sheet.ignore_write_string = False
        self._sheet._check_dimensions(self._rows, len(self._table.columns) - 1)  # noqa: SLF001 - how far its rows go
        self._sheet.autofilter(0, 0, max(1, self._rows), len(self._table.columns) - 1)
        self._colour_states()

    def _colour_states(self) -> None:
        """Colour the state of each promise that is due soon or overdue and that no verdict has settled.

        The colours come from conditional formatting, so they change when people enter verdicts.
        """
        from xlsxwriter.utility import xl_col_to_name

        places = {column.name: number for number, column in enumerate(self._table.columns)}
        if not self._rows or "state" not in places:
            return
        first = {name: f"${xl_col_to_name(place)}2" for name, place in places.items()}
        verdict = first.get("verdict")
        open_ = [f'{verdict}<>"{word}"' for word in SETTLED] if verdict else []
        for word, name in _COLOURED.items():
            holds = ",".join([f'{first["state"]}="{word}"', *open_])
            rule = {"type": "formula", "criteria": f"=AND({holds})", "format": self._formats[name]}
            self._sheet.conditional_format(1, places["state"], self._rows, places["state"], rule)

    def write_note(self, note: str) -> None:
        self._sheet.write_string(self._rows + 2, 0, note)
