"""Numbers as Chinese official prose writes them, to exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

__all__ = ["Numeral", "chinese_integer", "chinese_year", "next_figure", "numeral_at", "read_numeral"]

_MULTIPLIERS = {
    "万亿": Decimal(10**12),
    "亿": Decimal(10**8),
    "千万": Decimal(10**7),
    "百万": Decimal(10**6),
    "十万": Decimal(10**5),
    "万": Decimal(10**4),
    "千": Decimal(1000),
    "百": Decimal(100),
}
"""Words that multiply the number before them."""

_CN = "零一二两三四五六七八九十百千"
_NUMBER = re.compile(
    r"(?P<percent>[百千]分之(?P<parts>[零一二两三四五六七八九十百点]+|\d+(?:\.\d+)?))"
    r"|(?P<fraction>(?P<below>[二三四五六七八九十])分之(?P<above>[一二两三四五六七八九]))"
    r"|(?P<digits>\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    rf"|(?P<chinese>[{_CN}]+(?:[万亿][{_CN}]{{0,12}})*|[万亿])"
)
_TRIGGER = re.compile(rf"[\d{_CN}万亿]")
_MULTIPLIER = re.compile(
    r" ?(?P<more>[余多])?"
    r"(?P<word>万亿|千万(?!工程)|百万|十万|[亿万]|千(?![瓦米伏克卡赫帕焦乏字])|百(?!分))(?P<tail>[余多])?"
)
_MULTIPLIER_BEGINS = frozenset(" 余多百千万亿十")
_MORE = re.compile(r" ?[余多](?=[^ 样]|$)")
_ROUND = {word + more: Decimal(value) for word, value in (("百", 100), ("千", 1000)) for more in ("", "万", "亿")}
_ROUND |= {"万": Decimal(10**4), "亿": Decimal(10**8)}
"""Round numbers that stand for themselves, in scale, as in 近百家, 超千亿元 and 万余人."""
_ONE = Decimal(1)
_LONGEST = 15
"""Digits of the longest number that is read; a longer one is no figure of a letter, nor exact as a JSON number."""

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}


def chinese_integer(numeral: str) -> int | None:
    """Value of a numeral such as 一百二十 or 三万五千; None where the characters do not make one.

    A numeral without any place word (二三, 一二三) is a list or a name, never a number, unless it is one digit.
    """
    if len(numeral) == 1 and numeral in _DIGITS:
        return _DIGITS[numeral]
    total = section = 0
    digit: int | None = None
    smallest_place = smallest_myriad = 10**9
    for char in numeral:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _PLACES:
            place = _PLACES[char]
            if place >= smallest_place or digit == 0 or (digit is None and place != 10):  # noqa: PLR2004 - bare 十 is ten
                return None
            section += (1 if digit is None else digit) * place
            digit, smallest_place = None, place
        else:
            myriad = _MYRIADS[char]
            section += digit or 0
            if section == 0 or myriad >= smallest_myriad:
                return None
            total += section * myriad
            section, digit, smallest_place, smallest_myriad = 0, None, 10**9, myriad
    return total + section + (digit or 0) if smallest_place < 10**9 or smallest_myriad < 10**9 or total else None


def chinese_year(numeral: str) -> int | None:
    """A year written digit by digit (二零二二 → 2022); None for anything else."""
    if len(numeral) != 4 or any(char not in _DIGITS for char in numeral):  # noqa: PLR2004 - a year has four digits
        return None
    return int("".join(str(_DIGITS[char]) for char in numeral))


class Numeral(NamedTuple):
    """A number as written, multiplier included (10.5万, 三百余, 百分之五): its value is `value` times `scale`."""

    start: int
    end: int
    value: Decimal
    scale: Decimal = _ONE
    more: bool = False
    """Followed by 余 or 多."""
    unit: str = ""
    """The unit that the wording itself carries (百分之五 → %)."""
    chinese: bool = False


def next_figure(folded: str, at: int) -> int | None:
    """Where the next character stands with which a numeral may begin."""
    found = _TRIGGER.search(folded, at)
    return found.start() if found else None


def read_numeral(folded: str, at: int) -> tuple[Numeral | None, int]:
    """The numeral that begins at `at`, and where to go on searching; None for one that says no number."""
    match = _NUMBER.match(folded, at)
    return (_numeral(folded, match), match.end()) if match else (None, at + 1)


def numeral_at(folded: str, at: int) -> Numeral | None:
    """The numeral that begins at `at`; None without one."""
    return read_numeral(folded, at)[0]


def _numeral(folded: str, match: re.Match[str]) -> Numeral | None:
    start, end = match.span()
    if end - start > _LONGEST:
        return None
    if match["percent"]:
        value = _parts(match["parts"])
        unit = "%" if folded[start] == "百" else "‰"
        return None if value is None else Numeral(start, end, value, unit=unit, chinese=True)
    if match["fraction"]:
        above, below = chinese_integer(match["above"]), chinese_integer(match["below"])
        return Numeral(start, end, Decimal(above or 0), unit=f"1/{below}", chinese=True)
    if match["digits"]:
        return _with_multiplier(folded, start, end, Decimal(match["digits"].replace(",", "")), chinese=False)
    return _chinese(folded, start, match["chinese"])


def _parts(written: str) -> Decimal | None:
    if written[0].isdigit():
        return Decimal(written)
    if written == "百":
        return Decimal(100)
    whole, _, tail = written.partition("点")
    number = chinese_integer(whole)
    if number is None:
        return None
    digits = "".join(str(chinese_integer(char)) for char in tail if chinese_integer(char) is not None)
    return Decimal(f"{number}.{digits}") if digits else Decimal(number)


def _chinese(folded: str, start: int, written: str) -> Numeral | None:
    """A numeral in characters; a bare 百, 千 or 万 counts only where 近, 上, 超 or 余 makes it a number."""
    before = folded[start - 1 : start]
    if before in ("数", "几"):
        return None
    if written in _ROUND:
        found = _with_multiplier(folded, start, start + 1, _ROUND[written[0]], chinese=True)
        alone = not before.isdigit() and before not in _PLACES and before not in _DIGITS
        return found if before in tuple("近上超逾过破") or (found.more and alone) else None
    value = chinese_integer(written)
    return None if not value else _with_multiplier(folded, start, start + len(written), Decimal(value), chinese=True)


def _with_multiplier(folded: str, start: int, end: int, value: Decimal, *, chinese: bool) -> Numeral:
    scale, more = _ONE, False
    if folded[end : end + 1] not in _MULTIPLIER_BEGINS:
        pass
    elif found := _MULTIPLIER.match(folded, end):
        scale, more, end = _MULTIPLIERS[found["word"]], bool(found["more"] or found["tail"]), found.end()
    elif found := _MORE.match(folded, end):
        more, end = True, found.end()
    return Numeral(start, end, value, scale, more, chinese=chinese)
