"""Reads the formatting of a Word 97 file ([MS-DOC]): styles, and text properties by byte offset in the main stream."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PARAGRAPHS", "RUNS", "Ranges", "Run", "paragraph_of", "run_of", "sprms", "style_lists"]

_PAGE: Final = 512  # bytes of a page of formatted runs
RUNS: Final = (0xFA, 1)
PARAGRAPHS: Final = (0x102, 13)
"""`RUNS` and `PARAGRAPHS` stand for the two kinds of formatting, of characters and of paragraphs.

The first number is the byte offset, in the file information block, of the reference to the pages with this formatting.
The second is the size in bytes of an entry on such a page.
"""
_STYLES: Final = 0xA2
# Properties of runs.
_DELETED, _VANISH, _STRUCK, _STRUCK_TWICE = 0x0800, 0x083C, 0x0837, 0x2A53
_SIZE, _COLOUR_INDEX, _COLOUR, _SHIFT, _LIFT = 0x4A43, 0x2A42, 0x6870, 0x2A48, 0x4845
_BEHIND: Final = frozenset({0x2A0C, 0x4866, 0xCA71})  # highlight, and shading in its two forms
_WHITE_INDEX: Final = 8
_WHITE: Final = b"\xff\xff\xff\x00"
_TINY: Final = 4  # half-points
_LEAST_LIFT: Final = 4
# Properties of paragraphs.
_LEVEL, _LIST = 0x260A, 0x460B
_TABLE_DEFINITION: Final = 0xD608
_PARAGRAPH_STYLE: Final = 1
_NO_STYLE: Final = 0xFFF
_WIDTHS: Final = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


class Run(NamedTuple):
    """Formatting of a run of characters: `hidden` if they cannot be seen; `shift` is 1 if raised, -1 if lowered."""

    hidden: bool = False
    shift: int = 0
    left_out: bool = False
    """True if the author hid or deleted the run. If it ends a paragraph, the paragraph continues in the next one."""


class Ranges:
    """The properties of runs or of paragraphs by byte offset in the main stream.

    `main` and `table` are the main stream and the table stream; `kind` is `RUNS` or `PARAGRAPHS`.
    """

    def __init__(self, main: bytes, table: bytes, kind: tuple[int, int]) -> None:
        self._found: list[tuple[int, int, bytes]] = []
        start, width = kind
        at, size = struct.unpack_from("<II", main, start)
        plc = table[at : at + size]
        count = max((len(plc) - 4) // 8, 0)
        for index in range(count):
            (number,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * index)
            page = main[(number & 0x3FFFFF) * _PAGE :][:_PAGE]
            if len(page) == _PAGE:
                self._found += _entries(page, width)
        self._found.sort()
        self._starts = [entry[0] for entry in self._found]

    def at(self, place: int) -> bytes:
        """Return the undecoded properties at byte offset `place` of the main stream; b"" if there are none."""
        index = bisect_right(self._starts, place) - 1
        return self._found[index][2] if index >= 0 and place < self._found[index][1] else b""


def _entries(page: bytes, width: int) -> Iterator[tuple[int, int, bytes]]:
    count = page[-1]
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    for index in range(count):
        offset = page[4 * (count + 1) + width * index] * 2
        if not offset:
            continue
        length, begin = page[offset], offset + 1
        if width > 1:  # words, of which the first may be half of one
            length, begin = (2 * length - 1, begin) if length else (2 * page[offset + 1], begin + 1)
        yield bounds[index], bounds[index + 1], page[begin : begin + length]


def sprms(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield code and value of each property in `properties`, the encoded list of a Word file."""
    position = 0
    while position + 2 < len(properties):
        (name,) = struct.unpack_from("<H", properties, position)
        position += 2
        if name == _TABLE_DEFINITION:
            width = int.from_bytes(properties[position : position + 2], "little") + 1
        else:
            width = _WIDTHS.get(name >> 13) or properties[position] + 1
        yield name, properties[position : position + width]
        position += width


