"""Turn the cells of a Parquet table into plain values; a cell that Python cannot hold spoils no other."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pyarrow as pa

from summarise.errors import InputError
from summarise.load.encoding import decode

__all__ = ["rows_of"]


def rows_of(batch: pa.RecordBatch) -> Iterator[dict[str, Any]]:
    """Yield each row of a batch as a mapping from the name of a column to its value.

    Text in another encoding than UTF-8, which files of other programs hold, is decoded. A value that Python has no type
    or no room for, such as a day in the year 300,000, is None, as a value that is missing. A whole number that was
    stored as a float, because other rows of its column have none, is an int.
    """
    names = batch.schema.names
    columns = [_values(batch.column(number)) for number in range(len(names))]
    for cells in zip(*columns, strict=True):
        yield dict(zip(names, cells, strict=True))


def _values(column: pa.Array) -> list[Any]:
    if pa.types.is_floating(column.type):
        return [_number(value) for value in column.to_pylist()]
    try:
        values: list[Any] = column.to_pylist()
    except Exception:  # noqa: BLE001 - what Python cannot hold ends in errors of many kinds
        return [_value(cell) for cell in column]
    return values


def _number(value: float | None) -> int | float | None:
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def _value(cell: pa.Scalar) -> Any:
    try:
        return cell.as_py()
    except UnicodeDecodeError:
        return _decoded(cell)
    except Exception:  # noqa: BLE001 - as above
        return None


def _decoded(cell: pa.Scalar) -> str | None:
    raw = cell.value if isinstance(cell, pa.DictionaryScalar) else cell
    try:
        return decode(raw.as_buffer().to_pybytes(), "")
    except (AttributeError, InputError):
        return None
