"""The visible text of a Word 97 file (.doc, .wps), from its piece table ([MS-DOC]).

Automatic paragraph numbers are not computed: old Word keeps them in tables of its own. The sentences are whole.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.load.characters import collapse, visible
from summarise.load.compound import streams
from summarise.load.limits import MAX_CHARACTERS
from summarise.load.rows import row_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_doc"]

_MAGIC: Final = 0xA5EC
_ENCRYPTED: Final = 0x0100
_TABLE_1: Final = 0x0200
# Places in the file information block: length of the main text, the character properties, the piece table.
_CCP_TEXT: Final = 0x4C
_PLC_CHPX: Final = 0xFA
_CLX: Final = 0x1A2
_PIECES: Final = 2
_COMPRESSED: Final = 0x40000000
_PAGE: Final = 512  # bytes of a page of formatted runs
# Properties that decide whether a run can be seen.
_DELETED: Final = 0x0800
_VANISH: Final = 0x083C
_SIZE: Final = 0x4A43
_COLOUR_INDEX: Final = 0x2A42
_COLOUR: Final = 0x6870
_WHITE_INDEX: Final = 8
_WHITE: Final = b"\xff\xff\xff\x00"
_TINY: Final = 4  # half-points
_FIELD_DEPTH: Final = 32  # Word itself nests them no deeper
_DROPPED: Final = str.maketrans(dict.fromkeys(map(chr, [1, 2, 3, 4, 5, 6, 8, 0x1F])) | {"\x1e": "-"})


def read_doc(data: bytes, source: str) -> str:
    """Return the visible text of a Word 97 file, a line a paragraph or table row.

    Raises:
        InputError: `unsupported` for other Office files and for a password, `unreadable` where it is damaged.

    """
    parts = streams(data, source)
    main = parts.get("WordDocument")
    if main is None:
        raise InputError(f"{source}: an old Office file that is no Word document; save it as .docx", kind="unsupported")
    try:
        text = _text(main, parts, source)
    except (struct.error, IndexError, ValueError) as error:
        raise InputError(f"{source}: a damaged Word 97 file ({error})", kind="unreadable") from error
    return "\n".join(_lines(text))


def _text(main: bytes, parts: dict[str, bytes], source: str) -> str:
    magic, _ = struct.unpack_from("<HH", main, 0)
    (flags,) = struct.unpack_from("<H", main, 10)
    if magic != _MAGIC:
        raise InputError(f"{source}: older than Word 97; save it as .docx", kind="unsupported")
    if flags & _ENCRYPTED:
        raise InputError(f"{source}: asks for a password; save it without one", kind="unsupported")
    table = parts.get("1Table" if flags & _TABLE_1 else "0Table", b"")
    (length,) = struct.unpack_from("<I", main, _CCP_TEXT)
    if length > MAX_CHARACTERS:
        raise InputError(f"{source}: {length} characters, too many for a reply", kind="too_large")
    hidden = _Hidden(main, table)
    written: list[str] = []
    for start, end, place, wide in _pieces(main, table):
        taken = min(end, length) - start
        if taken <= 0:
            continue
        raw = main[place : place + taken * (2 if wide else 1)]
        if len(raw) < taken * (2 if wide else 1):
            raise ValueError("its text is cut off")
        step = 2 if wide else 1
        characters = raw.decode("utf-16-le", "surrogatepass") if wide else raw.decode("cp1252", "replace")
        if any(ord(c) > 0xFFFF for c in characters):  # noqa: PLR2004 - pairs count twice in the file
            characters = "".join(chr(unit) for unit in struct.unpack(f"<{taken}H", raw))
        written += [
            c for index, c in enumerate(characters) if not hidden.at(place + index * step) or c in "\r\x07\x0b\x0c"
        ]
    return "".join(written).encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _pieces(main: bytes, table: bytes) -> Iterator[tuple[int, int, int, bool]]:
    """Yield first and last character, place in the stream, and whether two bytes make one, of each piece."""
    at, size = struct.unpack_from("<II", main, _CLX)
    clx = table[at : at + size]
    position = 0
    while clx[position] != _PIECES:
        position += 3 + struct.unpack_from("<H", clx, position + 1)[0]
    (size,) = struct.unpack_from("<I", clx, position + 1)
    plc = clx[position + 5 : position + 5 + size]
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plc, 0)
    for index in range(count):
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * index + 2)
        compressed = bool(place & _COMPRESSED)
        place &= _COMPRESSED - 1
        yield bounds[index], bounds[index + 1], place // 2 if compressed else place, not compressed


class _Hidden:
    """The runs of the main stream that are hidden, deleted, white or too small to read."""

    def __init__(self, main: bytes, table: bytes) -> None:
        at, size = struct.unpack_from("<II", main, _PLC_CHPX)
        plc = table[at : at + size]
        count = max((len(plc) - 4) // 8, 0)
        runs = []
        for index in range(count):
            (page,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * index)
            runs += _runs(main[(page & 0x3FFFFF) * _PAGE :][:_PAGE])
        self.runs = sorted(runs)
        self.starts = [run[0] for run in self.runs]

    def at(self, place: int) -> bool:
        index = bisect_right(self.starts, place) - 1
        return index >= 0 and place < self.runs[index][1]


def _runs(page: bytes) -> list[tuple[int, int]]:
    if len(page) < _PAGE:
        return []
    count = page[-1]
    bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
    found = []
    for index in range(count):
        offset = page[4 * (count + 1) + index] * 2
        if offset and _hides(page[offset + 1 : offset + 1 + page[offset]]):
            found.append((bounds[index], bounds[index + 1]))
    return found


def _hides(properties: bytes) -> bool:
    position, hidden = 0, False
    while position + 2 < len(properties):
        (name,) = struct.unpack_from("<H", properties, position)
        kind = name >> 13
        width = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}.get(kind) or properties[position + 2] + 1
        value = properties[position + 2 : position + 2 + width]
        if name in {_DELETED, _VANISH}:
            hidden = hidden or value[0] & 1 == 1
        elif name == _SIZE:
            hidden = hidden or int.from_bytes(value, "little") <= _TINY
        elif name == _COLOUR_INDEX:
            hidden = hidden or value[0] == _WHITE_INDEX
        elif name == _COLOUR:
            hidden = hidden or value == _WHITE
        position += 2 + width
    return hidden


def _lines(text: str) -> Iterator[str]:
    text = (
        _without_field_codes(text).translate(_DROPPED).replace("\x0b", "\r").replace("\x0c", "\r").replace("\x0e", "\r")
    )
    # A cell ends with \x07, a row with a second one; all but the last line of a first cell stands above the table.
    for block in re.split("(?<=\x07)\x07", text):
        first, *others = [[line for line in map(_tidy, cell.split("\r")) if line] for cell in block.split("\x07")]
        if not others:
            yield from first
            continue
        yield from first[:-1]
        yield from row_texts([first[-1:], *others])


def _without_field_codes(text: str) -> str:
    """Keep what fields show and not their instructions; fields stand inside fields."""
    kept, inside = [], []
    for piece in re.split("([\x13\x14\x15])", text):
        if piece == "\x13":
            inside.append(True)
        elif piece == "\x14" and inside:
            inside[-1] = False
        elif piece == "\x15" and inside:
            inside.pop()
        elif not any(inside[-_FIELD_DEPTH:]):
            kept.append(piece)
    return "".join(kept)


def _tidy(line: str) -> str:
    return collapse(visible(line))
