"""Formulas of web pages and Word files as one line of text: fractions as a/b, powers as raised signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import visible
from summarise.load.package import local
from summarise.load.raised import as_lowered, as_raised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree import ElementTree as ET

    from selectolax.lexbor import LexborNode

__all__ = ["fraction", "of_page", "of_word"]

_ONE: Final = lazy_pattern(r"[\w.%]*")
_EXPONENT: Final = lazy_pattern(r"[-−–]?\w{1,4}")
_DEEPEST: Final = 60
_NO_SIGNS: Final = frozenset({"annotation", "annotation-xml", "mspace", "mphantom"})
_PROPERTIES: Final = "Pr"


def fraction(above: str, below: str) -> str:
    """Return `above`/`below`; a part that is more than one number or word is put in brackets."""
    parts = [part if _ONE.fullmatch(part) else f"({part})" for part in (above.strip(), below.strip())]
    return "/".join(parts)


def of_page(node: LexborNode, depth: int = 0) -> str:
    """Return the formula in a MathML element as one line of text; `depth` counts the elements around `node`.

    Elements that are nested too deeply are left out.
    """
    if depth > _DEEPEST:
        return ""
    parts = []
    child = node.first_child
    while child is not None:
        tag = (child.tag or "").rpartition(":")[2]
        if tag == "-text":
            parts.append(visible(child.text_content or "").strip())
        elif tag not in _NO_SIGNS and tag[:1] not in "-!_":
            parts.append(of_page(child, depth + 1))
        child = child.next
    parts = [part for part in parts if part]
    return _arranged((node.tag or "").rpartition(":")[2], parts)


def of_word(element: ET.Element) -> str:
    """Return an Office formula (OMML element) as one line of text."""
    parts = []
    for item in element:
        name = local(item)
        if name == "t":
            parts.append(visible(item.text or ""))
        elif not name.endswith(_PROPERTIES):
            parts.append(of_word(item))
    return _arranged(local(element), [part for part in parts if part])


def _arranged(kind: str, parts: Sequence[str]) -> str:
    arrange = _ARRANGED.get((kind, len(parts)))
    return arrange(*parts) if arrange else "".join(parts)


def _power(whole: str, above: str) -> str:
    """In a formula what is above a figure is its power, never the mark of a note."""
    if whole[-1:].isdecimal() and _EXPONENT.fullmatch(above):
        return f"{whole}^{above.replace('−', '-').replace('–', '-')}"
    return whole + as_raised(above)


def _root(of: str) -> str:
    return f"√({of})"


_ARRANGED: Final[dict[tuple[str, int], Callable[..., str]]] = {
    **dict.fromkeys((("mfrac", 2), ("f", 2)), fraction),
    **dict.fromkeys((("msup", 2), ("sSup", 2)), _power),
    **dict.fromkeys((("msub", 2), ("sSub", 2)), lambda whole, below: whole + as_lowered(below)),
    **dict.fromkeys(
        (("msubsup", 3), ("sSubSup", 3)), lambda whole, below, above: whole + as_lowered(below) + as_raised(above)
    ),
    **dict.fromkeys((("msqrt", 1), ("rad", 1)), _root),
    ("mroot", 2): lambda of, degree: f"{_root(of)}[{degree}]",
    ("rad", 2): lambda degree, of: f"{_root(of)}[{degree}]",
}
"""How the parts of a formula stand in one row, by its kind in MathML or Office and the number of its parts."""
