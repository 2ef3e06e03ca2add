"""The words that multiply a number: 百, 千, 万, 亿 and combinations of them."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["NO_UNIT", "SCALES", "scale_of"]

NO_UNIT = "瓦米伏克卡赫帕焦乏字"
"""Characters that form a unit with 千 in front, so that 千 is no multiplier: 千瓦, 千米."""
_WORDS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
SCALES = {word: Decimal(value) for word, value in (("", 1), ("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8))}
"""The value of each multiplier that may follow digits."""
SCALES |= {word + "万": SCALES[word] * 10**4 for word in "百千"}
SCALES |= {"万亿": Decimal(10**12), "十万": Decimal(10**5), "百亿": Decimal(10**10), "千亿": Decimal(10**11)}


def scale_of(word: str) -> Decimal:
    """Return the value of the multiplier `word`, written with 百, 千, 万 and 亿: 10000 for 万, 1 for ""."""
    scale = SCALES.get(word)
    if scale is None:
        scale = Decimal(1)
        for char in word:
            scale *= _WORDS.get(char, 1)
    return scale
