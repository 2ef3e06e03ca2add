"""Keeps what a start makes of the program's own files, so that later starts read it instead of making it again.

It is kept beside the bytecode of this package, as Python keeps that of modules, and in the same cases: not if Python
writes no bytecode or the folder cannot be written. A file that is damaged or of another release of Python is not read.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any, Final

__all__ = ["read_kept", "write_kept"]

_RELEASE: Final = f"{sys.version} {sys.byteorder}\n".encode()
_CHECK_BYTES: Final = 4


def read_kept(name: str) -> Any:
    """Return the value that `write_kept` wrote under this name; None if there is none or its file is damaged."""
    with suppress(OSError, ValueError, EOFError, TypeError, NotImplementedError):
        content = _place(name).read_bytes()
        begin = len(_RELEASE) + _CHECK_BYTES
        body = memoryview(content)[begin:]
        if content[:begin] == _RELEASE + _check(body):
            return marshal.loads(body)  # noqa: S302 - as trusted as the bytecode beside it
    return None


def write_kept(name: str, value: Any) -> None:
    """Keep a value for later starts, if Python writes bytecode here; it replaces an earlier one as a whole."""
    if sys.dont_write_bytecode:
        return
    body = marshal.dumps(value)
    with suppress(OSError, NotImplementedError):
        place = _place(name)
        draft = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            draft.write_bytes(_RELEASE + _check(body) + body)
            draft.replace(place)
        finally:
            draft.unlink(missing_ok=True)


def _check(body: bytes | memoryview) -> bytes:
    return zlib.crc32(body).to_bytes(_CHECK_BYTES, "big")


def _place(name: str) -> Path:
    """Return where a value is kept; raise NotImplementedError if this Python keeps no bytecode."""
    return Path(cache_from_source(__file__)).with_suffix(f".{name}")
