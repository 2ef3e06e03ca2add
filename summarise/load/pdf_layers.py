"""Finds text of a PDF page in layers (optional content groups) that are off, which pdfium reports like any other.

pdfium draws a page without such layers and does not tell which they are. Text that may belong to one is therefore
looked for in the drawn page.
"""

from __future__ import annotations

import ctypes
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from summarise.load.pdf_calls import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from summarise.load.pdf_frame import Box, Frame
    from summarise.load.pdf_text import PageText

__all__ = ["text_not_drawn"]

_LAYER: Final = "OC"
"""Name of the mark in front of content that belongs to a layer."""
_NAME_BYTES: Final = 64
_DEPTH: Final = 5
_SCALE: Final = 2.0  # picture elements a point
_MOST_ELEMENTS: Final = 4_000  # of a side of the drawn page
_INK: Final = 24  # of 255, by which what is drawn differs from its ground


def text_not_drawn(page: Any, frame: Frame, text: PageText, objects: Sequence[int], kinds: Sequence[int]) -> set[int]:
    """Return the addresses of the text objects of a page that its layers or forms hold and that are not drawn.

    `objects` and `kinds` are the addresses and kinds of the page's own objects. Text whose font is missing counts as
    drawn, since only this machine cannot draw it.
    """
    held = set(_held(page, objects, kinds))
    if not held:
        return set()
    boxes: defaultdict[int, list[Box]] = defaultdict(list)
    for index, code, address, (left, bottom, right, top), _ in text.characters():
        if address in held and not chr(code).isspace():
            if text.lacks_font(index, address):
                held.discard(address)
                continue
            boxes[address].append(frame.box(left, bottom, right, top))
    picture = _Picture(page, frame) if boxes else None
    return {
        address
        for address, places in boxes.items()
        if address in held and picture and 2 * sum(map(picture.is_plain, places)) > len(places)
    }


def _held(page: Any, objects: Sequence[int], kinds: Sequence[int]) -> Iterator[int]:
    """Yield the addresses of text objects in layers and in forms, which may be layers as a whole."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    count = bare(pdfium.FPDFPageObj_CountMarks)
    forms = False
    for address, kind in zip(objects, kinds, strict=True):
        forms = forms or kind == pdfium.FPDF_PAGEOBJ_FORM
        if kind == pdfium.FPDF_PAGEOBJ_TEXT and count(ctypes.c_void_p(address)) > 0 and _is_in_layer(address):
            yield address
    if forms:
        for inner in page.get_objects(max_depth=_DEPTH):
            if inner.level and inner.type == pdfium.FPDF_PAGEOBJ_TEXT:
                yield ctypes.cast(inner.raw, ctypes.c_void_p).value or 0


def _is_in_layer(address: int) -> bool:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - loaded only for PDF files

    item = ctypes.cast(address, pdfium.FPDF_PAGEOBJECT)
    name, length = ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_ulong()
    for number in range(pdfium.FPDFPageObj_CountMarks(item)):
        mark = pdfium.FPDFPageObj_GetMark(item, number)
        to_name = ctypes.cast(name, ctypes.POINTER(ctypes.c_ushort))
        is_named = pdfium.FPDFPageObjMark_GetName(mark, to_name, _NAME_BYTES, length)
        if is_named and name.raw[: length.value].decode("utf-16-le", "replace").rstrip("\x00") == _LAYER:
            return True
    return False


class _Picture:
    """A page as it is drawn, in grey."""

    def __init__(self, page: Any, frame: Frame) -> None:
        self.scale = min(_SCALE, _MOST_ELEMENTS / max(frame.width, frame.height, 1.0))
        bitmap = page.render(scale=self.scale, grayscale=True)
        self.width, self.height, self.stride = bitmap.width, bitmap.height, bitmap.stride
        self.elements = bytes(bitmap.buffer)

    def is_plain(self, box: Box) -> bool:
        """Return True if a box of the page, in points, has one colour."""
        left, top, right, bottom = (round(self.scale * value) for value in box)
        rows = range(max(top, 0), min(bottom, self.height))
        parts = (self.elements[self.stride * y + max(left, 0) : self.stride * y + min(right, self.width)] for y in rows)
        found = [value for part in parts if part for value in (min(part), max(part))]
        return not found or max(found) - min(found) < _INK
