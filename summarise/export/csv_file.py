"""Tables as comma-separated values that Excel opens with its Chinese intact."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from contextlib import ExitStack
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarise.export.cells import SEPARATOR, defused
from summarise.export.tables import Cell, Row, Table
from summarise.ledger import digits

__all__ = ["CsvFiles"]


class CsvFiles:
    """A file a table: UTF-8 with its mark in front, without which Excel takes another encoding."""

    cut = 0

    def __init__(self, tables: Mapping[str, tuple[Table[Any], Path]]) -> None:
        self._files = ExitStack()
        self._writers = {}
        for name, (table, path) in tables.items():
            file = self._files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
            self._writers[name] = csv.writer(file)
            self._writers[name].writerow([column.name for column in table.columns])

    def add(self, table: Table[Any], row: Row) -> None:
        """Write one row of a table."""
        self._writers[table.name].writerow([_written(cell) for cell in row])

    def close(self, note: str) -> None:  # noqa: ARG002 - a CSV file has no place for a note
        """End the files."""
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
