"""Protects files of others: an existing file is overwritten only if its content shows that this program wrote it.

A path that a person names is refused if another program wrote the file. At a path that this program chooses itself (a
fetched page, a saved text, an index) the existing file is renamed to `NAME.aside` first.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final

from summarise.errors import OutputError
from summarise.new_file import is_stream

__all__ = ["ASIDE", "holds_signs", "keep_aside", "keep_aside_unless", "refuse_anothers", "refuse_without_signs"]

ASIDE: Final = ".aside"
"""Ending of the name that an existing file gets when it is moved out of the way."""

_LOOKED_AT: Final = 65_536  # bytes at either end of a file


def refuse_anothers(path: Path, is_ours: Callable[[Path], bool]) -> None:
    """Check that an existing file may be overwritten; a missing or empty file always may.

    Args:
        path: the file.
        is_ours: True for a file that this program wrote.

    Raises:
        OutputError: `is_ours` is False for it, it is not a regular file, or it cannot be read.

    """
    try:
        if not path.exists():
            return
        if not path.is_file():
            raise OutputError(f"{path}: is no file; name another one")
        is_free = not path.stat().st_size or is_ours(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be read ({error.strerror})") from error
    if not is_free:
        raise OutputError(f"{path}: exists and was not written by this program; name another output")


def refuse_without_signs(path: Path, *signs: bytes) -> None:
    """Check that an existing file may be overwritten: it must contain all `signs`; a stream always may be written to.

    Raises:
        OutputError: a sign is missing, the path is not a regular file, or it cannot be read.

    """
    if not is_stream(path):
        refuse_anothers(path, lambda existing: holds_signs(existing, *signs))


def keep_aside(path: Path, content: bytes) -> Path | None:
    """Rename an existing file whose content differs from `content`; return its new path, None if nothing was renamed.

    Raises:
        OutputError: the file cannot be read or renamed.

    """
    return keep_aside_unless(path, lambda existing: existing.read_bytes() == content)


def keep_aside_unless(path: Path, is_ours: Callable[[Path], bool]) -> Path | None:
    """Rename an existing file unless it is empty or `is_ours`; return its new path, None if nothing was renamed.

    Raises:
        OutputError: the file cannot be read or renamed.

    """
    try:
        if not path.is_file() or not path.stat().st_size or is_ours(path):
            return None
        names = (f"{path.name}{f'.{number}' if number else ''}{ASIDE}" for number in count())
        free = next(place for place in map(path.with_name, names) if not os.path.lexists(place))
        path.rename(free)
    except OSError as error:
        raise OutputError(f"{path}: is in the way and cannot be moved ({error.strerror})") from error
    return free


def holds_signs(path: Path, *signs: bytes) -> bool:
    """True if the first and the last 64 KiB of a file together contain every sign.

    Raises:
        OSError: the file cannot be read.

    """
    with path.open("rb") as file:
        content = file.read(_LOOKED_AT)
        file.seek(max(len(content), file.seek(0, os.SEEK_END) - _LOOKED_AT))
        content += file.read()
    return all(sign in content for sign in signs)
