"""What a reader process and the process that starts it say to each other, through the reader's standard streams."""

from __future__ import annotations

import json
import struct
from typing import Final

__all__ = ["BEGUN", "LENGTH", "READ", "READER", "RECOGNISER", "REFUSED", "STOPPED", "request"]

READER: Final = "--reader"
RECOGNISER: Final = "--recogniser"
"""Command-line options that start a process that reads files, and one that recognises characters in pictures."""

LENGTH: Final = struct.Struct(">Q")
"""The length in bytes that precedes an answer and each of the two parts of a request."""
BEGUN: Final = b"b"
"""Sent by a reader when it has received a whole file. If the process ends after that, the file is the cause."""
READ: Final = b"0"
REFUSED: Final = b"1"
STOPPED: Final = b"2"
"""`READ`, `REFUSED` and `STOPPED`: the possible first bytes of an answer.

After `READ` comes the text, after `REFUSED` an `InputError` as JSON, after `STOPPED` a reason in words.
"""


def request(module: str, function: str, source: str, *, alone: bool) -> bytes:
    """Return the first part of a request to call `function(data, source)` of `module`.

    The caller must then send the length of the data and the data. `alone` requests a fork that reads only this file.
    """
    head = json.dumps([module, function, source, alone]).encode()
    return LENGTH.pack(len(head)) + head
