"""Checks the scores of a run against the least scores that a command-line option sets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarise.errors import UsageError

__all__ = ["below", "parse_thresholds"]


def parse_thresholds(written: str) -> dict[str, float]:
    """Return the thresholds in the text `written`, such as `measures=0.95,targets=0.9`.

    Raises:
        UsageError: a part is not NAME=NUMBER.

    """
    thresholds = {}
    for part in written.split(","):
        name, _, number = (piece.strip() for piece in part.partition("="))
        try:
            thresholds[name] = float(number)
        except ValueError as error:
            raise UsageError(f"{part!r} is not NAME=NUMBER; write for example measures=0.95,targets=0.9") from error
    return thresholds


def below(values: Mapping[str, Any], thresholds: Mapping[str, float]) -> list[str]:
    """Return a line for each field that misses its threshold; a field with nothing to count also misses it.

    The number of edits must not be above its threshold; all other scores must not be below theirs. `values` is a
    report.

    Raises:
        UsageError: the report does not have a field that `thresholds` names.

    """
    scores = {field["name"]: field["score"] for field in values["fields"]}
    found = []
    for name, least in thresholds.items():
        if name not in scores:
            raise UsageError(f"there is no field {name!r}; there are {', '.join(scores)}")
        score = scores[name]
        if score is None or (score > least if name == "edits" else score < least):
            found.append(f"{name} is {'n/a' if score is None else f'{score:.3f}'}, asked for is {least:g}")
    return found
