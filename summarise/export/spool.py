"""Stores rows on disk until all of them exist, then returns them sorted by deadline."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import IO, Any, Self

from summarise.export.table import Cell, Column, Row, Table

__all__ = ["Spool"]


class Spool:
    """A temporary file of rows; only the deadline and the file position of each row are kept in memory."""

    def __init__(self) -> None:
        self._opened: IO[bytes] | None = None
        self._tables: dict[str, Table[Any]] = {}
        self._places: list[tuple[date, int, int, str]] = []
        """For each row: deadline (or the latest possible date), order of arrival, file position, name of table."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._opened is not None:
            self._opened.close()

    @property
    def _file(self) -> IO[bytes]:
        """The temporary file. It is created on first use, since most exports do not need it."""
        if self._opened is None:
            self._opened = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        return self._opened

    def put(self, table: Table[Any], row: Row, due: date | None) -> None:
        """Store a row of `table` with its deadline; `due` is None if the row has no deadline."""
        self._tables[table.name] = table
        self._places.append((due or date.max, len(self._places), self._file.tell(), table.name))
        self._file.write(json.dumps([_plain(cell) for cell in row], ensure_ascii=False).encode() + b"\n")

    def in_order(self) -> Iterator[tuple[Table[Any], Row]]:
        """Yield all rows with their tables, earliest deadline first and rows without one last.

        Rows with equal deadlines keep the order in which they were stored.
        """
        for _, _, place, name in sorted(self._places):
            self._file.seek(place)
            table = self._tables[name]
            cells = json.loads(self._file.readline())
            yield table, tuple([_cell(*pair) for pair in zip(table.columns, cells, strict=True)])


def _plain(cell: Cell) -> object:
    return str(cell) if isinstance(cell, Decimal | date) else cell


def _cell(column: Column[Any], value: Any) -> Cell:
    if column.kind == "names":
        return tuple(value)
    if value is None or column.kind in {"text", "integer", "state"}:
        return value  # type: ignore[no-any-return]  # JSON has these as they were put
    return Decimal(value) if column.kind == "number" else date.fromisoformat(value)
