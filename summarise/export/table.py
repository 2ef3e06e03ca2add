"""A table of an export, given by its columns; a column says how it is called and where its cells come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from summarise.record import Record

__all__ = ["Cell", "Column", "ColumnKind", "Row", "Table"]

Cell = str | int | Decimal | date | tuple[str, ...] | None
Row = tuple[Cell, ...]
ColumnKind = Literal["text", "names", "integer", "number", "date", "state"]

_Subject_contra = TypeVar("_Subject_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Column(Generic[_Subject_contra]):
    """A column of a table."""

    name: str
    """Name for programs, in CSV and Parquet files."""
    heading: str
    """Heading for people, in a workbook."""
    of: Callable[[_Subject_contra], Cell]
    """Returns the cell for the subject of a row."""
    kind: ColumnKind = "text"
    width: int = 14
    """Width in a workbook, in characters."""


@dataclass(frozen=True, slots=True)
class Table(Generic[_Subject_contra]):
    """A table, given by its columns."""

    name: str
    """Name for programs, such as "commitments"."""
    heading: str
    """Name of its sheet in a workbook."""
    own: tuple[Column[_Subject_contra], ...]
    """Columns about the subject of a row."""
    of_record: tuple[Column[Record], ...]
    """Columns about the record that holds the subject; they come last."""

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """All columns in the order of a row's cells."""
        return (*self.own, *self.of_record)

    def row(self, subject: _Subject_contra, record_cells: Row) -> Row:
        """Return the cells of one row; `record_cells` are those of `cells_of_record`."""
        return (*[column.of(subject) for column in self.own], *record_cells)

    def cells_of_record(self, record: Record) -> Row:
        """Return the cells of `of_record`, which are the same in all rows of a record."""
        return tuple([column.of(record) for column in self.of_record])
