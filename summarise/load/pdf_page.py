"""Reads the content of a PDF page as it is shown: characters with their positions, straight lines, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule
from summarise.load.pdf_drawings import Colour, Drawings
from summarise.load.pdf_frame import Box, Frame
from summarise.load.pdf_layers import text_not_drawn
from summarise.load.pdf_notes import notes_of, strikes_of, written_into
from summarise.load.pdf_signs import sign_of
from summarise.load.pdf_text import PageText

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PageContent", "content_of"]

_SAME: Final = 16  # of 255 a channel
_WHITE: Final = (255, 255, 255)
_SMALLEST: Final = 1.5  # points
_SLANT: Final = 0.05
_HANZI_FIRST: Final = 0x4E00
_HANZI_LAST: Final = 0x9FFF
_BLANKS: Final = frozenset(code for code in range(1, 0x3001) if chr(code).isspace())


@dataclass(slots=True)
class PageContent:
    """The visible content of one page, in points from the upper left corner of the page as shown.

    Y increases downwards.
    """

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: float = 0.0
    """Sum of the areas of all pictures, as a share of the page."""
    curves: int = 0
    """Number of filled paths that are neither lines nor boxes. It is high if text was converted to outlines."""
    beside: bool = False
    """True if a large picture is beside the text and not behind it."""
    covered: set[int] = field(default_factory=set)
    """Heights (y, whole points) of the lines that were left out because an opaque area is painted over them."""
    doubtful: set[int] = field(default_factory=set)
    """Heights of the lines that were read although an area is painted over them that may hide them."""
    lacks_font: bool = False
    """True if some Chinese characters have no shape.

    Parts of lines may then be missing, since the library drops them.
    """


class _Drawn(NamedTuple):
    """The properties that all characters of one text object share."""

    colour: Colour | None
    """Colour of the characters; None if they are not drawn."""
    size: float
    angle: int
    """Rotation in quarter turns relative to the upright page; -1 for any other angle."""
    order: int
    base: float | None
    """Position (y) of the baseline on the upright page; None if the text is turned."""
    on_white: bool
    """True if the characters can be seen on white paper."""


def content_of(document: Any, number: int, *, layer: bool = False) -> PageContent:
    """Return the content of page `number` (from 0) of a pypdfium2 document, with annotations and form fields.

    If `layer` is True, invisible characters are included, such as the text that a scanner's software put under its
    picture.
    """
    return _Page(document, number, layer=layer).content


class _Page:
    """Reads one page."""

    def __init__(self, document: Any, number: int, *, layer: bool = False) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

        self.pdfium: Any = pdfium
        self.layer = layer
        self.page = document[number]
        filled, strikes = list(notes_of(document, self.page)), list(strikes_of(self.page))
        if self._has_drawn_notes():
            pdfium.FPDFPage_Flatten(self.page, pdfium.FLAT_NORMALDISPLAY)
            self.page = document[number]  # the one at hand does not know yet what was made part of it
        self.frame = frame = Frame(self.page)
        drawings = Drawings(self.page, frame)
        self.content = PageContent(
            frame.width, frame.height, rules=drawings.rules, pictures=drawings.pictures, curves=drawings.curves
        )
        for box in strikes:
            left, top, right, bottom = frame.box(*box)
            self.content.rules.append(Rule(left, (top + bottom) / 2, right, (top + bottom) / 2))
        self.order, self.fills = drawings.order, drawings.fills
        self.objects: dict[int, _Drawn] = {}
        self.text = PageText(self.page)
        self.unlit = set() if layer else text_not_drawn(self.page, frame, self.text, drawings.objects, drawings.kinds)
        self.content.glyphs = list(self._glyphs())
        for text, box in filled:
            self.content.glyphs += written_into(text, self.frame.box(*box))
        self.content.beside = any(map(self._is_bare, drawings.large))

    def _is_bare(self, box: Box) -> bool:
        """Return True if an area of the page contains no text. A picture with text on it counts as a background."""
        left, top, right, bottom = box
        return not any(left < glyph.left < right and top < glyph.top < bottom for glyph in self.content.glyphs)

    def _has_drawn_notes(self) -> bool:
        """Return True if the page has visible annotations; links do not count."""
        pdfium, page = self.pdfium, self.page.raw
        for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
            note = pdfium.FPDFPage_GetAnnot(page, index)
            kind = pdfium.FPDFAnnot_GetSubtype(note)
            pdfium.FPDFPage_CloseAnnot(note)
            if kind not in {pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP}:
                return True
        return False

    # -- characters ----------------------------------------------------------------------------------------------

    def _glyphs(self) -> Iterator[Glyph]:
        """Yield the visible characters."""
        frame, layer, fills = self.frame, self.layer, self.fills
        width, height = frame.width, frame.height
        drawn_before, address_before = None, 0
        blank = False
        for index, code, address, box, unknown in self.text.characters():
            if not address or address in self.unlit:
                continue  # made up by the library, as line ends and hyphens are, or in a layer that is off
            if code in _BLANKS:
                blank = True
                continue
            drawn = drawn_before if address == address_before else self._drawn(index, code, address)
            drawn_before, address_before = drawn, address
            assert drawn is not None
            if drawn.size < _SMALLEST or drawn.angle < 0:
                continue
            left, top, right, bottom = frame.box(box[0], box[3], box[2], box[1])
            x, y = (left + right) / 2, (top + bottom) / 2
            if not (0 <= x <= width and 0 <= y <= height):
                continue
            if not (self._shows(drawn, x, y) if fills or layer else drawn.on_white):
                continue
            # The font of a layer draws nothing, and says of itself that it maps nothing.
            sign = sign_of(code, unknown and not layer)
            if sign:
                yield Glyph(sign, left, right, top, bottom, drawn.size, drawn.angle, drawn.base, blank)
            blank = False

    def _drawn(self, index: int, code: int, address: int) -> _Drawn:
        if (known := self.objects.get(address)) is not None:
            return known
        across, up, right, rise, x, y = self.text.matrix(index)
        scale, angle = _direction(across, up, right, rise)
        if angle >= 0:
            angle = (angle - self.frame.rotation // 90) % 4
        colour = self.text.ink(index, address)
        base = self.frame.place(x, y)[1] if angle == 0 else None
        size = self.text.font_size(index) * scale
        found = _Drawn(colour, size, angle, self.order.get(address, 0), base, _differs(_WHITE, colour))
        self.objects[address] = found
        if _HANZI_FIRST <= code <= _HANZI_LAST and not self.content.lacks_font:
            self.content.lacks_font = self.text.lacks_font(index, address)
        return found

    def _shows(self, drawn: _Drawn, x: float, y: float) -> bool:
        """Return True if a character differs in colour from its background and nothing is painted over it."""
        if drawn.colour is None or self.layer:
            return self.layer
        ground: Colour | None = _WHITE
        covered = doubtful = False
        for fill in self.fills:
            left, top, right, bottom = fill.box
            if not (left <= x <= right and top <= y <= bottom):
                continue
            if fill.order <= drawn.order:
                ground = fill.colour
            else:
                covered = covered or fill.plain
                doubtful = doubtful or fill.doubtful
        shows = drawn.on_white if ground is _WHITE else ground is None or _differs(ground, drawn.colour)
        if shows and (covered or doubtful):
            line = round(y if drawn.base is None else drawn.base)
            (self.content.covered if covered else self.content.doubtful).add(line)
        return shows and not covered


@cache
def _direction(across: float, up: float, right: float, rise: float) -> tuple[float, int]:
    """Return the scale and the rotation of a text matrix; the rotation is in quarter turns, -1 for any other angle."""
    length = (across * across + up * up) ** 0.5 or 1.0
    angle = -1  # a watermark across the page
    for turn, (cosine, sine) in enumerate(((1, 0), (0, 1), (-1, 0), (0, -1))):
        if across * cosine + up * sine >= (1 - _SLANT) * length:
            angle = turn
            break
    return (right * right + rise * rise) ** 0.5, angle


@cache
def _differs(ground: Colour, colour: Colour | None) -> bool:
    return colour is not None and any(abs(a - b) > _SAME for a, b in zip(ground, colour, strict=True))
