"""Files and JSON that people hand over beside their replies: of bounded size and depth, and never a pipe."""

from __future__ import annotations

import errno
import json
from pathlib import Path
from typing import Any, Final

__all__ = ["parse_json", "read_plain"]

_LARGEST: Final = 512 * 1024 * 1024
"""Bytes; the labels, answers or reports of ten thousand replies take less than half of it."""


def read_plain(path: Path) -> bytes:
    """Return the bytes of a regular file.

    Raises:
        OSError: it cannot be read, is a folder, a pipe or a device, or is larger than any such file.

    """
    if path.exists() and not path.is_file():  # a pipe would be waited for until somebody fills it
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device, not a file", str(path))
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise OSError(errno.EFBIG, f"it is larger than {_LARGEST // 1024**2} MiB", str(path))
    return content


def parse_json(text: str | bytes) -> Any:
    """Return the value of JSON text.

    Raises:
        ValueError: it is no JSON, or nested deeper than any that is meant.

    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
