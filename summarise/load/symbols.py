"""Translates characters of Word's symbol fonts, whose codes are not Unicode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from summarise.load.numbering import attribute

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

__all__ = ["symbol"]

_SYMBOL: Final = {
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
    0x6D: "μ",
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x57: "Ω",
    0x44: "Δ",
    0xA5: "∞",
    0xD7: "·",
    0x25: "%",
    0x2D: "−",
    **{code: chr(code) for code in range(0x30, 0x3A)},
}
_WINGDINGS: Final = {
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

_WINGDINGS_2: Final = {
    0x50: "√",
    0x4F: "×",
    0x52: "☑",
    0x53: "☒",
    0xA3: "□",
    **{0x69 + index: sign for index, sign in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x74 + index: sign for index, sign in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}


def symbol(item: ET.Element) -> str:
    """Return the Unicode character for a `w:sym` element, "" for an ornament or an unknown code."""
    try:
        code = int(attribute(item, "char") or "", 16)
    except ValueError:
        return ""
    font = (attribute(item, "font") or "").lower()
    if font.startswith("symbol"):
        return _SYMBOL.get(code & 0xFF, "")
    if font.startswith("wingdings 2"):
        return _WINGDINGS_2.get(code & 0xFF, "")
    if font.startswith("wingdings"):
        return _WINGDINGS.get(code & 0xFF, "")
    return chr(code) if 0x20 <= code < 0xD800 or 0xF900 <= code < 0xFFFE else ""  # noqa: PLR2004 - Unicode's own signs
