"""A table as Parquet, with a schema that is the same whatever the rows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from summarise.errors import OutputError
from summarise.export.tables import Table

__all__ = ["write_parquet"]

DIGITS, DECIMALS = 38, 8
"""Of a number: exact, and wide enough for any sum of money in fen."""


def write_parquet(table: Table, path: Path) -> None:
    """Write names of bodies as lists, days as date32, numbers as exact decimals of 38 digits, 8 of them decimals.

    Raises:
        OutputError: a number does not fit.

    """
    import pyarrow as pa
    from pyarrow import parquet

    types = {
        "text": pa.string(),
        "names": pa.list_(pa.string()),
        "integer": pa.int64(),
        "number": pa.decimal128(DIGITS, DECIMALS),
        "date": pa.date32(),
    }
    columns = list(zip(*table.rows, strict=True)) or [() for _ in table.columns]
    arrays = []
    for column, cells in zip(table.columns, columns, strict=True):
        if column.kind == "number":
            _check(table, column.name, cells)
        values = [list(cell) if isinstance(cell, tuple) else cell for cell in cells]
        arrays.append(pa.array(values, type=types[column.kind]))
    names = [column.name for column in table.columns]
    parquet.write_table(pa.table(dict(zip(names, arrays, strict=True))), path, compression="zstd")


def _check(table: Table, name: str, cells: tuple[object, ...]) -> None:
    for number, cell in enumerate(cells, start=1):
        if not isinstance(cell, Decimal):
            continue
        exponent = cell.normalize().as_tuple().exponent
        if (isinstance(exponent, int) and -exponent > DECIMALS) or cell.adjusted() >= DIGITS - DECIMALS:
            raise OutputError(
                f"{table.name}, row {number}: {name} {cell} has more digits than the Parquet column; use --to csv"
            )
