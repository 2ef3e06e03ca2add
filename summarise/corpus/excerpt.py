"""Reads one item of a record and skips the validation of the others, which is faster."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from summarise.record import Record

__all__ = ["excerpt"]

_FIELDS = {"m": "measures_taken", "c": "commitments", "t": "numeric_targets"}


def excerpt(values: Mapping[str, Any], kind: str, start: int, turn: int) -> Record:
    """Return a record that contains one measure, or one commitment with its targets, or one target.

    The fields about the letter are complete.

    Args:
        values: the whole record as parsed JSON.
        kind: m for a measure, c for a commitment, t for a target.
        start: the character at which the item's evidence begins, from 0.
        turn: the item's number, from 1, among the items of its kind that begin at that character.

    Raises:
        ValueError: the record is not valid, or has no such item.

    """
    try:
        begin_there = [one for one in values[_FIELDS[kind]] if _start(one) == start]
        item = begin_there[turn - 1]
        targets = [one for one in values[_FIELDS["t"]] if one["commitment"] == item["id"]] if kind == "c" else []
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(f"no item {kind}{start}") from error
    kept: dict[str, list[Any]] = {name: [] for name in _FIELDS.values()} | {"warnings": [], _FIELDS["t"]: targets}
    kept[_FIELDS[kind]] = [item]
    return Record.from_json(json.dumps({**values, **kept}))


def _start(item: Mapping[str, Any]) -> int:
    evidence = item["evidence"]
    return int((evidence[0] if isinstance(evidence, list) else evidence)["start"])
