"""Finds the hidden rows and columns of a spreadsheet. Their cells are not read, since no reader sees them."""

from __future__ import annotations

import posixpath
import struct
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from summarise.load.cell_looks import looks_of
from summarise.load.compound import SIGNATURE, streams
from summarise.load.limits import MAX_TABLE_ROWS
from summarise.load.package import open_zip, part
from summarise.load.package_xml import local, parse_xml, see_elements

if TYPE_CHECKING:
    import zipfile

__all__ = ["Hidden", "hidden_cells", "is_binary_workbook"]

_MOST_COLUMNS: Final = 16_384
_BINARY_WORKBOOK: Final = b"xl/workbook.bin"
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_ROW, _COLUMNS, _SHEET, _END = 0x0208, 0x007D, 0x0085, 0x000A
"""Numbers of record types in an Excel 97 workbook ([MS-XLS])."""
_LIMIT: Final = 1_048_576

Attributes = Mapping[str, str]
"""Values of an XML element's attributes, by name without namespace."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """Hidden rows (numbered from 1), hidden columns (from 0), struck cells and differing visible texts of one sheet."""

    rows: frozenset[int] = frozenset()
    columns: frozenset[int] = frozenset()
    struck: frozenset[tuple[int, int]] = frozenset()
    """Row and column of each cell that is struck out."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """Visible text by cell value, for values that contain struck, raised or lowered text."""


def hidden_cells(data: bytes, source: str) -> list[Hidden]:
    """Return what is hidden or struck out in each sheet of the workbook `data`, in sheet order.

    `source` names the workbook in errors.

    Raises:
        InputError: the workbook is damaged or unsafe.

    """
    if data.startswith(SIGNATURE):
        return list(_of_old_sheets(streams(data, source)))
    with open_zip(data, source) as package:
        if (content := part(package, "content.xml", source)) is not None:
            return _of_tables(content, source)
        looks = looks_of(package, source)
        sheets = (part(package, name, source) or b"" for name in _sheets(package, source))
        return [
            replace(
                _of_sheet(sheet, source), struck=looks.struck_in(sheet, source), shown=looks.shown_in(sheet, source)
            )
            for sheet in sheets
        ]


def is_binary_workbook(data: bytes) -> bool:
    """Return True if `data` is a zip archive with the main part of a binary workbook (.xlsb)."""
    return data.startswith(b"PK") and _BINARY_WORKBOOK in data


def _sheets(package: zipfile.ZipFile, source: str) -> Iterator[str]:
    """Yield the names of the XML parts that contain the sheets."""
    workbook, relations = (part(package, name, source) for name in (_WORKBOOK, _RELATIONS))
    if workbook is None or relations is None:
        return
    targets = {one.get("Id"): one.get("Target", "") for one in parse_xml(relations, source)}
    for sheet in parse_xml(workbook, source).iter():
        if local(sheet) == "sheet":
            identity = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), None)
            yield posixpath.normpath(posixpath.join("/xl", targets.get(identity, "")))


def _of_sheet(content: bytes, source: str) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    number = 0

    def see(name: str, attributes: Attributes) -> None:
        nonlocal number
        if name == "row":
            number = _whole(attributes.get("r"), number + 1)
            if _is_true(attributes.get("hidden")) or _is_nothing(attributes.get("ht")):
                rows.add(number)
        elif name == "col" and (_is_true(attributes.get("hidden")) or _is_nothing(attributes.get("width"))):
            first = _whole(attributes.get("min"), 1)
            columns.update(range(first - 1, min(_whole(attributes.get("max"), first), _MOST_COLUMNS)))

    if any(word in content for word in (b"hidden", b'ht="0', b"ht='0", b'width="0', b"width='0")):
        see_elements(content, see, source)
    return Hidden(frozenset(rows), frozenset(columns))


def _of_tables(content: bytes, source: str) -> list[Hidden]:
    """Return what is hidden in the tables of an OpenDocument spreadsheet."""
    found: list[tuple[set[int], set[int]]] = []
    at: Counter[str] = Counter()

    def see(name: str, attributes: Attributes) -> None:
        if name == "table":
            found.append((set(), set()))
            at.clear()
        elif name in {"table-row", "table-column"} and found:
            most = MAX_TABLE_ROWS + 1 if name == "table-row" else _MOST_COLUMNS
            key = f"number-{name.removeprefix('table-')}s-repeated"
            count = min(_whole(attributes.get(key), 1), _LIMIT)
            if attributes.get("visibility", "visible") != "visible":
                rows, columns = found[-1]
                here = range(at[name], min(at[name] + count, most))
                rows.update(row + 1 for row in here) if name == "table-row" else columns.update(here)
            at[name] += count

    see_elements(content, see, source)
    return [Hidden(frozenset(rows), frozenset(columns)) for rows, columns in found]


def _of_old_sheets(found: Mapping[str, bytes]) -> Iterator[Hidden]:
    book = next((found[name] for name in ("Workbook", "Book", "WORKBOOK", "BOOK") if name in found), b"")
    for kind, content in _records(book, 0):
        if kind == _SHEET and len(content) >= struct.calcsize("<I"):
            yield _of_old_sheet(book, *struct.unpack_from("<I", content))


def _of_old_sheet(book: bytes, begin: int) -> Hidden:
    rows: set[int] = set()
    columns: set[int] = set()
    for kind, content in _records(book, begin):
        if kind == _ROW and len(content) >= 16:  # noqa: PLR2004 - the record's own length
            number, _, _, height, _, _, flags = struct.unpack_from("<HHHHHHH", content)
            if flags & 0x20 or not height & 0x7FFF:
                rows.add(number + 1)
        elif kind == _COLUMNS and len(content) >= 10:  # noqa: PLR2004 - likewise
            first, last, width, _, flags = struct.unpack_from("<HHHHH", content)
            if flags & 1 or not width:
                columns.update(range(first, min(last + 1, _MOST_COLUMNS)))
    return Hidden(frozenset(rows), frozenset(columns))


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of a workbook stream from byte `at` up to the end of the sheet or part there."""
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        if kind == _END:
            return
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _is_true(written: str | None) -> bool:
    return written in {"1", "true", "on"}


def _is_nothing(written: str | None) -> bool:
    try:
        return written is not None and float(written) == 0
    except ValueError:
        return False


def _whole(written: str | None, otherwise: int) -> int:
    return int(written) if written and written.isascii() and written.isdecimal() and len(written) < 9 else otherwise  # noqa: PLR2004 - sheets are smaller
