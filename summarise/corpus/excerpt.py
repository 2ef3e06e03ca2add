"""The part of a record that shows one of its items, read without the rest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from summarise.record import Record

__all__ = ["excerpt"]

_FIELDS = {"m": "measures_taken", "c": "commitments", "t": "numeric_targets"}


def excerpt(values: Mapping[str, Any], kind: str, start: int, turn: int) -> Record:
    """Return a record with one item, a commitment with its targets; everything that it says of the letter is there.

    Args:
        values: the whole record, as JSON has it.
        kind: m, c or t.
        start: the character where the item's evidence begins.
        turn: 1, or its turn among items of its kind that begin there.

    Raises:
        ValueError: the record has no such item, or is none.

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
