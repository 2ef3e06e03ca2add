"""What a page of a PDF file shows: its characters with their places, ruled lines, coloured areas, pictures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule
from summarise.load.pdf_notes import notes_of, written_into
from summarise.load.radicals import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PageContent", "content_of"]

_INVISIBLE_MODES: Final = frozenset({3, 7})  # text rendering modes of the PDF standard: neither filled nor stroked
_SAME: Final = 16  # of 255 a channel
_WHITE: Final = (255, 255, 255)
_SMALLEST: Final = 1.5  # points
_THIN: Final = 3.0  # points; a path no thicker is a line
_SHORTEST: Final = 8.0
_MOST_PATHS: Final = 20_000
_MOST_SEGMENTS: Final = 4_000
_BOX_SEGMENTS: Final = 6
_MOST_OF_PAGE: Final = 0.5
_SLANT: Final = 0.05
_DEPTH: Final = 4
_BLANKS: Final = frozenset(code for code in range(1, 0x3001) if chr(code).isspace())
_PRIVATE: Final = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))
_SYMBOLS: Final = (0xF000, 0xF0FF)  # where symbol fonts of old have their signs: bullets, ticks

Colour = tuple[int, int, int]
Box = tuple[float, float, float, float]


@dataclass(slots=True)
class PageContent:
    """One page, upright; y grows downwards, in points."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: float = 0.0
    """Share of the page that pictures cover."""
    curves: int = 0
    """Drawn paths that are neither lines nor boxes, as letters are where text was turned into outlines."""


class _Fill(NamedTuple):
    box: Box
    colour: Colour | None
    order: int
    plain: bool
    """True if the area is exactly the box."""


class _Drawn(NamedTuple):
    """What all characters of one text object share."""

    colour: Colour | None
    """None without ink."""
    size: float
    angle: int
    """Quarter turns against the upright page, -1 for anything between."""
    order: int
    base: float | None
    """Height of the base line on the upright page, None where the text is turned."""
    on_white: bool
    """True if it can be seen on white paper."""


def content_of(document: Any, number: int, *, layer: bool = False) -> PageContent:
    """Return what page `number` of a document of pypdfium2 shows, annotations and form fields included.

    With `layer`, the text counts too that a scanner's software put unseen under its picture.
    """
    return _Page(document, number, layer=layer).content


