"""Checks that a labelled value fits its quote.

It does not use the number grammar, which the labels serve to measure.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

__all__ = ["fits", "implied_comparator"]

_ARABIC = re.compile(r"\d+(?:\.\d+)?")
_LARGE = {"万亿": 12, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4}
"""Large multipliers and their powers of ten. If a quote contains one, its digits must be multiplied."""
_SMALL = {"千": 3, "百": 2, "十": 1, "成": 1}
"""Small multipliers and their powers of ten. They may also be part of a unit (千瓦) or a name."""
_SIMPLIFIED = str.maketrans("萬億", "万亿")
_SIGNS = (  # words that contain others come first: 不低于 before 低于, 不超过 before 超
    (">=", ("以上", "不少于", "不低于", "至少", "不小于", "及以上")),
    ("<=", ("以内", "不超过", "控制在", "至多")),
    ("~", ("左右", "约", "大约")),
    (">", ("超过", "超", "突破", "多于", "余")),
    ("<", ("低于", "近")),
)


def fits(quote: str, value: Decimal) -> bool:
    """Return True if the Arabic digits of a quote, with a multiplier such as 万, can mean `value`.

    Also return True if the quote has no Arabic digits.
    """
    folded = unicodedata.normalize("NFKC", quote).replace(",", "").translate(_SIMPLIFIED)
    written = [Decimal(n) for n in _ARABIC.findall(folded)]
    powers = [power for word, power in _LARGE.items() if word in folded]
    powers = powers or [0, *(power for word, power in _SMALL.items() if word in folded)]
    return not written or any(number.scaleb(power) == value for number in written for power in powers)


def implied_comparator(quote: str) -> str:
    """Return the comparator that the words of a quote express, such as ">=" for 不少于; "" if there is none."""
    return next((sign for sign, words in _SIGNS if any(word in quote for word in words)), "")
