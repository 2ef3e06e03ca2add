"""Reads the characters of a PDF page as pdfium reports them."""

from __future__ import annotations

import ctypes
import struct
from collections import deque
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from summarise.load.pdf_calls import bare
from summarise.load.pdf_drawings import Colour, fill_colour

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["PageText"]

_INVISIBLE_MODES: Final = frozenset({3, 7})  # text rendering modes of the PDF standard: neither filled nor stroked
_RECT: Final = struct.Struct("=4f")
_MATRIX: Final = struct.Struct("=6f")
_FLAT: Final = 100
"""Ratio of width to height above which a character has no shape. Even the flat character 一 has a ratio of only 6."""

Rect = tuple[float, float, float, float]
"""Left, bottom, right and top of a rectangle in points, in the coordinates of the PDF page."""


class _Calls(NamedTuple):
    unicode: Any
    object: Any
    box: Any
    is_lost: Any
    matrix: Any
    font_size: Any
    render_mode: Any
    fill: Any


@cache
def _calls() -> _Calls:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    return _Calls(
        bare(pdfium.FPDFText_GetUnicode, ctypes.c_uint),
        bare(pdfium.FPDFText_GetTextObject, ctypes.c_void_p),
        bare(pdfium.FPDFText_GetLooseCharBox),
        bare(pdfium.FPDFText_HasUnicodeMapError),
        bare(pdfium.FPDFText_GetMatrix),
        bare(pdfium.FPDFText_GetFontSize, ctypes.c_double),
        bare(pdfium.FPDFTextObj_GetTextRenderMode),
        bare(pdfium.FPDFText_GetFillColor),
    )


class PageText:
    """The characters of one pypdfium2 page with their properties; characters are numbered from 0."""

    def __init__(self, page: Any) -> None:
        import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

        self._text = page.get_textpage()  # it lives as long as the pointer to it is used
        self._raw = ctypes.cast(self._text.raw, ctypes.c_void_p)
        self._matrix = pdfium.FS_MATRIX()
        self._to_matrix = ctypes.byref(self._matrix)
        self._rects: Any = pdfium.FS_RECTF
        self._pdfium: Any = pdfium

    def characters(self) -> Iterator[tuple[int, int, int | None, Rect, bool]]:
        """Yield each character as number, code point, text object, box, and True if its font does not map it.

        The text object is given by its address; None for characters that pdfium inserted itself, such as line ends. The
        box is left, top, right, bottom, with y upwards. Blanks are included; surrogate pairs are joined.
        """
        calls, raw, count = _calls(), self._raw, self._text.count_chars()
        numbers = range(count)
        boxes = (self._rects * count)()
        places = map(ctypes.byref, repeat(boxes), range(0, _RECT.size * count, _RECT.size))
        deque(map(calls.box, repeat(raw), numbers, places), 0)
        codes = map(calls.unicode, repeat(raw), numbers)
        objects = map(calls.object, repeat(raw), numbers)
        lost = map(calls.is_lost, repeat(raw), numbers)
        high = 0
        for index, code, address, box, unknown in zip(
            numbers, codes, objects, _RECT.iter_unpack(boxes), lost, strict=True
        ):
            if 0xD800 <= code < 0xE000:  # noqa: PLR2004 - half of a surrogate pair
                if code < 0xDC00:  # noqa: PLR2004 - the first half
                    high = code
                    continue
                whole = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else code
                yield index, whole, address, box, unknown == 1
            else:
                yield index, code, address, box, unknown == 1
            high = 0

    def matrix(self, index: int) -> tuple[float, float, float, float, float, float]:
        """Return the matrix (a, b, c, d, e, f) that maps the text space of the character at `index` to the PDF page."""
        _calls().matrix(self._raw, index, self._to_matrix)
        return _MATRIX.unpack_from(self._matrix)

    def lacks_font(self, index: int, address: int) -> bool:
        """Return True if the character at `index` has no shape: its font is not in the file, and no other font has it.

        `address` is the memory address of the text object to which the character belongs.
        """
        pdfium = self._pdfium
        if pdfium.FPDFFont_GetIsEmbedded(pdfium.FPDFTextObj_GetFont(ctypes.cast(address, pdfium.FPDF_PAGEOBJECT))):
            return False
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        pdfium.FPDFText_GetCharBox(self._text, index, left, right, bottom, top)
        return bool(top.value - bottom.value < (right.value - left.value) / _FLAT)

    def font_size(self, index: int) -> float:
        """Return the font size of the character at `index` before its matrix is applied."""
        return float(_calls().font_size(self._raw, index))

    def ink(self, index: int, address: int) -> Colour | None:
        """Return the colour of character `index`, None if it is not drawn.

        `address` is the address of its text object.
        """
        calls = _calls()
        if calls.render_mode(ctypes.c_void_p(address)) in _INVISIBLE_MODES:
            return None
        return fill_colour(calls.fill, self._raw, index)
