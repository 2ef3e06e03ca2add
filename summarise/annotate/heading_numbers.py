"""Recognise heading numbers with several levels (2.2, 1.3.1), and part them from measurements such as 2.5公里."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from summarise.annotate.measure_words import COUNTS, unit_at
from summarise.annotate.sentence_splitting import Unit
from summarise.lazy_pattern import lazy_pattern

__all__ = ["numbers_of_levels"]

_LEVELS = lazy_pattern(
    r"[ *#>|•●○◆■▪·★◎_~-]{0,8}(?P<number>[0-9]{1,2}(?:\.[0-9]{1,2}){1,3})[、.]? ?(?=[\u4e00-\u9fff(《“])"
)
"""A number with two or more levels in front of a heading: 2.2, 1.3.1."""
_WITH_A_POINT = frozenset("倍 成 小时 个小时 天 年 岁 个月 百分点 个百分点 学分 课时 步 万步".split())
"""Measure words that a number with a decimal point may have."""
_WORDS = {
    "方": "案面便式向针法位",
    "升": "级学",
    "分": "类区步析层",
    "度": "假汛夏",
    "元": "旦宵素",
    "块": "状",
    "瓦": "斯",
    "标": "准识",
}
"""Characters that form a word with a unit: 2.1 in 2.1升级 is a heading's number, in 2.1升 it is a volume."""
_BEFORE_A_DAY = lazy_pattern("[之以]?前(?![期端置言景沿瞻])")
"""Words that make a day of the number in front: 12.31前."""
_BARE_MULTIPLIER = lazy_pattern(r"[百千万亿]{1,2}(?=[\u4e00-\u9fff])(?!元|[余多]|个)")


class _Levels(NamedTuple):
    """A number with several levels at `start`; `end` is where the heading behind it begins.

    `sure` is False if it may also be a quantity without a unit: 2.3万 in front of 兆光网 and of 党员.
    """

    start: int
    end: int
    number: tuple[int, ...]
    sure: bool


def numbers_of_levels(folded: str, units: Iterable[Unit]) -> Iterator[tuple[int, int]]:
    """Yield the start of each unit that a number with several levels opens, and the end of that number.

    A number that may also be a quantity without a unit counts if the number before it or behind it is its neighbour:
    2.3万兆光网 behind 2.2. `folded` is text normalised by `fold`.
    """
    found = [levels for unit in units if (levels := _levels_at(folded, unit))]
    for index, levels in enumerate(found):
        if levels.sure or _is_in_a_row(found, index):
            yield levels.start, levels.end


def _levels_at(folded: str, unit: Unit) -> _Levels | None:
    found = _LEVELS.match(folded, unit.start, unit.end)
    if found is None:
        return None
    bare = _BARE_MULTIPLIER.match(folded, found.end("number"))
    unsure = bare is not None and unit_at(folded, bare.end()) is None
    if not unsure and _measures(folded, found):
        return None
    number = tuple(int(level) for level in found["number"].split("."))
    return _Levels(unit.start, _end_of_levels(folded, found), number, not unsure)


def _is_in_a_row(found: Sequence[_Levels], index: int) -> bool:
    """Return True if the heading number before the one at `index`, or the one behind it, differs from it by one."""
    *above, last = found[index].number
    depth = len(above) + 1
    before = found[index - 1].number[:depth] if index else ()
    behind = found[index + 1].number[:depth] if index + 1 < len(found) else ()
    return before == (*above, last - 1) or behind == (*above, last + 1)


def _end_of_levels(folded: str, found: re.Match[str]) -> int:
    """Return the end of a heading's number; the last part does not count if 月 or 日 follows (2.6月底前, 1.30日内)."""
    if folded[found.end("number")] in "月日":
        return found.start("number") + found["number"].rindex(".") + 1
    return found.end()


def _measures(folded: str, found: re.Match[str]) -> bool:
    """Return True if the number is a measurement (1.5万亩, 2.5公里), not the number of a heading."""
    if found["number"].count(".") > 1:
        return False
    at = found.end("number")
    if _BEFORE_A_DAY.match(folded, at):
        return True
    if folded[at] in "万亿千百余多、." or folded.startswith("个百分点", at):
        return folded[at] not in "、."
    unit = unit_at(folded, at)
    if unit is None:
        return False
    word, end = unit
    counted = word in COUNTS and word not in _WITH_A_POINT
    return not counted and folded[end : end + 1] not in tuple(_WORDS.get(word, ""))
