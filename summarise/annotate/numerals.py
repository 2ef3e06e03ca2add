"""Numbers as Chinese official prose writes them, to exact decimals."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["MULTIPLIERS", "chinese_integer", "chinese_year"]

MULTIPLIERS = {
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
