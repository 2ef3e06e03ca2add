"""Runs a reader of a hostile format apart from the program, with bounds on time and memory."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Final

from summarise.errors import InputError
from summarise.load.limits import CHILD_WALL_SECONDS
from summarise.load.reader_process import READ, REFUSED, request

__all__ = ["read_apart"]

_MODULE: Final = "summarise.load.reader_process"
_REASON: Final = 200  # characters of what a stopped reader said


def read_apart(module: str, function: str, data: bytes, source: str, seconds: float = CHILD_WALL_SECONDS) -> str:
    """Return `function(data, source)` of `module`, run in a process for this file alone that sees no environment.

    Raises:
        InputError: what the function raised, or `unsafe` where it crashed, hung or asked for too much memory.

    """
    ask = _asked_alone if sys.platform == "win32" else _asked_of_a_server
    try:
        answer = ask(request(module, function, source, data), seconds)
    except (TimeoutError, subprocess.TimeoutExpired) as error:
        raise InputError(
            f"{source}: reading it took more than {seconds:.0f} s, so it was stopped", kind="unsafe"
        ) from error
    said = answer[1:].decode("utf-8", "surrogatepass")
    if answer.startswith(READ):
        return said
    if answer.startswith(REFUSED):
        kind, message = json.loads(said)
        raise InputError(message, kind=kind)
    reason = said[:_REASON]
    raise InputError(f"{source}: its reader stopped ({reason}); the file is damaged or hostile", kind="unsafe")


def _command(program: str) -> list[str]:
    # -P: a module that lies in the current folder must not be imported in place of a real one.
    return [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-c", f"import {_MODULE} as it; {program}"]


def _environment() -> dict[str, str]:
    """Where the modules are, and nothing else: keys and settings stay out."""
    found = {"PYTHONPATH": os.pathsep.join(str(Path(place).absolute()) for place in sys.path)}
    return found | {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows needs it


def _asked_alone(asked: bytes, seconds: float) -> bytes:
    done = subprocess.run(  # noqa: S603 - the interpreter itself, with fixed code
        _command("it.read_one()"), input=asked, capture_output=True, timeout=seconds, env=_environment(), check=False
    )
    return done.stdout or f" code {done.returncode}".encode()


class _Server:
    """A process that forks a reader for each file; it ends with this one, however this one ends."""

    def __init__(self) -> None:
        self._connection, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - the interpreter itself, with fixed code
                _command(f"it.serve({theirs.fileno()})"),
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=_environment(),
                start_new_session=True,  # Ctrl-C is for the program, which ends it
            )

    def ask(self, asked: bytes, seconds: float) -> bytes:
        self._connection.send_bytes(asked)
        if not self._connection.poll(seconds):
            raise TimeoutError
        return self._connection.recv_bytes()

    def end(self) -> None:
        self._connection.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # with the reader that it waits for
        self._process.wait()


_idle: list[_Server] = []
"""Servers that wait for the next file; as many as files were read at a time."""


def _asked_of_a_server(asked: bytes, seconds: float) -> bytes:
    try:
        server = _idle.pop()
    except IndexError:
        server = _Server()
    try:
        answer = server.ask(asked, seconds)
    except (EOFError, ConnectionError):
        server.end()
        return b" its process ended"
    except BaseException:  # an interruption too: what it would answer next belongs to this file
        server.end()
        raise
    _idle.append(server)
    return answer


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_idle.clear)  # a fork of the program would share their connections
