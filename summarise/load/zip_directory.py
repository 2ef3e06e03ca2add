"""Checks the stated size of a zip file's directory before it is read, since each entry takes time and memory."""

from __future__ import annotations

import io
import struct
from typing import BinaryIO, Final

from summarise.errors import InputError

__all__ = ["refuse_endless"]

_MOST: Final = 16 * 1024 * 1024
"""Maximum size of a directory in bytes; 50,000 files with names of 200 bytes need less."""
_END: Final = b"PK\x05\x06"
_END64: Final = b"PK\x06\x06"
_LONGEST_END: Final = 22 + 65_535 + 20 + 56 + 4096
_SIZE: Final = struct.Struct("<L")
_SIZE64: Final = struct.Struct("<Q")
_SIZE_AT: Final = 12
_SIZE64_AT: Final = 40


def refuse_endless(stream: BinaryIO, source: str = "") -> None:
    """Raise InputError `unsafe` if a zip file states a size above 16 MiB for its directory.

    `source` names the file in the error. The stream is moved back to its beginning.
    """
    stream.seek(0, io.SEEK_END)
    stream.seek(max(0, stream.tell() - _LONGEST_END))
    tail = stream.read(_LONGEST_END)
    stream.seek(0)
    sizes = (*_sizes(tail, _END, _SIZE_AT, _SIZE), *_sizes(tail, _END64, _SIZE64_AT, _SIZE64))
    if any(size > _MOST and size != 0xFFFFFFFF for size in sizes):  # noqa: PLR2004 - then the other ending has it
        raise InputError(f"{source}: its directory holds more files than any archive of replies", kind="unsafe")


def _sizes(tail: bytes, mark: bytes, at: int, form: struct.Struct) -> list[int]:
    found, place = [], tail.rfind(mark)
    if place >= 0 and place + at + form.size <= len(tail):
        found.append(int(form.unpack_from(tail, place + at)[0]))
    return found
