"""Returns the tables of an export as pandas data frames."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from summarise.errors import UsageError
from summarise.export.table import Cell, ColumnKind
from summarise.export.table_rows import Choice, Tally, table_rows
from summarise.export.tables import Tables
from summarise.record import Record

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TableName", "to_frame"]

TableName = Literal["commitments", "targets", "measures", "replies"]
_TYPES: dict[ColumnKind, str] = {
    "text": "string",
    "names": "object",
    "integer": "Int64",
    "number": "Float64",
    "date": "datetime64[ns]",
}


def to_frame(records: Iterable[Record], table: TableName = "commitments") -> pd.DataFrame:
    """Return the table named `table` as a data frame: one row for each item of the records, in `replies` each reply.

    Columns have the names of the CSV files. Missing dates and numbers are null, lists of names are tuples.

    Raises:
        UsageError: pandas is not installed, or no table has this name.

    """
    try:
        import pandas as pd
    except ImportError as error:
        raise UsageError("to_frame needs pandas: pip install pandas") from error
    tables = Tables()
    wanted = next((one for one in tables.all if one.name == table), None)
    if wanted is None:
        raise UsageError(f"no table {table}; there are {', '.join(one.name for one in tables.all)}")
    rows = [row for one, row in table_rows(records, Choice(), Tally(), tables) if one is wanted]
    cells = zip(*rows, strict=True) if rows else [()] * len(wanted.columns)
    return pd.DataFrame(
        {
            column.name: pd.Series([_plain(cell) for cell in of_column], dtype=_TYPES[column.kind])
            for column, of_column in zip(wanted.columns, cells, strict=True)
        }
    )


def _plain(cell: Cell) -> float | Cell:
    return float(cell) if isinstance(cell, Decimal) else cell
