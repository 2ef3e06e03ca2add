"""Recognise idioms and names of assembly sessions; the numbers in them are not quantities."""

from __future__ import annotations

from summarise.annotate.names import in_a_short_quote
from summarise.lazy_pattern import lazy_pattern

__all__ = ["SAYINGS_BEGIN", "saying", "session"]

_SAYINGS = """
三番五次 三番两次 七嘴八舌 七上八下 五花八门 五湖四海 四面八方 四通八达 三令五申 一心一意
十全十美 三言两语 一分为二 一举两得 三位一体 四位一体 五位一体 一波三折 四平八稳 两面三刀
一日三餐 一年四季 三天两头 三年五载 百尺竿头 半斤八两 一分一厘 一点一滴 千家万户 千方百计
千千万万 千辛万苦 千差万别 万无一失 万众一心 百花齐放 百家争鸣 百年大计 一年一度 一五一十
一清二楚 一穷二白 一石二鸟 一箭双雕 两全其美 三三两两 成千上万 成百上千 百里挑一 一件事
一张网 一条龙 一条心 一盘棋 一本账 一把手 一刀切 一块儿 一个样 一家亲 一口气 一场空
一站式 一门式 一张图 一次性 万家灯火 三支一扶
五险一金 两免一补 四议两公开 五位一体 七通一平 三通一平 五通一平 两横一纵 三横三纵 一老一小 一山一水
二十四节气 五十六个民族
"""
_BY_FIRST_TWO: dict[str, tuple[str, ...]] = {}
for _phrase in _SAYINGS.split():
    _BY_FIRST_TWO[_phrase[:2]] = (*_BY_FIRST_TWO.get(_phrase[:2], ()), _phrase)
SAYINGS_BEGIN = frozenset(two[0] for two in _BY_FIRST_TWO)
"""The first characters of all idioms."""


def saying(folded: str, at: int) -> int | None:
    """Return the offset behind the idiom (三番五次) that begins at `at`; None if none begins there.

    `folded` is text normalised by `fold`.
    """
    phrases = _BY_FIRST_TWO.get(folded[at : at + 2], ())
    return next((at + len(phrase) for phrase in phrases if folded.startswith(phrase, at)), None)


_SESSION = lazy_pattern(
    "(?:二?十[一二三四五六七八九]?|[二三四五六七八九])(?=届)|(?:十[一二三四五六七八九]?|[二三四五六七八九])次(?=会议)"
)
_MAKES_ANOTHER = frozenset("第前其之负下几数近逾")
"""Characters in front of a number that make it an ordinal or part of another number."""
_REACH = 6


def session(folded: str, at: int) -> int | None:
    """Return the offset behind the number at `at` if it numbers an assembly (十八届) or a session of it (三次会议).

    Otherwise return None. `folded` is text normalised by `fold`.
    """
    found = _SESSION.match(folded, at)
    before = folded[at - 1 : at]
    if found is None or not "一" <= before <= "\u9fff" or before in _MAKES_ANOTHER:
        return None
    in_brackets = ")" in folded[max(0, at - _REACH) : at]
    return None if in_brackets or in_a_short_quote(folded, at, found.end()) else found.end()
