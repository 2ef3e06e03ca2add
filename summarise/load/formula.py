"""Writes formulas of web pages and office files as one line of text: fractions as a/b, powers as raised characters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import visible
from summarise.load.package_xml import local
from summarise.load.raised import as_lowered, as_raised

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from xml.etree import ElementTree as ET

    from selectolax.lexbor import LexborNode

__all__ = ["fraction", "of_odt", "of_page", "of_word"]

_ONE: Final = lazy_pattern(r"[\w.%]*")
_EXPONENT: Final = lazy_pattern(r"[-−–]?\w{1,4}")
_DEEPEST: Final = 60
_NO_SIGNS: Final = frozenset({"annotation", "annotation-xml", "mspace", "mphantom"})
_PROPERTIES: Final = "Pr"


def fraction(above: str, below: str) -> str:
    """Return `above`/`below`; put a part in brackets if it is more than one number or word."""
    parts = [part if _ONE.fullmatch(part) else f"({part})" for part in (above.strip(), below.strip())]
    return "/".join(parts)


def of_page(node: LexborNode, depth: int = 0) -> str:
    """Return the formula in a MathML element as one line of text; elements that are nested too deeply are left out.

    `depth` is the number of elements around `node`. A formula without signs is "".
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


def of_odt(element: ET.Element) -> str:
    """Return a formula of an OpenDocument file (MathML element) as one line of text."""
    name = local(element)
    if name in _NO_SIGNS or name == "thumbnail":
        return ""
    own = visible(element.text or "").strip() if name in {"mn", "mi", "mo", "mtext"} else ""
    return _arranged(name, [part for part in (own, *map(of_odt, element)) if part])


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
    """Return a base with raised text.

    After a digit, a raised number is a power (10^4), never the mark of a footnote.
    """
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
"""Functions that write a formula on one line, by its element name (MathML or Office) and number of parts."""
