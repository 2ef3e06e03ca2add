"""Writes tables as CSV files in which Excel shows Chinese text correctly."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarise.export.cells import SEPARATOR, defused
from summarise.export.sheet_rows import worded
from summarise.export.table import Cell, Row, Table
from summarise.ledger import digits

__all__ = ["CsvFiles", "CsvRows"]


class CsvRows:
    """Encodes rows for CSV files: each row becomes one line of text."""

    def encode(self, table: Table[Any], row: Row) -> str:  # noqa: ARG002 - all tables are written alike
        """Return a row as a CSV line, including the line end; `table` is not used."""
        line = io.StringIO()
        csv.writer(line).writerow([_written(cell) for cell in row])
        return line.getvalue()


class CsvFiles:
    """Writes one CSV file for each table, in UTF-8 with a byte order mark.

    Without this mark, Excel assumes another encoding.

    Args:
        tables: the tables with their files, by name.
        in_words: True for people: headings and values are in Chinese, as in a workbook. False for programs: the names
            of the columns, and the values of the record.

    """

    form, cut = CsvRows(), 0

    def __init__(self, tables: Mapping[str, tuple[Table[Any], Path]], *, in_words: bool = False) -> None:
        self._files = ExitStack()
        self._in_words = in_words
        self._file_of = {}
        for name, (table, path) in tables.items():
            self._file_of[name] = self._files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            csv.writer(self._file_of[name]).writerow(
                [column.heading if in_words else column.name for column in table.columns]
            )

    def add(self, table: Table[Any], row: Row) -> None:
        """Write one row of a table."""
        if self._in_words:
            row = tuple(worded(column.name, cell) for column, cell in zip(table.columns, row, strict=True))
        self.put(table.name, self.form.encode(table, row))

    def put(self, name: str, line: str) -> None:
        """Write one row to the table `name`; `line` is the row as `form.encode` returns it."""
        self._file_of[name].write(line)

    def close(self, note: str) -> None:  # noqa: ARG002 - a CSV file has no place for a note
        """Close the files. `note` is ignored, since a CSV file has no place for it."""
        self._files.close()

    def abandon(self) -> None:
        """Close the files without completing them."""
        self._files.close()


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(cell)
    if cell is None:
        return ""
    if isinstance(cell, tuple):
        return defused(SEPARATOR.join(cell))
    if isinstance(cell, Decimal):
        return digits(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)
