"""Read two figures side by side: an estimate between two numbers (两三, 三四十), or a price in tenths (八五折)."""

from __future__ import annotations

import re
from decimal import Decimal

from summarise.annotate.multipliers import NO_UNIT, scale_of
from summarise.annotate.numeral import ONE, Numeral
from summarise.annotate.numerals import value_of
from summarise.lazy_pattern import lazy_pattern

__all__ = ["FIGURES", "discount_at", "estimate_at"]

FIGURES = frozenset("一二两三四五六七八九")
_PAIRS = frozenset(("一两", "两三", "二三", "三四", "四五", "五六", "六七", "七八", "八九", "三五"))
_UNSIGNED = "(?![零一二两三四五六七八九十])"
_ESTIMATE = lazy_pattern(
    rf"(?P<tens>(?:[二三四五六七八九]十|十(?![三四]五))?)(?P<low>[一二两三四五六七八])(?P<high>[一二两三四五六七八九])"
    rf"(?P<word>[十百千]?(?![{NO_UNIT}])[万亿]*){_UNSIGNED}(?!分之)"
)
_DISCOUNT = lazy_pattern("([一二三四五六七八九])([一二三四五六七八九])(?=折)")
"""A price in tenths and hundredths: 八五折 is 8.5折."""


def discount_at(folded: str, at: int, stop: int) -> Numeral | None:
    """Return the numeral in front of 折 that begins at `at` (八五折 is 8.5折); None if there is none.

    Neighbouring figures (七八折) are an estimate and give None. `folded` is text normalised by `fold`; from `stop` on,
    it is not read.
    """
    match = _DISCOUNT.match(folded, at, stop)
    if match is None or int(value_of(match[2]) or 0) == int(value_of(match[1]) or 0) + 1:
        return None
    return Numeral(at, match.end(), Decimal(f"{value_of(match[1])}.{value_of(match[2])}"), chinese=True)


def estimate_at(folded: str, at: int, stop: int) -> Numeral | None:
    """Return the estimate by two neighbouring figures that begins at `at` (两三, 三四十); None if there is none.

    Its value is the lower number and its `upper` the higher one. `folded` is text normalised by `fold`; from `stop` on,
    it is not read.
    """
    if folded[at + 1 : at + 2] not in FIGURES and folded[at + 2 : at + 3] not in FIGURES:
        return None
    match = _ESTIMATE.match(folded, at, stop)
    return _estimate(match) if match and _is_estimate(match) else None


def _is_estimate(match: re.Match[str]) -> bool:
    low, high, word = match["low"], match["high"], match["word"]
    if match["tens"] and (word[:1] in ("十", "百", "千") or low == "两"):
        return False
    if low + high == "一二":
        return word[:1] in ("十", "百", "千")
    return low + high in _PAIRS and not (match["tens"] and low + high == "三五")


def _estimate(match: re.Match[str]) -> Numeral:
    tens = value_of(match["tens"]) or Decimal(0) if match["tens"] else Decimal(0)
    low, high = value_of(match["low"]) or ONE, value_of(match["high"]) or ONE
    scale = scale_of(match["word"])
    upper = (tens + high) * scale
    return Numeral(match.start(), match.end(), tens + low, scale, upper, chinese=True, parts=True)
