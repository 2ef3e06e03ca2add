"""Reads the visible text of a Word 97 file (.doc, .wps) by its piece table ([MS-DOC])."""

from __future__ import annotations

import re
import struct
from typing import TYPE_CHECKING, Final

from summarise.document import Caveat
from summarise.errors import InputError
from summarise.load.characters import collapse
from summarise.load.compound import streams
from summarise.load.doc_lists import DocLists
from summarise.load.doc_pictures import has_large_picture
from summarise.load.doc_properties import RUNS, Ranges, Run, run_of
from summarise.load.doc_rows import DocRows
from summarise.load.fields import equation
from summarise.load.limits import MAX_CHARACTERS
from summarise.load.page_furniture import Line
from summarise.load.page_head import lines_of_letter
from summarise.load.raised import LINKED, LOWERED, RAISED, settled
from summarise.load.rows import Cell, numbered, table_texts
from summarise.load.spans import RowShape, spanning
from summarise.load.text_tables import broken_lines, with_rows, without_tabs
from summarise.load.whole import Whole
from summarise.load.wrapping import Broken, unbroken

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["read_doc"]

_MAGIC: Final = 0xA5EC
_ENCRYPTED: Final = 0x0100
_TABLE_1: Final = 0x0200
# Places in the file information block: lengths of the main text and of the stories behind it, the piece table.
_CCP_TEXT: Final = 0x4C
_STORIES: Final = {"notes": 0x50, "heads": 0x54, "remarks": 0x5C, "endnotes": 0x60, "boxes": 0x64}
_CLX: Final = 0x1A2
_PIECES: Final = 2
_COMPRESSED: Final = 0x40000000
_PARAGRAPH_ENDS: Final = "\r\x07"
_BREAKS: Final = {"\x0b": "\x0b", "\x0c": "\x0c", "\x0e": "\x0c"}
"""Characters for line, page and column breaks.

A column break becomes a page break, because this program uses its character to mark raised text.
"""
_ROW_END, _CELL_LINE = "\x1d", "\x1c"
"""Characters that this module inserts at the end of a table row, and at the end of a paragraph inside a cell."""
_MARKS: Final = frozenset({*RAISED, *LOWERED, LINKED, _ROW_END, _CELL_LINE})
_SCANT: Final = 60  # characters; the text beside the picture of a letter has fewer
_FIELD_DEPTH: Final = 32  # Word itself nests them no deeper
_DROPPED: Final = str.maketrans(dict.fromkeys(map(chr, [1, 2, 3, 4, 5, 6, 8, 0x1F])) | {"\x1e": "-"})


def read_doc(data: bytes, source: str) -> Whole:
    """Return the visible text of a Word 97 file: a line for each paragraph or table row, then notes and text boxes.

    `data` is the content of the file; `source` names the file in errors. There is a caveat if a picture is as large as
    a scanned page.

    Raises:
        InputError: `scanned` if there is hardly any text beside such a picture, `unsupported` for other Office files,
            for files older than Word 97 and for files with a password, `too_large` for too many characters,
            `unreadable` if the file is damaged.

    """
    parts = streams(data, source)
    main = parts.get("WordDocument")
    if main is None:
        raise InputError(f"{source}: an old Office file that is no Word document; save it as .docx", kind="unsupported")
    try:
        lines = _read(main, parts, source)
        table = parts.get(_table_of(main), b"")
        pictured = has_large_picture(main, table, parts.get("Data", b""))
    except (struct.error, IndexError, ValueError) as error:
        raise InputError(f"{source}: a damaged Word 97 file ({error})", kind="unreadable") from error
    if pictured and sum(map(len, lines)) < _SCANT:
        raise InputError(
            f"{source}: its text is a picture pasted into Word; it needs text recognition (--ocr)", kind="scanned"
        )
    caveats = (Caveat("unread_part", "a large picture in the file was not read"),) if pictured else ()
    return Whole("\n".join(lines), caveats)


def _table_of(main: bytes) -> str:
    """Return the name of the stream with the tables that belong to the stream WordDocument."""
    (flags,) = struct.unpack_from("<H", main, 10)
    return "1Table" if flags & _TABLE_1 else "0Table"


def _read(main: bytes, parts: dict[str, bytes], source: str) -> list[str]:
    magic, _ = struct.unpack_from("<HH", main, 0)
    (flags,) = struct.unpack_from("<H", main, 10)
    if magic != _MAGIC:
        raise InputError(f"{source}: older than Word 97; save it as .docx", kind="unsupported")
    if flags & _ENCRYPTED:
        raise InputError(f"{source}: asks for a password; save it without one", kind="unsupported")
    table = parts.get(_table_of(main), b"")
    (length,) = struct.unpack_from("<I", main, _CCP_TEXT)
    if length > MAX_CHARACTERS:
        raise InputError(f"{source}: {length} characters, too many for a reply", kind="too_large")
    text = _Text(main, table)
    lines = list(_lines(*text.between(0, length)))
    begin = length
    stories: dict[str, list[Broken]] = {}
    for name, place in _STORIES.items():
        (size,) = struct.unpack_from("<I", main, place)
        wanted = 0 < size <= MAX_CHARACTERS and name != "remarks"
        stories[name] = list(_lines(*text.between(begin, begin + size))) if wanted else []
        begin += size
    head = lines_of_letter(without_tabs([line.text for line in stories["heads"]]), [line.text for line in lines])
    lines = [*map(Broken, head), *lines, *stories["notes"], *stories["endnotes"], *stories["boxes"]]
    return without_tabs(unbroken(with_rows(lines)))


