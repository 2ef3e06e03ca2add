"""Decodes the bytes of an RTF file's text in the code page of their font, else in that of the document."""

from __future__ import annotations

import codecs
from dataclasses import dataclass, field
from typing import Final

from summarise.load.symbols import is_symbol_font

__all__ = ["Fonts", "decoded"]

_OF_CHARSET: Final = {
    128: "cp932",
    129: "cp949",
    134: "gb18030",
    136: "big5hkscs",
    161: "cp1253",
    162: "cp1254",
    204: "cp1251",
    238: "cp1250",
    2: "latin-1",
    77: "mac_roman",
}
_WIDE: Final = frozenset({"cp932", "cp949", "gb18030", "big5hkscs", "utf-8"})
_OF_PAGE: Final = {936: "gb18030", 54936: "gb18030", 950: "big5hkscs", 65001: "utf-8", 932: "cp932", 949: "cp949"}


@dataclass(slots=True)
class Fonts:
    """The code pages of an RTF file's fonts, by the number of the font."""

    default: str = "cp1252"
    """Code page of the document."""
    first: int = 0
    """Number of the font that applies if the text names none."""
    _names: dict[int, str] = field(default_factory=dict)
    _pages: dict[int, str] = field(default_factory=dict)
    _current: int = 0

    def of_document(self, word: str, number: int) -> None:
        """Process a control word of the file's head, such as `ansicpg`, with its number."""
        if word == "deff":
            self.first = number
        elif word == "ansicpg":
            name = _OF_PAGE.get(number, f"cp{number}")
            try:
                self.default = codecs.lookup(name).name
            except LookupError:
                self.default = "cp1252"

    def word(self, word: str, number: int) -> None:
        """Process a control word of the font table, such as `fcharset`, with its number."""
        if word == "f":
            self._current = number
        elif word == "fcharset" and number in _OF_CHARSET:
            self._pages[self._current] = _OF_CHARSET[number]
        elif word == "cpg":
            self._pages[self._current] = _OF_PAGE.get(number, self.default)

    def name(self, text: str) -> None:
        """Process text of the font table, which is the name of the font that was named last."""
        self._names[self._current] = self._names.get(self._current, "") + text

    def symbol_font(self, number: int) -> str:
        """Return the name of the font with this number if it is a symbol font; else return ""."""
        name = self._names.get(self.first if number < 0 else number, "").strip()
        return name if is_symbol_font(name) else ""

    def is_wide(self, number: int) -> bool:
        """Return True if the font with this number uses an East Asian code page or UTF-8."""
        return self._pages.get(number) in _WIDE

    def code_page(self, number: int) -> str:
        """Return a font's code page, or the document's if the font states none.

        A negative number is the default font.
        """
        return self._pages.get(self.first if number < 0 else number, self.default)


def decoded(data: bytes, page: str, default: str) -> str:
    """Return bytes as text, decoded by the first of `page`, `default`, UTF-8 and GB18030 that fits.

    A single-byte code page is used only if it is `page` and not cp1252, or if no other encoding fits. In the latter
    case, bytes that do not fit become U+FFFD.

    Args:
        data: bytes of one run of text.
        page: code page of the font.
        default: code page of the document.

    """
    if data.isascii():
        return data.decode("ascii")
    for name in dict.fromkeys((page, default, "utf-8", "gb18030")):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if name in _WIDE or name == page != "cp1252":
            return text
    return data.decode(page if page in _WIDE else "cp1252", "replace")
