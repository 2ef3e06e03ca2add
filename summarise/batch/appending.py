"""A file to which whole lines are appended; each line is on disk before the program continues."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from io import FileIO
from pathlib import Path
from typing import TypeVar

from summarise.errors import OutputError
from summarise.new_file import replacing

__all__ = ["AppendedFile", "replace_file", "write_all"]

_T = TypeVar("_T")


class AppendedFile:
    """A file to which whole lines are appended; it is created if it is missing.

    `size` is the number of bytes that the file should have. `append` and `require_place` compare it with the real size,
    and raise OutputError if another program has changed the file.

    Raises:
        OutputError: the file cannot be opened, written or cut; its earlier content is unchanged.

    """

    def __init__(self, path: Path) -> None:
        self.path = path
        is_new = not path.exists()
        flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
        self._descriptor = self._try(lambda: os.open(path, flags, 0o666))
        self.size = self._try(lambda: os.fstat(self._descriptor).st_size)
        self._reader: FileIO | None = None
        self._knows_its_place = self._stands_there()
        """True if the device and inode numbers of the open file equal those of its path; on some network drives they do
        not."""
        if is_new:
            self._try(lambda: _sync_folder(path.parent))

    def append(self, lines: Sequence[bytes]) -> None:
        """Append lines, given without line feeds; they are on disk when this returns."""
        self._require_length()
        data = b"".join(line + b"\n" for line in lines)
        try:
            write_all(self._descriptor, data)
            os.fsync(self._descriptor)
        except OSError as error:
            self._drop_what_is_not_whole()
            raise _cannot(self.path, error) from error
        self.size += len(data)
        self.require_place()

    def require_place(self) -> None:
        """Raise OutputError if another program removed, replaced or changed the file since it was opened."""
        if not (self._stands_there() if self._knows_its_place else self.path.exists()):
            raise OutputError(
                f"{self.path}: was removed or replaced while this run wrote it; run again to write it anew"
            )
        self._require_length()

    def _require_length(self) -> None:
        if self._try(lambda: os.fstat(self._descriptor).st_size) != self.size:
            raise self._changed()

    def _changed(self) -> OutputError:
        return OutputError(
            f"{self.path}: was cut or written to by another program while this run wrote it; "
            "run again to write the lines that are missing"
        )

    def _stands_there(self) -> bool:
        try:
            return os.path.samestat(os.fstat(self._descriptor), self.path.stat())
        except OSError:
            return False

    def cut(self, size: int) -> None:
        """Shorten the file to its first `size` bytes; the change is on disk when this returns."""
        self._require_length()  # a file that somebody cut would grow, by zeros
        self._try(lambda: os.ftruncate(self._descriptor, size))
        self._try(lambda: os.fsync(self._descriptor))
        self.size = size

    def read(self, start: int, end: int) -> bytes:
        """Return the bytes from `start` up to but not including `end`."""
        found = self._try(lambda: self._read(start, end))
        if len(found) != end - start:
            raise self._changed()
        return found

    def _read(self, start: int, end: int) -> bytes:
        if self._reader is None:
            self._reader = FileIO(self.path)  # unbuffered: the file changes under it
        self._reader.seek(start)
        return self._reader.read(end - start)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)
        if self._reader is not None:
            self._reader.close()

    def _drop_what_is_not_whole(self) -> None:
        try:
            if os.fstat(self._descriptor).st_size > self.size:
                os.ftruncate(self._descriptor, self.size)
        except OSError:
            return  # the disk fails altogether; the next start cuts the torn line

    def _try(self, act: Callable[[], _T]) -> _T:
        try:
            return act()
        except OSError as error:
            raise _cannot(self.path, error) from error


def write_all(descriptor: int, data: bytes) -> None:
    """Write all of `data` to a file descriptor, with as many system calls as are needed.

    Raises:
        OSError: the data cannot be written completely.

    """
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def replace_file(path: Path, content: bytes) -> None:
    """Replace the file at `path`, or create it, with `content`, which is on disk when this returns.

    Raises:
        OutputError: the file cannot be written; the old file is unchanged.

    """
    with replacing(path) as draft, draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    _sync_folder(path.parent)


def _cannot(path: Path, error: OSError) -> OutputError:
    reason = error.strerror or str(error)
    return OutputError(f"{path}: cannot be written ({reason}); what was finished before is kept, run again to go on")


def _sync_folder(folder: Path) -> None:
    """Flush a folder to disk, so that a new or renamed file in it survives a power cut; do nothing on Windows."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
