"""Recognise numbers that name a part of a place or project and count nothing: 东风村3组, X115线5标段, 园区3期扩建."""

from __future__ import annotations

from summarise.lazy_pattern import lazy_pattern

__all__ = ["names_a_part"]

_NUMBER = "[0-9一二三四五六七八九十]{1,3}"
_JOINED = "[、和及与至到~—-]?"
_BEFORE = {
    "组": lazy_pattern(rf"(?:(?<![全每各个本该村居])(?:村|社区|寨|屯)|{_NUMBER}组{_JOINED})$"),
    "段": lazy_pattern("(?:[东南西北中]路|大道|大街)$"),
}
"""Words in front of a number that names a part of a place, by its measure word: 村 in 东风村3组."""
_BEHIND = {
    "组": lazy_pattern(f"{_JOINED}{_NUMBER}组"),
    "期": lazy_pattern("(?:改?扩建|续建|改造|开发|建设|用地|地块|厂[区房]|园区)"),
}
"""Words behind a number and its measure word that show the same: 扩建 in 园区3期扩建."""
_COUNTED = lazy_pattern(r"(?:[分划共设各为成]|不[少多]于|超过|至少)$")
"""Words in front of a number that show that it counts lots (标段) of a contract: 划分为3标段."""
_REACH = 5


def names_a_part(folded: str, start: int, unit: str, end: int) -> bool:
    """Return True if the number at `start` names a part of a place or project.

    `folded` is text normalised by `fold`; the number's `unit` ends at `end`.
    """
    reach = max(0, start - _REACH)
    if unit == "标段":
        return not _COUNTED.search(folded, reach, start)
    before, behind = _BEFORE.get(unit), _BEHIND.get(unit)
    return bool((before and before.search(folded, reach, start)) or (behind and behind.match(folded, end)))
