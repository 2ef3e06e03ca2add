"""An existing file is replaced or written to only where it shows that this program wrote it; else it stays, or is kept.

What a person names is refused where another wrote it. What this program names itself (a page that is fetched, a saved
text, an index) takes its place, and what stood there is kept beside it under `NAME.aside`.
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
"""How the name of a file ends that was in the way."""

_LOOKED_AT: Final = 65_536  # bytes at either end of a file


def refuse_anothers(path: Path, is_ours: Callable[[Path], bool]) -> None:
    """Hold an existing file against what this program writes; an empty file is nobody's.

    Raises:
        OutputError: somebody else wrote it, it is no file, or it cannot be read.

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
    """Hold an existing file against signs that all of ours hold; a stream is open to all.

    Raises:
        OutputError: it holds them not, it is no file, or it cannot be read.

    """
    if not is_stream(path):
        refuse_anothers(path, lambda existing: holds_signs(existing, *signs))


def keep_aside(path: Path, content: bytes) -> Path | None:
    """Move a file with other content away from a path that this program writes; where to, None if there is none.

    Raises:
        OutputError: it cannot be read or moved.

    """
    return keep_aside_unless(path, lambda existing: existing.read_bytes() == content)


def keep_aside_unless(path: Path, is_ours: Callable[[Path], bool]) -> Path | None:
    """Move a file that is not ours away from a path; where to, None if nothing was moved; errors as `keep_aside`."""
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
    """True if a file has all signs near its ends.

    Raises:
        OSError: it cannot be read.

    """
    with path.open("rb") as file:
        content = file.read(_LOOKED_AT)
        file.seek(max(len(content), file.seek(0, os.SEEK_END) - _LOOKED_AT))
        content += file.read()
    return all(sign in content for sign in signs)
