"""Create tokens for enumerators and enumerating signs, and merge lists of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from summarise.annotate.measure_words import COUNTS, unit_at
from summarise.annotate.sections import Placed
from summarise.annotate.sentence_splitting import Unit
from summarise.annotated import NumberToken
from summarise.lazy_pattern import lazy_pattern

__all__ = ["blanked", "counting_signs", "enumerators", "merged"]

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

_COUNTING = lazy_pattern(
    r"(?<=[\u4e00-\u9fff0-9])[①-⑳㉑-㊿⓪❶-❿➀-➓⑴-⒛㈠-㈩㊀-㊉Ⅰ-ⅿ〡-〩]+(?=(?P<unit>[\u4e00-\u9fff%‰]))"
)
"""Signs that normally enumerate (such as ③), between characters, where they may count something."""
_ROMAN = lazy_pattern("[Ⅰ-ⅿ]")
_OF_CLASSES = frozenset("类级期型标区段")
"""Words that a Roman numeral in front classifies and does not count: Ⅲ类水质, Ⅱ级响应."""
_COUNTED_BEHIND = lazy_pattern("[，。、；,;)）%‰]|$|以上|以下|以内|左右|余")
_COUNTED_BEFORE = lazy_pattern("[建设增购达共为成改修装增聘到置]$")


def enumerators(folded: str, units: Sequence[Unit], placed: Sequence[Placed]) -> Iterator[NumberToken]:
    """Yield a token for each enumerator of a section or point, at the beginning of the unit that it opens.

    `folded` is text normalised by `fold`, `units` are its sentences and headings, and `placed` is the result of
    `place_units` for them.
    """
    for unit, place in zip(units, placed, strict=True):
        if place.marker is not None:
            yield NumberToken(unit.start, place.marker.end, "enumerator")
        elif (found := _LEVELS.match(folded, unit.start, unit.end)) and not _measures(folded, found):
            yield NumberToken(unit.start, _end_of_levels(folded, found), "enumerator")


def counting_signs(folded: str) -> Iterator[NumberToken]:
    """Yield a token of the kind "unread" for each sign such as ③, ⑵ or ⅩⅩⅤ that counts something (新建③处).

    `folded` is text normalised by `fold`.
    """
    for found in _COUNTING.finditer(folded):
        unit = unit_at(folded, found.end())
        if unit is None or (found["unit"] in _OF_CLASSES and _ROMAN.search(found[0])):
            continue
        if _COUNTED_BEHIND.match(folded, unit[1]) or _COUNTED_BEFORE.search(folded[found.start() - 1 : found.start()]):
            yield NumberToken(found.start(), found.end(), "unread")


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
    if folded[at] in "万亿千百余多、." or folded.startswith("个百分点", at):
        return folded[at] not in "、."
    unit = unit_at(folded, at)
    if unit is None:
        return False
    word, end = unit
    counted = word in COUNTS and word not in _WITH_A_POINT
    return not counted and folded[end : end + 1] not in tuple(_WORDS.get(word, ""))


def blanked(folded: str, tokens: Iterable[NumberToken]) -> str:
    """Return `folded` with spaces in place of `tokens`, which are in text order; the length does not change."""
    pieces: list[str] = []
    at = 0
    for token in tokens:
        pieces += (folded[at : token.start], " " * (token.end - token.start))
        at = token.end
    return "".join((*pieces, folded[at:]))


def merged(*lists: Iterable[NumberToken]) -> list[NumberToken]:
    """Return the tokens of several lists in text order; of tokens that overlap, keep the one that begins first."""
    tokens: list[NumberToken] = []
    end = 0
    for token in sorted(chain.from_iterable(lists)):
        if token.start >= end:
            tokens.append(token)
            end = token.end
    return tokens
