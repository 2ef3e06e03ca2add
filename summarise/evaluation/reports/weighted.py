"""Combines several scores into one figure, by weights that the reader chooses."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from summarise.errors import UsageError
from summarise.evaluation.scores.bootstrap import bootstrap_interval
from summarise.plain_file import as_text, read_plain

__all__ = ["read_weights", "weighted"]

_DIGITS = 6


def read_weights(path: Path) -> dict[str, float]:
    """Return the weight of each field from the TOML file at `path`, which has lines such as `targets = 3`.

    Raises:
        UsageError: the file cannot be read, is empty, or contains anything but positive numbers.

    """
    try:
        written = tomllib.loads(as_text(read_plain(path)))
    except (OSError, UnicodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: weights cannot be read: {error}") from error
    for name, weight in written.items():
        if isinstance(weight, bool) or not isinstance(weight, int | float) or not weight > 0:
            raise UsageError(f"{path}: the weight of {name} is no positive number")
    if not written:
        raise UsageError(f"{path}: has no weight; write a line such as targets = 3")
    return {name: float(weight) for name, weight in written.items()}


def weighted(values: Mapping[str, Any], weights: Mapping[str, float]) -> dict[str, Any]:
    """Return the weighted mean of a report's scores, with a 95 % interval from a bootstrap over replies.

    In the result, `value` is the mean, and `low` and `high` are the interval; each is None if it cannot be computed.
    `weights` repeats the weights. A field for which the gold set has nothing to count is left out together with its
    weight.

    Args:
        values: the report, from `report_values`.
        weights: weights by the name of the field.

    Raises:
        UsageError: a weight is for a field that the report lacks, or whose score is not between 0 and 1.

    """
    known = [field["name"] for field in values["fields"] if field["kind"] != "mean"]
    if strange := sorted(weights.keys() - set(known)):
        raise UsageError(f"no score is called {', '.join(strange)}; there are {', '.join(known)}")
    rows = [reply["rows"] for reply in values["replies"]]
    low, high = bootstrap_interval(rows, lambda some: _mean(some, weights)) or (None, None)
    told = _mean(rows, weights)
    rounded = (None if value is None else round(value, _DIGITS) for value in (told, low, high))
    return {**dict(zip(("value", "low", "high"), rounded, strict=True)), "weights": dict(sorted(weights.items()))}


def _mean(rows: Sequence[Mapping[str, Sequence[float]]], weights: Mapping[str, float]) -> float | None:
    total = of = 0.0
    for name, weight in weights.items():
        counted = [row[name] for row in rows if name in row]
        if base := sum(b for _, b in counted):
            total += weight * sum(a for a, _ in counted) / base
            of += weight
    return total / of if of else None
