"""Runs a reader of a hostile format apart from the program, with bounds on time and memory."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Pipe
from pathlib import Path
from typing import Final

from summarise.errors import InputError, ReadingGivenUp
from summarise.load.limits import CHILD_WALL_SECONDS
from summarise.load.reader_process import READ, REFUSED, request

__all__ = ["read_apart", "readings"]

_MODULE: Final = "summarise.load.reader_process"
_REASON: Final = 200  # characters of what a stopped reader said
_STEP: Final = 0.2  # seconds between two looks at whether reading was given up


def read_apart(module: str, function: str, data: bytes, source: str, seconds: float = CHILD_WALL_SECONDS) -> str:
    """Return `function(data, source)` of `module`, run in a process for this file alone that sees no environment.

    Raises:
        InputError: what the function raised; `unsafe` where it crashed, hung or asked for too much memory;
            `unreadable` where no reader could be started.
        ReadingGivenUp: as its name says.

    """
    ask = _asked_alone if sys.platform == "win32" else _asked_of_a_server
    try:
        answer = ask(request(module, function, source, data), seconds)
    except (TimeoutError, subprocess.TimeoutExpired) as error:
        raise InputError(
            f"{source}: reading it took more than {seconds:.0f} s, so it was stopped", kind="unsafe"
        ) from error
    except (EOFError, OSError) as error:
        raise InputError(
            f"{source}: the process that reads such files ends when it starts ({error or 'no reason given'}); "
            "the file may be sound",
            kind="unreadable",
        ) from error
    return _text_of(answer, source)


@contextmanager
def readings() -> Iterator[Callable[[], None]]:
    """Yield what gives up all reading until the block ends, and safely so from a signal handler."""
    _readings.given_up = False
    try:
        yield lambda: setattr(_readings, "given_up", True)
    finally:
        _readings.given_up = False


class _Readings:
    given_up = False


_readings = _Readings()


def _text_of(answer: bytes, source: str) -> str:
    """What an answer of the untrusted side says; one that says nothing in its form counts as a crash."""
    reason = "it answered nonsense"
    try:
        said = answer[1:].decode("utf-8", "surrogatepass")
        if answer.startswith(READ):
            return said
        if answer.startswith(REFUSED):
            kind, message = json.loads(said)
            if kind in InputError.KINDS:
                raise InputError(str(message), kind=kind)
        else:
            reason = said[:_REASON]
    except (ValueError, TypeError, RecursionError):
        pass
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
        until = time.monotonic() + seconds
        while not self._connection.poll(_STEP):
            if _readings.given_up:
                raise ReadingGivenUp("reading was given up")
            if time.monotonic() > until:
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
    while True:
        try:
            server, waited = _idle.pop(), True
        except IndexError:
            server, waited = _Server(), False
        try:
            answer = server.ask(asked, seconds)
        except BaseException as error:  # an interruption too: what it would answer next belongs to this file
            server.end()
            lost = isinstance(error, EOFError | OSError) and not isinstance(error, TimeoutError)
            if waited and lost:  # it died while it waited, which says nothing of the file
                continue
            raise
        _idle.append(server)
        return answer


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_idle.clear)  # a fork of the program would share their connections
