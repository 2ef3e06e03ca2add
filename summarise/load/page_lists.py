"""Computes the list numbers of a web page as a browser shows them, from HTML attributes, styles and CSS counters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.counter_styles import CounterStyle
from summarise.load.numbering import formatted
from summarise.load.style_sheet import ESCAPED, unescaped

if TYPE_CHECKING:
    from summarise.load.style_sheet import Style

Attributes = Mapping[str, str | None]
"""Values of an HTML element's attributes, by name; None for an attribute without a value."""

__all__ = ["Counters", "ItemList", "list_of", "marker"]

_KINDS: Final = {
    "decimal": "decimal",
    "1": "decimal",
    "decimal-leading-zero": "decimalZero",
    **dict.fromkeys(("lower-alpha", "lower-latin", "a"), "lowerLetter"),
    **dict.fromkeys(("upper-alpha", "upper-latin", "A"), "upperLetter"),
    **dict.fromkeys(("lower-roman", "i"), "lowerRoman"),
    **dict.fromkeys(("upper-roman", "I"), "upperRoman"),
    **dict.fromkeys(
        ("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "japanese-informal"),
        "chineseCountingThousand",
    ),
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-decimal": "cjkDecimal",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
}
_CHINESE: Final = frozenset(
    {"chineseCountingThousand", "chineseLegalSimplified", "ideographLegalTraditional"}
    | {"cjkDecimal", "ideographTraditional", "ideographZodiac"}
)
Formats = Mapping[str, CounterStyle]
"""The number formats that a page defines itself, by name."""
_NONE: Final[Formats] = {}
_STRING: Final = "="  # stands before a text that a style sheet puts before each item
_OWN: Final = "@"  # stands before the name of a number format of the page
_BULLETS: Final = frozenset({"disc", "circle", "square", "none"})
_CJK_DIGITS: Final = str.maketrans("0123456789", "〇一二三四五六七八九")
_WHOLE: Final = lazy_pattern(r"-?\d{1,4}$")
_SET: Final = lazy_pattern(r"([\w-]+)(?:\s+(-?\d{1,4}))?")
_CONTENT: Final = lazy_pattern(
    r"\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|attr\(\s*(?P<attribute>[\w-]+)\s*\)"
    r"|counters?\(\s*(?P<name>[\w-]+)\s*(?:,\s*(?P<between>\"[^\"]*\"|'[^']*'))?\s*(?:,\s*(?P<kind>[\w-]+))?\s*\)",
    re.IGNORECASE,
)
_WORDS: Final = lazy_pattern("[\\w%％‰：，。、；（）]")
"""Matches letters, digits and some punctuation. Generated text with none of these is an ornament and is dropped."""
_NOTE: Final = lazy_pattern(r"(?:fn|footnote|endnote|cite_?note)[-:_]?\d", re.IGNORECASE)
_MOST: Final = 3_000


@dataclass(slots=True)
class ItemList:
    """A list that is being read: its number format, and the number of its next item."""

    kind: str = ""
    """Number format in the names of `numbering.formatted`; "" for bullets.

    "=" and a text prints this text; "@" and a name is a number format of the page's own.
    """
    next: int = 1
    step: int = 1
    serial: int = 0
    """Number of the list within the page."""
    depth: int = 0
    """Number of lists that enclose the list."""
    plain: bool = False
    """True if the page states no number format, so that a browser shows 1. 2. 3."""
    late: bool = False
    """True if an inner list precedes the first item, as in pages where a program continues an interrupted list."""
    inner: bool = False
    """True if the enclosing list has the same number format, so that plain text needs another one, such as （1）."""
    formats: Formats = field(default_factory=dict)
    """The number formats that the page defines."""


def list_of(tag: str, attributes: Attributes, style: Style | None, around: ItemList, items: int = 0) -> ItemList:
    """Return the list that an `ol` or `ul` element opens.

    Args:
        tag: `ol` or `ul`.
        attributes: the element's HTML attributes.
        style: its CSS declarations, None for none.
        around: the list that encloses it; its `late` is set to True if its next number is still 1.
        items: the number of its items; a reversed list begins with this number.

    """
    start = attributes.get("start") or ""
    down = "reversed" in attributes
    first = int(start) if _WHOLE.match(start) else items if down else 1
    usual = _KINDS.get(attributes.get("type") or "", "decimal") if tag == "ol" else ""
    kind = _kind(style, usual, around.formats)
    inner = bool(kind) and kind[0] not in _STRING + _OWN and around.kind == kind and not around.inner
    plain = tag == "ol" and not down and not (attributes.get("type") or _stated(style))
    if around.next == 1:
        around.late = True
    depth = around.depth + bool(around.kind)
    return ItemList(kind, first, -1 if down else 1, depth=depth, plain=plain, inner=inner, formats=around.formats)


def marker(parent: ItemList, attributes: Attributes, style: Style | None) -> str:
    """Advance a list by one item and return the item's printed number, such as `1.`, `一、` or `（1）`.

    The result is "" for bullets, footnotes and items that are not displayed as list items.

    Args:
        parent: the list, whose next number is changed.
        attributes: HTML attributes of the item.
        style: CSS declarations of the item, None for none.

    """
    if _NOTE.match(attributes.get("id") or "") or attributes.get("role") in {"doc-endnote", "doc-footnote"}:
        return ""  # the mark of a note, as in any other file
    value = attributes.get("value") or ""
    if _WHOLE.match(value):
        parent.next = int(value)
    number, parent.next = parent.next, parent.next + parent.step
    own = attributes.get("type") or ""
    kind = _kind(style, _KINDS.get(own, parent.kind) if own else parent.kind, parent.formats)
    if not kind or (style and style.get("display", "list-item") not in {"list-item", ""}):
        return ""
    if kind.startswith(_STRING):
        return kind[1:].strip()
    counted = _counted(number, kind, parent.formats)
    if parent.inner:
        return f"（{counted}）"
    before, behind = _around(kind, parent.formats)
    return f"{before}{counted}{behind}".strip()


def _around(kind: str, formats: Formats) -> tuple[str, str]:
    """Return what stands before and after a list number of this format."""
    if not kind.startswith(_OWN):
        return "", "、" if kind in _CHINESE else "."
    own = formats[kind[1:]]
    usual = "、" if _KINDS.get(own.base) in _CHINESE and own.system == "extends" else "."
    return own.prefix or "", usual if own.suffix is None else own.suffix


def _stated(style: Style | None) -> str:
    """Return the number format that a style states for a list; "" if it states none."""
    said = (style or {}).get("list-style-type") or (style or {}).get("list-style") or ""
    return "" if said in {"inherit", "initial", "inside", "outside"} else said


def _kind(style: Style | None, usual: str, formats: Formats) -> str:
    stated = _stated(style)
    if string := re.match(r"[\"']([^\"']*)[\"']", stated):
        return _STRING + string[1] if re.search(r"\w", string[1]) else ""
    for word in stated.split():
        if word in formats:
            return _OWN + word if formats[word].counts else ""
        if word in _KINDS:
            return _KINDS[word]
        if word in _BULLETS:
            return ""
    return usual


def _counted(number: int, kind: str, formats: Formats = _NONE) -> str:
    if kind.startswith(_OWN):
        base = formats[kind[1:]].base
        return formats[kind[1:]].written(number, lambda rest: _counted(rest, _KINDS.get(base, "decimal")))
    if not 0 < number < _MOST:
        return str(number)
    return str(number).translate(_CJK_DIGITS) if kind == "cjkDecimal" else formatted(number, kind)


@dataclass(slots=True)
class Counters:
    """The CSS counters of a page, by name.

    A reset opens a new counter inside the counter of the same name. The new counter is valid for the element, for its
    content and for the elements after it in the same parent.
    """

    formats: Formats = field(default_factory=dict)
    """The number formats that the page defines."""
    counts: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    """Open counters by name, from the outermost to the innermost: depth in the page, and current number."""

    def before(self, style: Style, attributes: Attributes, depth: int) -> str:
        """Apply an element's counter changes and return the text that the style sheet inserts before the element.

        Return "" if that text is only an ornament. `style` has the CSS declarations of the element, `attributes` its
        HTML attributes, and `depth` is the depth of the element in the page.
        """
        for prefix, level in (("", depth), ("before-", depth + 1)):
            for name, value in _SET.findall(style.get(f"{prefix}counter-reset", "")):
                self._open(name, int(value or 0), level)
            for name, value in _SET.findall(style.get(f"{prefix}counter-increment", "")):
                self._add(name, int(value or 1), level)
        return self.written(style.get("before", ""), attributes)

    def written(self, content: str, attributes: Attributes) -> str:
        """Return the text that the value `content` of a `content` property generates; "" if it is only an ornament.

        `attributes` are the HTML attributes of the element.
        """
        if not re.search(r"counter|attr\(", content, re.IGNORECASE) and not _WORDS.search(
            ESCAPED.sub(_beyond_ascii, content)
        ):
            return ""  # an ornament, or the sign of a font of signs
        return "".join(self._written(match, attributes) for match in _CONTENT.finditer(content))

    def leave(self, depth: int) -> None:
        """Close the counters that were opened at a greater depth than `depth`."""
        for opened in self.counts.values():
            while opened and opened[-1][0] > depth:
                opened.pop()

    def _open(self, name: str, value: int, depth: int) -> None:
        opened = self.counts.setdefault(name, [])
        if opened and opened[-1][0] == depth:
            opened.pop()
        opened.append((depth, value))

    def _add(self, name: str, value: int, depth: int) -> None:
        opened = self.counts.setdefault(name, [])
        level, count = opened.pop() if opened else (depth, 0)
        opened.append((level, count + value))

    def _written(self, match: re.Match[str], attributes: Attributes) -> str:
        text = match["double"] if match["double"] is not None else match["single"]
        if text is not None:
            return unescaped(text)
        if match["attribute"]:
            value = attributes.get(match["attribute"].lower()) or ""
            return value if _WORDS.search(value) else ""
        named = (match["kind"] or "decimal").lower()
        kind = _OWN + named if named in self.formats else _KINDS.get(named, "decimal")
        opened = self.counts.get(match["name"].lower()) or [(0, 0)]
        counts = [_counted(count, kind, self.formats) for _, count in opened]
        joined = match["between"] is not None
        return unescaped(match["between"][1:-1]).join(counts) if joined else counts[-1]


def _beyond_ascii(escape: re.Match[str]) -> str:
    """Return the character of a CSS escape; "" for ASCII, because icon fonts draw icons in place of ASCII letters."""
    sign = unescaped(escape[0])
    return "" if sign.isascii() else sign
