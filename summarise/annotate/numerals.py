"""Compute the exact value of a numeral in digits, in Chinese characters, or in both."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from summarise.lazy_pattern import lazy_pattern

__all__ = ["CAPITALS", "chinese_integer", "chinese_year", "value_of"]

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"两": 2}
_AFTER_A_POINT = _DIGITS | {sign: int(sign) for sign in "0123456789"}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": Decimal(10**4), "亿": Decimal(10**8)}
CAPITALS = dict(zip("壹贰貳叁叄肆伍陆柒捌玖拾佰仟", "一二二三三四五六七八九十百千", strict=True))
"""The characters for numbers in financial documents (壹), with the ordinary character for each (一)."""
_PLAIN = str.maketrans({**CAPITALS, "廿": "二十", "卅": "三十", ",": "", "，": "", " ": "", "个": ""})
_PART = lazy_pattern(r"\d+(?:\.\d+)?|[^\d.]")
_ARABIC = lazy_pattern(r"[0-9]+(?:\.[0-9]+)?")
_LONGEST = 24
"""Maximum number of characters of a numeral."""
_TEN = 10
_MYRIAD = Decimal(10**4)


class _Section(NamedTuple):
    """The part of a numeral read since the last 万 or 亿.

    `total` is the sum so far, `digit` the last digit if no place such as 十 has followed it yet.
    """

    total: Decimal = Decimal(0)
    digit: Decimal | None = None
    place: Decimal = Decimal("Infinity")
    """The last place (10, 100, 1000) that was read; the next one must be smaller. At first it is larger than any
    place."""
    zero: bool = False
    """True if 零 preceded the digit."""

    def with_digit(self, value: Decimal) -> _Section | None:
        return None if self.digit is not None else self._replace(digit=value)

    def with_place(self, place: int) -> _Section | None:
        bare = self.digit is None
        if place >= self.place or (bare and (place != _TEN or self.zero)) or self.digit == 0:
            return None
        digit = Decimal(1) if self.digit is None else self.digit
        if digit * place >= self.place or (digit >= _TEN and place == _TEN):
            return None
        return _Section(self.total + digit * place, None, Decimal(place))

    @property
    def value(self) -> Decimal:
        return self.total + (self.digit or 0)


def value_of(written: str) -> Decimal | None:
    """Return the value of `written`, a numeral such as 一百二十, 1亿2000万 or 叁佰万; None if it is not a valid number.

    Several figures without 十, 百, 千, 万 or 亿 (二三, 一二三) are not a number but a list or a name.
    """
    if len(written) > _LONGEST:
        return None
    if written.isdecimal() or _ARABIC.fullmatch(written):
        return Decimal(written)
    if len(written) == 1 and written in _DIGITS:
        return Decimal(_DIGITS[written])
    plain = written.translate(_PLAIN)
    whole, point, tail = plain.partition("点")
    if point:
        return _with_point(whole, tail)
    parts = _PART.findall(plain)
    if sum("." in part for part in parts) and sum(part[0].isdigit() for part in parts) > 1:
        return None
    return _sum(parts)


def _with_point(whole: str, tail: str) -> Decimal | None:
    digits = tail.rstrip("十百千万亿")
    before = value_of(whole)
    if before is None or "." in whole or not digits or any(char not in _AFTER_A_POINT for char in digits):
        return None
    value = Decimal(f"{before}.{''.join(str(_AFTER_A_POINT[char]) for char in digits)}")
    for word in tail[len(digits) :]:
        value *= _PLACES.get(word) or _MYRIADS[word]
    return value


def _sum(parts: list[str]) -> Decimal | None:
    total, section, myriad = Decimal(0), _Section(), Decimal("Infinity")
    for index, part in enumerate(parts):
        following: _Section | None
        if part in _MYRIADS:
            size = _MYRIADS[part]
            here = section.value
            if size > myriad and myriad == _MYRIAD:  # 一万二千亿 and 万亿: what stands before counts 亿
                total, myriad = (total + here) * size, size
            elif here == 0 or size >= myriad or here * size >= myriad:
                return None
            else:
                total, myriad = total + here * size, size
            section = _Section()
            continue
        if part in _PLACES:
            following = section.with_place(_PLACES[part])
        elif part == "零" and len(parts) > 1:
            last = index == len(parts) - 1
            following = None if section.zero or section.digit is not None or last else section._replace(zero=True)
        else:
            value = Decimal(_DIGITS[part]) if part in _DIGITS else Decimal(part)
            behind_zero = section._replace(zero=True) if part[0] == "0" and len(part) > 1 else section
            following = behind_zero.with_digit(value)
        if following is None:
            return None
        section = following
    return _closed(total, section, myriad)


def _closed(total: Decimal, section: _Section, myriad: Decimal) -> Decimal | None:
    """Return the value of a numeral when all characters are read; a last digit without a place gets the next lower one.

    三百五 is 350, 三百零五 is 305, 2万5 is 25000. Return None if the numeral is not valid.
    """
    above = section.place if section.total else myriad
    digit = section.digit
    if digit is None or not (section.total or total):
        return total + section.value
    if section.zero or above == _TEN or digit >= _TEN:
        return total + section.value if section.value < myriad and digit < above else None
    return total + section.total + digit * above / _TEN if digit else None


def chinese_integer(numeral: str) -> int | None:
    """Return the value of `numeral`, a whole number in Chinese characters (一百二十); None if it is anything else."""
    value = value_of(numeral) if numeral else None
    return None if value is None or value != int(value) else int(value)


def chinese_year(numeral: str) -> int | None:
    """Return the year that `numeral` states digit by digit in Chinese (二零二二, 二0二六); None for anything else."""
    numeral = numeral.replace("O", "零").replace("o", "零").replace("0", "零")
    if len(numeral) != 4 or any(char not in _DIGITS for char in numeral):  # noqa: PLR2004 - a year has four digits
        return None
    return int("".join(str(_DIGITS[char]) for char in numeral))
