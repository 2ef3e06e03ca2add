"""Dates for programs: a date that is missing is null, not an empty text."""

from __future__ import annotations

from typing import Any

__all__ = ["with_null_dates"]

_DATES = frozenset(("due", "issued", "seen_on"))


def with_null_dates(value: Any) -> Any:
    """Return a JSON value in which each empty date, at any depth, is None."""
    if isinstance(value, dict):
        return {name: None if name in _DATES and one == "" else with_null_dates(one) for name, one in value.items()}
    return [with_null_dates(one) for one in value] if isinstance(value, list | tuple) else value
