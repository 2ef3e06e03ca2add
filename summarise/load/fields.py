"""Fields of a Word file: what they show is in the text, what they are asked does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarise.load.formula import fraction
from summarise.load.numbering import attribute
from summarise.load.raised import as_lowered, as_raised

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

__all__ = ["Fields", "equation"]

_DEEPEST: Final = 32
_EQUATION: Final = re.compile(r"\s*eq\b", re.IGNORECASE)
_FRACTION: Final = re.compile(r"\\f\s*\(([^()]*?)[,;，；]([^()]*?)\)", re.IGNORECASE)
_ENCLOSED: Final = re.compile(r"\\o(?:\\a[clr])?\s*\([○◯〇□△][,;，；]\s*([^()\\]*?)\)", re.IGNORECASE)
_SHIFTED: Final = re.compile(r"\\s\s*\\(up|do)\s*\d*\s*\(([^()]*)\)", re.IGNORECASE)
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LOOK: Final = re.compile(r'\\\*\s*(?:"[^"]*"|\w+)\s*')
_READING: Final = re.compile(
    r"\\o\s*(?:\\a[a-z])?\s*\(\s*\\s\s*\\up\s*[\d ]*\([^()]*\)\s*[,;，；]\s*([^()]*?)\s*\)", re.IGNORECASE
)
"""Signs with their pronunciation above them, as Word 97 writes them."""
_SWITCH: Final = re.compile(r"\\[a-z]+\s*\d*", re.IGNORECASE)


class Fields:
    """Follows the fields of a document, one inside the other."""

    def __init__(self) -> None:
        self._open: list[list[str] | None] = []  # what is asked, None once the result has begun

    @property
    def hides(self) -> bool:
        """True if text at this place belongs to what a field is asked."""
        return any(asked is not None for asked in self._open[-_DEEPEST:])

    def take(self, name: str, item: ET.Element) -> str:
        """Take one part of a field in; return what it shows without having it written out, an equation as a rule."""
        if name == "fldSimple":
            return equation(attribute(item, "instr") or "")
        if name == "instrText":
            if self._open and (asked := self._open[-1]) is not None:
                asked.append(item.text or "")
            return ""
        kind = attribute(item, "fldCharType")
        if kind == "begin":
            self._open.append([])
        elif kind == "separate" and self._open:
            self._open[-1] = None
        elif kind == "end" and self._open:
            asked = self._open.pop()
            return equation("".join(asked)) if asked is not None and not self.hides else ""
        return ""


def equation(asked: str) -> str:
    r"""Return what an EQ field draws, in one row: \f(2,3) as 2/3, \o\ac(○,1) as ①; "" for any other field."""
    if not _EQUATION.match(asked):
        return ""
    text = _LOOK.sub("", _EQUATION.sub("", asked, count=1))
    text = _READING.sub(lambda m: m[1], text)
    text = _SHIFTED.sub(lambda m: as_raised(m[2]) if m[1].lower() == "up" else as_lowered(m[2]), text)
    text = _FRACTION.sub(lambda m: fraction(m[1], m[2]), text)
    text = _ENCLOSED.sub(lambda m: _circled(m[1].strip()), text)
    return re.sub(r"[()]", "", _SWITCH.sub("", text)).strip() if "\\" in text else text.strip()


def _circled(text: str) -> str:
    return _CIRCLED[int(text) - 1] if text.isdecimal() and 0 < int(text) <= len(_CIRCLED) else text
