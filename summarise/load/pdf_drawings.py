"""Reads the drawings on a PDF page: straight lines, coloured areas and pictures."""

from __future__ import annotations

import ctypes
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarise.load.grid import Rule
from summarise.load.pdf_calls import bare
from summarise.load.pdf_frame import Box, Frame

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Colour", "Drawings", "Fill", "address_of", "fill_colour"]

_THIN: Final = 3.0  # points; a path no thicker is a line
_SHORTEST: Final = 8.0
_MOST_PATHS: Final = 20_000
_MOST_SEGMENTS: Final = 4_000
_BOX_SEGMENTS: Final = 6
_MOST_OF_PAGE: Final = 0.5
_DEPTH: Final = 4
_LARGE: Final = 0.2  # of the page; emblems, stamps and codes are smaller
_MOST_COVERING: Final = 12
_SAMPLES: Final = 8
_SAMPLED: Final = [(row, column) for row in range(1, _SAMPLES) for column in range(1, _SAMPLES)]
_OPAQUE: Final = 255
_WHITE: Final = (255, 255, 255)

Colour = tuple[int, int, int]
"""Red, green and blue, each from 0 to 255."""


class Fill(NamedTuple):
    """A painted area. A higher `order` is painted later; `colour` is None for a picture or a shading.

    A picture of most of the page counts as white, since what is written on it is what a scanner's software wrote.
    """

    box: Box
    colour: Colour | None
    order: int
    plain: bool
    """True if the area fills the whole box and hides what is painted before it."""
    doubtful: bool = False
    """True if the area may hide what is painted before it: it is cut to a shape, or part of a transparent group."""


class _Look(NamedTuple):
    """How an object is painted, together with the forms around it."""

    through: bool = False
    """True if what is painted before it may be seen through it."""
    cut: bool = False
    """True if a path cuts off a part of it."""


