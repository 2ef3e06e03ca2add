"""Reads the small files and JSON that people supply beside their replies, with limits on size, depth and file type."""

from __future__ import annotations

import codecs
import errno
import json
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

__all__ = ["as_text", "parse_json", "read_plain"]

_LARGEST: Final = 512 * 1024 * 1024
"""Maximum size in bytes. Labels, answers or reports of ten thousand replies take less than half of it."""


def read_plain(path: Path) -> bytes:
    """Return the bytes of the regular file at `path`, of at most 512 MiB.

    Raises:
        OSError: the file cannot be read, is larger, or is a folder, a pipe or a device.

    """
    if path.exists() and not path.is_file():  # a pipe would be waited for until somebody fills it
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device, not a file", str(path))
    with path.open("rb") as file:
        content = file.read(_LARGEST + 1)
    if len(content) > _LARGEST:
        raise OSError(errno.EFBIG, f"it is larger than {_LARGEST // 1024**2} MiB", str(path))
    return content


def as_text(content: bytes) -> str:
    """Decode `content`, a text file that a person wrote: UTF-8, UTF-16 with a byte order mark, or GB18030 (GBK).

    Raises:
        UnicodeDecodeError: no encoding fits; the error is the one for UTF-8.

    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        with suppress(UnicodeDecodeError):
            return content.decode("gb18030")
        raise


def parse_json(text: str | bytes) -> Any:
    """Return the value of a JSON text.

    Raises:
        ValueError: the text is not JSON, or is nested too deep.

    """
    try:
        return json.loads(text)
    except RecursionError:
        raise ValueError("it is nested too deep") from None
