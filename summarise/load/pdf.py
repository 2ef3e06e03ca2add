"""The visible text of a PDF file; runs in a child process, since its parser is written in C++."""

from __future__ import annotations

import ctypes
import unicodedata
from typing import TYPE_CHECKING, Any, Final

from summarise.errors import InputError
from summarise.load.glyphs import Glyph, lines_of_page
from summarise.load.limits import MAX_PAGES
from summarise.load.paragraphs import paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_pdf"]

_INVISIBLE_MODES: Final = frozenset({3, 7})  # text rendering modes of the PDF standard: neither filled nor stroked
_WHITE: Final = 240  # of 255 a channel
_SMALLEST: Final = 1.5  # points
_SCAN_SHARE: Final = 0.4  # of the page; stamps and emblems are smaller
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes, source: str) -> str:
    """Return the visible text of a PDF file, a line a paragraph, without running heads and page numbers.

    Raises:
        InputError: `scanned` where a page is only a picture, `unsupported` where a password is asked for, `encoding`
            by way of U+FFFD where a font does not say what it draws, `too_large`, `unreadable`.

    """
    import pypdfium2  # noqa: PLC0415 - loaded only for PDF files

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise InputError(f"{source}: asks for a password; save it without one", kind="unsupported") from error
        raise InputError(f"{source}: a damaged PDF file ({error})", kind="unreadable") from error
    if len(document) > MAX_PAGES:
        raise InputError(f"{source}: has {len(document)} pages, too many for a reply", kind="too_large")
    pages, heights = [], []
    try:
        for number, page in enumerate(document):
            frame = _Frame(page)
            glyphs = list(_glyphs(page, frame))
            if not glyphs and _is_scan(page):
                raise InputError(
                    f"{source}: page {number + 1} is a scanned picture; it needs text recognition first", kind="scanned"
                )
            pages.append(lines_of_page(glyphs, number))
            heights.append(frame.height)
            page.close()
    except pypdfium2.PdfiumError as error:
        raise InputError(f"{source}: a damaged PDF file ({error})", kind="unreadable") from error
    return "\n".join(paragraphs(pages, heights))


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

    def holds(self, x: float, y: float) -> bool:
        return bool(0 <= x <= self.width and 0 <= y <= self.height)


def _glyphs(page: Any, frame: _Frame) -> Iterator[Glyph]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    text = page.get_textpage()
    box, matrix = pdfium.FS_RECTF(), pdfium.FS_MATRIX()
    high = 0
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:  # noqa: PLR2004 - the first half of a surrogate pair
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:  # noqa: PLR2004 - the second half
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or (code and chr(code).isspace()):
            continue
        if not _is_seen(pdfium, text, index):
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        size = pdfium.FPDFText_GetFontSize(text, index) * (matrix.c**2 + matrix.d**2) ** 0.5
        slanted = abs(matrix.a * matrix.b) > 0.05 * (matrix.a**2 + matrix.b**2)  # a watermark across the page
        (x0, y0), (x1, y1) = frame.place(box.left, box.top), frame.place(box.right, box.bottom)
        left, right, top, bottom = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if size < _SMALLEST or slanted or not frame.holds((left + right) / 2, (top + bottom) / 2):
            continue
        unknown = pdfium.FPDFText_HasUnicodeMapError(text, index) == 1 or code == 0
        yield Glyph("\ufffd" if unknown else _plain(chr(code)), left, right, top, bottom, size)


def _is_seen(pdfium: Any, text: Any, index: int) -> bool:
    colour = [ctypes.c_uint() for _ in range(4)]
    if pdfium.FPDFText_GetFillColor(text, index, *colour):
        red, green, blue, alpha = (part.value for part in colour)
        if alpha == 0 or min(red, green, blue) >= _WHITE:
            return False
    drawn = pdfium.FPDFText_GetTextObject(text, index)
    return not (drawn and pdfium.FPDFTextObj_GetTextRenderMode(drawn) in _INVISIBLE_MODES)


def _plain(character: str) -> str:
    """Return the character that a Kangxi radical or a presentation form, as fonts name them, stands for."""
    code = ord(character)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:  # noqa: PLR2004
        return unicodedata.normalize("NFKC", character)
    return character


def _is_scan(page: Any) -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415

    width, height = page.get_size()
    covered = 0.0
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = picture.get_bounds()
        covered += abs((right - left) * (top - bottom))
    return bool(covered >= _SCAN_SHARE * width * height)
