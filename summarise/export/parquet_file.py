"""Writes tables as Parquet files, with a schema that does not depend on the rows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarise.errors import OutputError
from summarise.export.table import Row, Table

__all__ = ["ParquetFiles"]

DIGITS, DECIMALS = 38, 8
"""Digits of a number in total, and after the decimal point. They hold any sum of money in fen exactly."""
_GROUP = 2_000
"""Number of rows that are collected before they are written together."""


class _PlainRows:
    """Leaves rows as they are, since Parquet columns are written from many rows at a time."""

    def encode(self, table: Table[Any], row: Row) -> Row:  # noqa: ARG002 - all tables are written alike
        """Return the row unchanged."""
        return row


class ParquetFiles:
    """Writes one Parquet file for each table.

    Names of bodies are lists, dates are date32, numbers are decimal128(38, 8).
    """

    form, cut = _PlainRows(), 0

    def __init__(self, tables: Mapping[str, tuple[Table[Any], Path]]) -> None:
        self._files = {name: _ParquetFile(table, path) for name, (table, path) in tables.items()}

    def add(self, table: Table[Any], row: Row) -> None:
        """Write one row of a table.

        Raises:
            OutputError: a number has more digits than its column can hold.

        """
        self.put(table.name, row)

    def put(self, name: str, row: Row) -> None:
        """Write one row to the table `name`; raise the same errors as `add`."""
        self._files[name].add(row)

    def close(self, note: str) -> None:  # noqa: ARG002 - a Parquet file has no place for a note
        """Write the last rows and close the files; raise the same errors as `add`. `note` is ignored."""
        for file in self._files.values():
            file.close()

    def abandon(self) -> None:
        """Close the files without completing them."""
        for file in self._files.values():
            file.abandon()


class _ParquetFile:
    def __init__(self, table: Table[Any], path: Path) -> None:
        import pyarrow as pa
        from pyarrow import parquet

        types = {
            "text": pa.string(),
            "names": pa.list_(pa.string()),
            "integer": pa.int64(),
            "number": pa.decimal128(DIGITS, DECIMALS),
            "date": pa.date32(),
        }
        self._table = table
        self._schema = pa.schema([(column.name, types[column.kind]) for column in table.columns])
        self._writer = parquet.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[Row] = []
        self._written = 0

    def add(self, row: Row) -> None:
        self._rows.append(row)
        if len(self._rows) == _GROUP:
            self._flush()

    def close(self) -> None:
        self._flush()
        self._writer.close()

    def abandon(self) -> None:
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        if not self._rows:
            return
        arrays = []
        for column, field, cells in zip(self._table.columns, self._schema, zip(*self._rows, strict=True), strict=True):
            if column.kind == "number":
                self._check(column.name, cells)
            arrays.append(pa.array([list(one) if isinstance(one, tuple) else one for one in cells], type=field.type))
        self._writer.write_table(pa.table(arrays, schema=self._schema))
        self._written += len(self._rows)
        self._rows.clear()

    def _check(self, name: str, cells: Row) -> None:
        for number, cell in enumerate(cells, start=self._written + 1):
            if not isinstance(cell, Decimal):
                continue
            exponent = cell.normalize().as_tuple().exponent
            if (isinstance(exponent, int) and -exponent > DECIMALS) or cell.adjusted() >= DIGITS - DECIMALS:
                raise OutputError(
                    f"{self._table.name}, row {number}: {name} {cell} has more digits than the Parquet column; "
                    "use --to csv"
                )
