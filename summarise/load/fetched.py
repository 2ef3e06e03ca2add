"""Finds the address of a file that `summarise fetch` saved, in the JSON file beside it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from summarise.web_address import web_address

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["FETCHED", "fetched_from"]

FETCHED: Final = ".fetched.json"
"""Suffix that is added to the name of a fetched file to give the name of the JSON file with its web address."""
_MOST_BYTES: Final = 1024 * 1024


def fetched_from(path: Path, data: bytes) -> str:
    """Return the web address from which the file at `path` was fetched; `data` is its content.

    Return "" if the JSON file beside it is missing or unusable, or if the content has changed since it was fetched.
    """
    note = path.with_name(path.name + FETCHED)
    try:
        if not note.is_file() or note.stat().st_size > _MOST_BYTES:
            return ""
        said = json.loads(note.read_bytes())
        if said["sha256"] != hashlib.sha256(data).hexdigest():
            return ""
        return web_address(str(said["final_address"] or said["address"]))
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ""
