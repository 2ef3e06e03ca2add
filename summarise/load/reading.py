"""Reads the bytes of a file up to a maximum size."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.load.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from io import BufferedReader
    from pathlib import Path

__all__ = ["opened", "read_bytes"]

_WITHOUT_WAITING: Final = getattr(os, "O_NONBLOCK", 0)  # Windows has no files that let their reader wait


def read_bytes(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of the regular file at `path`.

    Raises:
        InputError: `missing` if there is no such file, `unreadable` if it is a folder or a pipe or access is denied,
            `too_large` for more than `limit` bytes.

    """
    try:
        if not path.is_file():  # a pipe or a device would be read for ever
            if not path.exists():
                raise InputError(f"{path}: no such file", kind="missing")
            raise InputError(f"{path}: not a file", kind="unreadable")
        with opened(path) as stream:
            data = stream.read(limit + 1)
        if data is None:
            raise InputError(f"{path}: gives nothing to read, so it is no file of a reply", kind="unreadable")
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error})", kind="unreadable") from error
    if len(data) > limit:
        raise InputError(f"{path}: larger than {limit // (1024 * 1024)} MiB, too large for a reply", kind="too_large")
    return data


def opened(path: Path) -> BufferedReader:
    """Open the file at `path` so that reading never blocks; some special files of the system would otherwise block."""
    return open(path, "rb", opener=_at_once)


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | _WITHOUT_WAITING)
