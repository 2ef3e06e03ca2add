"""Records as tables and documents for other programs and other desks."""

from __future__ import annotations

from summarise.export.brief import brief
from summarise.export.csv_file import write_csv
from summarise.export.parquet_file import write_parquet
from summarise.export.tables import Table, left_out, tables, undated
from summarise.export.workbook import write_workbook

__all__ = ["Table", "brief", "left_out", "tables", "undated", "write_csv", "write_parquet", "write_workbook"]
