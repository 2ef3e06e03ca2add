"""Recognise Chinese numerals that are malformed and have no exact value, but are followed by a unit."""

from __future__ import annotations

from summarise.annotate.measure_words import unit_at
from summarise.annotate.numerals import CAPITALS
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_miscounted"]

_CAPITALS = "".join(CAPITALS)
_FIGURES = f"[一二两三四五六七八九{_CAPITALS}]"
_WRONGLY_COMPOSED = lazy_pattern(
    f"(?=[十百千万亿]*{_FIGURES})(?={_FIGURES}{{0,40}}[十百千万亿零])[零一二两三四五六七八九十百千万亿{_CAPITALS}]{{3,40}}"
)
"""A numeral with 零, 十, 百, 千, 万 or 亿 that is not valid: 一二零零, 百二十."""
_IN_A_ROW = lazy_pattern("[一二三四五六七八九]{2,9}")
"""A number written digit by digit without places: 一二八户."""
_COUNTED_IN_A_ROW = frozenset("户 人 个 名 家 亩 元 公里 米 吨 张 辆 台 套 件 所 座 盏 棵 株 平方米 万元 %".split())
"""Units that may follow a number written digit by digit; others name several things (一二三产业, 一二三年级)."""
_PLACES = lazy_pattern("[百千万亿][十百千万亿]*")
_REACHED = ("达", "到")
"""Characters in front of 千亿 and the like that make them a number: 达千亿元."""


def is_miscounted(folded: str, at: int, stop: int) -> bool:
    """Return True if the characters at `at` are a malformed numeral in front of a unit (一二八户).

    `folded` is text normalised by `fold`; from `stop` on, it is not read.
    """
    wrong = _WRONGLY_COMPOSED.match(folded, at, stop)
    if wrong and unit_at(folded, wrong.end()):
        return True
    row = _IN_A_ROW.match(folded, at, stop)
    if row and (counted := unit_at(folded, row.end())):
        return counted[0] in _COUNTED_IN_A_ROW
    place = _PLACES.match(folded, at, stop) if folded[at - 1 : at] in _REACHED else None
    return place is not None and unit_at(folded, place.end()) is not None
