"""Exports records as tables for other programs and as documents for readers."""

from __future__ import annotations

from summarise.export.brief import brief, brief_of
from summarise.export.csv_file import CsvFiles
from summarise.export.parquet_file import ParquetFiles
from summarise.export.promise_table import PROMISES, FollowedPromise, Handed
from summarise.export.row_making import PartMaking, RowForm, RowMaking
from summarise.export.table import Table
from summarise.export.table_rows import Choice, Tally, left_out, table_rows
from summarise.export.tables import Tables
from summarise.export.workbook import Workbook

__all__ = [
    "PROMISES",
    "Choice",
    "CsvFiles",
    "FollowedPromise",
    "Handed",
    "ParquetFiles",
    "PartMaking",
    "RowForm",
    "RowMaking",
    "Table",
    "Tables",
    "Tally",
    "Workbook",
    "brief",
    "brief_of",
    "left_out",
    "table_rows",
]