def run_of(properties: bytes) -> Run:
    """Return whether characters with these properties are hidden, and whether they are raised or lowered.

    Deleted, struck out and tiny characters are hidden, and white ones without a background colour.
    """
    found = dict(sprms(properties))
    marked = any(value.strip(b"\0") for name, value in found.items() if name in _BEHIND)
    white = found.get(_COLOUR) == _WHITE or found.get(_COLOUR_INDEX, b"\0")[0] == _WHITE_INDEX
    left_out, struck = (
        any(found.get(name, b"\0")[0] & 1 for name in names)
        for names in ((_DELETED, _VANISH), (_STRUCK, _STRUCK_TWICE))
    )
    size = int.from_bytes(found[_SIZE], "little") if _SIZE in found else _TINY + 1
    shift = {1: 1, 2: -1}.get(found.get(_SHIFT, b"\0")[0], 0)
    lift = int.from_bytes(found.get(_LIFT, b"\0\0"), "little", signed=True)
    if not shift and abs(lift) >= _LEAST_LIFT:
        shift = 1 if lift > 0 else -1
    return Run(left_out or struck or size <= _TINY or (white and not marked), shift, left_out)


def paragraph_of(properties: bytes) -> tuple[int, int | None, int | None]:
    """Return the style number, list number and list level of a paragraph; None for a list or level not stated.

    `properties` are the paragraph's property bytes: its style number, then its changes of the style.
    """
    if len(properties) < 2:  # noqa: PLR2004 - the number of the style
        return 0, None, None
    (style,) = struct.unpack_from("<H", properties, 0)
    return style, *_list_of(properties[2:])


def _list_of(properties: bytes) -> tuple[int | None, int | None]:
    found = dict(sprms(properties))
    number, level = found.get(_LIST), found.get(_LEVEL)
    return (int.from_bytes(number, "little") if number else None), (level[0] if level else None)


def style_lists(main: bytes, table: bytes) -> dict[int, tuple[int | None, int | None]]:
    """Return the list number and list level of each paragraph style, by style number; None for those not stated.

    `main` and `table` are the main stream and the table stream of the file. A style inherits what it does not state
    from the style that it is based on.
    """
    at, size = struct.unpack_from("<II", main, _STYLES)
    sheet = table[at : at + size]
    if len(sheet) < 6:  # noqa: PLR2004 - its head
        return {}
    (head,) = struct.unpack_from("<H", sheet, 0)
    count, base = struct.unpack_from("<HH", sheet, 2)
    own: dict[int, tuple[int, int | None, int | None]] = {}
    position = 2 + head
    for number in range(count):
        if position + 2 > len(sheet):
            break
        (length,) = struct.unpack_from("<H", sheet, position)
        entry = sheet[position + 2 : position + 2 + length]
        position += 2 + length
        if length >= base + 2 and int.from_bytes(entry[2:4], "little") & 0xF == _PARAGRAPH_STYLE:
            own[number] = int.from_bytes(entry[2:4], "little") >> 4, *_list_of(_paragraph_part(entry, base))
    return {number: _inherited(own, number) for number in own}


def _paragraph_part(entry: bytes, base: int) -> bytes:
    """Return the paragraph properties of a style entry; they follow the style's name."""
    (name,) = struct.unpack_from("<H", entry, base)
    place = base + 2 + 2 * name + 2
    if place + 2 > len(entry):
        return b""
    (length,) = struct.unpack_from("<H", entry, place)
    return entry[place + 4 : place + 2 + length]  # the style's own number stands in front


def _inherited(own: dict[int, tuple[int, int | None, int | None]], number: int) -> tuple[int | None, int | None]:
    name = level = None
    seen: set[int] = set()
    while number in own and number not in seen and number != _NO_STYLE:
        seen.add(number)
        number, stated, at = own[number]
        name, level = stated if name is None else name, at if level is None else level
    return name, level
