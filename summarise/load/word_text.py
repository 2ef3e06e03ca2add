"""Reads the paragraphs, tables, text boxes and footnotes of a Word document as lines."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import REVERSED, collapse, visible
from summarise.load.fields import Fields
from summarise.load.formula import of_word
from summarise.load.numbering import Numbering, attribute, child
from summarise.load.package_xml import local
from summarise.load.page_furniture import Line
from summarise.load.raised import LINKED, LOWERED, RAISED, settled
from summarise.load.rows import Cell, numbered, table_texts
from summarise.load.symbols import in_font_of, symbol
from summarise.load.text_tables import broken_lines
from summarise.load.word_look import PAPER, Look, Styles, shade, shape_fill
from summarise.load.word_tree import ASIDE, DELETED, below, chosen, is_continued, is_hidden, is_large, number_of
from summarise.load.wrapping import Broken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from xml.etree import ElementTree as ET

__all__ = ["WordText"]

_ELSEWHERE: Final = {"altChunk": "another document that Word unpacks on opening", "subDoc": "a link to a sub-document"}
_SHAPES: Final = frozenset({"wsp", "shape", "rect", "roundrect", "oval"})
_SIGNS: Final = {"tab": "\t", "ptab": " ", "noBreakHyphen": "-", "br": "\n", "cr": "\n"}
_NOTE_LINK: Final = lazy_pattern(r"ft?n|note|edn|cite", re.IGNORECASE)
_CUSTOM: Final = "customMarkFollows"
_WATERMARK: Final = lazy_pattern("watermark", re.IGNORECASE)


class WordText:
    """Reads the blocks of a Word document as lines; `unread` lists parts that could not be read, such as charts.

    Args:
        source: name of the file in error messages.
        styles: root of `word/styles.xml`.
        numbering: root of `word/numbering.xml`.
        diagrams: lines of each diagram, by the relationship id that a drawing uses for it.

    """

    def __init__(
        self,
        source: str,
        styles: ET.Element | None,
        numbering: ET.Element | None,
        diagrams: dict[str, list[str]] | None = None,
    ) -> None:
        self.source = source
        self.numbering = Numbering.of(numbering)
        self.styles = Styles(styles)
        self.diagrams = diagrams or {}
        self.unread: list[str] = []
        self.pictures = 0
        self._boxes: list[Broken] = []
        self._paper = PAPER
        self._before = ""  # text of paragraphs whose end was deleted: it is the next one's
        self._fields = Fields()

    def block(self, element: ET.Element) -> list[Broken]:
        """Return the lines of `element`, a body, cell, note or text box.

        Raises:
            InputError: `unsupported` if it embeds another document or links to a sub-document.

        """
        lines: list[Broken] = []
        for item in element:
            name = local(item)
            if name == "p":
                lines += self._paragraph(item)
            elif name == "tbl":
                self._end(lines)
                lines += [Broken(text) for text in self._table(item, lines[-1].text if lines else "")]
            elif name in _ELSEWHERE:
                self._refuse(name)
            elif name == "AlternateContent":
                lines += self.block(chosen(item))
            elif name not in ASIDE and name not in DELETED:
                lines += self.block(item)
        self._end(lines)
        return lines

    def _end(self, lines: list[Broken]) -> None:
        """Append a line for text of a paragraph whose end is deleted, if no later paragraph has continued it."""
        before, self._before = self._before, ""
        if line := collapse(visible(before)):
            lines.append(Broken(line))

    def _refuse(self, name: str) -> None:
        reason = f"holds {_ELSEWHERE[name]}; open it in Word and save it as one file"
        raise InputError(f"{self.source}: {reason}", kind="unsupported")

    def _paragraph(self, paragraph: ET.Element) -> list[Broken]:
        """Return the lines of a paragraph, with its number in front, followed by those of its text boxes."""
        outer, self._boxes = self._boxes, []
        before, self._before = self._before, ""
        properties = child(paragraph, "pPr")
        style = attribute(child(properties, "pStyle")) or ""
        with self._over(shade(properties)):
            text = settled(self._runs(paragraph, self.styles.paragraph(style)))
        text = before + text.lstrip() if before.strip() else text
        goes_on = is_continued(properties)
        if goes_on:
            self._before, text = text, ""
        lines = broken_lines(text)
        number = "" if goes_on else self._number(properties, style)
        if number and lines:
            lines[0] = Broken(numbered(number, lines[0].text.lstrip()))
        lines += self._boxes
        self._boxes = outer
        return lines

    @contextmanager
    def _over(self, colour: str | None) -> Iterator[None]:
        """Read what stands on a background of this colour; None is the background around it."""
        around = self._paper
        if colour is not None:
            self._paper = colour
        yield
        self._paper = around

    # -- runs ----------------------------------------------------------------------------------------------------

    def _runs(self, element: ET.Element, look: Look) -> str:
        """Return the text below `element`, and collect its text boxes separately."""
        return "".join(self._run(item, look) for item in element)

    def _run(self, item: ET.Element, look: Look) -> str:
        name = local(item)
        if name in {"t", "sym"} or name in _SIGNS:
            return self._written(name, item, look)
        if name == "r":
            return self._whole_run(item, self.styles.run(child(item, "rPr"), look))
        if name in DELETED or name in ASIDE:
            return ""
        return self._readers.get(name, WordText._drawing)(self, item, look)

    def _field(self, item: ET.Element, look: Look) -> str:
        shown = self._fields.take(local(item), item)
        return (shown if look.is_seen(self._paper) else "") + self._runs(item, look)

    def _formula(self, item: ET.Element, look: Look) -> str:
        return of_word(item) if look.is_seen(self._paper) else ""

    def _link(self, item: ET.Element, look: Look) -> str:
        text = self._runs(item, look)
        return RAISED[0] + LINKED + text + RAISED[1] if _NOTE_LINK.search(attribute(item, "anchor") or "") else text

    def _overridden(self, item: ET.Element, look: Look) -> str:
        text = self._runs(item, look)
        return text.join(REVERSED) if attribute(item) == "rtl" else text

    def _alternative(self, item: ET.Element, look: Look) -> str:
        return self._runs(chosen(item), look)

    def _whole_run(self, run: ET.Element, look: Look) -> str:
        text = in_font_of(run, self._runs(run, look))
        custom = any(
            attribute(item, _CUSTOM) not in {None, "0", "false"} for item in run if local(item).endswith("Reference")
        )
        if not text.strip() or not (look.shift or custom):
            return text
        first, last = LOWERED if (look.shift or 0) < 0 else RAISED
        return first + (LINKED if custom else "") + text + last

    def _written(self, name: str, item: ET.Element, look: Look) -> str:
        if name in {"br", "cr"}:
            return "\n" if not look.vanish else ""
        if self._fields.hides or not look.is_seen(self._paper):
            return ""
        return visible(item.text or "") if name == "t" else symbol(item) if name == "sym" else _SIGNS[name]

    # -- drawings ------------------------------------------------------------------------------------------------

    def _drawing(self, item: ET.Element, look: Look) -> str:
        """Return the text that a drawing shows within the line; text inside a shape is collected separately."""
        name = local(item)
        if is_hidden(item) or (name in _SHAPES and _WATERMARK.search(attribute(item, "id") or "")):
            return ""
        with self._over(shape_fill(item) if name in _SHAPES else None):
            return self._runs(item, look)

    def _box(self, item: ET.Element, _: Look) -> str:
        self._boxes += self.block(item)
        return ""

    def _diagram(self, item: ET.Element, _: Look) -> str:
        self._boxes += [Broken(line) for line in self.diagrams.pop(attribute(item, "dm") or "", [])]
        return ""

    def _word_art(self, item: ET.Element, _: Look) -> str:
        if text := collapse(visible(attribute(item, "string") or "")):
            self._boxes.append(Broken(text))
        return ""

    def _picture(self, _: ET.Element, __: Look) -> str:
        self.pictures += 1
        return ""

    def _placed(self, item: ET.Element, look: Look) -> str:
        before = self.pictures
        text = self._drawing(item, look)
        if self.pictures > before and is_large(item):
            self.unread.append("a large picture")
        return text

    def _chart(self, _: ET.Element, __: Look) -> str:
        self.unread.append("a chart")
        return ""

    def _embedded(self, _: ET.Element, __: Look) -> str:
        self.unread.append("an embedded file")
        return ""

    def _elsewhere(self, item: ET.Element, _: Look) -> str:
        self._refuse(local(item))
        return ""

    _readers: ClassVar[dict[str, Callable[..., str]]] = {
        **dict.fromkeys(("fldChar", "instrText", "fldSimple"), _field),
        **dict.fromkeys(("oMath", "oMathPara"), _formula),
        "hyperlink": _link,
        "AlternateContent": _alternative,
        "txbxContent": _box,
        "relIds": _diagram,
        "textpath": _word_art,
        **dict.fromkeys(("blip", "imagedata"), _picture),
        **dict.fromkeys(("inline", "anchor"), _placed),
        "bdo": _overridden,
        "chart": _chart,
        "OLEObject": _embedded,
        **dict.fromkeys(_ELSEWHERE, _elsewhere),
    }
    """Functions that read an element, by the element's name."""

    # -- tables --------------------------------------------------------------------------------------------------

    def _table(self, table: ET.Element, above: str) -> list[str]:
        style = attribute(child(child(table, "tblPr"), "tblStyle")) or ""
        rows = list(below(table, "tr"))
        open_: dict[int, Cell] = {}
        grid: list[list[Cell]] = []
        for number, row in enumerate(rows):
            properties = child(row, "trPr")
            if child(properties, "del") is not None or child(properties, "hidden") is not None:
                continue
            ground = self.styles.table_paper(style, first=number == 0, last=number == len(rows) - 1) if style else None
            with self._over(ground):
                grid.append(self._cells(row, open_))
        return table_texts(grid, above)

    def _cells(self, row: ET.Element, open_: dict[int, Cell]) -> list[Cell]:
        """Return a row's cells. `open_` holds, by column number, the cells that continue in the next row."""
        cells: list[Cell] = []
        column = number_of(child(row, "trPr"), "gridBefore", 0)
        if column:
            cells.append(Cell(across=column))
        for item in below(row, "tc"):
            properties = child(item, "tcPr")
            across = max(number_of(properties, "gridSpan", 1), 1)
            merge = child(properties, "vMerge")
            if child(properties, "cellDel") is not None:
                continue
            if merge is not None and (attribute(merge) or "continue") == "continue" and column in open_:
                open_[column].down += 1
            else:
                cell = Cell([Line(line.text, lead="", by_hand=line.by_hand) for line in self._cell(item)], across)
                cells.append(cell)
                open_.pop(column, None)
                if merge is not None:
                    open_[column] = cell
            column += across
        return cells

    def _cell(self, cell: ET.Element) -> list[Broken]:
        with self._over(shade(child(cell, "tcPr"))):
            return [Broken(collapse(line.text), line.by_hand) for line in self.block(cell)]

    def _number(self, properties: ET.Element | None, style: str) -> str:
        numbers = child(properties, "numPr")
        index, name = attribute(child(numbers, "ilvl")), attribute(child(numbers, "numId"))
        inherited = self.styles.list_of(style or self.styles.default)
        by_style = self.numbering.level_of(inherited[0] or "", style or self.styles.default) if name is None else None
        name, index = name or inherited[0], index or (inherited[1] if by_style is None else str(by_style))
        if name is None or name == "0":
            return ""
        return self.numbering.next(name, int(index) if index and index.isdecimal() else 0)
