"""A table as comma-separated values that Excel opens with its Chinese intact."""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

from summarise.export.cells import SEPARATOR, defused
from summarise.export.tables import Cell, Table
from summarise.ledger import digits

__all__ = ["write_csv"]


def write_csv(table: Table, path: Path) -> None:
    """Write UTF-8 with its mark in front (without it Excel reads another encoding), names of the columns first."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([column.name for column in table.columns])
        rows.writerows([_written(cell) for cell in row] for row in table.rows)


def _written(cell: Cell) -> str:
    if isinstance(cell, str):
        return defused(cell)
    if isinstance(cell, tuple):
        return defused(SEPARATOR.join(cell))
    if isinstance(cell, Decimal):
        return digits(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return "" if cell is None else str(cell)
