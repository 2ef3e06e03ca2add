"""Word's automatic paragraph numbers, which are in no run of text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarise.load.package import local

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

__all__ = ["Numbering", "attribute", "child"]

_DIGITS: Final = "〇一二三四五六七八九"
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_FINANCIAL: Final = "零壹贰叁肆伍陆柒捌玖"
_LEVELS: Final = 9


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    """Return the first child called `name` in any namespace."""
    return None if element is None else next((e for e in element if local(e) == name), None)


def attribute(element: ET.Element | None, name: str = "val") -> str | None:
    """Return an attribute by its name in any namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _chinese(number: int, digits: str = _DIGITS, units: tuple[str, str] = ("十", "百")) -> str:
    ten, hundred = units
    if number < 10:  # noqa: PLR2004 - the base
        return digits[number]
    if number < 100:  # noqa: PLR2004
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 and units[0] == "十" else digits[tens]) + ten + (digits[ones] if ones else "")
    if number < 1000:  # noqa: PLR2004
        hundreds, rest = divmod(number, 100)
        if not rest:
            return digits[hundreds] + hundred
        tail = ("零" + digits[rest]) if rest < 10 else digits[rest // 10] + ten + (digits[rest % 10] if rest % 10 else "")  # noqa: PLR2004
        return digits[hundreds] + hundred + tail
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                           "M CM D CD C XC L XL X IX V IV I".split(), strict=True):
        count, number = divmod(number, value)
        out += sign * count
    return out


def _formatted(number: int, kind: str) -> str:
    if number < 0 or number > 3000:  # noqa: PLR2004 - no list is that long
        return str(number)
    if kind in {"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
                "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand"}:
        return _chinese(number)
    if kind == "chineseLegalSimplified":
        return _chinese(number, _FINANCIAL, ("拾", "佰"))
    if kind == "ideographTraditional" and 1 <= number <= len(_STEMS):
        return _STEMS[number - 1]
    if kind in {"upperLetter", "lowerLetter"} and number:
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if kind == "upperLetter" else letter.lower()
    if kind in {"upperRoman", "lowerRoman"}:
        return _roman(number) if kind == "upperRoman" else _roman(number).lower()
    if kind.startswith("decimalEnclosedCircle") and 1 <= number <= 20:  # noqa: PLR2004 - as far as Unicode goes
        return chr(ord("①") + number - 1)
    if kind.startswith("decimalFullWidth"):
        return "".join(chr(ord(c) + 0xFEE0) for c in str(number))
    if kind == "decimalZero":
        return f"{number:02d}"
    return "" if kind == "none" else str(number)


@dataclass(slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    pattern: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document and how far each has been counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: ET.Element | None) -> Numbering:
        """Read `word/numbering.xml`."""
        numbering = cls()
        if root is None:
            return numbering
        abstract = {attribute(e, "abstractNumId") or "": e for e in root if local(e) == "abstractNum"}
        for num in (e for e in root if local(e) == "num"):
            name = attribute(num, "numId") or ""
            ground = attribute(child(num, "abstractNumId")) or ""
            levels = _levels(abstract.get(ground))
            restarted = False
            for override in (e for e in num if local(e) == "lvlOverride"):
                index = _integer(attribute(override, "ilvl"), 0)
                levels |= _levels(override)
                if (start := attribute(child(override, "startOverride"))) is not None:
                    levels.setdefault(index, _Level()).start = _integer(start, 1)
                    restarted = True
            numbering.levels[name] = levels
            # Lists of one abstract definition are counted together unless one of them starts anew.
            numbering.shared[name] = f"num {name}" if restarted else f"abstract {ground}"
        return numbering

    def next(self, name: str, index: int) -> str:
        """Count one paragraph of list `name` at level `index` and return its number as printed, "" for a bullet."""
        level = self.levels.get(name, {}).get(index)
        if level is None or not 0 <= index < _LEVELS:
            return ""
        counts = self.counters.setdefault(self.shared[name], [None] * _LEVELS)
        current = counts[index]
        counts[index] = level.start if current is None else current + 1
        counts[index + 1 :] = [None] * (_LEVELS - index - 1)
        if level.kind == "bullet":
            return ""
        label = level.pattern
        for above in range(index + 1):
            own = self.levels[name].get(above, _Level())
            count = counts[above]
            label = label.replace(f"%{above + 1}", _formatted(own.start if count is None else count, own.kind))
        return label.strip()


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


def _levels(element: ET.Element | None) -> dict[int, _Level]:
    found = {}
    for lvl in (e for e in element or () if local(e) == "lvl"):
        found[_integer(attribute(lvl, "ilvl"), 0)] = _Level(
            _integer(attribute(child(lvl, "start")), 1),
            attribute(child(lvl, "numFmt")) or "decimal",
            attribute(child(lvl, "lvlText")) or "",
        )
    return found
