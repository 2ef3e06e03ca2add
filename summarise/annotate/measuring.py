"""Join a numeral with its unit, which is behind the numeral or in brackets in front of it."""

from __future__ import annotations

from decimal import Decimal
from string import digits
from typing import NamedTuple

from summarise.annotate.measure_words import unit_at
from summarise.annotate.multipliers import SCALES
from summarise.annotate.numeral import Numeral
from summarise.annotate.numeral_grammar import numeral_at
from summarise.lazy_pattern import lazy_pattern

__all__ = ["MAKES_A_WORD", "Measured", "measured"]

_MOST_SPACES = 3
_FIGURES = frozenset("0123456789万亿")
_NOTE = lazy_pattern(r"(?:[①-⑳]|[\[〔【]注?[0-9]{1,2}[\]〕】]){1,3}")
"""Note marks between a number and its unit: 45③公里, 10[4]个."""
_ENDS_A_COUNT = lazy_pattern("[，。、；,;)(]|$|以[上内下]|左右|新人|夫妻|夫妇")
_TENTH = lazy_pattern(r"[一二三四五六七八九1-9](?![0-9一二三四五六七八九十百千万亿.])")
_COINS = lazy_pattern(r"([0-9一二三四五六七八九])角(?:([0-9一二三四五六七八九])分)?")
_DIGITS = {char: value for value, char in enumerate("0一二三四五六七八九")} | {sign: int(sign) for sign in digits}
_UNIT_BEFORE = lazy_pattern(
    r"\((?:单位[::] ?)?(?P<word>[百千]?[万亿]*)(?P<unit>[^()\d\s]{1,8})\)[ ::|]{0,3}(?:达到|达|为|共|约)?$"
)
_UNIT_REACH = 20
MAKES_A_WORD = {
    unit: frozenset(following)
    for unit, following in (
        ("对", "外接口标"),
        ("组", "织建成"),
        ("条", "件例"),
        ("处", "理置"),
        ("台", "账"),
        ("座", "谈"),
        ("次", "方"),
        ("折", "合算叠旧扣返"),
        ("瓶", "颈装"),
        ("袋", "装鼠"),
        ("盒", "饭装"),
    )
}
"""For each measure word, the characters that turn it into another word: 外 after 对 in 2025年144对外开放."""


class Measured(NamedTuple):
    """A numeral with its unit ("" if it has none); `end` is the end of the unit, `value` the exact number."""

    numeral: Numeral
    unit: str
    end: int
    value: Decimal
    unit_before: bool = False
    """True if the unit is in brackets in front of the number: 投资（万元）：3500."""

    @property
    def start(self) -> int:
        """Offset of the numeral's first character."""
        return self.numeral.start


def measured(folded: str, numeral: Numeral, stop: int) -> Measured:
    """Return a numeral in `folded` (text normalised by `fold`) with its unit; text from `stop` on is not read."""
    if numeral.unit:
        return Measured(numeral, numeral.unit, numeral.end, numeral.value)
    at = numeral.end
    if folded.startswith("(", at):
        at = _behind_its_repetition(folded, numeral, stop)
    elif folded[at - 1 : at] in _FIGURES and (note := _NOTE.match(folded, at, stop)):
        at = note.end() if unit_at(folded, note.end()) else at
    most = at + _MOST_SPACES
    while at < most and folded.startswith(" ", at):
        at += 1
    found = unit_at(folded, at) if at < stop else None
    if found is None or found[1] > stop:
        return _with_unit_before(folded, numeral)
    unit, end = found
    if not numeral.chinese and folded[end : end + 1] in MAKES_A_WORD.get(unit, ()):
        return _with_unit_before(folded, numeral)
    a_verb = unit == "对" and not _ENDS_A_COUNT.match(folded, end)  # 投入3万对道路进行…
    if numeral.scale != 1 and (a_verb or (unit == "项" and folded.startswith("目", end))):  # 3亿项目资金
        return Measured(numeral, "", numeral.end, numeral.value)
    if unit in ("成", "元") and end < stop:
        return _with_smaller_part(folded, numeral, unit, end, stop)
    return Measured(numeral, unit, end, numeral.value)


def _behind_its_repetition(folded: str, numeral: Numeral, stop: int) -> int:
    """Return the end of a numeral, including brackets behind it that repeat the same number: 20（二十）."""
    again = numeral_at(folded, numeral.end + 1, stop)
    same = again is not None and again.value == numeral.value and again.upper == numeral.upper and not again.unit
    return again.end + 1 if same and again and folded.startswith(")", again.end) else numeral.end


def _with_unit_before(folded: str, numeral: Numeral) -> Measured:
    bare = Measured(numeral, "", numeral.end, numeral.value)
    if ")" not in folded[max(0, numeral.start - 6) : numeral.start]:
        return bare
    found = _UNIT_BEFORE.search(folded, numeral.start - _UNIT_REACH, numeral.start)
    unit = unit_at(folded, found.start("unit")) if found else None
    if found is None or unit is None or unit[1] != found.end("unit"):
        return bare
    scale = SCALES.get(found["word"])
    if scale is None or (numeral.scale != 1 and scale != 1):
        return bare
    return Measured(numeral, unit[0], numeral.end, numeral.value * scale, unit_before=True)


def _with_smaller_part(folded: str, numeral: Numeral, unit: str, end: int, stop: int) -> Measured:
    """Return the numeral with its unit and a smaller part behind the unit: 八成五, 12元5角6分."""
    value = numeral.value
    if unit == "成" and (tenth := _TENTH.match(folded, end, stop)) and unit_at(folded, end + 1) is None:
        return Measured(numeral, unit, tenth.end(), value + Decimal(_DIGITS[tenth.group()]) / 10)
    if unit == "元" and numeral.scale == 1 and (coins := _COINS.match(folded, end, stop)):
        tenths, hundredths = _DIGITS[coins[1]], _DIGITS[coins[2]] if coins[2] else 0
        return Measured(numeral, unit, coins.end(), value + Decimal(tenths) / 10 + Decimal(hundredths) / 100)
    return Measured(numeral, unit, end, value)
