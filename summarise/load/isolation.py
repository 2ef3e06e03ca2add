"""Parses files in separate reader processes with limits on time and memory. The processes are reused."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue
from typing import Final

from summarise.errors import InputError, ReadingGivenUp
from summarise.load.limits import CHILD_WALL_SECONDS, MAX_ANSWER_BYTES
from summarise.load.reader_protocol import BEGUN, LENGTH, READ, READER, REFUSED, STOPPED, request
from summarise.own_process import started

__all__ = ["read_apart", "readings", "start_reader"]

_REASON: Final = 200  # characters of what a stopped reader said
_STEP: Final = 0.2  # seconds between two looks at whether reading was given up
_TRIES: Final = 3  # readers that are started for one file before it is said that none starts
_BREATH: Final = 2.0  # seconds that a reader which ends by itself gets to say how


def read_apart(  # noqa: PLR0913 - what is to be run, on what, and within which bounds
    module: str,
    function: str,
    data: bytes,
    source: str,
    seconds: float = CHILD_WALL_SECONDS,
    *,
    alone: bool = False,
    entry: str = READER,
) -> str:
    """Call `function(data, source)` of `module` in a reader process, and return its result.

    The process has no environment variables except PYTHONPATH and, on Windows, SYSTEMROOT.

    Args:
        module: importable name of the module.
        function: name of a function in it that takes bytes and a name and returns a string.
        data: the file's bytes.
        source: name of the file in error messages.
        seconds: time after which the process is ended.
        alone: True to call the function in a fork that reads only this file, if the system can fork.
        entry: `READER` or `RECOGNISER`, which decides the limits of memory and processor time.

    Raises:
        InputError: the error that the function raised; `unsafe` if the process crashed, ran out of time or needed
            too much memory; `unreadable` if no reader process could be started.
        ReadingGivenUp: reading was given up (see `readings`) before the file was read.

    """
    head = request(module, function, source, alone=alone)
    reason: object = ""
    for _ in range(_TRIES):
        try:
            server = _free_server(entry)
            answer = server.ask(head, data, seconds)
        except TimeoutError as error:
            raise InputError(
                f"{source}: reading it took more than {seconds:.0f} s, so it was stopped", kind="unsafe"
            ) from error
        except (EOFError, OSError) as error:  # it died before it had the file, which says nothing of the file
            reason = error
            continue
        return _text_of(answer, source)
    raise InputError(
        f"{source}: the process that reads files ends when it starts ({reason or 'no reason given'}); "
        "the file may be sound",
        kind="unreadable",
    )


def start_reader() -> None:
    """Start a reader process in advance if none is idle, so that the first file need not wait.

    A failure to start is ignored here and reported when the first file is read.
    """
    if not _idle:
        with suppress(OSError):
            _idle.append(_Server())


@contextmanager
def readings() -> Iterator[Callable[[], None]]:
    """Yield a function that gives up all reading: each waiting `read_apart` then raises `ReadingGivenUp`.

    A signal handler may call this function. It has effect until the `with` block ends.
    """
    _readings.given_up = False
    try:
        yield lambda: setattr(_readings, "given_up", True)
    finally:
        _readings.given_up = False


class _Readings:
    given_up = False


_readings = _Readings()


def _text_of(answer: bytes, source: str) -> str:
    """Return the text in a reader's answer, or raise the error in it. An answer in any other form counts as a crash."""
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


class _Server:
    """A reader process. It ends at the latest when this process ends, even if this process is killed.

    A thread communicates with it, because not every system can wait for a pipe with a time limit.
    """

    def __init__(self, entry: str = READER) -> None:
        self.entry = entry
        self._process = started(entry, errors=subprocess.DEVNULL)
        self._requests: SimpleQueue[tuple[bytes, bytes] | None] = SimpleQueue()
        self._answers: SimpleQueue[bytes | Exception] = SimpleQueue()
        self._thread = threading.Thread(target=self._speak, name="summarise-reader", daemon=True)
        self._thread.start()

    @property
    def pid(self) -> int:
        """The id of the process."""
        return self._process.pid

    def ask(self, head: bytes, data: bytes, seconds: float) -> bytes:
        """Send a request for a file and return the answer.

        Raises:
            TimeoutError: there was no answer in time.
            EOFError, OSError: the reader ended before it had received the whole request.
            ReadingGivenUp: reading was given up.

        """
        self._requests.put((head, data))
        until = time.monotonic() + seconds
        try:
            answer = self._await(until)
        except BaseException:  # an interruption too: what it would answer next belongs to this file
            self.end()
            raise
        if answer.startswith(STOPPED):
            self.end()
        else:
            _idle.append(self)
        return answer

    def _await(self, until: float) -> bytes:
        while True:
            try:
                answer = self._answers.get(timeout=_STEP)
                if isinstance(answer, Exception):
                    raise answer
                return answer  # noqa: TRY300 - nothing of it is raised here
            except Empty:
                if _readings.given_up:
                    raise ReadingGivenUp("reading was given up") from None
                if time.monotonic() > until:
                    raise TimeoutError from None

    def _speak(self) -> None:
        while (asked := self._requests.get()) is not None:
            try:
                self._answers.put(self._exchanged(*asked))
            except Exception as error:  # noqa: BLE001 - it is raised where the answer is waited for
                self._answers.put(error)
                return

    def _exchanged(self, head: bytes, data: bytes) -> bytes:
        assert self._process.stdin is not None
        for part in (head + LENGTH.pack(len(data)), data):
            rest = memoryview(part)
            while rest:
                rest = rest[self._process.stdin.write(rest) or 0 :]
        if self._whole(len(BEGUN)) != BEGUN:
            raise EOFError
        try:
            (length,) = LENGTH.unpack(self._whole(LENGTH.size))
            return self._whole(length) if length <= MAX_ANSWER_BYTES else STOPPED + b"it says too much"
        except EOFError:
            return STOPPED + self._how_it_ended().encode()

    def _whole(self, length: int) -> bytes:
        assert self._process.stdout is not None
        pieces = []
        while length:
            if not (piece := self._process.stdout.read(length)):
                raise EOFError
            pieces.append(piece)
            length -= len(piece)
        return b"".join(pieces)

    def _how_it_ended(self) -> str:
        try:
            return f"code {self._process.wait(_BREATH)}"
        except subprocess.TimeoutExpired:
            return "it closed its output"

    def end(self) -> None:
        """End the process and the fork that it waits for."""
        self._requests.put(None)
        with suppress(ProcessLookupError, PermissionError):
            if sys.platform == "win32":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._thread.join(_BREATH)  # its pipes have ended
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


_idle: list[_Server] = []
"""Reader processes that wait for the next file."""


def _free_server(entry: str) -> _Server:
    for server in reversed(tuple(_idle)):
        if server.entry == entry:
            with suppress(ValueError):  # another thread has just taken it
                _idle.remove(server)
                return server
    return _Server(entry)


@atexit.register
def _end_all() -> None:
    while _idle:
        _idle.pop().end()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_idle.clear)  # a fork of the program would share their pipes
