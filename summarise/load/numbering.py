"""Computes Word's automatic paragraph numbers, which Word does not store in the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from summarise.load.package_xml import local

if TYPE_CHECKING:
    from collections.abc import Callable
    from xml.etree import ElementTree as ET

__all__ = ["LIST_KINDS", "Level", "Numbering", "attribute", "child", "formatted"]

_DIGITS: Final = "〇一二三四五六七八九"
_BASE: Final = 10
_LONGEST_LIST: Final = 3_000
_ROMAN: Final = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_CHINESE: Final = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
)
_SPOKEN: Final = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital")
_CIRCLED: Final = ("decimalEnclosedCircle", "decimalEnclosedCircleChinese")
_FULL_WIDTH: Final = ("decimalFullWidth", "decimalFullWidth2")
_LEVELS: Final = 9
_ZEROS: Final = "zeros"
_MOST_ZEROS: Final = 9


def child(element: ET.Element | None, name: str) -> ET.Element | None:
    """Return the first child element with this local name in any namespace, None if there is none."""
    if element is None:
        return None
    end = "}" + name
    for inner in element:
        if inner.tag.endswith(end) or inner.tag == name:
            return inner
    return None


def attribute(element: ET.Element | None, name: str = "val") -> str | None:
    """Return the value of the attribute of `element` with the local name `name`, in any namespace.

    Return None if it is missing, or if `element` is None.
    """
    if element is None:
        return None
    for key, value in element.attrib.items():
        if key[key.find("}") + 1 :] == name:
            return value
    return None


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    if number < _BASE:
        return digits[number]
    out = ""
    for power in (3, 2, 1, 0):
        digit = number // _BASE**power % _BASE
        if digit:
            out += digits[digit] + (units[power - 1] if power else "")
        elif out and not out.endswith("零"):
            out += "零"
    out = out.removesuffix("零")
    return out[1:] if out.startswith("一十") else out


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        out += sign * count
    return out


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else str(number)


_FORMATS: Final[dict[str, Callable[[int], str]]] = {
    **dict.fromkeys(_CHINESE, _chinese),
    **dict.fromkeys(_SPOKEN, lambda number: "".join(_DIGITS[int(digit)] for digit in str(number))),
    "ideographLegalTraditional": lambda number: _chinese(number, "零壹貳參肆伍陸柒捌玖", "拾佰仟"),
    "japaneseLegal": lambda number: _chinese(number, "零壱弐参四伍六七八九", "拾百阡"),
    "chineseLegalSimplified": lambda number: _chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟"),
    "ideographTraditional": _of("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "ideographZodiacTraditional": lambda number: (
        _of("甲乙丙丁戊己庚辛壬癸")((number - 1) % 10 + 1) + _of("子丑寅卯辰巳午未申酉戌亥")((number - 1) % 12 + 1)
    ),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    **dict.fromkeys(_CIRCLED, _of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")),
    "decimalEnclosedParen": _of("".join(map(chr, range(0x2474, 0x2488)))),
    "decimalEnclosedFullstop": _of("".join(map(chr, range(0x2488, 0x249C)))),
    "ideographEnclosedCircle": _of("".join(map(chr, range(0x3280, 0x328A)))),
    "numberInDash": lambda number: f"- {number} -",
    **dict.fromkeys(_FULL_WIDTH, lambda number: "".join(chr(ord(c) + 0xFEE0) for c in str(number))),
    "decimalZero": lambda number: f"{number:02d}",
    "none": lambda _: "",
}


def formatted(number: int, kind: str) -> str:
    """Return `number` in the format `kind`, one of Word's number formats (`decimal`, `chineseCounting` …).

    `none` gives "", an unknown format digits.
    """
    usual = 0 < number < _LONGEST_LIST
    if kind.startswith(_ZEROS):
        return str(number).zfill(int(kind.removeprefix(_ZEROS)))
    return _FORMATS[kind](number) if usual and kind in _FORMATS else "" if kind == "none" else str(number)


LIST_KINDS: Final = {
    "0": "decimal",
    "1": "upperRoman",
    "2": "lowerRoman",
    "3": "upperLetter",
    "4": "lowerLetter",
    "10": "ideographDigital",
    "11": "japaneseCounting",
    "14": "decimalFullWidth",
    "16": "japaneseLegal",
    "17": "japaneseDigitalTenThousand",
    "18": "decimalEnclosedCircle",
    "19": "decimalFullWidth2",
    "22": "decimalZero",
    "23": "bullet",
    "26": "decimalEnclosedFullstop",
    "27": "decimalEnclosedParen",
    "28": "decimalEnclosedCircleChinese",
    "29": "ideographEnclosedCircle",
    "30": "ideographTraditional",
    "31": "ideographZodiac",
    "32": "ideographZodiacTraditional",
    "33": "taiwaneseCounting",
    "34": "ideographLegalTraditional",
    "36": "taiwaneseDigital",
    "37": "chineseCounting",
    "35": "taiwaneseCountingThousand",
    "38": "chineseLegalSimplified",
    "39": "chineseCountingThousand",
    "255": "none",
}
"""Word's names of number formats by the codes that older file formats use ([MS-OSHARED] MSONFC)."""


