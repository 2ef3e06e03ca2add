"""What a page of a PDF file shows: its characters with their places, ruled lines, coloured areas, pictures."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
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
    """Whether the area is exactly the box."""


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
        turned = {90: (y, x), 180: (self.across - x, y), 270: (self.up - y, self.across - x)}
        return turned.get(self.rotation, (x, self.up - y))

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return left, top, right and bottom on the upright page."""
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
        if pdfium.FPDFPage_GetAnnotCount(self.page) > 0:
            pdfium.FPDFPage_Flatten(self.page, pdfium.FLAT_NORMALDISPLAY)
            self.page = document[number]  # the one at hand does not know yet what was made part of it
        self.frame = _Frame(self.page)
        self.content = PageContent(self.frame.width, self.frame.height)
        fills = list(self._fills())
        self.order = self._places() if fills else {}
        self.fills = [fill._replace(order=self.order.get(fill.order, -1)) for fill in fills]
        self.objects: dict[int, _Drawn] = {}
        self.text = self.page.get_textpage()
        self.content.glyphs = list(self._glyphs())
        for text, box in filled:
            self.content.glyphs += written_into(text, self.frame.box(*box))

    # -- paths and pictures --------------------------------------------------------------------------------------

    def _fills(self) -> Iterator[_Fill]:
        """Gather lines and pictures; yield filled areas, in the place of their order the address."""
        pdfium, frame = self.pdfium, self.frame
        kinds = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING]
        area = max(frame.width * frame.height, 1.0)
        for number, item in enumerate(self.page.get_objects(filter=kinds, max_depth=_DEPTH)):
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
        """Return how early each object is painted, by its address; what stands in a form is as early as the form."""
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
        get, high = self.pdfium.FPDFText_GetUnicode, 0
        for index in range(self.text.count_chars()):
            code = get(self.text, index)
            if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - the first half of a surrogate pair
                high = code
                continue
            if 0xDC00 <= code < 0xE000 and high:  # noqa: PLR2004 - the second half
                code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
            high = 0
            yield index, code

    def _glyphs(self) -> Iterator[Glyph]:
        pdfium, frame = self.pdfium, self.frame
        box = pdfium.FS_RECTF()
        blank = False
        for index, code in self._codes():
            raw = pdfium.FPDFText_GetTextObject(self.text, index)
            if not raw:
                continue  # made up by the library: line ends, hyphens
            if code and chr(code).isspace():
                blank = True
                continue
            drawn = self._drawn(index, raw)
            pdfium.FPDFText_GetLooseCharBox(self.text, index, box)
            left, top, right, bottom = frame.box(box.left, box.bottom, box.right, box.top)
            x, y = (left + right) / 2, (top + bottom) / 2
            if drawn.size < _SMALLEST or drawn.angle < 0 or not frame.holds(x, y) or not self._shows(drawn, x, y):
                continue
            # The font of a layer draws nothing, and says of itself that it maps nothing.
            unknown = not self.layer and pdfium.FPDFText_HasUnicodeMapError(self.text, index) == 1
            sign = _sign(code, unknown=unknown)
            if sign:
                yield Glyph(sign, left, right, top, bottom, drawn.size, drawn.angle, drawn.base, blank)
            blank = False

    def _drawn(self, index: int, raw: Any) -> _Drawn:
        key = _address(raw)
        if (known := self.objects.get(key)) is not None:
            return known
        pdfium, text = self.pdfium, self.text
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        across, up = matrix.a, matrix.b
        size = pdfium.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        length = (across**2 + up**2) ** 0.5 or 1.0
        angle = -1  # a watermark across the page
        for turn, (cosine, sine) in enumerate(((1, 0), (0, 1), (-1, 0), (0, -1))):
            if across * cosine + up * sine >= (1 - _SLANT) * length:
                angle = (turn - self.frame.rotation // 90) % 4
        inked = pdfium.FPDFTextObj_GetTextRenderMode(raw) not in _INVISIBLE_MODES
        colour = _fill_colour(pdfium.FPDFText_GetFillColor, text, index) if inked else None
        base = self.frame.place(matrix.e, matrix.f)[1] if angle == 0 else None
        return self.objects.setdefault(key, _Drawn(colour, size, angle, self.order.get(key, 0), base))

    def _shows(self, drawn: _Drawn, x: float, y: float) -> bool:
        """Tell whether a character stands out from what is painted beneath it, and nothing is painted over it."""
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
        return ground is None or any(abs(a - b) > _SAME for a, b in zip(ground, drawn.colour, strict=True))


def _address(raw: Any) -> int:
    return ctypes.addressof(raw.contents)


def _fill_colour(function: Any, *of: Any) -> Colour | None:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not function(*of, *parts) or parts[3].value == 0:
        return None
    return parts[0].value, parts[1].value, parts[2].value


def _sign(code: int, *, unknown: bool) -> str:
    """Return the character that a code stands for, U+FFFD where the font does not say, "" for an ornament."""
    if _SYMBOLS[0] <= code <= _SYMBOLS[1]:
        return _ORNAMENTS.get(code & 0xFF, "")
    private = any(first <= code <= last for first, last in _PRIVATE)
    return "\ufffd" if unknown or code == 0 or private else plain(chr(code))


_ORNAMENTS: Final = {0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB0: "°", 0xBB: "≈", 0xFC: "√"}
"""Signs of the fonts Symbol and Wingdings that bear on what a number says; the others are bullets."""
