"""Handles fields of a Word file: the displayed result is part of the text, the instruction is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.formula import fraction
from summarise.load.numbering import attribute, child
from summarise.load.raised import as_lowered, as_raised

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

__all__ = ["NOT_TICKED", "TICKED", "Fields", "equation"]

TICKED: Final = "☑"
NOT_TICKED: Final = "□"
"""`TICKED` and `NOT_TICKED`: how a box of a form is written that is ticked or empty."""

_DEEPEST: Final = 32
_EQUATION: Final = lazy_pattern(r"\s*eq\b", re.IGNORECASE)
_FRACTION: Final = lazy_pattern(r"\\f\s*\(([^()]*?)[,;，；]([^()]*?)\)", re.IGNORECASE)
_ENCLOSED: Final = lazy_pattern(r"\\o(?:\\a[clr])?\s*\([○◯〇□△][,;，；]\s*([^()\\]*?)\)", re.IGNORECASE)
_SHIFTED: Final = lazy_pattern(r"\\s\s*\\(up|do)\s*\d*\s*\(([^()]*)\)", re.IGNORECASE)
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_LOOK: Final = lazy_pattern(r'\\\*\s*(?:"[^"]*"|\w+)\s*')
_READING: Final = lazy_pattern(
    r"\\o\s*(?:\\a[a-z])?\s*\(\s*\\s\s*\\up\s*[\d ]*\([^()]*\)\s*[,;，；]\s*([^()]*?)\s*\)", re.IGNORECASE
)
"""Matches characters with their pronunciation above them, as Word 97 encodes them."""
_SWITCH: Final = lazy_pattern(r"\\[a-z]+\s*\d*", re.IGNORECASE)


class Fields:
    """Tracks, while a document is read in order, whether text is the instruction of a field or its result.

    Fields may be nested.
    """

    def __init__(self) -> None:
        self._open: list[list[str] | None] = []  # what is asked, None once the result has begun
        self._box = ""  # the box to tick of the field that was opened last

    @property
    def hides(self) -> bool:
        """True if text at the current position is part of a field's instruction, which is not shown."""
        return any(asked is not None for asked in self._open[-_DEEPEST:])

    def take(self, name: str, item: ET.Element) -> str:
        """Process an XML element of a field; return the equation or the box to tick that the field draws, else "".

        `name` is the tag of `item` without its namespace: fldSimple, instrText or fldChar.
        """
        if name == "fldSimple":
            return equation(attribute(item, "instr") or "")
        if name == "instrText":
            if self._open and (asked := self._open[-1]) is not None:
                asked.append(item.text or "")
            return ""
        kind = attribute(item, "fldCharType")
        if kind == "begin":
            self._open.append([])
            self._box = _box_to_tick(child(child(item, "ffData"), "checkBox"))
        elif kind == "separate" and self._open:
            self._open[-1] = None
        elif kind == "end" and self._open:
            asked, box = self._open.pop(), self._box
            self._box = ""
            return box or (equation("".join(asked)) if asked is not None and not self.hides else "")
        return ""


def _box_to_tick(box: ET.Element | None) -> str:
    """Return ☑ or □ for a form's box to tick; "" if there is none."""
    if box is None:
        return ""
    checked = child(box, "checked")
    state = checked if checked is not None else child(box, "default")
    return TICKED if state is not None and attribute(state) not in {"0", "false", "off"} else NOT_TICKED


def equation(asked: str) -> str:
    r"""Return the equation that the field instruction `asked` (EQ) draws, as one line; "" for any other instruction.

    For example, \f(2,3) gives 2/3 and \o\ac(○,1) gives ①.
    """
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
