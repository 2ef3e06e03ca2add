"""Reads the visible text of an OFD file, the Chinese standard for fixed layouts (GB/T 33190)."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from summarise.errors import InputError
from summarise.load.columns import lines_of_page
from summarise.load.glyphs import Glyph
from summarise.load.limits import MAX_PAGES
from summarise.load.numbering import attribute, child
from summarise.load.package import open_zip, part
from summarise.load.package_xml import local, parse_xml
from summarise.load.page_head import lines_of_letter
from summarise.load.paragraphs import paragraphs

if TYPE_CHECKING:
    import zipfile
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

__all__ = ["read_ofd"]

_A4_HEIGHT: Final = 297.0  # millimetres, the unit of the format
_SMALLEST: Final = 0.5
_WIDE_FROM: Final = "\u2000"  # characters from here on are as wide as high, ASCII about half
_WHITE: Final = 240
_ASIDE: Final = frozenset({"Clips", "Actions", "Annotations"})


def read_ofd(data: bytes, source: str) -> str:
    """Return the visible text of an OFD file, one line for each paragraph, without running heads and page numbers.

    `data` is the content of the file; `source` names the file in errors. Page templates contain letterheads and page
    numbers. Only the document number is taken from them.

    Raises:
        InputError: `scanned` if it holds pictures and no text, `unreadable` if it is damaged, `unsafe` if it unpacks or
            nests beyond the limits, `too_large` for more than 500 pages.

    """
    with open_zip(data, source) as archive:
        root = _xml(archive, "OFD.xml", source)
        pages, heights, pictures = [], [], False
        heads: list[str] = []
        for body in (e for e in root if local(e) == "DocBody"):
            place = _text(child(body, "DocRoot")).lstrip("/")
            document = _xml(archive, place, source)
            usual = _height(child(child(document, "CommonData"), "PageArea"), _A4_HEIGHT)
            heads += _heads(archive, child(document, "CommonData"), place, source)
            tree = child(document, "Pages")  # an element without children counts as false, and 3.12 warns of asking
            listed = [e for e in tree if local(e) == "Page"] if tree is not None else []
            if len(listed) > MAX_PAGES:
                raise InputError(f"{source}: has {len(listed)} pages, too many for a reply", kind="too_large")
            for number, entry in enumerate(listed):
                page = _xml(archive, _resolve(place, attribute(entry, "BaseLoc") or ""), source)
                content = child(page, "Content")
                pages.append(lines_of_page(list(_glyphs(content)), number))
                heights.append(_height(child(page, "Area"), usual))
                pictures = pictures or (content is not None and any(local(e) == "ImageObject" for e in content.iter()))
    lines = paragraphs(pages, heights)
    lines = lines_of_letter(heads, lines) + lines
    if not lines and pictures:
        raise InputError(
            f"{source}: its pages are scanned pictures; save it as PDF for text recognition (--ocr)", kind="scanned"
        )
    return "\n".join(lines)


def _heads(archive: zipfile.ZipFile, common: ET.Element | None, place: str, source: str) -> Iterator[str]:
    """Yield the lines of the page templates."""
    for entry in common if common is not None else ():
        if local(entry) == "TemplatePage":
            data = part(archive, _resolve(place, attribute(entry, "BaseLoc") or ""), source)
            lines = lines_of_page(list(_glyphs(child(parse_xml(data, source), "Content"))), 0) if data else []
            yield from (line.text for line in lines)


def _xml(archive: zipfile.ZipFile, name: str, source: str) -> ET.Element:
    data = part(archive, name, source)
    if data is None:
        raise InputError(f"{source}: a damaged OFD file, {name} is missing in it", kind="unreadable")
    return parse_xml(data, source)


def _resolve(document: str, place: str) -> str:
    return place.lstrip("/") if place.startswith("/") else posixpath.join(posixpath.dirname(document), place)


def _text(element: ET.Element | None) -> str:
    return (element.text or "").strip() if element is not None else ""


def _floats(text: str | None) -> list[float]:
    try:
        return [float(word) for word in (text or "").split()]
    except ValueError:
        return []


def _height(area: ET.Element | None, default: float) -> float:
    box = _floats(_text(child(area, "PhysicalBox")))
    return box[3] if len(box) == 4 and box[3] > 0 else default  # noqa: PLR2004 - x, y, width, height


def _glyphs(element: ET.Element | None) -> Iterator[Glyph]:
    for item in element if element is not None else ():
        if local(item) == "TextObject":
            yield from _object(item)
        elif local(item) not in _ASIDE and item.get("Visible") != "false":
            yield from _glyphs(item)


def _object(item: ET.Element) -> Iterator[Glyph]:
    box = _floats(item.get("Boundary"))
    matrix = _floats(item.get("CTM")) or [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    size = (_floats(item.get("Size")) or [0.0])[0]
    if len(box) != 4 or len(matrix) != 6 or not _is_seen(item):  # noqa: PLR2004 - as the standard defines them
        return
    a, b, c, d, e, f = matrix
    scale = (c * c + d * d) ** 0.5
    if size * scale < _SMALLEST or abs(a * b) > 0.05 * (a * a + b * b):
        return
    for code in (e_ for e_ in item if local(e_) == "TextCode"):
        x, y = (_floats(code.get("X")) or [0.0])[0], (_floats(code.get("Y")) or [size])[0]
        steps_x, steps_y = _steps(code.get("DeltaX")), _steps(code.get("DeltaY"))
        for index, character in enumerate(code.text or ""):
            width = size if character >= _WIDE_FROM else size / 2
            left, base = box[0] + a * x + c * y + e, box[1] + b * x + d * y + f
            if not character.isspace():
                yield Glyph(
                    character,
                    left,
                    left + width * a,
                    base - 0.85 * size * scale,
                    base + 0.15 * size * scale,
                    size * scale,
                )
            x += steps_x[index] if index < len(steps_x) else (0.0 if steps_y else width)
            y += steps_y[index] if index < len(steps_y) else 0.0


def _is_seen(item: ET.Element) -> bool:
    if item.get("Visible") == "false" or item.get("Alpha") == "0" or item.get("Fill") == "false":
        return False
    fill = child(item, "FillColor")
    if fill is None:
        return True
    channels = _floats(fill.get("Value"))
    return fill.get("Alpha") != "0" and not (len(channels) > 1 and min(channels) >= _WHITE)


def _steps(text: str | None) -> list[float]:
    """Return the numbers in a list of distances; `g 3 5.2 4.1` stands for three times 5.2, then 4.1."""
    words = (text or "").split()
    steps: list[float] = []
    index = 0
    try:
        while index < len(words):
            if words[index] == "g":
                steps += [float(words[index + 2])] * min(int(words[index + 1]), 10_000)
                index += 3
            else:
                steps.append(float(words[index]))
                index += 1
    except (ValueError, IndexError):
        return []
    return steps