class _Frame:
    """Turns a page's coordinates into those of its upright picture, y downwards."""

    def __init__(self, page: Any) -> None:
        self.rotation = page.get_rotation()
        self.left, self.bottom, right, top = page.get_cropbox()
        self.across, self.up = right - self.left, top - self.bottom
        self.width, self.height = (self.up, self.across) if self.rotation in {90, 270} else (self.across, self.up)

    def place(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.bottom
        if not self.rotation:
            return x, self.up - y
        turned = {90: (y, x), 180: (self.across - x, y), 270: (self.up - y, self.across - x)}
        return turned.get(self.rotation, (x, self.up - y))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return left, top, right and bottom on the upright page."""
        if not self.rotation and left <= right and bottom <= top:
            return left - self.left, self.up - top + self.bottom, right - self.left, self.up - bottom + self.bottom
        (x0, y0), (x1, y1) = self.place(left, bottom), self.place(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def holds(self, x: float, y: float) -> bool:
        return bool(0 <= x <= self.width and 0 <= y <= self.height)


class _Page:
    """One page as it is read."""

    def __init__(self, document: Any, number: int, *, layer: bool = False) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

        self.pdfium: Any = pdfium
        self.layer = layer
        self.page = document[number]
        filled = list(notes_of(document, self.page))
        if self._has_drawn_notes():
            pdfium.FPDFPage_Flatten(self.page, pdfium.FLAT_NORMALDISPLAY)
            self.page = document[number]  # the one at hand does not know yet what was made part of it
        self.frame = _Frame(self.page)
        self.content = PageContent(self.frame.width, self.frame.height)
        fills = list(self._fills())
        self.order = self._places() if fills else {}
        self.fills = [fill._replace(order=self.order.get(fill.order, -1)) for fill in fills]
        self.objects: dict[int, _Drawn] = {}
        self.text = self.page.get_textpage()
        self.matrix = pdfium.FS_MATRIX()
        self.content.glyphs = list(self._glyphs())
        for text, box in filled:
            self.content.glyphs += written_into(text, self.frame.box(*box))

    def _has_drawn_notes(self) -> bool:
        """True if something was put onto the page; a link draws nothing."""
        pdfium, page = self.pdfium, self.page.raw
        for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, index)
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind not in {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}:
                return True
        return False

    # -- paths and pictures --------------------------------------------------------------------------------------

    def _fills(self) -> Iterator[_Fill]:
        """Gather lines and pictures; yield filled areas, in the place of their order the address."""
        pdfium, frame = self.pdfium, self.frame
        area = max(frame.width * frame.height, 1.0)
        for number, item in enumerate(self._drawings()):
            if number > _MOST_PATHS:
                break
            box = frame.box(*item.get_bounds())
            share = (box[2] - box[0]) * (box[3] - box[1]) / area
            if item.type == pdfium.FPDF_PAGEOBJ_PATH:
                yield from self._path(item, box, share)
            elif item.type == pdfium.FPDF_PAGEOBJ_SHADING or share < _MOST_OF_PAGE:
                yield _Fill(box, None, _address(item.raw), plain=False)
            if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.content.pictures += min(share, 1.0)

    def _drawings(self) -> Iterator[Any]:
        """Yield paths, pictures and shadings; what is text alone is not wrapped, which takes longest."""
        from pypdfium2 import PdfObject  # noqa: PLC0415 - loaded only for PDF files

        pdfium, page, raw = self.pdfium, self.page, self.page.raw
        kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
        of, at, text = pdfium.FPDFPageObj_GetType, pdfium.FPDFPage_GetObject, pdfium.FPDF_PAGEOBJ_TEXT
        for number in range(pdfium.FPDFPage_CountObjects(raw)):
            item = at(raw, number)
            if (kind := of(item)) == text:
                continue
            wrapped = PdfObject(item, page=page, pdf=page.pdf)
            if kind in kinds:
                yield wrapped
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                yield from page.get_objects(filter=kinds, max_depth=_DEPTH, form=wrapped, level=1)

    def _path(self, item: Any, box: Box, share: float) -> Iterator[_Fill]:
        pdfium, content = self.pdfium, self.content
        left, top, right, bottom = box
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item.raw, mode, stroked)
        if bottom - top <= _THIN or right - left <= _THIN:
            if max(bottom - top, right - left) >= _SHORTEST:
                content.rules.append(Rule(left, top, right, bottom))
            return
        segments = pdfium.FPDFPath_CountSegments(item.raw)
        if stroked.value:
            content.rules += self._edges(item, min(segments, _MOST_SEGMENTS))
        if not mode.value:
            return
        boxed = segments <= _BOX_SEGMENTS
        content.curves += not boxed
        colour = _fill_colour(pdfium.FPDFPageObj_GetFillColor, item.raw)
        if colour is not None and (boxed or share < _MOST_OF_PAGE):
            yield _Fill(box, colour, _address(item.raw), plain=boxed)

    def _edges(self, item: Any, count: int) -> Iterator[Rule]:
        """Yield the straight edges of a stroked path, upright ones and level ones."""
        pdfium, matrix = self.pdfium, item.get_matrix()
        x, y = ctypes.c_float(), ctypes.c_float()
        before = first = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item.raw, index)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            point = self.frame.place(*matrix.on_point(x.value, y.value))
            kind = pdfium.FPDFPathSegment_GetType(segment)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                first = point
            ends = [(before, point)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
            if pdfium.FPDFPathSegment_GetClose(segment):
                ends.append((point, first))
            for (x0, y0), (x1, y1) in ends:
                straight = abs(x1 - x0) <= 1 or abs(y1 - y0) <= 1
                if straight and max(abs(x1 - x0), abs(y1 - y0)) >= _SHORTEST:
                    yield Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            before = point

    def _places(self) -> dict[int, int]:
        """Return how early each object is painted, by its address; what is in a form is as early as the form."""
        pdfium = self.pdfium
        found: dict[int, int] = {}
        for number in range(pdfium.FPDFPage_CountObjects(self.page)):
            waiting = [(pdfium.FPDFPage_GetObject(self.page, number), 0)]
            while waiting:
                item, depth = waiting.pop()
                found[_address(item)] = number
                if depth < _DEPTH and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
                    count = pdfium.FPDFFormObj_CountObjects(item)
                    waiting += [(pdfium.FPDFFormObj_GetObject(item, inner), depth + 1) for inner in range(count)]
        return found

    # -- characters ----------------------------------------------------------------------------------------------

    def _codes(self) -> Iterator[tuple[int, int]]:
        """Yield number and code of each character, halves of a pair together, blanks as well."""
        get, text, high = self.pdfium.FPDFText_GetUnicode, self.text.raw, 0
        for index in range(self.text.count_chars()):
            code = get(text, index)
            if 0xD800 <= code < 0xE000:  # noqa: PLR2004 - half of a surrogate pair
                if code < 0xDC00:  # noqa: PLR2004 - the first half
                    high = code
                    continue
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else code
            high = 0
            yield index, code

    def _glyphs(self) -> Iterator[Glyph]:
        """Yield the characters that can be seen; calls of the library cost most, so there are few."""
        pdfium, frame, layer = self.pdfium, self.frame, self.layer
        object_of, box_of, is_lost = (
            pdfium.FPDFText_GetTextObject,
            pdfium.FPDFText_GetLooseCharBox,
            pdfium.FPDFText_HasUnicodeMapError,
        )
        text, box = self.text.raw, pdfium.FS_RECTF()
        drawn_before, address_before = None, 0
        blank = False
        for index, code in self._codes():
            raw = object_of(text, index)
            if not raw:
                continue  # made up by the library: line ends, hyphens
            if code in _BLANKS:
                blank = True
                continue
            address = _address(raw)
            drawn = drawn_before if address == address_before else self._drawn(index, raw, address)
            drawn_before, address_before = drawn, address
            assert drawn is not None
            if drawn.size < _SMALLEST or drawn.angle < 0:
                continue
            box_of(text, index, box)
            left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
            x, y = (left + right) / 2, (top + bottom) / 2
            if not frame.holds(x, y) or not self._shows(drawn, x, y):
                continue
            # The font of a layer draws nothing, and says of itself that it maps nothing.
            sign = _sign(code, not layer and is_lost(text, index) == 1)
            if sign:
                yield Glyph(sign, left, right, top, bottom, drawn.size, drawn.angle, drawn.base, blank)
            blank = False

    def _drawn(self, index: int, raw: Any, address: int) -> _Drawn:
        if (known := self.objects.get(address)) is not None:
            return known
        pdfium, text = self.pdfium, self.text.raw
        matrix = self.matrix
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        across, up, right, rise = matrix.a, matrix.b, matrix.c, matrix.d
        size = pdfium.FPDFText_GetFontSize(text, index) * (right * right + rise * rise) ** 0.5
        length = (across * across + up * up) ** 0.5 or 1.0
        angle = -1  # a watermark across the page
        for turn, (cosine, sine) in enumerate(((1, 0), (0, 1), (-1, 0), (0, -1))):
            if across * cosine + up * sine >= (1 - _SLANT) * length:
                angle = (turn - self.frame.rotation // 90) % 4
                break
        inked = pdfium.FPDFTextObj_GetTextRenderMode(raw) not in _INVISIBLE_MODES
        colour = _fill_colour(pdfium.FPDFText_GetFillColor, text, index) if inked else None
        base = self.frame.place(matrix.e, matrix.f)[1] if angle == 0 else None
        found = _Drawn(colour, size, angle, self.order.get(address, 0), base, _differs(_WHITE, colour))
        self.objects[address] = found
        return found

    def _shows(self, drawn: _Drawn, x: float, y: float) -> bool:
        """Return True if a character stands out from what is painted beneath it, and nothing is painted over it."""
        if drawn.colour is None or self.layer:
            return self.layer
        ground: Colour | None = _WHITE
        for fill in self.fills:
            left, top, right, bottom = fill.box
            if not (left <= x <= right and top <= y <= bottom):
                continue
            if fill.order <= drawn.order:
                ground = fill.colour
            elif fill.plain:
                return False
        return drawn.on_white if ground is _WHITE else ground is None or _differs(ground, drawn.colour)


@cache
def _differs(ground: Colour, colour: Colour | None) -> bool:
    return colour is not None and any(abs(a - b) > _SAME for a, b in zip(ground, colour, strict=True))


def _address(raw: Any) -> int:
    return ctypes.addressof(raw.contents)


_PARTS: Final = tuple(ctypes.c_uint() for _ in range(4))


def _fill_colour(function: Any, *of: Any) -> Colour | None:
    red, green, blue, alpha = _PARTS
    if not function(*of, red, green, blue, alpha) or alpha.value == 0:
        return None
    return red.value, green.value, blue.value


@cache
def _sign(code: int, unknown: bool) -> str:
    """Return the character that a code represents, U+FFFD where the font does not say, "" for an ornament."""
    if _SYMBOLS[0] <= code <= _SYMBOLS[1]:
        return _ORNAMENTS.get(code & 0xFF, "")
    private = any(first <= code <= last for first, last in _PRIVATE)
    return "\ufffd" if unknown or code == 0 or private else plain(chr(code))


_ORNAMENTS: Final = {0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB0: "°", 0xBB: "≈", 0xFC: "√"}
"""Signs of the fonts Symbol and Wingdings that bear on what a number says; the others are bullets."""
