"""Reads text that was added to a finished PDF page: visible text notes and filled form fields."""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING, Any, Final

from summarise.load.characters import visible
from summarise.load.glyphs import Glyph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["notes_of", "strikes_of", "written_into"]

_MOST: Final = 2_000
_MOST_CHARACTERS: Final = 20_000
_LARGEST: Final = 12.0  # points
_HIGH: Final = 0.8  # of the line's room
_LEADING: Final = 1.4
_WIDE_FROM: Final = "\u2000"

Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a rectangle in points, in the coordinates of the PDF page."""


def notes_of(document: Any, page: Any) -> Iterator[tuple[str, Box]]:
    """Remove text notes and form fields from a page; yield each visible text with its left, bottom, right and top.

    Notes without a drawn appearance are included. Other annotations stay on the page. `document` and `page` are
    pypdfium2 objects.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST) - 1, -1, -1):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        kind = pdfium.FPDFAnnot_GetSubtype(note)
        text = None
        if kind == pdfium.FPDF_ANNOT_FREETEXT:
            text = _said(lambda *to, note=note: pdfium.FPDFAnnot_GetStringValue(note, b"Contents", *to))
        elif kind == pdfium.FPDF_ANNOT_WIDGET and document.formenv:
            kinds = {pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX}
            if pdfium.FPDFAnnot_GetFormFieldType(document.formenv, note) in kinds:
                text = _said(lambda *to, note=note: pdfium.FPDFAnnot_GetFormFieldValue(document.formenv, note, *to))
        rect = pdfium.FS_RECTF()
        pdfium.FPDFAnnot_GetRect(note, rect)
        seen = not _is_hidden(pdfium, note)
        pdfium.FPDFPage_CloseAnnot(note)
        if text is not None:
            pdfium.FPDFPage_RemoveAnnot(page, index)
            if seen and text.strip():
                yield text, (rect.left, rect.bottom, rect.right, rect.top)


def strikes_of(page: Any) -> Iterator[Box]:
    """Yield left, bottom, right and top of each piece of text on `page` that a strike-out annotation covers.

    `page` is a page in pdfium's raw form.
    """
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    corners = pdfium.FS_QUADPOINTSF()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if pdfium.FPDFAnnot_GetSubtype(note) == pdfium.FPDF_ANNOT_STRIKEOUT and not _is_hidden(pdfium, note):
            for piece in range(min(pdfium.FPDFAnnot_CountAttachmentPoints(note), _MOST)):
                if pdfium.FPDFAnnot_GetAttachmentPoints(note, piece, corners):
                    across = (corners.x1, corners.x2, corners.x3, corners.x4)
                    up = (corners.y1, corners.y2, corners.y3, corners.y4)
                    yield min(across), min(up), max(across), max(up)
        pdfium.FPDFPage_CloseAnnot(note)


def _is_hidden(pdfium: Any, note: Any) -> bool:
    return bool(pdfium.FPDFAnnot_GetFlags(note) & (pdfium.FPDF_ANNOT_FLAG_HIDDEN | pdfium.FPDF_ANNOT_FLAG_NOVIEW))


def _said(get: Callable[[Any, int], int]) -> str:
    """Return a text from a pdfium function, which first reports the length and then writes into a buffer."""
    length = min(get(None, 0), 2 * _MOST_CHARACTERS)
    buffer = ctypes.create_string_buffer(length + 2)
    get(ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length)
    return buffer.raw[:length].decode("utf-16-le", "replace").rstrip("\0")


def written_into(text: str, box: Box) -> Iterator[Glyph]:
    """Yield the characters of a text with positions inside a box (left, top, right, bottom), line by line."""
    lines = visible(text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    left, top, _, bottom = box
    size = max(min(_LARGEST, _HIGH * (bottom - top) / len(lines)), 2.0)
    for number, line in enumerate(lines):
        x, y = left, top + number * size * _LEADING
        for character in line:
            width = size if character >= _WIDE_FROM else size / 2
            if not character.isspace():
                yield Glyph(character, x, x + width, y, y + size, size)
            x += width
