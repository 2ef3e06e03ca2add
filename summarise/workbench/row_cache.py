"""Rows of a records file kept beside it, so that a large file is not read again at each start.

`NAME.rows.json` may be deleted at any time. It is valid while the file has the same size and time. If the file has
only grown, which the hash of its first part shows, only the new lines are read.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from summarise.errors import OutputError
from summarise.new_file import replacing
from summarise.own_file import holds_signs, keep_aside_unless
from summarise.records_file import beside

__all__ = ["FEWEST", "Lines", "cache_path", "rows_of"]

FEWEST = 1_000
"""Smallest number of rows for which a cache file is written."""
_VERSION = 3
_BLOCK = 1 << 20
_SIGNS = (b'{"version":', b'"stamp":[')

Fields = list[Any]
"""Values taken from one line, as they are stored in JSON."""
Read = Callable[[int, int, bytes], Fields]
"""Function from a line's number (from 1), the byte where it begins, and its content, to its fields."""


@dataclass(slots=True)
class Lines:
    """What was read of a file so far: rows, number of lines, bytes, and the SHA-256 of these bytes."""

    rows: list[Fields] = field(default_factory=list)
    lines: int = 0
    size: int = 0
    digest: Any = field(default_factory=hashlib.sha256)


def cache_path(file: Path) -> Path:
    """Return the path of a records file's row cache: NAME.rows.json beside NAME.jsonl."""
    return beside(file, "rows.json")


def rows_of(file: Path, read: Read) -> list[Fields]:
    """Return the fields of each complete line of a file that is not blank, from the cache as far as it is valid.

    Raises:
        InputError: whatever `read` raises for a line.

    """
    stamp = _stamp(file)
    kept = _kept(file)
    if kept and kept["stamp"] == stamp:
        return list(kept["rows"])
    found = _begun(file, kept) if kept and kept["stamp"][0] < stamp[0] else Lines()
    _read_on(file, found, read)
    if len(found.rows) >= FEWEST:
        with suppress(OutputError):  # a folder that cannot be written is read anew each time
            _keep(file, found, stamp)
    return found.rows


def _stamp(file: Path) -> list[int]:
    found = file.stat()
    return [found.st_size, found.st_mtime_ns]


def _kept(file: Path) -> dict[str, Any] | None:
    try:
        kept = json.loads(cache_path(file).read_bytes())
        is_ours = kept["version"] == _VERSION and isinstance(kept["rows"], list) and len(kept["stamp"]) == len("ab")
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return kept if is_ours else None


def _begun(file: Path, kept: dict[str, Any]) -> Lines:
    """Return what is in the cache, where the file still begins with what it was made of; else nothing."""
    digest, left = hashlib.sha256(), int(kept["size"])
    with file.open("rb") as content:
        while left and (block := content.read(min(left, _BLOCK))):
            digest.update(block)
            left -= len(block)
    is_same = not left and digest.hexdigest() == kept["digest"]
    return Lines(list(kept["rows"]), int(kept["lines"]), int(kept["size"]), digest) if is_same else Lines()


def _read_on(file: Path, found: Lines, read: Read) -> None:
    with file.open("rb") as content:
        content.seek(found.size)
        for line in _whole(content):
            found.lines += 1
            if line.strip():
                found.rows.append(read(found.lines, found.size, line))
            found.size += len(line)
            found.digest.update(line)


def _whole(content: Any) -> Iterator[bytes]:
    """Return lines with their end; one without it is still being written."""
    return (line for line in content if line.endswith(b"\n"))


def _keep(file: Path, found: Lines, stamp: list[int]) -> None:
    values = {
        "version": _VERSION,
        "stamp": stamp,
        "lines": found.lines,
        "size": found.size,
        "digest": found.digest.hexdigest(),
        "rows": found.rows,
    }
    keep_aside_unless(cache_path(file), lambda existing: holds_signs(existing, *_SIGNS))
    with replacing(cache_path(file)) as draft:
        draft.write_text(json.dumps(values, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
