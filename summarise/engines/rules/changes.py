"""Recognise changes from one number to another: 81% and 98% in 由81%提高到98%."""

from __future__ import annotations

import re

from summarise.engines.rules.clauses import InClause
from summarise.lazy_pattern import lazy_pattern

__all__ = ["DOES_AWAY", "blanks", "goes_on_changing", "starts_a_change", "without_base"]

_FROM = lazy_pattern(r"(?:由|从|较|比)[^，。；]{0,30}$")
_DIGIT = r"[\d一二两三四五六七八九十百千]"
_SAYS_OF_IT = (
    r"(?:[约近超达]|(?:目前|现在)的?|20\d\d年的?|每(?:[个日天周月年季人户亩生]|平方米|小时|学期|季度)"
    r"|不少于|不低于|不超过)*"
)
_TO = lazy_pattern(
    rf"[^，。；\d]{{0,12}}[到至]{_SAYS_OF_IT}{_DIGIT}"
    r"|[^，。；]{0,16}(?:提高|增加|提升|扩大|下降|降低|缩短|压缩|减少|上升|增长|扩容|扩展|调整|[上下]调|减至|升至|压减|[降升改变调减]为|优化|精简)"
)
"""Words behind the first number that lead to the second: 扩充到(1800盏)."""
_CHANGED = lazy_pattern(
    rf"(?:由|从)(?!现在|目前|现有|当前)[^，。；]{{0,24}}{_DIGIT}[^，。；]{{0,16}}(?:[到至为]|增|升|扩){_SAYS_OF_IT}$"
)
DOES_AWAY = lazy_pattern("(?:压[缩减]|减少|精简|取消|合并|削减)[^，。；]{0,16}$")
"""Verbs of doing away in front of a number of points: 减少2个环节."""
_BASE = lazy_pattern(rf"(?:由|从)[^，。；\d]{{1,8}}(?={_DIGIT}[^，。；]{{0,16}}?[到至为]{_SAYS_OF_IT}$)")
_AND_AGAIN = lazy_pattern(r"[^，。；\d]{0,8}，[^，。；]{0,16}?再(?![生次度创利教就投])")
"""Words behind the second number that promise more: 由18辆增加到26辆，年底前再配4辆."""


def starts_a_change(before: str, after: str) -> bool:
    """Return True if a number is the first one of a change: 81% in 由81%提高到98%.

    `before` is the normalised text of its clause in front of it, `after` the text behind it.
    """
    return _FROM.search(before) is not None and _TO.match(after) is not None


def without_base(clause: str) -> str:
    """Return a clause in front of the last number of a change with the words of its base blanked: 由原来的60分降到."""
    return _BASE.sub(blanks, clause)


def blanks(found: re.Match[str]) -> str:
    """Return as many blanks as a match is long, so that all else keeps its place."""
    return " " * len(found[0])


def goes_on_changing(found: InClause) -> bool:
    """Return True if a number ends a change, and the next clause promises more, so that the change is past.

    An example is 26辆 in 救护车由18辆增加到26辆，年底前再配4辆.
    """
    return _CHANGED.search(found.clause) is not None and _AND_AGAIN.match(found.after) is not None
