"""A store of answers in a folder; no other module uses the diskcache package.

diskcache unpickles values that it finds (CVE-2025-69872), and opens files that rows name. This module therefore refuses
each row that is not plain text inside the database, and never reads, writes or removes another file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Self

import diskcache

from summarise.engines.service.answer_store import StoreInfo, packed, unpacked
from summarise.engines.service.in_one_go import InOneGo
from summarise.errors import OutputError

__all__ = ["DATABASE", "EmbeddedStore"]

DATABASE: str = diskcache.core.DBNAME
"""Name of the database in its folder."""

_RAW = 1
"""diskcache's code for a value that is stored in the row itself."""

_SETTINGS = {
    "eviction_policy": "none",
    "cull_limit": 0,
    "size_limit": 1 << 50,
    "statistics": 0,
    "tag_index": 0,
    "sqlite_synchronous": 2,
    "sqlite_journal_mode": "wal",
    "sqlite_auto_vacuum": 1,
    "disk_min_file_size": 1 << 40,
    "disk_pickle_protocol": 0,
}
"""Settings of diskcache; all are given each time, since it otherwise takes those that the last process stored."""


class _TextDisk(diskcache.Disk):  # type: ignore[misc]  # diskcache carries no types
    """Accepts only rows of text, for use by diskcache."""

    def put(self, key: object) -> tuple[str, bool]:
        if not isinstance(key, str):
            raise TypeError("keys are text")
        return key, True

    def get(self, key: object, raw: object) -> str:
        if not raw or not isinstance(key, str):
            raise _Refused
        return key

    def store(self, value: object, read: object, key: object = None) -> tuple[int, int, None, str]:  # noqa: ARG002
        if not isinstance(value, str):
            raise TypeError("values are text")
        return 0, _RAW, None, value

    def fetch(self, mode: object, filename: object, value: object, read: object) -> str:  # noqa: ARG002
        if mode != _RAW or filename is not None or not isinstance(value, str):
            raise _Refused
        return value

    def remove(self, file_path: object) -> None:
        """Do nothing: rows of this program have no file, and a manipulated row must not cause a file to be deleted."""


class _Refused(Exception):
    """Raised for a row that this program does not write."""


