"""Replaces codes of symbol fonts and of the private use area in PDF files by the characters that they represent."""

from __future__ import annotations

from functools import cache
from typing import Final

from summarise.load.radicals import plain

__all__ = ["sign_of"]

_PRIVATE: Final = ((0xE000, 0xF8FF), (0xF0000, 0x10FFFD))
_SYMBOLS: Final = (0xF000, 0xF0FF)  # where symbol fonts of old have their signs: bullets, ticks


@cache
def sign_of(code: int, unknown: bool) -> str:
    """Return the character for a code point of a PDF file; "" for a bullet or ornament of a symbol font.

    Return U+FFFD if `unknown` is True (the font does not map the character) or the code is for private use.
    """
    if _SYMBOLS[0] <= code <= _SYMBOLS[1]:
        return _ORNAMENTS.get(code & 0xFF, "")
    private = any(first <= code <= last for first, last in _PRIVATE)
    return "\ufffd" if unknown or code == 0 or private else plain(chr(code))


_ORNAMENTS: Final = {0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB1: "±", 0xB0: "°", 0xBB: "≈", 0xFC: "√"}
"""Signs of the fonts Symbol and Wingdings that affect the meaning of a number. All other signs are bullets."""
