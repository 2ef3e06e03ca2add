"""Computes the automatic paragraph numbers of a Word 97 file from its list tables ([MS-DOC] 2.9.147)."""

from __future__ import annotations

import struct
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from summarise.load.doc_properties import PARAGRAPHS, Ranges, paragraph_of, style_lists
from summarise.load.numbering import LIST_KINDS, Level, Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DocLists"]

_LISTS: Final = 0x2E2
_USES: Final = 0x2EA
_LIST_SIZE: Final = 28
_USE_SIZE: Final = 16
_LEVEL_SIZE: Final = 28
_LEVELS: Final = 9
_LEGAL: Final = 0x04
_SIMPLE: Final = 0x01
_STARTS: Final = 0x10
_FORMATS: Final = 0x20
_MOST: Final = 5_000


class DocLists:
    """Computes the automatic numbers of a document's paragraphs, which must be requested in document order.

    `main` and `table` are the main stream and the table stream of the file.
    """

    def __init__(self, main: bytes, table: bytes) -> None:
        self._paragraphs = Ranges(main, table, PARAGRAPHS)
        self._styles = style_lists(main, table)
        self._numbering = Numbering()
        lists = dict(_lists(main, table))
        for number, (identity, starts, levels) in enumerate(_uses(main, table), 1):
            name = str(number)
            merged = {**lists.get(identity, {}), **levels}
            for level, start in starts.items():
                known = merged.get(level, Level())
                merged[level] = replace(known, start=start)
            self._numbering.levels[name] = merged
            self._numbering.shared[name] = f"use {number}" if starts else f"list {identity}"

    def number(self, place: int) -> str:
        """Return the next automatic number (such as 一、) for a paragraph; "" if the paragraph is not numbered.

        `place` is the byte offset of the paragraph's end mark in the main stream. Each call advances the count, so call
        it once for each paragraph.
        """
        style, name, level = paragraph_of(self._paragraphs.at(place))
        inherited = self._styles.get(style, (None, None))
        name = inherited[0] if name is None else name
        level = inherited[1] if level is None else level
        return self._numbering.next(str(name), level or 0) if name else ""


def _lists(main: bytes, table: bytes) -> Iterator[tuple[int, dict[int, Level]]]:
    """Yield the id and the levels of each list."""
    at, size = struct.unpack_from("<II", main, _LISTS)
    if size < 2:  # noqa: PLR2004 - their number
        return
    (count,) = struct.unpack_from("<H", table, at)
    position = at + size
    for index in range(min(count, _MOST)):
        place = at + 2 + _LIST_SIZE * index
        (identity,) = struct.unpack_from("<I", table, place)
        levels = {}
        for level in range(1 if table[place + 26] & _SIMPLE else _LEVELS):
            levels[level], position = _level(table, position)
        yield identity, levels


def _level(table: bytes, position: int) -> tuple[Level, int]:
    """Return the level at byte offset `position`, and the offset of the next level."""
    start, kind = struct.unpack_from("<IB", table, position)
    runs, paragraph = table[position + 24], table[position + 25]
    legal = bool(table[position + 5] & _LEGAL)
    position += _LEVEL_SIZE + runs + paragraph
    (length,) = struct.unpack_from("<H", table, position)
    text = table[position + 2 : position + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(c) + 1}" if ord(c) < _LEVELS else c for c in text)
    return Level(start, LIST_KINDS.get(str(kind), "decimal"), pattern, legal=legal), position + 2 + 2 * length


def _uses(main: bytes, table: bytes) -> Iterator[tuple[int, dict[int, int], dict[int, Level]]]:
    """Yield list overrides in the order of their numbers: id of the list, and its changed first numbers and levels."""
    at, size = struct.unpack_from("<II", main, _USES)
    if size < 4:  # noqa: PLR2004 - their number
        return
    (count,) = struct.unpack_from("<I", table, at)
    count = min(count, _MOST)
    position = at + 4 + _USE_SIZE * count
    for index in range(count):
        place = at + 4 + _USE_SIZE * index
        (identity,) = struct.unpack_from("<I", table, place)
        starts: dict[int, int] = {}
        levels: dict[int, Level] = {}
        position += 4
        for _ in range(table[place + 12]):
            start, flags = struct.unpack_from("<II", table, position)
            position += 8
            level = flags & 0xF
            if flags & _FORMATS:
                levels[level], position = _level(table, position)
            if flags & _STARTS:
                starts[level] = levels[level].start if level in levels else start
        yield identity, starts, levels
