"""Tables with all their rows, for tests that look at cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from summarise.export import Choice, CsvFiles, ParquetFiles, Tables, Tally, Workbook, brief, table_rows
from summarise.export.table import Cell, Column, Row, Table
from summarise.record import Record

__all__ = ["Filled", "brief_of", "column", "sheets", "tables", "write_csv", "write_parquet", "write_workbook"]


@dataclass(frozen=True)
class Filled:
    """A table and its rows."""

    table: Table[Any]
    rows: tuple[Row, ...]

    @property
    def name(self) -> str:
        return self.table.name

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        return self.table.columns


def tables(records: Iterable[Record], choice: Choice | None = None, of: Tables | None = None) -> list[Filled]:
    """Commitments, targets, measures and replies; for a workbook places, too."""
    wanted = of or Tables()
    rows: dict[str, list[Row]] = {table.name: [] for table in wanted.all}
    for table, row in table_rows(records, choice or Choice(), Tally(), wanted):
        rows[table.name].append(row)
    return [Filled(table, tuple(rows[table.name])) for table in wanted.all]


def column(filled: Filled, name: str) -> list[Cell]:
    """The cells of one column."""
    at = [one.name for one in filled.columns].index(name)
    return [row[at] for row in filled.rows]


def write_csv(filled: Filled, path: Path) -> None:
    """One table as CSV."""
    _put(CsvFiles({filled.name: (filled.table, path)}), [filled])


def write_parquet(filled: Filled, path: Path) -> None:
    """One table as Parquet."""
    _put(ParquetFiles({filled.name: (filled.table, path)}), [filled])


def sheets(records: Iterable[Record]) -> list[Filled]:
    """The tables as a workbook has them."""
    return tables(records, of=Tables.of(sheets=True))


def write_workbook(filled: Iterable[Filled], path: Path, page: str = "") -> int:
    """All tables as a workbook; how many cells were cut."""
    held = list(filled)
    book = Workbook([one.table for one in held], path, page)
    _put(book, held)
    return book.cut


def brief_of(records: Iterable[Record], choice: Choice | None = None) -> list[str]:
    """The lines of a brief."""
    return list(brief(list(records), choice or Choice(), Tally()))


def _put(writer: CsvFiles | ParquetFiles | Workbook, filled: Iterable[Filled]) -> None:
    for one in filled:
        for row in one.rows:
            writer.add(one.table, row)
    writer.close("")
