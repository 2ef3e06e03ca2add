"""Print JSON to the standard output for other programs."""

from __future__ import annotations

import json
from typing import Any

import typer

__all__ = ["print_json"]

_DATES = frozenset(("due", "issued", "seen_on"))


def print_json(value: Any, *, nulls: bool = False) -> None:
    """Print a value as one line of JSON without translating it; with `nulls`, a missing date is null instead of ""."""
    typer.echo(json.dumps(_with_null_dates(value) if nulls else value, ensure_ascii=False))


def _with_null_dates(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: None if name in _DATES and one == "" else _with_null_dates(one) for name, one in value.items()}
    return [_with_null_dates(one) for one in value] if isinstance(value, list | tuple) else value
