"""The text of a Word file (.docx), as it prints when all changes are accepted.

Read here and not by a library: the ones at hand lose the form of automatic numbers (一、, （一）), keep hidden text, or
drop text boxes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.load.characters import collapse, visible
from summarise.load.numbering import Numbering, attribute, child
from summarise.load.package import local, open_zip, parse_xml, part
from summarise.load.rows import numbered, row_texts

if TYPE_CHECKING:
    import zipfile
    from xml.etree import ElementTree as ET

__all__ = ["read_docx"]

_DELETED: Final = frozenset({"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rt"})
_ASIDE: Final = frozenset(
    {"pPr", "rPr", "tblPr", "tcPr", "trPr", "sectPr", "sdtPr", "commentReference", "pict", "object"}
)
_OFF: Final = frozenset({"0", "false", "off", "none"})
_TINY: Final = 4  # half-points; text of two points cannot be read
_SIGNS: Final = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}


def read_docx(data: bytes, source: str) -> str:
    """Return the visible text of a Word file, a line a paragraph or table row.

    Raises:
        InputError: `unreadable` where the package is damaged, `unsafe` where it passes the limits.

    """
    with open_zip(data, source) as archive:
        body = _xml(archive, _main_part(archive, source), source)
        if body is None:
            raise InputError(f"{source}: a Word file without a text", kind="unreadable")
        reader = _Reader(source, _xml(archive, "word/styles.xml", source), _xml(archive, "word/numbering.xml", source))
        lines = reader.block(body)
        notes = _xml(archive, "word/footnotes.xml", source)
        if notes is not None:  # the two separators have a type
            lines += [line for note in notes if attribute(note, "type") is None for line in reader.block(note)]
    return "\n".join(lines)


def _main_part(archive: zipfile.ZipFile, source: str) -> str:
    data = part(archive, "_rels/.rels", source)
    for relation in parse_xml(data, source) if data else ():
        if (attribute(relation, "Type") or "").endswith("/officeDocument"):
            return attribute(relation, "Target") or ""
    return "word/document.xml"


def _xml(archive: zipfile.ZipFile, name: str, source: str) -> ET.Element | None:
    data = part(archive, name, source)
    return None if data is None else parse_xml(data, source)


class _Reader:
    """Holds what paragraphs refer to: styles and lists."""

    def __init__(self, source: str, styles: ET.Element | None, numbering: ET.Element | None) -> None:
        self.source = source
        self.numbering = Numbering.of(numbering)
        self.styles = (
            {attribute(e, "styleId") or "": e for e in styles if local(e) == "style"} if styles is not None else {}
        )
        self.boxes: list[str] = []
        self.on_colour = 0  # how many shaded cells and paragraphs enclose the text

    def block(self, element: ET.Element) -> list[str]:
        """Return the lines of a body, cell, note or text box."""
        lines: list[str] = []
        for item in element:
            name = local(item)
            if name == "p":
                lines += self.paragraph(item)
            elif name == "tbl":
                lines += self.table(item)
            elif name == "altChunk":
                reason = "holds another document that Word unpacks on opening; open it there and save it again"
                raise InputError(f"{self.source}: {reason}", kind="unsupported")
            elif name not in _ASIDE and name not in _DELETED:
                lines += self.block(item)
        return lines

    def table(self, table: ET.Element) -> list[str]:
        lines: list[str] = []
        for row in table:
            if local(row) == "tr" and child(child(row, "trPr"), "del") is None:
                lines += row_texts([self.cell(cell) for cell in _cells(row)])
            elif local(row) in {"sdt", "sdtContent", "customXml"}:
                lines += self.table(row)
        return lines

    def cell(self, cell: ET.Element) -> list[str]:
        shaded = _is_shaded(child(cell, "tcPr"))
        self.on_colour += shaded
        lines = self.block(cell)
        self.on_colour -= shaded
        return lines

    def paragraph(self, paragraph: ET.Element) -> list[str]:
        """Return the lines of a paragraph, its number in front, then those of the text boxes anchored in it."""
        outer, self.boxes = self.boxes, []
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle")) or ""
        shaded = _is_shaded(properties)
        self.on_colour += shaded
        text = self.runs(paragraph, hidden=self._style_hides(style))
        self.on_colour -= shaded
        lines = [line for line in (collapse(visible(piece)) for piece in text.split("\n")) if line]
        number = self._number(properties, style)
        if number and lines:
            lines[0] = numbered(number, lines[0])
        lines += self.boxes
        self.boxes = outer
        return lines

    def runs(self, element: ET.Element, *, hidden: bool) -> str:
        """Return the text below `element`; text boxes found on the way are put aside."""
        pieces: list[str] = []
        for item in element:
            name = local(item)
            if name == "t":
                pieces.append("" if hidden else item.text or "")
            elif name in _SIGNS:
                pieces.append("" if hidden else _SIGNS[name])
            elif name == "r":
                pieces.append(self.runs(item, hidden=self._hides(child(item, "rPr"), default=hidden)))
            elif name == "txbxContent":
                self.boxes += self.block(item)
            elif name not in _DELETED and name not in {"rPr", "pPr"}:
                pieces.append(self.runs(item, hidden=hidden))
        return "".join(pieces)

    def _style_hides(self, name: str) -> bool:
        for style in self._chain(name):
            if (properties := child(style, "rPr")) is not None and self._hides(properties, default=False):
                return True
        return False

    def _chain(self, name: str) -> list[ET.Element]:
        chain: list[ET.Element] = []
        while (style := self.styles.get(name)) is not None and style not in chain:
            chain.append(style)
            name = attribute(child(style, "basedOn")) or ""
        return chain

    def _hides(self, properties: ET.Element | None, *, default: bool) -> bool:
        if properties is None:
            return default
        vanish = child(properties, "vanish")
        if vanish is not None:
            return (attribute(vanish) or "true") not in _OFF
        size = attribute(child(properties, "sz"))
        if size and size.isdecimal() and int(size) <= _TINY:
            return True
        if (attribute(child(properties, "color")) or "").lower() in {"ffffff", "fefefe"}:
            marked = attribute(child(properties, "highlight")) not in {None, "none", "white"}
            return not (marked or self.on_colour or _is_shaded(properties))
        style = attribute(child(properties, "rStyle"))
        return default or bool(style and self._style_hides(style))

    def _number(self, properties: ET.Element | None, style: str) -> str:
        numbers = child(properties, "numPr")
        index = attribute(child(numbers, "ilvl"))
        name = attribute(child(numbers, "numId"))
        for inherited in self._chain(style):
            own = child(child(inherited, "pPr"), "numPr")
            name = attribute(child(own, "numId")) if name is None else name
            index = attribute(child(own, "ilvl")) if index is None else index
        if name is None or name == "0":
            return ""
        return self.numbering.next(name, int(index) if index and index.isdecimal() else 0)


def _is_shaded(properties: ET.Element | None) -> bool:
    shade = attribute(child(properties, "shd"), "fill")
    return shade is not None and shade.lower() not in {"auto", "ffffff"}


def _cells(row: ET.Element) -> list[ET.Element]:
    cells: list[ET.Element] = []
    for item in row:
        if local(item) == "tc":
            cells.append(item)
        elif local(item) in {"sdt", "sdtContent", "customXml", "ins"}:
            cells += _cells(item)
    return cells
