"""Runs a reader of a hostile format in a process of its own, with bounds on time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from summarise.errors import InputError
from summarise.load.limits import CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES, CHILD_WALL_SECONDS

__all__ = ["read_apart"]

_PROGRAM: Final = "from summarise.load.isolation import _child; _child()"
_REFUSED: Final = 3  # exit code of a child whose reader raised InputError; the message is on its stdout
_REASON: Final = 200  # characters of what a stopped reader said last
_SEPARATOR: Final = "\x1f"


def read_apart(module: str, function: str, data: bytes, source: str, seconds: float = CHILD_WALL_SECONDS) -> str:
    """Return `function(data, source)` of `module`, run in a child process that sees no environment.

    Raises:
        InputError: what the function raised, or `unsafe` where it crashed, hung or asked for too much memory.

    """
    # Windows starts no Python without SYSTEMROOT; keys and settings stay out.
    environment = {"PYTHONPATH": os.pathsep.join(str(Path(place).absolute()) for place in sys.path)}
    environment |= {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    # -P: a module that lies in the current folder must not be imported in place of a real one.
    command = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-c", _PROGRAM, module, function, source]
    try:
        done = subprocess.run(  # noqa: S603 - the interpreter itself, with fixed code
            command, input=data, capture_output=True, timeout=seconds, env=environment, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise InputError(
            f"{source}: reading it took more than {seconds:.0f} s, so it was stopped", kind="unsafe"
        ) from error
    if done.returncode == _REFUSED:
        kind, _, message = done.stdout.decode("utf-8", "replace").partition(_SEPARATOR)
        raise InputError(message, kind=kind)
    if done.returncode != 0:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:_REASON]
        reason = f"code {done.returncode}{', ' if last else ''}{last}"
        raise InputError(f"{source}: its reader stopped ({reason}); the file is damaged or hostile", kind="unsafe")
    return done.stdout.decode("utf-8", "surrogatepass")


def _child() -> None:
    """Read stdin, print the text; the parent process alone calls this."""
    import importlib  # noqa: PLC0415 - only the child needs it

    module, function, source = sys.argv[1:4]
    _limit()
    try:
        text = str(getattr(importlib.import_module(module), function)(sys.stdin.buffer.read(), source))
    except InputError as error:
        sys.stdout.buffer.write(f"{error.kind}{_SEPARATOR}{error.message}".encode())
        sys.stdout.flush()
        sys.exit(_REFUSED)
    sys.stdout.buffer.write(text.encode("utf-8", "surrogatepass"))


def _limit() -> None:
    if sys.platform == "win32":
        return  # no resource module; the parent's clock still holds
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the address space is counted differently
        resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
