"""A lock file, so that only one run at a time writes to an output."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from summarise.batch.ownership import is_lock, refuse_strange
from summarise.errors import OutputError

if sys.platform != "win32":
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
else:
    import msvcrt

    def _hold(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)


__all__ = ["held"]


_TRIES = 100
"""Maximum number of attempts to lock the file, if another process removes it each time before it is locked."""


@contextmanager
def held(path: Path, output: Path, before: Path | None = None) -> Iterator[None]:
    """Lock `output` with the file at `path` while the block runs; the system releases the lock if the process ends.

    `before` is where an earlier version kept its lock file. If a run of that version holds the lock, raise OutputError;
    if only the file was left behind, remove it.

    Raises:
        OutputError: another run holds the lock (the message names its process), the file cannot be written, or another
            program wrote it.

    """
    if before is not None and _is_ours(before):
        with _locked(before, output):
            pass
    refuse_strange(path, is_lock, whole=True)
    with _locked(path, output):
        yield


@contextmanager
def _locked(path: Path, output: Path) -> Iterator[None]:
    try:
        descriptor = _acquire(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    if descriptor is None:
        raise OutputError(f"{output}: {_holder(path)} is writing it; wait for that run, or name another output")
    try:
        yield
    finally:
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(descriptor)
            with suppress(OSError):  # the next run holds it already
                path.unlink(missing_ok=True)
        else:
            with suppress(OSError):  # a lock that nobody holds is taken over
                path.unlink(missing_ok=True)
            os.close(descriptor)


def _is_ours(path: Path) -> bool:
    try:
        content = path.read_bytes() if path.is_file() else b""
    except OSError:
        return False
    return bool(content) and is_lock(content)


def _acquire(path: Path) -> int | None:
    """Lock the file and return its descriptor; return None while another process holds the lock."""
    for _ in range(_TRIES):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _hold(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return None
        if _is_still_at(path, descriptor):
            break
        os.close(descriptor)  # its holder removed it between our opening and our locking
    else:  # some network drives number an open file otherwise than its name; the lock holds all the same
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        _hold(descriptor)
    os.ftruncate(descriptor, 0)
    os.write(descriptor, json.dumps({"pid": os.getpid(), "host": platform.node()}).encode())
    return descriptor


def _is_still_at(path: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _holder(path: Path) -> str:
    try:
        holder = json.loads(path.read_bytes())
        return f"process {int(holder['pid'])} on {holder['host']}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"
