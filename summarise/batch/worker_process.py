"""The code of a worker process, which reads tasks from its standard input and writes results to its standard output.

A message is the length of a pickle in eight bytes, then the pickle itself. The first message is the work, a callable.
Each later message is a list of tasks, and the process answers it with a list of results. Only this program writes to
the two streams.
"""

from __future__ import annotations

import os
import struct
import sys
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Final

from summarise.garbage import seldom_collected
from summarise.pattern_programs import keep_programs

__all__ = ["packed", "read_message", "serve"]

_LENGTH: Final = struct.Struct(">Q")
_PIECE: Final = 1 << 20


def packed(message: object) -> bytes:
    """Return a message as bytes: the length of its pickle in eight bytes, then the pickle."""
    import pickle  # noqa: PLC0415 - a run of one process sends nothing

    data = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    return _LENGTH.pack(len(data)) + data


def read_message(read: Callable[[int], bytes]) -> Any:
    """Return the object in the next message; `read(n)` returns at most `n` bytes, and b"" at the end of the stream.

    Raises:
        EOFError: the other process closed the stream.

    """
    import pickle  # noqa: PLC0415 - likewise

    (length,) = _LENGTH.unpack(_whole(read, _LENGTH.size))
    return pickle.loads(_whole(read, length))  # noqa: S301 - from a process of this program, over its own pipe


def _whole(read: Callable[[int], bytes], length: int) -> bytes:
    pieces = []
    while length:
        if not (piece := read(min(length, _PIECE))):
            raise EOFError
        pieces.append(piece)
        length -= len(piece)
    return b"".join(pieces)


def serve() -> None:
    """Do the tasks that arrive until the other process closes the stream; then end this process, even during a task."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no answer
    messages: SimpleQueue[Any] = SimpleQueue()
    threading.Thread(target=_receive, args=(messages,), daemon=True).start()
    work = messages.get()
    with seldom_collected():
        _answer(answers, packed([work(task) for task in messages.get()]))
        keep_programs()  # of the patterns that most replies need
        while True:
            _answer(answers, packed([work(task) for task in messages.get()]))


def _answer(answers: int, data: bytes) -> None:
    rest = memoryview(data)
    try:
        while rest:
            rest = rest[os.write(answers, rest) :]
    except OSError:
        os._exit(1)  # nobody listens any more


def _receive(messages: SimpleQueue[Any]) -> None:
    try:
        while True:
            messages.put(read_message(lambda size: os.read(0, size)))
    except EOFError:
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - the other side sees that this process ended
        sys.stderr.write(f"summarise: a worker process cannot read its work ({type(error).__name__}: {error})\n")
        os._exit(1)
