"""Writes a file completely or not at all. Streams (pipe, device, standard output) are appended to, not replaced."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarise.errors import OutputError
from summarise.lazy_pattern import lazy_pattern
from summarise.reader_gone import ReaderGone

__all__ = ["STANDARD_OUTPUT", "is_stream", "replacing"]

STANDARD_OUTPUT = Path("-")
_OPEN_FILES = lazy_pattern(r"/proc/\d+(/task/\d+)?/fd")
"""Matches the folder of a process's open files on Linux, to which /dev/stdout and /dev/fd point."""
_MOST_LINKS = 40


def is_stream(path: Path) -> bool:
    """Return True if a path is a stream: the standard output (-), a device, a pipe or an open file (/dev/fd/3)."""
    if path == STANDARD_OUTPUT:
        return True
    return _is_open_file(path) or (path.exists() and not path.is_file() and not path.is_dir())


def _is_open_file(path: Path) -> bool:
    for _ in range(_MOST_LINKS):
        if _OPEN_FILES.fullmatch(os.path.realpath(path.parent)):
            return True
        if not path.is_symlink():
            return False
        path = path.parent / path.readlink()
    return False


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path to write to; if the block ends without error, its content becomes that of `path`.

    After an error `path` is unchanged. A missing folder of `path` is created. A symbolic link is kept and its target
    replaced. If `path` is a stream, the complete content is appended to it.

    Raises:
        OutputError: the folder or the file cannot be written.
        ReaderGone: the reader of the stream has closed it.

    """
    draft: Path | None = None
    goes_into = is_stream(path)
    place = path if goes_into else Path(os.path.realpath(path))
    try:
        folder = None if goes_into else place.parent
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{'stream' if goes_into else place.name}.", dir=folder)
        os.close(handle)
        draft = Path(name)
        yield draft
        if goes_into:
            _pour(draft, path)
        else:
            _take_place(draft, place)
    except ReaderGone:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _take_place(draft: Path, place: Path) -> None:
    draft.chmod(0o666 & ~_umask())  # mkstemp makes private files; this one is to be handed on
    try:
        draft.replace(place)
    except PermissionError as error:  # Windows replaces no file that a program has open
        raise OutputError(
            f"{place}: cannot be replaced; another program has it open, or you may not change it: close it in Excel or "
            "WPS first, then run this again (请先在 Excel/WPS 中关闭该文件，再重新运行)"
        ) from error


def _pour(draft: Path, stream: Path) -> None:
    """Append the content of a temporary file to a stream."""
    if stream == STANDARD_OUTPUT:
        sys.stdout.flush()
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_BINARY", 0)
    to = sys.stdout.fileno() if stream == STANDARD_OUTPUT else os.open(stream, flags)
    try:
        with draft.open("rb") as content, open(to, "wb", closefd=stream != STANDARD_OUTPUT) as out:
            shutil.copyfileobj(content, out)
    except BrokenPipeError as error:
        raise ReaderGone(*error.args) from error


def _umask() -> int:
    """Return the process's mask for the rights of new files. It can be read only by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
