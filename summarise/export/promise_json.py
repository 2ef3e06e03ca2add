"""Writes the ledger as one JSON object: the query, the date, and an object for each promise; missing dates are null."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

from summarise.export.promise_table import PROMISES, FollowedPromise, Handed

__all__ = ["write_json"]


def write_json(rows: Sequence[FollowedPromise], path: Path, handed: Handed) -> None:
    """Write the rows as a JSON file at `path`, with the query, the date and the total of `handed`."""
    values = {
        "query": handed.query,
        "today": handed.today.isoformat(),
        "total": handed.total,
        "rows": list(map(_plain, rows)),
    }
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(row: FollowedPromise) -> dict[str, object]:
    cells = zip(PROMISES.columns, PROMISES.row(row, ()), strict=True)
    return {column.name: str(cell) if isinstance(cell, date | Decimal) else cell for column, cell in cells}
