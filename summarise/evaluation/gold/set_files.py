"""The files that a gold set's folder holds beside its replies: its splits, the agreement of its labellers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from summarise.errors import GoldError
from summarise.plain_file import as_text, parse_json, read_plain

__all__ = ["read_set_file"]


def read_set_file(path: Path) -> Any:
    """Return the JSON value of a file; None where there is no such file.

    Raises:
        GoldError: the file is there but cannot be read, or is no JSON.

    """
    if not path.is_file():
        return None
    try:
        return parse_json(as_text(read_plain(path)))
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read ({error})") from error
