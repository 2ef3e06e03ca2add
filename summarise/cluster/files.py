"""Access files that every machine of a cluster can reach, on a shared file system or in an object store."""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from pyarrow import fs

from summarise.errors import OutputError, UsageError

__all__ = ["Found", "Place"]


class Found(NamedTuple):
    """A file found in a `Place`."""

    path: str
    """Path relative to the place; "" if the place itself is the file."""
    size: int
    """Size in bytes."""
    version: str
    """String made of the size and the time of the last change; it differs when the file was written again."""


class Place:
    """A file or folder given by its path or URI (`s3://…`, `gs://…`, `hdfs://…`); it can be pickled.

    In all methods `below` is the path of a file or folder relative to this place; "" is the place itself.

    Raises:
        UsageError: the file system cannot be reached.

    """

    def __init__(self, name: str) -> None:
        self.name = name
        try:
            self._fs, self._root = fs.FileSystem.from_uri(name if "://" in name else Path(name).absolute().as_uri())
        except (OSError, ValueError) as error:
            raise UsageError(f"{name}: cannot be reached ({error}): give a path, or a URI such as s3://…") from error

    @property
    def is_local(self) -> bool:
        """True if the files are in the file system of this machine, which other machines must then have mounted too."""
        return isinstance(self._fs, fs.LocalFileSystem)

    def _path(self, below: str) -> str:
        return f"{self._root.rstrip('/')}/{below}" if below else self._root

    def found(self, below: str = "") -> list[Found]:
        """Return all files in the folder `below` and its subfolders, sorted by path; if it is a file, only that file.

        Raises:
            UsageError: neither a file nor a folder of this name exists.
            OutputError: the folder cannot be listed.

        """
        root = self._path(below)
        try:
            (info,) = self._fs.get_file_info([root])
            if info.type == fs.FileType.NotFound:
                raise UsageError(f"{self.name}: not found")
            if info.type == fs.FileType.File:
                return [Found(below, info.size, _version(info))]
            infos = self._fs.get_file_info(fs.FileSelector(root, recursive=True))
        except OSError as error:
            raise OutputError(f"{self.name}: cannot be listed ({error})") from error
        start = len(self._path("").rstrip("/")) + 1
        files = [info for info in infos if info.type == fs.FileType.File]
        return sorted(Found(info.path[start:], info.size, _version(info)) for info in files)

    def within(self, other: Place) -> str | None:
        """Return the path of this place relative to the folder `other`: "" if they are one, None if it is elsewhere."""
        own, outer = (place._fs.normalize_path(place._root).rstrip("/") for place in (self, other))  # noqa: SLF001
        if self.is_local and other.is_local:
            own, outer = os.path.realpath(own), os.path.realpath(outer)
        if not self._fs.equals(other._fs):
            return None
        return "" if own == outer else own[len(outer) + 1 :] if own.startswith(f"{outer}/") else None

    def names(self, below: str) -> list[str]:
        """Return the paths of the files that `found` lists for `below`; empty if `below` does not exist."""
        try:
            return [file.path for file in self.found(below)]
        except UsageError:
            return []

    def read(self, below: str) -> Any:
        """Open the file `below` for reading bytes at any position; raise OSError if it cannot be opened."""
        return self._fs.open_input_file(self._path(below))

    def write(self, below: str, data: bytes) -> None:
        """Write `data` as the whole file `below`; it appears under its name only when it is complete.

        Raises:
            OutputError: the file cannot be written.

        """
        with self.writing(below) as file:
            file.write(data)

    def writing(self, below: str) -> Writing:
        """Return a context manager that opens the file `below` for writing.

        The file appears only if the block ends without an error.
        """
        return Writing(self._fs, self._path(below), is_local=self.is_local)

    def exists(self, below: str) -> bool:
        """Return True if `below` is an existing file; return False for a folder."""
        (info,) = self._fs.get_file_info([self._path(below)])
        return bool(info.type == fs.FileType.File)

    def remove(self, below: str) -> None:
        """Delete the file `below`; a missing file is not an error."""
        with suppress(FileNotFoundError):
            self._fs.delete_file(self._path(below))


class Writing:
    """Context manager that opens a file for writing; a local file has a temporary name until it is complete.

    Raises:
        OutputError: the file cannot be written.

    """

    def __init__(self, system: Any, path: str, *, is_local: bool) -> None:
        self._fs, self._path, self._is_local = system, path, is_local
        self._at = f"{path}.{_own_name()}.partial" if is_local else path

    def __enter__(self) -> Any:
        try:
            if self._is_local:
                self._fs.create_dir(self._at.rpartition("/")[0], recursive=True)
            self._file = self._fs.open_output_stream(self._at)
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written ({error})") from error
        return self._file

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None and not self._is_local:
            return  # an upload that is not closed leaves nothing
        try:
            self._file.close()
            if kind is not None:
                self._fs.delete_file(self._at)
            elif self._is_local:
                self._fs.move(self._at, self._path)
        except OSError as error:
            raise OutputError(f"{self._path}: cannot be written ({error})") from error


def _own_name() -> str:

    return uuid.uuid4().hex[:12]


def _version(info: Any) -> str:
    return f"{info.size}-{info.mtime_ns}"
