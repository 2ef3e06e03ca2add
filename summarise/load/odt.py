"""Reads the text of an OpenDocument file (.odt, or .fodt as one XML file), as it prints.

This module parses the file itself, because the available library drops automatic numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.document import Caveat
from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import collapse, visible
from summarise.load.formula import of_odt
from summarise.load.letter_body import is_page_sized
from summarise.load.numbering import attribute, child
from summarise.load.odt_lists import Lists, number_in
from summarise.load.odt_styles import Styles
from summarise.load.odt_tables import hidden_columns, rows_of
from summarise.load.package import open_zip, part
from summarise.load.package_xml import local, parse_xml
from summarise.load.page_furniture import Line
from summarise.load.page_head import lines_of_letter
from summarise.load.raised import as_lowered, as_raised, settled
from summarise.load.rows import Cell, numbered, table_texts
from summarise.load.spans import without_columns
from summarise.load.text_tables import broken_lines, with_rows, without_tabs
from summarise.load.whole import Whole
from summarise.load.wrapping import Broken, unbroken

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

__all__ = ["read_flat_odt", "read_odt"]

_SIGNS: Final = {"tab": "\t", "line-break": "\n", "soft-page-break": ""}
_LEFT_OUT: Final = frozenset(
    {"tracked-changes", "annotation", "annotation-end", "note-citation", "ruby-text", "title", "desc", "image"}
    | {"sequence-decls", "variable-decls", "user-field-decls", "forms", "event-listeners", "page-number", "page-count"}
)
_SHAPES: Final = frozenset({"text-box", "custom-shape", "rect", "ellipse", "polygon", "path", "caption", "line"})
_LENGTH: Final = lazy_pattern(r"([\d.]+)(cm|mm|in|pt)$")
_CENTIMETRES: Final = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72}
_MOST_SPACES: Final = 1_000


def read_odt(data: bytes, source: str) -> Whole:
    """Return the visible text of an .odt file: one line for each paragraph or table row, footnotes at the end.

    `data` is the content of the file; `source` names the file in errors. There is a caveat if a picture is as large as
    a scanned page.

    Raises:
        InputError: `unreadable` if the package is damaged, `unsupported` if it is encrypted or not a text document,
            `scanned` if it holds pictures and no text.

    """
    with open_zip(data, source) as archive:
        manifest = part(archive, "META-INF/manifest.xml", source) or b""
        if b"encryption-data" in manifest:
            raise InputError(f"{source}: asks for a password; save it without one", kind="unsupported")
        content = part(archive, "content.xml", source)
        if content is None:
            raise InputError(f"{source}: an OpenDocument file without a text", kind="unreadable")
        styles = part(archive, "styles.xml", source)
        formulas = {
            info.filename.rpartition("/")[0]: parse_xml(part(archive, info.filename, source) or b"", source)
            for info in archive.infolist()
            if info.filename.endswith("/content.xml")
        }
    roots = [parse_xml(styles, source)] if styles else []
    return _text([*roots, parse_xml(content, source)], source, formulas)


def read_flat_odt(data: bytes, source: str) -> Whole:
    """Return the visible text of `data`, an OpenDocument text in one XML file.

    `source` names the file in errors. Lines and errors are those of `read_odt`.
    """
    return _text([parse_xml(data, source)], source, {})


def _text(roots: list[ET.Element], source: str, formulas: dict[str, ET.Element]) -> Whole:
    body = child(child(roots[-1], "body"), "text")
    if body is None:
        raise InputError(f"{source}: an OpenDocument file that is no text; save it as .docx or PDF", kind="unsupported")
    reader = _Reader(roots, formulas)
    heads = without_tabs(reader.heads())
    lines = reader.block(body)
    texts = without_tabs(unbroken(with_rows([*lines, *reader.notes])))
    texts = lines_of_letter(heads, texts) + texts
    if not texts and any(local(element) == "image" for element in body.iter()):
        raise InputError(
            f"{source}: its pages are pictures without text; it needs text recognition (--ocr)", kind="scanned"
        )
    large = any(map(_is_large_picture, body.iter()))
    caveats = (Caveat("unread_part", "a large picture in the file was not read"),) if large else ()
    return Whole("\n".join(texts), caveats)


def _is_large_picture(element: ET.Element) -> bool:
    """Return True for a frame without text whose picture is as large as a scanned page."""
    if local(element) != "frame" or child(element, "image") is None or child(element, "text-box") is not None:
        return False
    found = [_LENGTH.match(attribute(element, name) or "") for name in ("width", "height")]
    return is_page_sized(*(float(side[1]) * _CENTIMETRES[side[2]] if side else 0.0 for side in found))


class _Reader:
    """Reads the elements of a text into lines; it collects footnotes and text boxes on the way."""

    def __init__(self, roots: list[ET.Element], formulas: dict[str, ET.Element]) -> None:
        self.roots, self.formulas = roots, formulas
        self.styles = Styles.of(roots)
        self.lists = Lists.of(roots)
        self.notes: list[Broken] = []
        self.boxes: list[Broken] = []
        self.deletions = _deletions(roots[-1])
        self.deleting: set[str] = set()
        self.on_colour = 0

    def heads(self) -> list[str]:
        """Return the lines of the page headers."""
        heads = (e for root in self.roots for e in root.iter() if local(e) in {"header", "header-first"})
        return [line.text for element in heads for line in self.block(element)]

    def block(self, element: ET.Element) -> list[Broken]:
        """Return the lines of an element that contains paragraphs: a body, section, cell, footnote or text box."""
        lines: list[Broken] = []
        for item in element:
            name = local(item)
            if name in {"p", "h"}:
                lines += self.paragraph(item, self.lists.of_heading(item) if name == "h" else "")
            elif name == "list":
                lines += self.items(item)
            elif name == "table":
                lines += self.table(item, lines[-1].text if lines else "")
            elif name in _SHAPES or name == "frame":
                lines += self.shape(item)
            elif name in {"change-start", "change-end"}:
                self.change(item, begins=name == "change-start")
            elif name not in _LEFT_OUT and not _is_hidden(item):
                lines += self.block(item)
        return lines

    def items(self, element: ET.Element) -> list[Broken]:
        lines: list[Broken] = []
        with self.lists.inside(element):
            for item in element:
                if local(item) not in {"list-item", "list-header"}:
                    continue
                number = self.lists.next(item) if local(item) == "list-item" and _has_text(item) else ""
                for inner in item:
                    if local(inner) in {"p", "h"}:
                        lines += self.paragraph(inner, number)
                        number = ""
                    else:
                        lines += self.items(inner) if local(inner) == "list" else self.block_of(inner)
        return lines

    def block_of(self, element: ET.Element) -> list[Broken]:
        return self.table(element, "") if local(element) == "table" else self.block(element)

    def table(self, table: ET.Element, above: str) -> list[Broken]:
        rows = [[self.cell(cell) for cell in row if local(cell) == "table-cell"] for row in rows_of(table)]
        hidden = hidden_columns(table)
        return [Broken(text) for text in table_texts(without_columns(rows, hidden) if hidden else rows, above)]

    def cell(self, cell: ET.Element) -> Cell:
        shaded = self.styles.is_coloured(attribute(cell, "style-name") or "", "table-cell")
        self.on_colour += shaded
        lines = [Line(collapse(line.text), by_hand=line.by_hand) for line in self.block(cell)]
        self.on_colour -= shaded
        across, down = (number_in(attribute(cell, f"number-{way}-spanned")) for way in ("columns", "rows"))
        return Cell(lines, across, down)

    def shape(self, shape: ET.Element) -> list[Broken]:
        """Return the lines of a text box or a drawn shape, or the formula in a frame."""
        for item in shape:
            if local(item) == "object":
                place = (attribute(item, "href") or "").removeprefix("./")
                formula = self.formulas.get(place, item)
                if text := collapse(visible(settled(of_odt(formula)))):
                    return [Broken(text)]
        self.on_colour += 1  # what colour a shape is filled with is kept elsewhere, as a rule none
        lines = self.block(shape)
        self.on_colour -= 1
        return lines

    def paragraph(self, paragraph: ET.Element, number: str) -> list[Broken]:
        """Return the lines of a paragraph, with its number in front, followed by those of its text boxes."""
        outer, self.boxes = self.boxes, []
        style = attribute(paragraph, "style-name") or ""
        shaded = self.styles.is_coloured(style, "paragraph")
        self.on_colour += shaded
        text = "" if _hides_itself(paragraph) else self.runs(paragraph, (("paragraph", style),))
        self.on_colour -= shaded
        lines = broken_lines(settled(text))
        if number and lines:
            lines[0] = Broken(numbered(number, lines[0].text.lstrip()))
        lines += self.boxes
        self.boxes = outer
        return lines

    def runs(self, element: ET.Element, styles: tuple[tuple[str, str], ...]) -> str:
        """Return the text below `element`, and collect its text boxes separately.

        `styles` are the styles around the text, the innermost last.
        """
        pieces = [self.written(element.text, styles)]
        for item in element:
            name = local(item)
            if name == "s":
                count = attribute(item, "c") or "1"
                pieces.append(" " * min(int(count) if count.isdecimal() else 1, _MOST_SPACES))
            elif name in _SIGNS:
                pieces.append(_SIGNS[name])
            elif name in {"change-start", "change-end"}:
                self.change(item, begins=name == "change-start")
            elif name == "note":
                self.note(item)
            elif name == "frame" and (formula := self.formula_in(item)):
                pieces.append(self.written(formula, styles))
            elif name in _SHAPES or name == "frame":
                self.boxes += self.shape(item)
            elif name not in _LEFT_OUT and not _is_hidden(item):
                own = attribute(item, "style-name") if name in {"span", "a"} else None
                pieces.append(self.runs(item, (*styles, ("text", own)) if own else styles))
            pieces.append(self.written(item.tail, styles))
        return "".join(pieces)

    def formula_in(self, frame: ET.Element) -> str:
        """Return the formula in a frame within a line; "" if the frame has no formula."""
        item = child(frame, "object")
        if item is None:
            return ""
        return of_odt(self.formulas.get((attribute(item, "href") or "").removeprefix("./"), item))

    def written(self, text: str | None, styles: tuple[tuple[str, str], ...]) -> str:
        if not text or self.deleting:
            return ""
        look = self.styles.look(styles)
        if not look.is_visible(on_colour=self.on_colour > 0):
            return ""
        text = visible(" ".join(text.split("\n")))
        return as_raised(text) if look.position > 0 else as_lowered(text) if look.position < 0 else text

    def change(self, mark: ET.Element, *, begins: bool) -> None:
        """Begin or end a deleted passage; flat files keep deleted text in its place."""
        name = attribute(mark, "change-id") or ""
        if begins and name in self.deletions:
            self.deleting.add(name)
        elif not begins:
            self.deleting.discard(name)

    def note(self, note: ET.Element) -> None:
        body = child(note, "note-body")
        if body is not None:
            self.notes += self.block(body)


def _deletions(root: ET.Element) -> frozenset[str]:
    """Return the ids of the tracked changes that deleted text."""
    regions = (element for element in root.iter() if local(element) == "changed-region")
    return frozenset(attribute(region, "id") or "" for region in regions if child(region, "deletion") is not None)


def _is_hidden(element: ET.Element) -> bool:
    """Return True if a section or field is set to hidden."""
    return attribute(element, "display") == "none" or attribute(element, "is-hidden") == "true"


def _hides_itself(paragraph: ET.Element) -> bool:
    """Return True if a field of a paragraph, such as a condition that came true, hides all of it."""
    waiting = list(paragraph)
    while waiting:
        item = waiting.pop()
        if local(item) == "hidden-paragraph" and _is_hidden(item):
            return True
        waiting += item if local(item) in {"span", "a", "meta"} else ()
    return False


def _has_text(item: ET.Element) -> bool:
    """Return True if a list item has a paragraph of its own. Items that contain only a list are not counted."""
    return any(local(inner) in {"p", "h"} for inner in item)