@dataclass(slots=True)
class Level:
    """How one level of a list is numbered: first number, number format, and printed pattern such as `第%1条`.

    In the pattern, `%1` is the number of the first level, `%2` of the second, and so on.
    """

    start: int = 1
    kind: str = "decimal"
    pattern: str = ""
    legal: bool = False
    """True if all numbers in the pattern are printed in digits, whatever the formats of their levels."""
    style: str = ""
    """Paragraph style whose paragraphs have this level."""
    restart: int = _LEVELS
    """The level counts anew after a paragraph of one of the first `restart` levels; 0 if it never does."""


@dataclass(slots=True)
class Numbering:
    """The numbered lists of a Word document, with the current count of each."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    """For each list, by its id: its levels, from 0."""
    shared: dict[str, str] = field(default_factory=dict)
    """For each list, by its id: the key of its counts in `counters`. Several lists may be counted together."""
    counters: dict[str, list[int | None]] = field(default_factory=dict)
    """The last number at each level; None if the level begins anew."""

    @classmethod
    def of(cls, root: ET.Element | None) -> Numbering:
        """Return the lists that `word/numbering.xml` defines; no lists if `root`, its root element, is None."""
        numbering = cls()
        if root is None:
            return numbering
        abstract = {attribute(e, "abstractNumId") or "": e for e in root if local(e) == "abstractNum"}
        linked = {attribute(child(e, "styleLink")): number for number, e in abstract.items()}
        for num in (e for e in root if local(e) == "num"):
            name = attribute(num, "numId") or ""
            ground = attribute(child(num, "abstractNumId")) or ""
            if (style := attribute(child(abstract.get(ground), "numStyleLink"))) is not None:
                ground = linked.get(style, ground)  # the list is defined where a style of lists is
            levels = _levels(abstract.get(ground))
            restarted = False
            for override in (e for e in num if local(e) == "lvlOverride"):
                index = _integer(attribute(override, "ilvl"), 0)
                levels |= _levels(override)
                if (start := attribute(child(override, "startOverride"))) is not None:
                    levels.setdefault(index, Level()).start = _integer(start, 1)
                    restarted = True
            numbering.levels[name] = levels
            # Lists of one abstract definition are counted together unless one of them starts anew.
            numbering.shared[name] = f"num {name}" if restarted else f"abstract {ground}"
        return numbering

    def level_of(self, name: str, style: str) -> int | None:
        """Return the level of list `name` that paragraphs of this style have; None if the list names no such style."""
        levels = self.levels.get(name, {})
        return next((index for index, level in levels.items() if style and level.style == style), None)

    def next(self, name: str, index: int) -> str:
        """Advance list `name` by one paragraph at level `index` (from 0) and return its printed number.

        The result is "" for a bullet and for a list or level that is not defined.
        """
        level = self.levels.get(name, {}).get(index)
        if level is None or not 0 <= index < _LEVELS:
            return ""
        counts = self.counters.setdefault(self.shared[name], [None] * _LEVELS)
        current = counts[index]
        counts[index] = level.start if current is None else current + 1
        for deeper in range(index + 1, _LEVELS):
            if index < self.levels[name].get(deeper, level).restart:
                counts[deeper] = None
        if level.kind == "bullet":
            return ""
        label = level.pattern
        for above in range(index + 1):
            own = self.levels[name].get(above, Level())
            count = counts[above]
            kind = "decimal" if level.legal else own.kind
            label = label.replace(f"%{above + 1}", formatted(own.start if count is None else count, kind))
        return label.strip()


def _integer(text: str | None, default: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return default


def _levels(element: ET.Element | None) -> dict[int, Level]:
    found = {}
    for lvl in (e for e in element or () if local(e) == "lvl"):
        found[_integer(attribute(lvl, "ilvl"), 0)] = Level(
            _integer(attribute(child(lvl, "start")), 1),
            _kind(lvl),
            attribute(child(lvl, "lvlText")) or "",
            legal=(legal := child(lvl, "isLgl")) is not None and attribute(legal) not in {"0", "false", "off"},
            style=attribute(child(lvl, "pStyle")) or "",
            restart=_integer(attribute(child(lvl, "lvlRestart")), _LEVELS),
        )
    return found


def _kind(lvl: ET.Element) -> str:
    """Return the number format of a level; `zeros3` is Word's custom format 001, 002, 003."""
    if (plain := attribute(child(lvl, "numFmt"))) is not None:
        return plain
    choices = child(lvl, "AlternateContent")
    stated = child(child(choices, "Choice"), "numFmt")
    first = (attribute(stated, "format") or "").partition(",")[0]
    if attribute(stated) == "custom" and first.isdecimal():
        return f"{_ZEROS}{min(len(first), _MOST_ZEROS)}"
    return attribute(child(child(choices, "Fallback"), "numFmt")) or "decimal"