class _Cache(diskcache.Cache):  # type: ignore[misc]  # the package carries no types
    """A diskcache cache in which all threads share one connection, which the store protects with a lock.

    diskcache normally opens one connection per thread, which takes longer than ten look-ups. Also, writes by one
    connection make the cached pages of the others outdated.
    """

    def __init__(self, *values: Any, **settings: Any) -> None:
        self._shared: sqlite3.Connection | None = None
        try:
            super().__init__(*values, **settings)
        except sqlite3.DatabaseError:
            self.close()  # on Windows a file that is open cannot be set aside
            raise

    @property
    def _con(self) -> sqlite3.Connection:
        if self._shared is None:
            self._shared = sqlite3.connect(
                Path(self._directory) / DATABASE,
                timeout=self._timeout,
                isolation_level=None,
                check_same_thread=False,
            )
            # a damaged text becomes another, which its checksum does not fit
            self._shared.text_factory = partial(str, encoding="utf-8", errors="replace")
            with contextlib.suppress(sqlite3.OperationalError):  # a new file has no table of settings yet
                for name, value in self._shared.execute("SELECT key, value FROM Settings").fetchall():
                    if name.startswith("sqlite_"):
                        self.reset(name, value, update=False)
        return self._shared

    def close(self) -> None:
        if self._shared is not None:
            self._shared.close()
            self._shared = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to be stored; if `is_new` is True, an undamaged row with the same key is not replaced."""

    key: str
    text: str
    is_new: bool = False


class EmbeddedStore:
    """An answer store in a folder, which is created if it is missing.

    A damaged database is moved to a subfolder `damaged-N` and replaced by an empty one.

    Raises:
        OutputError: the folder cannot be created or used.

    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.RLock()
        """Protects the connection; a thread holds it while it uses the connection."""
        self._write = InOneGo(self._write_rows)
        self.damaged = 0
        """Number of damaged entries and databases found since the store was opened."""
        try:
            _make(folder)
        except OSError as error:
            raise OutputError(f"{folder}: the cache folder cannot be used: {error.strerror}") from error
        self._cache = self._open()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def get(self, key: str) -> dict[str, Any] | None:
        """Return the object stored under a key; None if there is none or it is damaged."""
        with self._mending():
            return self._found(key)
        return None

    def put(self, key: str, value: dict[str, Any]) -> None:
        """Store the object `value` under `key`, replacing an existing one; it is on disk when the call returns.

        Raises:
            OutputError: the disk is full, or the folder cannot be written.

        """
        self._write(_Row(key, packed(key, value)))

    def add(self, key: str, value: dict[str, Any]) -> None:
        """Store the object `value` under `key` unless an undamaged one exists; it is on disk when the call returns.

        Raises:
            OutputError: the disk is full, or the folder cannot be written.

        """
        self._write(_Row(key, packed(key, value), is_new=True))

    def turn(self, key: str) -> contextlib.AbstractContextManager[bool]:  # noqa: ARG002 - the protocol's signature
        """Return a context manager for `key` with the value False that blocks nobody: one process uses the folder."""
        return contextlib.nullcontext(False)

    def put_all(self, values: Mapping[str, dict[str, Any]]) -> None:
        """Store all `values` under their keys in one transaction, so that either all or none are stored.

        Raises:
            OutputError: the disk is full, or the folder cannot be written.

        """
        if values:
            self._write_rows([_Row(key, packed(key, value)) for key, value in values.items()])

    def _write_rows(self, rows: list[_Row]) -> None:
        """Write rows in one transaction, so that the program waits for the disk only once.

        If the database was damaged, it is replaced, and the rows are written again.
        """
        with self._mending():
            self._transact(rows)
            return
        with self._lock:
            self._transact(rows)

    def _transact(self, rows: list[_Row]) -> None:
        with self._cache.transact():
            for row in rows:
                if row.is_new and (self._cache.add(row.key, row.text) or self._found(row.key) is not None):
                    continue
                self._cache.set(row.key, row.text)

    def keys(self) -> Iterator[str]:
        """Yield the keys of all entries."""
        with self._mending():
            found = list(self._cache.iterkeys())
        yield from found

    def clear(self) -> int:
        """Remove all entries; return how many there were."""
        with self._lock:
            return int(self._cache.clear())

    def info(self) -> StoreInfo:
        """Return the folder, the number of entries, and the total bytes of the files directly in the folder."""
        size = sum(file.stat().st_size for file in self._folder.iterdir() if file.is_file())
        with self._lock:
            return StoreInfo(str(self._folder), len(self._cache), size)

    def hasten(self) -> None:
        """Do nothing: a folder does not go away as a database does."""

    def close(self) -> None:
        """Close the connection of this process to the database."""
        with self._lock:
            self._cache.close()

    def _open(self) -> Any:
        old = os.umask(0o077)
        try:
            try:
                return _Cache(str(self._folder), disk=_TextDisk, timeout=60, **_SETTINGS)
            except sqlite3.DatabaseError as error:
                self._set_aside(error)
                return _Cache(str(self._folder), disk=_TextDisk, timeout=60, **_SETTINGS)
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{self._folder}: the cache cannot be opened: {error}") from error
        finally:
            os.umask(old)

    @contextlib.contextmanager
    def _mending(self) -> Iterator[None]:
        """Lock the store while the block runs; if the database is damaged, replace it by an empty one.

        Other faults raise OutputError.
        """
        with self._lock:
            try:
                yield
            except (sqlite3.OperationalError, diskcache.Timeout, OSError) as error:
                raise OutputError(f"{self._folder}: the cache cannot be read or written: {error}") from error
            except sqlite3.DatabaseError as error:
                self._cache.close()
                self._set_aside(error)
                self._cache = self._open()

    def _set_aside(self, error: sqlite3.DatabaseError) -> None:
        if isinstance(error, sqlite3.OperationalError):
            raise error
        self.damaged += 1
        for number in range(1, 1000):
            aside = self._folder / f"damaged-{number}"
            if not aside.exists():
                break
        aside.mkdir(mode=0o700)
        for name in (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm"):
            with contextlib.suppress(FileNotFoundError):
                (self._folder / name).rename(aside / name)

    def _found(self, key: str) -> dict[str, Any] | None:
        try:
            text = self._cache.get(key)
        except _Refused:
            self.damaged += 1
            return None
        if text is None:
            return None
        value = unpacked(key, text)
        self.damaged += value is None
        return value


def _make(folder: Path) -> None:
    """Create the folder with access for its owner only; an existing folder keeps its mode, as it may be shared."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        folder.chmod(0o700)  # whatever the mask took away
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is no folder")
