"""Finds pictures as large as a page in a Word 97 file ([MS-DOC]: PICF for those in a line, FSPA for others)."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from summarise.load.letter_body import is_page_sized

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["has_large_picture"]

_PICTURE_HEAD: Final = 0x44
"""Length of the head of each picture in the stream Data, and its bytes 4 and 5."""
_HEAD_SIGN: Final = struct.pack("<H", _PICTURE_HEAD)
_SIZES: Final = 28
"""Place in that head of width and height in twips, and of their scales in thousandths."""
_SHAPES: Final = 0x1DA
"""Place in the file information block of the anchors of shapes: where they are in the table, and their length."""
_ANCHOR: Final = struct.Struct("<Iiiii6x")
_TWIPS: Final = 1440 / 2.54  # a centimetre
_FORMS: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"BM6")


def has_large_picture(main: bytes, table: bytes, data: bytes) -> bool:
    """Return True if a picture of the file is as large as a scanned page.

    Args:
        main: the stream WordDocument.
        table: the stream with the tables.
        data: the stream Data, which holds the pictures; b"" if there is none.

    """
    sizes = list(_in_lines(data))
    if any(form in stream for stream in (main, data) for form in _FORMS):
        sizes += _beside_lines(main, table)
    return any(is_page_sized(width / _TWIPS, height / _TWIPS) for width, height in sizes)


def _in_lines(data: bytes) -> Iterator[tuple[float, float]]:
    """Yield width and height in twips of the pictures that stand in a line like a character."""
    at = 0
    while at + _PICTURE_HEAD <= len(data):
        length, head = struct.unpack_from("<IH", data, at)
        if head != _PICTURE_HEAD or length < _PICTURE_HEAD:
            at = data.find(_HEAD_SIGN, at + 5) - 4
            if at < 0:
                return
            continue
        width, height, across, down = struct.unpack_from("<4H", data, at + _SIZES)
        yield width * across / 1000, height * down / 1000
        at += length


def _beside_lines(main: bytes, table: bytes) -> Iterator[tuple[float, float]]:
    """Yield width and height in twips of the shapes that are anchored in a paragraph."""
    if len(main) < _SHAPES + 8:
        return
    at, length = struct.unpack_from("<II", main, _SHAPES)
    count = (length - 4) // (4 + _ANCHOR.size) if length > 4 else 0  # noqa: PLR2004 - positions, one more than anchors
    for number in range(count):
        place = at + 4 * (count + 1) + _ANCHOR.size * number
        if place + _ANCHOR.size > len(table):
            return
        _, left, top, right, bottom = _ANCHOR.unpack_from(table, place)
        yield float(abs(right - left)), float(abs(bottom - top))
