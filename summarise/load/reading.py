"""Reads a file's bytes, with a limit of size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from summarise.errors import InputError
from summarise.load.limits import MAX_FILE_BYTES

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["read_bytes"]


def read_bytes(path: Path, limit: int = MAX_FILE_BYTES) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        InputError: `missing` if there is no such file, `unreadable` if it is a folder or a pipe or access is denied,
            `too_large` for more than `limit` bytes.

    """
    try:
        if not path.is_file():  # a pipe or a device would be read for ever
            if not path.exists():
                raise InputError(f"{path}: no such file", kind="missing")
            raise InputError(f"{path}: not a file", kind="unreadable")
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except (OSError, ValueError) as error:
        raise InputError(f"{path}: cannot be read ({error})", kind="unreadable") from error
    if len(data) > limit:
        raise InputError(f"{path}: larger than {limit // (1024 * 1024)} MiB, too large for a reply", kind="too_large")
    return data
