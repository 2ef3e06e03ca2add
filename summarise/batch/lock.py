"""One run at a time for one output."""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


@contextmanager
def held(path: Path, output: Path) -> Iterator[None]:
    """Hold the lock file at `path` for `output`; the system lets go of it when the holder ends, however it ends.

    Raises:
        OutputError: another run holds it (its process is named), or the file cannot be written.

    """
    try:
        descriptor = _acquire(path)
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror})") from error
    if descriptor is None:
        raise OutputError(f"{output}: {_holder(path)} is writing it; wait for that run, or name another output")
    try:
        yield
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _acquire(path: Path) -> int | None:
    """Descriptor of the lock file once it is ours; None while another process holds it."""
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            _hold(descriptor)
        except (BlockingIOError, PermissionError):
            os.close(descriptor)
            return None
        if _is_still_at(path, descriptor):
            os.ftruncate(descriptor, 0)
            os.write(descriptor, json.dumps({"pid": os.getpid(), "host": platform.node()}).encode())
            return descriptor
        os.close(descriptor)  # its holder removed it between our opening and our locking


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
