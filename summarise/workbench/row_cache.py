"""Caches the rows of a records file beside it, so that a large file is not read at every start.

The cache is `NAME.rows.json` and may be deleted at any time. It is valid while size and time of the records file are
unchanged. If lines were only appended to the file, which is checked by a hash, only these lines are read.
"""

from __future__ import annotations

import hashlib
import io
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
"""Least number of rows for which a cache file is written."""
_VERSION = 6
_BLOCK = 1 << 20
_SIGNS = (b'{"version":', b'"stamp":[')

Fields = list[Any]
"""The values taken from one line, in the form in which the cache stores them as JSON."""
Read = Callable[[int, int, bytes], Fields]
"""A function that returns the fields of a line; its arguments are line number (from 1), byte offset and content."""


@dataclass(slots=True)
class Lines:
    """The rows read from a file so far.

    `rows` holds them as JSON text, one on each line, since lists would take five times the memory.
    """

    rows: bytearray = field(default_factory=bytearray)
    count: int = 0
    """Number of rows."""
    lines: int = 0
    """Number of lines, including blank ones."""
    size: int = 0
    """Number of bytes that were read; `digest` is their SHA-256."""
    digest: Any = field(default_factory=hashlib.sha256)


def cache_path(file: Path) -> Path:
    """Return the path of the row cache of a records file: NAME.rows.json beside NAME.jsonl."""
    return beside(file, "rows.json")


def rows_of(file: Path, read: Read) -> Iterator[Fields]:
    """Return the fields of each complete line of a file that is not blank; use the cache as far as it is valid.

    Raises:
        FileNotFoundError: the file does not exist.
        InputError: the function `read` raised it for a line.

    """
    stamp = _stamp(file)
    head, rows = _kept(file)
    if head.get("stamp") == stamp:
        return _fields_in(rows)
    found = _begun(file, head, rows) if head and head["stamp"][0] < stamp[0] else Lines()
    _read_on(file, found, read)
    if found.count >= FEWEST:
        with suppress(OutputError):  # a folder that cannot be written is read anew each time
            _keep(file, found, stamp)
    return _fields_in(found.rows)


def _fields_in(rows: bytes | bytearray) -> Iterator[Fields]:
    return map(json.loads, io.BytesIO(rows))


def _stamp(file: Path) -> list[int]:
    found = file.stat()
    return [found.st_size, found.st_mtime_ns]


def _kept(file: Path) -> tuple[dict[str, Any], bytes]:
    """Return the first line of the cache as a dict, and its rows; both are empty if it is missing or not valid."""
    try:
        with cache_path(file).open("rb") as content:
            head, rows = json.loads(content.readline()), content.read()
        if head["version"] == _VERSION and head["rows"] == hashlib.sha256(rows).hexdigest():
            return head, rows
    except (OSError, ValueError, KeyError, TypeError):
        pass
    return {}, b""


def _begun(file: Path, head: dict[str, Any], rows: bytes) -> Lines:
    """Return the cached rows if the file still begins with the bytes they were read from, else no rows."""
    digest, left = hashlib.sha256(), int(head["size"])
    with file.open("rb") as content:
        while left and (block := content.read(min(left, _BLOCK))):
            digest.update(block)
            left -= len(block)
    is_same = not left and digest.hexdigest() == head["digest"]
    return Lines(bytearray(rows), rows.count(b"\n"), head["lines"], head["size"], digest) if is_same else Lines()


def _read_on(file: Path, found: Lines, read: Read) -> None:
    with file.open("rb") as content:
        content.seek(found.size)
        for line in _whole(content):
            found.lines += 1
            if line.strip():
                found.rows += _encoded(read(found.lines, found.size, line))
                found.count += 1
            found.size += len(line)
            found.digest.update(line)


def _encoded(values: object) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _whole(content: Any) -> Iterator[bytes]:
    """Return the lines that have a line end. A last line without one is still being written."""
    return (line for line in content if line.endswith(b"\n"))


def _keep(file: Path, found: Lines, stamp: list[int]) -> None:
    head = {
        "version": _VERSION,
        "stamp": stamp,
        "lines": found.lines,
        "size": found.size,
        "digest": found.digest.hexdigest(),
        "rows": hashlib.sha256(found.rows).hexdigest(),
    }
    keep_aside_unless(cache_path(file), lambda existing: holds_signs(existing, *_SIGNS))
    with replacing(cache_path(file)) as draft:
        draft.write_bytes(_encoded(head) + found.rows)
