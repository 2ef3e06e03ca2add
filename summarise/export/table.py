"""Defines a table of an export by its columns. Each column has its names and a function that returns a cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, Literal, TypeVar

from summarise.record import Record

__all__ = ["Cell", "Column", "ColumnKind", "Row", "Table"]

Cell = str | int | Decimal | date | tuple[str, ...] | None
"""Value of a cell: a tuple holds several names, None is an empty cell."""
Row = tuple[Cell, ...]
"""The cells of a row, in the order of the columns."""
ColumnKind = Literal["text", "names", "integer", "number", "date", "state"]
"""What the cells of a column hold; `names` are tuples of names, `state` is the state of a deadline."""

_Subject_contra = TypeVar("_Subject_contra", contravariant=True)


@dataclass(frozen=True, slots=True)
class Column(Generic[_Subject_contra]):
    """A column of a table; `of` computes its cell in each row."""

    name: str
    """Name in CSV and Parquet files, for programs."""
    heading: str
    """Heading in a workbook, for people."""
    of: Callable[[_Subject_contra], Cell]
    """Returns the cell for the object from which a row is made."""
    kind: ColumnKind = "text"
    width: int = 14
    """Width in a workbook, in characters."""


@dataclass(frozen=True, slots=True)
class Table(Generic[_Subject_contra]):
    """A table, defined by its columns."""

    name: str
    """Name for programs, such as "commitments"."""
    heading: str
    """Name of its sheet in a workbook."""
    own: tuple[Column[_Subject_contra], ...]
    """Columns that are computed from the object of a row, such as an item."""
    of_record: tuple[Column[Record], ...]
    """Columns that are computed from the record that contains the object; they come last."""

    @property
    def columns(self) -> tuple[Column[Any], ...]:
        """All columns, in the order of the cells in a row."""
        return (*self.own, *self.of_record)

    def row(self, subject: _Subject_contra, record_cells: Row) -> Row:
        """Return the cells of one row for `subject`; `record_cells` is the result of `cells_of_record`."""
        return (*[column.of(subject) for column in self.own], *record_cells)

    def cells_of_record(self, record: Record) -> Row:
        """Return the cells of the columns in `of_record`. They are the same in all rows of a record."""
        return tuple([column.of(record) for column in self.of_record])
