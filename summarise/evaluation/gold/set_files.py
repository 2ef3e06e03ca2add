"""Reads further files in a gold set's folder, such as its splits or the agreement of its labellers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from summarise.errors import GoldError
from summarise.plain_file import as_text, parse_json, read_plain

__all__ = ["read_set_file"]


def read_set_file(path: Path) -> Any:
    """Return the value of the JSON file at `path`; None if the file does not exist.

    Raises:
        GoldError: the file exists but cannot be read or is not JSON.

    """
    if not path.is_file():
        return None
    try:
        return parse_json(as_text(read_plain(path)))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read ({error})") from error
