"""Walks the elements of a parsed web page and collects its lines. Each block element and table row ends a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import REVERSED, WRAPPED, collapse, collapse_between_tabs, shown_lead, visible
from summarise.load.counter_styles import counter_styles
from summarise.load.formula import of_page
from summarise.load.limits import MAX_HTML_DEPTH
from summarise.load.list_levels import Counted
from summarise.load.page_boxes import (
    STANDING_IN,
    between,
    children_of,
    in_shown_order,
    is_block,
    is_folded,
    left_out,
    moved_number,
    page_within,
    stands_in,
)
from summarise.load.page_frame import Frame
from summarise.load.page_furniture import LABEL, Line, is_chrome
from summarise.load.page_lists import Counters, ItemList, list_of, marker
from summarise.load.raised import LINKED, LOWERED, RAISED, settled
from summarise.load.rows import numbered, table_lines
from summarise.load.spans import without_columns
from summarise.load.style import Ink, is_hidden, shifted
from summarise.load.tags import BLOCKS, HEADINGS, SIDE_BY_SIDE, SKIPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborNode

    from summarise.load.style_sheet import Sheets

__all__ = ["PageReader"]

_NUMBERED: Final = lazy_pattern(r"\d+[.、．)）]|[一二三四五六七八九十]+[、是]|[(（]")

_FRAME, _RAISED, _LOWERED = 2, 3, 4
_VERBATIM: Final = frozenset({"pre", "listing", "xmp"})
_LINES_SHOWN: Final = frozenset({"pre", "pre-wrap", "pre-line", "break-spaces"})
_LIST_REACH: Final = 6  # blocks that may stand between a list and its item
_DRAWN_FORMULA: Final = "katex-html"  # a formula once more, for the eye
_ROWS_PASS: Final = frozenset({"tr", "tbody", "thead", "tfoot"})  # their rows are the table's


class PageReader:
    """Walks the element tree of a page once and collects its lines. Its attributes describe the current position.

    Args:
        sheets: what the page's style sheets say.
        source: name of the file in error messages.
        converted: True if a program wrote the page that breaks lines at blanks only.
        inner: returns lines and unread parts of a page within the page (`srcdoc`); None to leave them out.

    """

    def __init__(
        self,
        sheets: Sheets,
        source: str,
        *,
        converted: bool = False,
        inner: Callable[[str], tuple[list[Line], list[str]]] | None = None,
    ) -> None:
        self.style_of, self.source, self.converted, self.inner = sheets.style_of, source, converted, inner
        self.frames = [Frame()]
        self.inks = [Ink()]
        self.behind = [""]  # for each open element, what a style sheet writes behind it
        self.style: dict[str, str] | None = None  # of the element that was entered last
        self.unread: list[tuple[str, str]] = []
        self.pieces: list[str] = []
        self.linked = self.links = self.link_depth = 0
        self.keeps_lines = [False]  # for each open element, whether line ends in its text show
        self.lists = 0
        self.marker = ""
        self.counted: Counted | None = None
        self.no_list = ItemList(formats=counter_styles(sheets.counters))
        self.counters = Counters(self.no_list.formats)
        self.broken = False  # whether a line break within its paragraph ended the last line

    def read(self, root: LexborNode) -> list[Line]:
        """Return the lines of the page whose root element is `root`.

        Raises:
            InputError: `unsafe` if elements are nested too deeply.

        """
        stack: list[tuple[LexborNode, bool, int]] = [(root, False, 0)]
        while stack:
            node, leaving, changes = stack.pop()
            if leaving:
                self.leave(node.tag or "", changes)
                continue
            tag = node.tag or ""
            if tag == "-text":
                self.write(node.text_content or "")
                continue
            if tag in STANDING_IN:
                self.stand_in(node)
                continue
            if (tag in SKIPPED and not (tag == "dialog" and "open" in node.attributes)) or tag[:1] in "-!_":
                continue
            if tag == "math":
                self.write_marked(of_page(node))
                continue
            if len(self.inks) + len(self.frames) > MAX_HTML_DEPTH:
                raise InputError(f"{self.source}: its elements are nested too deep", kind="unsafe")
            entered = self.enter(node, tag)
            if entered is None:
                continue
            stack.append((node, True, entered))
            children = children_of(node)
            if tag == "table" or (self.style and self.style.get("display") in SIDE_BY_SIDE):
                children = in_shown_order(node, children, self.style, self.style_of)
            stack += [(child, False, 0) for child in reversed(children)]
        self.flush()
        return self.frames[0].lines

    def enter(self, node: LexborNode, tag: str) -> int | None:
        """Open an element; return a code for what to close at its end, or None to skip the element."""
        attributes = node.attributes
        self.style = style = self.style_of(node, attributes)
        if is_hidden(attributes, style) or attributes.get("class") == _DRAWN_FORMULA:
            return None
        self.inks.append(self.inks[-1].under(style) if style else self.inks[-1])
        self.behind.append(self.counters.written(style["after"], attributes) if style and "after" in style else "")
        spaces = style.get("white-space", "") if style else ""
        self.keeps_lines.append(spaces in _LINES_SHOWN if spaces else tag in _VERBATIM or self.keeps_lines[-1])
        self.pieces += between(self.pieces, node) if len(self.inks) == self.frames[-1].parts_at else ()
        if tag == "br":
            self.flush(forced=True)
        elif tag == "col" or (tag == "colgroup" and node.css_first("col") is None):
            self.frames[-1].add_column(attributes, folded=is_folded(node, self.style_of))
        elif tag == "a":
            self.link_depth += 1
            self.links += 1
            if len(target := attributes.get("href") or "") > 1 and target[0] == "#":
                return self.shift(_RAISED, LINKED)
        elif tag in BLOCKS or is_block(attributes, style):
            self.open(node, tag, style, attributes)
            return _FRAME
        elif shift := shifted(tag, style):
            return self.shift(_RAISED if shift > 0 else _LOWERED)
        elif style and ("position" in style or "float" in style) and (number := moved_number(node, style)):
            before = collapse(visible("".join(self.pieces)))
            self.unread.append((f"a number that its style moves, “{number}”", before))
        elif style and (generated := self.counters.before(style, attributes, len(self.frames))):
            self.write(generated)
        return 0

    def stand_in(self, node: LexborNode) -> None:
        """Write the text that a form control, a drawing or a small picture shows."""
        attributes = node.attributes
        if is_hidden(attributes, self.style_of(node, attributes)) or not self.inks[-1].visible:
            return
        before = "".join(self.pieces)
        if self.inner and (page := page_within(node, attributes)):
            self.flush()
            lines, lacking = self.inner(page)
            self.frames[-1].lines.extend(lines)
            self.unread += [(what, "") for what in lacking]
            return
        text = stands_in(node, attributes, before)
        if not text.strip() and (what := left_out(node, attributes, before)):
            self.unread.append((what, collapse(visible(settled(before)))))
        for number, line in enumerate(text.split("\n")):
            if number:
                self.flush(forced=True)
            self.write(line)

    def shift(self, changes: int, sign: str = "") -> int:
        """Begin text that is raised or lowered; return the code to close it."""
        self.pieces.append((RAISED if changes == _RAISED else LOWERED)[0] + sign)
        return changes

    def open(self, node: LexborNode, tag: str, style: dict[str, str] | None, attributes: dict[str, str | None]) -> None:
        """Open the block element `node`, with its number if it is a list item.

        `tag`, `style` and `attributes` are those of the element; `style` is None if no style sheet names it.
        """
        self.flush()
        frame = Frame.of(tag, attributes, style.get("display", "") if style else "", len(self.inks))
        if tag in {"ol", "ul"}:
            items = len(node.css("li")) if "reversed" in attributes else 0
            frame.items = list_of(tag, attributes, style, self.list_around(), items)
            self.lists += 1
            frame.items.serial = self.lists
        elif tag == "li":
            self.number(self.list_around(), attributes, style)
        if generated := self.counters.before(style, attributes, len(self.frames)) if style else "":
            self.marker, self.counted = generated, None
        self.frames.append(frame)

    def number(self, around: ItemList, attributes: dict[str, str | None], style: dict[str, str] | None) -> None:
        """Count an item, with these attributes and style, of the list `around`; store the number before its text."""
        self.marker = marker(around, attributes, style)
        place = Counted(around.serial, around.depth, 0 if around.late else around.next - around.step)
        self.counted = place if around.plain and self.marker else None
        self.counters.counts["list-item"] = [(0, around.next - around.step)]
        if style and "marker" in style and self.marker:
            self.marker, self.counted = self.counters.written(style["marker"], attributes), None

    def list_around(self) -> ItemList:
        """Return the innermost list (`ol` or `ul`) that is being read; outside lists, an empty stand-in."""
        return next(
            (frame.items for frame in reversed(self.frames[-_LIST_REACH:]) if frame.tag in {"ol", "ul"}), self.no_list
        )

    def leave(self, tag: str, changes: int) -> None:
        """Close an element; `changes` is the code that `enter` returned."""
        if behind := self.behind.pop():
            self.write(behind)
        self.inks.pop()
        if tag == "a" and self.link_depth:
            self.link_depth -= 1
        self.keeps_lines.pop()
        if changes == _FRAME:
            self.close()
        elif changes:
            self.pieces.append((RAISED if changes == _RAISED else LOWERED)[1])

    def close(self) -> None:
        """Close a block; add its lines to the block around it, or drop them if they are a menu, footer or the like."""
        self.flush()
        frame = self.frames.pop()
        parent = self.frames[-1]
        if self.counters.counts:
            self.counters.leave(len(self.frames))
        if frame.rows and frame.tag not in _ROWS_PASS:
            above = (frame.lines or parent.lines)[-1:]
            rows = without_columns(frame.rows, frame.folded) if frame.folded else frame.rows
            frame.lines = frame.lines + table_lines(rows, above[0].text if above else "")
            frame.rows = []
        if is_chrome(frame.tag, frame.name, frame.tally):
            return
        self.unread += [("figures that a style sets side by side", "")] * frame.has_loose_figures()
        if frame.tag == "caption" and parent.rows:
            parent.lines = parent.lines + table_lines(parent.rows)
            parent.rows = []
        if frame.tag in HEADINGS and frame.lines:
            frame.tally.protected = True
            for line in frame.lines:
                line.heading = True
        parent.take(frame)

    def write(self, text: str) -> None:
        """Write text of the page, if it can be seen here."""
        if not self.inks[-1].visible:
            return
        for number, part in enumerate(text.split("\n") if self.keeps_lines[-1] else [text]):
            if number:
                self.flush(forced=True)
            self._put(part)

    def _put(self, text: str) -> None:
        text = visible(text)
        if not self.keeps_lines[-1]:
            text = (text if self.converted else WRAPPED.sub("", text)).replace("\t", " ")
        if self.pieces and LABEL.match(text):
            self.pieces.append(" ")
        self.pieces.append(text if not self.inks[-1].reversed else text.join(REVERSED))
        if self.link_depth:
            self.linked += len(collapse(text))

    def write_marked(self, text: str) -> None:
        """Write text of this program that contains control characters, such as the marks of raised text."""
        if self.inks[-1].visible:
            self.pieces.append(text)

    def flush(self, *, forced: bool = False) -> None:
        """End the current line. `forced` means that a line break inside a paragraph ends it."""
        if not self.pieces:
            self.broken = False
            self.linked, self.links = 0, int(forced and self.link_depth > 0)
            return
        raw = settled("".join(self.pieces))
        text = collapse(visible(raw))
        if text:
            place = None
            if self.marker and not _NUMBERED.match(text):
                text = numbered(self.marker, text)
                place = (self.counted, self.marker) if self.counted else None
            self.marker, self.counted = "", None
            line = Line(text, self.linked, self.links, lead=shown_lead(raw), by_hand=self.broken, counted=place)
            line.tabbed = collapse_between_tabs(visible(raw)) if "\t" in raw and place is None else ""
            self.frames[-1].end_rows()
            self.frames[-1].lines.append(line)
            self.frames[-1].tally.count(line)
        self.broken = forced and bool(text)
        self.pieces.clear()
        self.linked, self.links = 0, int(forced and self.link_depth > 0)
