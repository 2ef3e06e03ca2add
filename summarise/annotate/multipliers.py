"""The words that multiply a number: 百, 千, 万, 亿 and combinations of them."""

from __future__ import annotations

from decimal import Decimal
from math import prod

__all__ = ["NO_UNIT", "SCALES", "scale_of"]

NO_UNIT = "瓦米伏克卡赫帕焦乏字"
"""Characters that form a unit with 千 in front, so that 千 is no multiplier: 千瓦, 千米."""
_WORDS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}


def scale_of(word: str) -> Decimal:
    """Return the value of the multiplier `word`, written with 百, 千, 万 and 亿: 10000 for 万, 1 for ""."""
    return Decimal(prod(_WORDS.get(char, 1) for char in word))


SCALES = {word: scale_of(word) for word in ("", *"百 千 万 亿 十万 百万 千万 百亿 千亿 万亿".split())}
"""The value of each multiplier that may follow digits."""