class Drawings:
    """The drawings of one pypdfium2 page in the coordinates of `frame`, and the order of painting."""

    def __init__(self, page: Any, frame: Frame) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

        self.pdfium: Any = pdfium
        self.page, self.frame = page, frame
        self.objects, self.kinds = _objects_of(page)
        self.rules: list[Rule] = []
        self.pictures = 0.0
        """Sum of the areas of all pictures, as a share of the page."""
        self.large: list[Box] = []
        """Boxes of pictures that are large enough to contain text of the letter."""
        self.curves = 0
        """Number of filled paths that are neither lines nor boxes."""
        fills = list(self._fills())
        self.order = self._order() if fills else {}
        """Position of each object in the order of painting, by the object's address; empty if no area is filled."""
        self.fills = [fill._replace(order=self.order.get(fill.order, -1)) for fill in fills]

    def _fills(self) -> Iterator[Fill]:
        """Collect lines and pictures, and yield filled areas.

        Their `order` holds the object's address for the time being.
        """
        pdfium, frame = self.pdfium, self.frame
        area = max(frame.width * frame.height, 1.0)
        written = (pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_FORM)
        first = next((at for at, kind in enumerate(self.kinds) if kind in written), len(self.kinds))
        covering = 0
        for number, (at, item, around) in enumerate(self._drawings()):
            if number > _MOST_PATHS:
                break
            box = frame.box(*item.get_bounds())
            share = (box[2] - box[0]) * (box[3] - box[1]) / area
            if item.type == pdfium.FPDF_PAGEOBJ_PATH:
                yield from self._path(item, box, share, self._look(item.raw, around))
                continue
            covers = doubtful = False
            if item.type == pdfium.FPDF_PAGEOBJ_IMAGE and at > first and covering < _MOST_COVERING:
                look, opaque = self._look(item.raw, around), self._is_opaque(item)
                covers = opaque and not any(look)
                doubtful = not covers and (opaque or look.cut)
                covering += 1
            if item.type == pdfium.FPDF_PAGEOBJ_SHADING or share < _MOST_OF_PAGE:
                yield Fill(box, None, address_of(item.raw), plain=covers, doubtful=doubtful)
            elif covers or doubtful:
                yield Fill(box, _WHITE, address_of(item.raw), plain=covers, doubtful=doubtful)
            if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures += min(share, 1.0)
                if share >= _LARGE:
                    self.large.append(box)

    def _is_opaque(self, picture: Any) -> bool:
        """Return True if a picture, taken alone, is opaque; seals are transparent around their lines."""
        pdfium = self.pdfium
        if pdfium.FPDFPageObj_HasTransparency(picture.raw):
            return False
        bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(self.page.pdf.raw, self.page.raw, picture.raw)
        if not bitmap:
            return False
        try:
            width, height = pdfium.FPDFBitmap_GetWidth(bitmap), pdfium.FPDFBitmap_GetHeight(bitmap)
            if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA or not (width and height):
                return False
            signs = ctypes.cast(pdfium.FPDFBitmap_GetBuffer(bitmap), ctypes.POINTER(ctypes.c_ubyte))
            stride = pdfium.FPDFBitmap_GetStride(bitmap)
            places = ((height * row // _SAMPLES, width * column // _SAMPLES) for row, column in _SAMPLED)
            return all(signs[row * stride + 4 * column + 3] == _OPAQUE for row, column in places)
        finally:
            pdfium.FPDFBitmap_Destroy(bitmap)

    def _look(self, raw: Any, around: _Look) -> _Look:
        """Return how a pdfium object inside forms that are painted like `around` is painted."""
        pdfium = self.pdfium
        cut = pdfium.FPDFClipPath_CountPaths(pdfium.FPDFPageObj_GetClipPath(raw)) > 0
        return _Look(around.through or bool(pdfium.FPDFPageObj_HasTransparency(raw)), around.cut or cut)

    def _drawings(self) -> Iterator[tuple[int, Any, _Look]]:
        """Yield paths, pictures and shadings, each with the number of its object on the page and its forms' look.

        Text objects are skipped early, since wrapping them would take most of the time.
        """
        from pypdfium2 import PdfObject  # noqa: PLC0415 - loaded only for PDF files

        pdfium, page = self.pdfium, self.page
        kinds = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)
        for number, kind in enumerate(self.kinds):
            if kind == pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            wrapped = PdfObject(pdfium.FPDFPage_GetObject(page.raw, number), page=page, pdf=page.pdf)
            if kind in kinds:
                yield number, wrapped, _Look()
            elif kind == pdfium.FPDF_PAGEOBJ_FORM:
                for inner, around in self._inside(wrapped, 1, _Look()):
                    yield number, inner, around

    def _inside(self, form: Any, level: int, around: _Look) -> Iterator[tuple[Any, _Look]]:
        """Yield the paths, pictures and shadings of a form and of the forms in it, with the look of those forms."""
        pdfium = self.pdfium
        around = self._look(form.raw, around)
        for inner in self.page.get_objects(max_depth=level + 1, form=form, level=level):
            if inner.type == pdfium.FPDF_PAGEOBJ_FORM:
                if level < _DEPTH - 1:
                    yield from self._inside(inner, level + 1, around)
            elif inner.type != pdfium.FPDF_PAGEOBJ_TEXT:
                yield inner, around

    def _path(self, item: Any, box: Box, share: float, look: _Look) -> Iterator[Fill]:
        pdfium = self.pdfium
        left, top, right, bottom = box
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(item.raw, mode, stroked)
        if bottom - top <= _THIN or right - left <= _THIN:
            if max(bottom - top, right - left) >= _SHORTEST:
                self.rules.append(Rule(left, top, right, bottom))
            return
        segments = pdfium.FPDFPath_CountSegments(item.raw)
        if stroked.value:
            self.rules += self._edges(item, min(segments, _MOST_SEGMENTS))
        if not mode.value:
            return
        boxed = segments <= _BOX_SEGMENTS
        self.curves += not boxed
        colour = fill_colour(pdfium.FPDFPageObj_GetFillColor, item.raw)
        if colour is not None and (boxed or share < _MOST_OF_PAGE):
            ground = None if look.through else colour
            yield Fill(box, ground, address_of(item.raw), plain=boxed and not any(look), doubtful=boxed and any(look))

    def _edges(self, item: Any, count: int) -> Iterator[Rule]:
        """Yield the straight horizontal and vertical edges of a stroked path."""
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

    def _order(self) -> dict[int, int]:
        """Return the position of each object in the order of painting, by its address.

        Objects inside a form have the position of the form.
        """
        pdfium = self.pdfium
        found = {address: number for number, address in enumerate(self.objects)}
        for number, kind in enumerate(self.kinds):
            if kind != pdfium.FPDF_PAGEOBJ_FORM:
                continue
            waiting = [(pdfium.FPDFPage_GetObject(self.page, number), 0)]
            while waiting:
                item, depth = waiting.pop()
                found[address_of(item)] = number
                if depth < _DEPTH and pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_FORM:
                    count = pdfium.FPDFFormObj_CountObjects(item)
                    waiting += [(pdfium.FPDFFormObj_GetObject(item, inner), depth + 1) for inner in range(count)]
        return found


def _objects_of(page: Any) -> tuple[list[int], list[int]]:
    """Return the addresses and types of a page's objects, in the order of painting."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    raw = ctypes.cast(page.raw, ctypes.c_void_p)
    at, kind = bare(pdfium.FPDFPage_GetObject, ctypes.c_void_p), bare(pdfium.FPDFPageObj_GetType)
    objects = list(map(at, repeat(raw), range(pdfium.FPDFPage_CountObjects(page.raw))))
    return objects, list(map(kind, map(ctypes.c_void_p, objects)))


def address_of(raw: Any) -> int:
    """Return the memory address of `raw`, a pdfium object; it identifies the object."""
    return ctypes.addressof(raw.contents)


_PARTS: Final = tuple(ctypes.c_uint() for _ in range(4))
_PLACES: Final = tuple(map(ctypes.byref, _PARTS))


def fill_colour(function: Any, *of: Any) -> Colour | None:
    """Return the colour (red, green, blue, 0 to 255) that a pdfium function reports; None if it is invisible.

    Args:
        function: a function of pdfium that writes red, green, blue and alpha to its last four arguments.
        *of: its arguments before those.

    """
    red, green, blue, alpha = _PARTS
    if not function(*of, *_PLACES) or alpha.value == 0:
        return None
    return red.value, green.value, blue.value
