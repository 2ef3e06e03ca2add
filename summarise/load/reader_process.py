"""The reader process: it reads one file after the other, with limits on time, memory and output.

It is started as `python -m summarise --reader`, or as `--recogniser` with higher limits for character recognition. It
communicates only through its standard streams. If the system can fork, each PDF file is read in a fork of its own,
because the parser is a C++ library: if a file corrupts the parser, the damage ends with the fork.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import signal
import sys
import threading
from contextlib import suppress
from multiprocessing.connection import Pipe
from pathlib import Path
from queue import SimpleQueue
from typing import Final, NamedTuple, NoReturn

from summarise.errors import InputError
from summarise.load.limits import (
    CHILD_CPU_SECONDS,
    CHILD_MEMORY_BYTES,
    MAX_ANSWER_BYTES,
    READER_GROWTH_BYTES,
    RECOGNISER_CPU_SECONDS,
    RECOGNISER_GROWTH_BYTES,
    RECOGNISER_MEMORY_BYTES,
)
from summarise.load.reader_protocol import BEGUN, LENGTH, READ, READER, RECOGNISER, REFUSED, STOPPED

__all__ = ["serve"]

_PIECE: Final = 1024 * 1024


class _Bounds(NamedTuple):
    """The limits for reading one file."""

    cpu_seconds: int
    memory: int
    growth: int
    """Bytes of address space in use after a file; if there are more, the process reads no further file."""


_BOUNDS: Final = {
    READER: _Bounds(CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES, READER_GROWTH_BYTES),
    RECOGNISER: _Bounds(RECOGNISER_CPU_SECONDS, RECOGNISER_MEMORY_BYTES, RECOGNISER_GROWTH_BYTES),
}
_forked: list[int] = []
"""The process id of the fork that is reading now, if there is one."""


def serve(entry: str = READER) -> NoReturn:
    """Answer the requests on the standard input until it closes, within the limits of `entry`; then end the process.

    The process also ends after a file that stopped the reader or left too much memory in use.
    """
    came, answers = os.dup(0), os.dup(1)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):  # what a parser prints is no answer
        os.dup2(nothing, stream)
    bounds = _BOUNDS[entry]
    _limit_memory(bounds.memory)
    requests: SimpleQueue[tuple[bytes, bytes]] = SimpleQueue()
    threading.Thread(target=_receive, args=(came, requests), daemon=True).start()
    importlib.import_module("summarise.load.formats")
    while True:
        head, data = requests.get()
        _send(answers, BEGUN)
        answer = _answered(head, data, bounds.cpu_seconds)
        del data  # it may be large, and the next may be long in coming
        if len(answer) > MAX_ANSWER_BYTES:
            answer = STOPPED + b"it says too much"
        _send(answers, LENGTH.pack(len(answer)) + answer)
        if answer.startswith(STOPPED) or _has_grown(bounds.growth):
            os._exit(0)


def _receive(stream: int, requests: SimpleQueue[tuple[bytes, bytes]]) -> NoReturn:
    """Receive requests. When the other process closes the stream, end at once, even while a file is being read."""
    try:
        while True:
            head = _part(stream)
            requests.put((head, _part(stream)))
    finally:
        for child in _forked:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        os._exit(0)


def _part(stream: int) -> bytes:
    (length,) = LENGTH.unpack(_whole(stream, LENGTH.size))
    return _whole(stream, length)


def _whole(stream: int, length: int) -> bytes:
    pieces = []
    while length:
        if not (piece := os.read(stream, min(length, _PIECE))):
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def _send(stream: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(stream, rest) :]


def _answered(head: bytes, data: bytes, seconds: int) -> bytes:
    module, function, source, alone = json.loads(head)
    if alone:
        with suppress(ImportError):  # the reader says so
            importlib.import_module(module)  # before the fork, or each would do it again
            importlib.import_module("summarise.load.pdf_warm_up").warm_up()
        if sys.platform != "win32":
            return _answer_of_a_fork(module, function, source, data, seconds)
    return _answer(module, function, source, data, seconds)


def _answer_of_a_fork(module: str, function: str, source: str, data: bytes, seconds: int) -> bytes:
    receiver, sender = Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        try:
            receiver.close()
            gc.disable()  # it ends before there is garbage
            sender.send_bytes(_answer(module, function, source, data, seconds))
        finally:
            os._exit(1)  # without what the parent would do at its end
    _forked.append(child)
    sender.close()
    said: bytes | None = None
    with receiver, suppress(EOFError, OSError):  # it died, or says too much
        said = receiver.recv_bytes(MAX_ANSWER_BYTES)
    os.kill(child, signal.SIGKILL)  # whatever it may still be doing; to one that died, this changes nothing
    _, status = os.waitpid(child, 0)
    _forked.clear()
    return STOPPED + f"code {os.waitstatus_to_exitcode(status)}".encode() if said is None else said


def _answer(module: str, function: str, source: str, data: bytes, seconds: int) -> bytes:
    _limit_time(seconds)
    try:
        text = str(getattr(importlib.import_module(module), function)(data, source))
        return READ + text.encode("utf-8", "surrogatepass")
    except InputError as error:
        return REFUSED + json.dumps([error.kind, error.message]).encode()
    except MemoryError:
        return STOPPED + b"MemoryError: it asks for more memory than a reply needs"
    except Exception as error:  # noqa: BLE001 - whatever a hostile file makes of its reader
        return STOPPED + f"{type(error).__name__}: {error}"[:_PIECE].encode("utf-8", "replace")


def _limit_memory(most: int) -> None:
    if sys.platform == "win32":
        return  # no resource module; the other side's clock still holds
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the address space is counted differently
        resource.setrlimit(resource.RLIMIT_AS, (most, most))


def _limit_time(seconds: int) -> None:
    """Limit the processor time from now on to `seconds`; after that the system stops the reader."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _has_grown(most: int) -> bool:
    """Return True if the process now uses more memory than `most` bytes, so that the next file might not fit."""
    if sys.platform != "linux":
        return False
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") > most
