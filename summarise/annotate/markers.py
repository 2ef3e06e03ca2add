"""Enumerators (一、 （一） 1. （1） 一是 首先) and their ranks.

In official letters, rank 1 contains rank 2, and so on.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from summarise.annotate.numerals import chinese_integer
from summarise.lazy_pattern import lazy_pattern

__all__ = ["DECORATION", "SECTION_MARKER", "Marker", "marker_at"]

_CN = "一二三四五六七八九十"
DECORATION = r"[ *#>|•●○◆■▪·★◎_~-]*"
"""Pattern of the signs that may precede an enumerator: bullets, and signs that Markdown left behind."""

_DAYS_FOLLOW = rf"(?![{_CN}]{{1,2}}(?:季度|月)[^。；\n0-9]{{0,16}}分别)"
"""What must not follow 、 of an enumerator: the second of two quarters or months (三、四季度分别…)."""
_KINDS: tuple[tuple[int, str], ...] = (
    (1, rf"第[{_CN}]{{1,2}}(?:部分|章|节)[、:, ]?"),
    (1, rf"[{_CN}]{{1,3}} ?(?:、{_DAYS_FOLLOW}|[.．](?!\d))"),
    (1, rf"[{_CN}]{{1,2}}[:，,](?=[\u4e00-\u9fff])"),
    (2, rf"\([{_CN}]{{1,3}}\)[、.]?"),
    (2, r"[㈠-㈩][、.]?"),
    (2, rf"(?:问题|建议|意见|诉求|事项|任务|措施|举措)(?:[{_CN}]{{1,2}}(?::|、(?![{_CN}\d]))|\d{{1,2}}:)"),
    (4, r"\(\d{1,2}\)[、.]?|\d{1,2}\)|[①-⑳][、.]?"),
    (3, r"\d{1,2} ?(?:、|[.．](?!\d)|，)"),
    (5, rf"[{_CN}]{{1,2}}(?:是|则)(?!否|以|为)[要，,:]?|[{_CN}]要(?=[\u4e00-\u9fff])"),
    (5, rf"第[{_CN}]{{1,2}}(?:[，,、:]|是)|其[{_CN}](?:[，,、:]|是)"),
    (5, r"(?:首先|其次|再次|再者|此外|另外|最后)(?:[，,、:]|是)|(?:另?一方面|同时)[，,]"),
)
_MARKER = lazy_pattern(
    "(?P<lead>" + DECORATION + ")(?:" + "|".join(f"(?P<k{i}>{p})" for i, (_, p) in enumerate(_KINDS)) + ")"
)
_RANKS = {f"k{i}": rank for i, (rank, _) in enumerate(_KINDS)}
_BEGINS = frozenset(map(chr, (*range(ord("㈠"), ord("㈩") + 1), *range(ord("①"), ord("⑳") + 1)))) | frozenset(
    " *#>|•●○◆■▪·★◎_~-" + _CN + "第其首再此另最同(问建意诉事任措举"
)
"""The characters, except digits, with which an enumerator or a bullet in front of it begins."""
_NO_POINT = ("此外", "另外", "同时", "一方面", "另一方面", "再者")
"""Connectives that look like enumerators but continue the same point."""

SECTION_MARKER = rf"(?:[{_CN}]{{1,3}}、{_DAYS_FOLLOW}|\([{_CN}]{{1,3}}\))(?=[^\s，。；])"
"""Pattern of enumerators that begin a section behind any white space, also inside a line."""


class Marker(NamedTuple):
    """An enumerator at the beginning of a text.

    `rank` is 1 for the outermost (一、) to 5 for the innermost (一是). `kind` is equal for enumerators of the same
    form. `word` is the enumerator as written. `end` is the offset of the text behind it.
    """

    rank: int
    kind: str
    word: str
    end: int

    @property
    def ordinal(self) -> int:
        """Position in the list, from 1; 0 if the enumerator has no number (首先)."""
        return _ordinal_of(self.word)


@lru_cache(maxsize=256)
def _ordinal_of(word: str) -> int:
    if digits := re.search(r"\d+", word):
        return int(digits[0])
    numeral = re.search(rf"[{_CN}]+", word)
    return chinese_integer(numeral[0]) or 0 if numeral else 0


def marker_at(folded: str, at: int = 0, end: int | None = None) -> Marker | None:
    """Return the enumerator at offset `at`, or behind bullets that begin at `at`; None if there is none.

    `folded` is text normalised by `fold`; text from `end` on is not read.
    """
    first = folded[at : at + 1]
    if not (first in _BEGINS or first.isdecimal()):
        return None
    found = _MARKER.match(folded, at, len(folded) if end is None else end)
    if found is None:
        return None
    kind = str(found.lastgroup)
    word = found.group(kind)
    if word.strip("，,、:") in _NO_POINT or (
        word.startswith("最后") and folded.startswith(("感谢", "衷心", "再次", "祝"), found.end())
    ):
        return None
    return Marker(_RANKS[kind], kind, word, found.end())