class _Text:
    """The characters of a document by their number, with their formatting applied."""

    def __init__(self, main: bytes, table: bytes) -> None:
        self._main = main
        self._pieces = list(_pieces(main, table))
        self._runs = Ranges(main, table, RUNS)
        self._known: dict[bytes, Run] = {}
        self._lists = DocLists(main, table)
        self._rows = DocRows(main, table)

    def between(self, begin: int, end: int) -> tuple[str, list[RowShape]]:
        """Return the characters from `begin` to `end`, and the shape of each table row among them.

        Hidden characters are left out; automatic numbers are inserted before their paragraphs.
        """
        shapes: list[RowShape] = []
        written: list[str] = []
        paragraph: list[str] = []
        for character, place in self._characters(begin, end):
            if character == "\r" and self._run(place).left_out:
                continue
            if character in _PARAGRAPH_ENDS:
                text = _of_pairs("".join(paragraph))
                number = self._lists.number(place)
                written.append(numbered(number, text) if number and text.strip() else text)
                shape = self._rows.ended(place) if character == "\x07" else None
                if shape is not None:
                    shapes.append(shape)
                    character = _ROW_END  # noqa: PLW2901 - as this module writes it
                elif character == "\r" and self._rows.in_cell(place):
                    character = _CELL_LINE  # noqa: PLW2901 - as this module writes it
                written.append(character)
                paragraph.clear()
                continue
            run = self._run(place)
            if character in _BREAKS:
                paragraph.append(_BREAKS[character])
            elif not run.hidden and character not in _MARKS:
                first, last = (RAISED if run.shift > 0 else LOWERED) if run.shift and character > " " else ("", "")
                paragraph.append(f"{first}{character}{last}")
        return "".join(written) + _of_pairs("".join(paragraph)), shapes

    def _run(self, place: int) -> Run:
        properties = self._runs.at(place)
        found = self._known.get(properties)
        if found is None:
            found = self._known[properties] = run_of(properties)
        return found

    def _characters(self, begin: int, end: int) -> Iterator[tuple[str, int]]:
        """Yield each character with its byte offset in the stream; a surrogate pair is yielded as its two halves."""
        for first, last, place, wide in self._pieces:
            step = 2 if wide else 1
            start, stop = max(first, begin), min(last, end)
            if start >= stop:
                continue
            place += (start - first) * step  # noqa: PLW2901 - where the wanted part begins
            raw = self._main[place : place + (stop - start) * step]
            if len(raw) < (stop - start) * step:
                raise ValueError("its text is cut off")
            codes = struct.unpack(f"<{stop - start}H", raw) if wide else raw.decode("cp1252", "replace")
            for index, code in enumerate(codes):
                yield (chr(code) if isinstance(code, int) else code), place + index * step


def _of_pairs(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _pieces(main: bytes, table: bytes) -> Iterator[tuple[int, int, int, bool]]:
    """Yield each piece of the text: first character, end, byte offset, and True if a character takes two bytes."""
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


def _lines(text: str, shapes: Sequence[RowShape]) -> Iterator[Broken]:
    text = _without_field_codes(text).translate(_DROPPED).replace("\x0c", "\r")
    if _ROW_END not in text:  # a cell ends with \x07, and a row with a second one
        text = re.sub("(?<=\x07)\x07", _ROW_END, text)
    table: list[tuple[list[Cell], RowShape | None]] = []
    above = ""
    *rows, last = text.split(_ROW_END)
    for number, row in enumerate(rows):
        outside, _, inside = row.rpartition("\r")
        if before := list(_paragraphs(outside)):
            yield from _table(table, above)
            yield from before
            table, above = [], before[-1].text
        cells = inside.split("\x07")[:-1]
        shape = shapes[number] if len(shapes) == len(rows) else None
        table.append(([_cell(list(_paragraphs(cell.replace(_CELL_LINE, "\r")))) for cell in cells], shape))
    yield from _table(table, above)
    yield from _paragraphs(last.replace(_CELL_LINE, "\r").replace("\x07", "\r"))


def _table(rows: list[tuple[list[Cell], RowShape | None]], above: str) -> Iterator[Broken]:
    return (Broken(text) for text in table_texts(spanning(rows), above))


def _cell(lines: list[Broken]) -> Cell:
    return Cell([Line(collapse(line.text), by_hand=line.by_hand) for line in lines])


def _paragraphs(text: str) -> Iterator[Broken]:
    for paragraph in text.split("\r"):
        yield from broken_lines(settled(paragraph).replace("\x0b", "\n"))


def _without_field_codes(text: str) -> str:
    """Return the text without the instructions of fields; results of fields and equations are kept.

    Fields may be nested.
    """
    kept: list[str] = []
    asked: list[str | None] = []  # by field, None once its result has begun
    for piece in re.split("([\x13\x14\x15])", text):
        if piece == "\x13":
            asked.append("")
        elif piece == "\x14" and asked:
            asked[-1] = None
        elif piece == "\x15" and asked:
            drawn = equation(asked.pop() or "")
            if all(question is None for question in asked[-_FIELD_DEPTH:]):
                kept.append(drawn)
        elif asked and (question := asked[-1]) is not None:
            asked[-1] = question + piece
        elif all(question is None for question in asked[-_FIELD_DEPTH:]):
            kept.append(piece)
    return "".join(kept)
