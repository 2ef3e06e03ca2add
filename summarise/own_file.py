"""Protects files of other programs: an existing file is overwritten only if its content shows who wrote it.

If a person names the path of a file that another program wrote, the path is refused. If this program chooses the path
itself (a fetched page, a saved text, an index), the existing file is first renamed to `NAME.aside`.
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
"""Suffix that is added to the name of an existing file to keep it."""

_LOOKED_AT: Final = 65_536  # bytes at either end of a file


def refuse_anothers(path: Path, is_ours: Callable[[Path], bool]) -> None:
    """Raise an error unless an existing file may be overwritten; a missing or empty file always may.

    Args:
        path: the file.
        is_ours: returns True for a file that this program wrote.

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
    """Raise an error unless an existing file contains all `signs` and may be overwritten; streams are always allowed.

    Raises:
        OutputError: a sign is missing, the path is not a regular file, or it cannot be read.

    """
    if not is_stream(path):
        refuse_anothers(path, lambda existing: holds_signs(existing, *signs))


def keep_aside(path: Path, content: bytes) -> Path | None:
    """Rename an existing file whose content differs from `content`; return its new path, or None if not renamed.

    Raises:
        OutputError: the file cannot be read or renamed.

    """
    return keep_aside_unless(path, lambda existing: existing.read_bytes() == content)


def keep_aside_unless(path: Path, is_ours: Callable[[Path], bool]) -> Path | None:
    """Rename an existing file, unless it is empty or `is_ours` returns True; return its new path, or None.

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
    """Return True if the first and the last 64 KiB of the file at `path` together contain each of `signs`.

    Raises:
        OSError: the file cannot be read.

    """
    with path.open("rb") as file:
        content = file.read(_LOOKED_AT)
        file.seek(max(len(content), file.seek(0, os.SEEK_END) - _LOOKED_AT))
        content += file.read()
    return all(sign in content for sign in signs)
