"""Translates characters of Word's symbol fonts, whose codes are not Unicode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.numbering import attribute, child

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

__all__ = ["in_font", "in_font_of", "is_symbol_font", "symbol"]

_SYMBOL: Final[dict[int, str]] = {
    0xA3: "≤",
    0xB3: "≥",
    0xB4: "×",
    0xB1: "±",
    0xB0: "°",
    0xBB: "≈",
    0xB9: "≠",
    0xB8: "÷",
    0xB2: "″",
    0xA2: "′",
    0xA5: "∞",
    0xD7: "·",
    0x25: "%",
    0x2D: "−",
    **{code: chr(code) for code in range(0x28, 0x40) if code not in {0x2A, 0x2D}},
    **{code: chr(code) for code in (0x20, 0x21, 0x23, 0x26, 0x5B, 0x5D, 0x7B, 0x7C, 0x7D)},
    **dict(enumerate("ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", start=0x41)),
    **dict(enumerate("αβχδεφγηιϕκλμνοπθρστυϖωξψζ", start=0x61)),
}
_WINGDINGS: Final[dict[int, str]] = {
    0xFC: "√",
    0xFB: "×",
    0xFE: "☑",
    0xA8: "□",
    0x6F: "□",
    0x52: "☑",
    0xE0: "→",
    0xE8: "→",
    **{0x81 + index: sign for index, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8C + index: sign for index, sign in enumerate("①②③④⑤⑥⑦⑧⑨⑩")},
}

_WINGDINGS_2: Final[dict[int, str]] = {
    0x50: "√",
    0x4F: "×",
    0x52: "☑",
    0x53: "☒",
    0xA3: "□",
    **{0x69 + index: sign for index, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x74 + index: sign for index, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}


def symbol(item: ET.Element) -> str:
    """Return the Unicode character for the `w:sym` element `item`, "" for an ornament or an unknown code."""
    try:
        code = int(attribute(item, "char") or "", 16)
    except ValueError:
        return ""
    font = attribute(item, "font") or ""
    if is_symbol_font(font):
        return _table(font).get(code & 0xFF, "")
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else ""  # noqa: PLR2004 - Unicode's own signs


def is_symbol_font(font: str) -> bool:
    """Return True for the name of a font whose codes stand for other characters (Symbol, Wingdings, Wingdings 2)."""
    return font.lower().startswith(("symbol", "wingdings"))


def in_font(text: str, font: str, *, single_bytes: bool = False) -> str:
    """Return text of a symbol font as the characters that the font draws, without ornaments.

    Args:
        text: codes from U+F000 to U+F0FF; other characters are kept.
        font: name of the font.
        single_bytes: True if codes up to U+00FF are those of the font too.

    """
    table = _table(font)

    def drawn(sign: str) -> str:
        code = ord(sign)
        own = _FIRST <= code <= _LAST or (single_bytes and 0x20 <= code <= 0xFF)  # noqa: PLR2004 - what one byte holds
        return table.get(code & 0xFF, "") if own else sign

    return "".join(map(drawn, text))


def in_font_of(run: ET.Element, text: str) -> str:
    """Return the text of a Word run as the characters that its font draws, if the run names a symbol font."""
    if not _PRIVATE.search(text):
        return text
    font = attribute(child(child(run, "rPr"), "rFonts"), "ascii") or ""
    return in_font(text, font) if is_symbol_font(font) else text


_PRIVATE: Final = lazy_pattern("[\uf000-\uf0ff]")
_FIRST, _LAST = 0xF000, 0xF0FF


def _table(font: str) -> dict[int, str]:
    name = font.lower()
    if name.startswith("symbol"):
        return _SYMBOL
    return _WINGDINGS_2 if name.startswith("wingdings 2") else {} if name.startswith("wingdings 3") else _WINGDINGS
