"""Reads the streams of an OLE compound file, the container of old Word files ([MS-CFB])."""

from __future__ import annotations

import struct
from typing import Final

from summarise.errors import InputError

__all__ = ["SIGNATURE", "entry_names", "streams"]

SIGNATURE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_LAST_SECTOR: Final = 0xFFFFFFFA  # numbers from here on are marks, not sectors
_HEADER: Final = 512
_IN_HEADER: Final = 109  # sectors of the allocation table that the header itself lists
_STREAM, _ROOT = 2, 5


def streams(data: bytes, source: str) -> dict[str, bytes]:
    """Return the content of each stream of the compound file `data` by its name.

    If a name occurs twice, the first stream is returned. `source` names the file in errors.

    Raises:
        InputError: `unreadable` if the container is damaged.

    """
    try:
        return _Container(data).streams()
    except (struct.error, IndexError, ValueError) as error:
        raise InputError(f"{source}: a damaged Word 97 file ({error})", kind="unreadable") from error


def entry_names(data: bytes) -> set[str]:
    """Return the names of all entries in the directory of the compound file `data`; an empty set if it is damaged."""
    try:
        container = _Container(data)
        return {_name(entry) for entry in container.entries()}
    except (struct.error, IndexError, ValueError):
        return set()


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")


class _Container:
    def __init__(self, data: bytes) -> None:
        self.data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in {9, 12} or small_shift != 6:  # noqa: PLR2004 - the two versions of the format
            raise ValueError("unknown sector size")
        self.size, self.small = 1 << shift, 1 << small_shift
        self.directory, _, self.cutoff, small_table, _, more, count = struct.unpack_from("<IIIIIII", data, 48)
        tables = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
        for _ in range(min(count, len(data) // self.size)):
            listed = struct.unpack_from(f"<{self.size // 4}I", self.sector(more))
            tables += listed[:-1]
            more = listed[-1]
        table = b"".join(self.sector(number) for number in tables if number < _LAST_SECTOR)
        self.table = struct.unpack(f"<{len(table) // 4}I", table)
        small = self.chain(small_table)
        self.small_table = struct.unpack(f"<{len(small) // 4}I", small)

    def sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        found = self.data[start : start + self.size]
        if not found:
            raise ValueError(f"sector {number} is missing")
        return found.ljust(self.size, b"\0")

    def chain(self, first: int) -> bytes:
        found, seen = [], set()
        while first < _LAST_SECTOR:
            if first in seen:
                raise ValueError("a chain of sectors runs in a circle")
            seen.add(first)
            found.append(self.sector(first))
            first = self.table[first]
        return b"".join(found)

    def small_chain(self, first: int, whole: bytes) -> bytes:
        found, seen = [], set()
        while first < _LAST_SECTOR:
            if first in seen:
                raise ValueError("a chain of sectors runs in a circle")
            seen.add(first)
            found.append(whole[first * self.small : (first + 1) * self.small])
            first = self.small_table[first]
        return b"".join(found)

    def entries(self) -> list[bytes]:
        directory = self.chain(self.directory)
        return [directory[at : at + 128] for at in range(0, len(directory), 128)]

    def streams(self) -> dict[str, bytes]:
        entries = self.entries()
        root = next((e for e in entries if e[66] == _ROOT), None)
        whole = self.chain(struct.unpack_from("<I", root, 116)[0]) if root else b""
        found: dict[str, bytes] = {}
        for entry in entries:
            if entry[66] != _STREAM:
                continue
            first, size = struct.unpack_from("<II", entry, 116)
            content = self.small_chain(first, whole) if size < self.cutoff else self.chain(first)
            found.setdefault(_name(entry), content[:size])
        return found
