"""Finds the visible elements of a Word document, also inside elements that wrap them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.load.letter_body import is_page_sized
from summarise.load.numbering import attribute, child
from summarise.load.package_xml import local

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree import ElementTree as ET

__all__ = ["ASIDE", "DELETED", "below", "chosen", "is_continued", "is_hidden", "is_large", "number_of"]

_CENTIMETRE: Final = 360_000  # English metric units
DELETED: Final = frozenset({"del", "moveFrom", "delText", "delInstrText", "rt"})
ASIDE: Final = frozenset({"pPr", "rPr", "tblPr", "tblGrid", "tcPr", "trPr", "sectPr", "sdtPr", "commentReference"})


def chosen(alternatives: ET.Element) -> ET.Element:
    """Return the first alternative of an `mc:AlternateContent` that contains text or a diagram, else the first one."""
    choices = [item for item in alternatives if local(item) in {"Choice", "Fallback"}]
    for item in choices:
        if any(local(e) in {"t", "relIds"} and (e.text or local(e) == "relIds") for e in item.iter()):
            return item
    return choices[0] if choices else alternatives


def below(element: ET.Element, wanted: str) -> Iterator[ET.Element]:
    """Yield the elements named `wanted` (rows or cells), also those inside insertions, moves, tags and controls.

    Deleted content and property elements are skipped.
    """
    for item in element:
        name = local(item)
        if name == wanted:
            yield item
        elif name == "AlternateContent":
            yield from below(chosen(item), wanted)
        elif name not in DELETED and name not in ASIDE:
            yield from below(item, wanted)


def is_continued(properties: ET.Element | None) -> bool:
    """Return True if a paragraph goes on in the next one: its end is deleted, or it is a dropped first letter."""
    mark = child(properties, "rPr")
    dropped = attribute(child(properties, "framePr"), "dropCap") in {"drop", "margin"}
    return dropped or child(mark, "del") is not None or child(mark, "moveFrom") is not None


def number_of(properties: ET.Element | None, name: str, default: int) -> int:
    """Return the number in the child element `name` of these properties; `default` if it is missing or above 999."""
    value = attribute(child(properties, name)) or ""
    return int(value) if value.isdecimal() and len(value) < 4 else default  # noqa: PLR2004 - no table is so wide


def is_hidden(item: ET.Element) -> bool:
    """Return True if the style or the properties of the drawing `item` hide it."""
    style = (attribute(item, "style") or "").replace(" ", "").lower()
    if "visibility:hidden" in style or "display:none" in style:
        return True
    return any(local(e) == "docPr" and attribute(e, "hidden") in {"1", "true"} for e in item)


def is_large(item: ET.Element) -> bool:
    """Return True if the drawing `item` is as large as a scanned page."""
    extent = child(item, "extent")
    written = (attribute(extent, name) or "" for name in ("cx", "cy"))
    return is_page_sized(*(int(value) / _CENTIMETRE if value.isdecimal() else 0.0 for value in written))
