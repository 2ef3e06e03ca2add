"""What runs beside the program: readers of hostile formats, a process for each file, bounded in time and memory.

Starting Python and importing the readers takes ten times as long as reading a file. So one process does that once and
then forks for each file; what a file does to its reader dies with the fork.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import sys
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe, wait
from typing import Final, NoReturn

from summarise.errors import InputError
from summarise.load.limits import CHILD_CPU_SECONDS, CHILD_MEMORY_BYTES, MAX_ANSWER_BYTES

__all__ = ["READ", "REFUSED", "STOPPED", "read_one", "request", "serve"]

READ: Final = b"0"
REFUSED: Final = b"1"
STOPPED: Final = b"2"
"""What an answer begins with; behind it the text, an `InputError` in JSON, or why the reader stopped."""


def request(module: str, function: str, source: str, data: bytes) -> bytes:
    """Ask for `function(data, source)` of `module`."""
    return json.dumps([module, function, source]).encode() + b"\n" + data


def serve(descriptor: int) -> None:
    """Answer every request of a connection, each in a fork; end when the other side does."""
    control = Connection(descriptor)
    for name in ("summarise.load.formats", "summarise.load.pdf", "pypdfium2.raw"):
        importlib.import_module(name)
    while True:
        try:
            asked = control.recv_bytes()
        except EOFError:
            return
        control.send_bytes(_answer_of_a_fork(asked, control))
        del asked  # it may be large, and the next may be long in coming


def read_one() -> None:
    """Answer the one request on the standard input, where the system cannot fork."""
    sys.stdout.buffer.write(_answer(sys.stdin.buffer.read()))


def _answer_of_a_fork(asked: bytes, control: Connection) -> bytes:
    receiver, sender = Pipe(duplex=False)
    child = os.fork()
    if child == 0:
        control.close()
        receiver.close()
        _send_and_end(asked, sender)
    sender.close()
    said: bytes | None = None
    with receiver, suppress(EOFError, OSError):  # it died, or says too much
        if receiver in wait([receiver, control]):  # else nobody waits for the answer any more
            said = receiver.recv_bytes(MAX_ANSWER_BYTES)
    os.kill(child, signal.SIGKILL)  # whatever it may still be doing; to one that died, this changes nothing
    _, status = os.waitpid(child, 0)
    return STOPPED + f"code {os.waitstatus_to_exitcode(status)}".encode() if said is None else said


def _send_and_end(asked: bytes, sender: Connection) -> NoReturn:
    try:
        sender.send_bytes(_answer(asked))
    finally:
        os._exit(1)  # without what the parent would do at its end


def _answer(asked: bytes) -> bytes:
    head, _, data = asked.partition(b"\n")
    module, function, source = json.loads(head)
    _limit()
    try:
        text = str(getattr(importlib.import_module(module), function)(data, source))
    except InputError as error:
        return REFUSED + json.dumps([error.kind, error.message]).encode()
    except Exception as error:  # noqa: BLE001 - whatever a hostile file makes of its reader
        return STOPPED + f"{type(error).__name__}: {error}".encode("utf-8", "replace")
    return READ + text.encode("utf-8", "surrogatepass")


def _limit() -> None:
    if sys.platform == "win32":
        return  # no resource module; the parent's clock still holds
    import resource  # noqa: PLC0415 - not on Windows

    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_CPU_SECONDS, CHILD_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the address space is counted differently
        resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
