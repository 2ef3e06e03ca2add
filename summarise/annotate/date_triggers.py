"""Find where a date may begin, and which patterns of `date_grammar` can match there."""

from __future__ import annotations

import re

from summarise.annotate import date_grammar as grammar
from summarise.lazy_pattern import lazy_pattern

__all__ = ["BEGINS", "BEHIND_A_YEAR", "CENTURIES", "TRIGGER", "WORDS", "begins_with", "goes_on_with"]

_DIGITS = tuple("0123456789")
_NUMERALS = tuple("一二两三四五六七八九十")
_SIGNS = tuple("“\"‘'「")
CENTURIES = ("19", "20")
_YEARS = (*CENTURIES, *(first + second for first in "一二" for second in "九零0Oo"))
_QUARTERS = ("第一", "第二", "第三", "第四", *(f"第{number}" for number in "1234"), "前三季")
_NEXT = tuple(which + middle + "季度" for which in "下本上这" for middle in ("", "一", "一个", "个"))
_COMING = ("未来", "今后", "接下来", "用", "利用", "通过", "半年", "半个")
_YEAR_ENDS = (
    "年底",
    "年末",
    "年内",
    "年中",
    "年终",
    "年度内",
    "全年",
    "上半年",
    "下半年",
    "本月",
    "下月",
    "下个月",
    "月底",
)
_FEASTS = tuple(
    "春节 国庆 元旦 五一 六一 七一 八一 中秋 端午 清明 教师节 儿童节 劳动节 妇女节 植树节 青年节 元宵 重阳 十一".split()
)
_LUNAR = ("农历", "阴历", "旧历", "夏历", "正月", "腊月", "冬月")
_TERMS = (
    *(
        "秋季",
        "春季",
        "开学",
        "主汛",
        "汛期",
        "汛前",
        "汛之前",
        "汛以前",
        "入汛",
        "雨季",
        "旱季",
        "台风",
        "春耕",
        "入冬",
        "冬季",
        "供暖",
        "采暖",
    ),
    *("高考", "年关", "暑期", "暑假", "寒假", "迎峰度", "两会", "全国两会"),
)
_UNDATED = (
    *"本届 这届 下届 本一届 这一届 下一届 新一届 任期 规划期 过渡期 合同期 协议期 试点期 换届 两节".split(),
    *(which + middle + "学" + term for which in "本下新" for middle in ("", "一", "一个", "个") for term in "期年"),
    *"省运会 市运会 县运会 区运会 全运会 亚运会 大运会 冬奥会 运动会 博览会 党代会 人代会 旅发大会".split(),
    *"除夕 小年 腊八 冬至 夏至 七夕 立春 立夏 立秋 立冬 霜降 芒种 谷雨 惊蛰 春分 秋分 小满 处暑 白露 寒露".split(),
    *"大雪 小雪 大寒 小寒 大暑 小暑 母亲节 父亲节 丰收节 火把节 泼水节 三月三".split(),
)
BEGINS: dict[re.Pattern[str], tuple[str, ...]] = {
    grammar.FULL: _YEARS,
    grammar.LOOSE: _YEARS,
    grammar.IMPOSSIBLE: _YEARS,
    grammar.SPAN: _YEARS,
    grammar.SHARED: _YEARS,
    grammar.TOGETHER: _YEARS,
    grammar.NEXT: _NEXT,
    grammar.RECENT: ("近", "过去", "最近"),
    grammar.DAYS: (*_DIGITS, *_NUMERALS),
    grammar.DOTTED: _YEARS,
    grammar.YEAR: (*_YEARS, "2", *grammar.RELATIVE),
    grammar.OCCASION: (*_YEARS, "今年", "明年", "次年", *_SIGNS, *_FEASTS, *_TERMS),
    grammar.LUNAR: (*_YEARS, *grammar.RELATIVE, *_LUNAR, *_NUMERALS),
    grammar.UNKNOWN: (*_YEARS, *grammar.RELATIVE),
    grammar.UNDATED: _UNDATED,
    grammar.PLAN: (*_SIGNS, "十"),
    grammar.WITHIN: (*_DIGITS, *_NUMERALS, *_COMING),
    grammar.BARE: (*_DIGITS, *_NUMERALS, "元月", *_QUARTERS, *_YEAR_ENDS),
    grammar.SEASONS: ("今明", "今、明", "明后", "明、后", "今冬", "上半季", "下半季"),
}
"""For each pattern of `date_grammar`, the words that its matches may begin with."""
WORDS = sorted({word for words in BEGINS.values() for word in words}, key=lambda word: (-len(word), word))
"""All words of `BEGINS`, the longest first."""
_DASHES = "-—~至到"
_BEHIND_FIGURES = {
    grammar.FULL: " -./",
    grammar.LOOSE: "".join(_DIGITS),
    grammar.IMPOSSIBLE: " ",
    grammar.SPAN: " 度" + _DASHES,
    grammar.SHARED: " 、和",
    grammar.TOGETHER: "、和",
    grammar.DOTTED: " -./",
    grammar.YEAR: " 全上下QqHh-/.",
    grammar.LUNAR: " ",
    grammar.UNKNOWN: " 岁学财/" + _DASHES,
}
"""For each pattern, the characters that may follow the four digits of a year, besides 年."""
_BEHIND_A_YEAR = {
    grammar.FULL: " 元" + "".join(_DIGITS + _NUMERALS),
    grammar.LOOSE: "".join(_DIGITS),
    grammar.IMPOSSIBLE: " 第" + "".join(_DIGITS + _NUMERALS),
    grammar.SPAN: " 度" + _DASHES,
    grammar.SHARED: "",
    grammar.TOGETHER: "、和",
    grammar.DOTTED: "".join(_DIGITS),
    grammar.OCCASION: "".join(word[0] for word in (*_SIGNS, *_FEASTS, *_TERMS)),
    grammar.LUNAR: " 的农阴旧夏正腊冬闰大" + "".join(_DIGITS + _NUMERALS),
}
"""For each pattern, the characters that may follow 年; a pattern that is not listed allows any character."""
_NO_OCCASION = "，。；、：:底内月半"
"""Characters with which the name of an occasion cannot begin."""
BEHIND_A_YEAR = frozenset("".join((*_BEHIND_FIGURES.values(), *_BEHIND_A_YEAR.values(), _NO_OCCASION)))
"""All characters that `goes_on_with` tests behind the four digits of a year or behind its 年."""


def begins_with(pattern: re.Pattern[str], word: str) -> bool:
    """Return True if a match of `pattern` may begin with `word`, a match of `TRIGGER`."""
    begins = BEGINS[pattern]
    return word in begins if word in CENTURIES else any(map(word.startswith, begins))


def goes_on_with(pattern: re.Pattern[str], sign: str, *, year: bool) -> bool:
    """Return True if in a match of `pattern` the character `sign` may follow the four digits of a year.

    If `year` is True, return True if `sign` may follow 年 instead.
    """
    if not year:
        return sign in tuple(_BEHIND_FIGURES.get(pattern, ""))
    if pattern is grammar.UNKNOWN:
        return sign not in tuple(_NO_OCCASION)
    return pattern not in _BEHIND_A_YEAR or sign in tuple(_BEHIND_A_YEAR[pattern])


# What must follow the commonest of those words, so that few of them are tried in vain.
_LENGTH_AHEAD = r"(?=[{0}]{{0,2}}(?:[-—~到至、和]{{1,2}}[{0}]{{1,3}})?(?:[年月季日天周]|个[月季星自]{1}))"
_NUMBER = "[0-9一二两三四五六七八九十]"
_AHEAD = {
    **dict.fromkeys(_SIGNS, "(?=[十五六七八春国元中端清教儿劳])"),
    **dict.fromkeys(("近", "过去", "最近"), f"(?={_NUMBER}{{1,3}}[年个])"),
    **dict.fromkeys(("用", "利用", "通过"), f"(?=(?:{_NUMBER}|[未今半暑寒]))"),
}


def _tails(first: str) -> str:
    """Return a pattern of the rest of all words of `BEGINS` that begin with `first`; "" if there is no such word."""
    tails = [
        word[1:] + _AHEAD.get(word, "") for word in WORDS if word[0] == first and (len(word) > 1 or word in _AHEAD)
    ]
    return f"(?<={first})(?:{'|'.join(tails)})" if tails else ""


def _all_tails(firsts: str) -> str:
    return "|".join(filter(None, map(_tails, firsts)))


_FIRSTS = "".join(dict.fromkeys(word[0] for word in WORDS))
_LETTERS = "".join(first for first in _FIRSTS if first not in _DIGITS and first not in _NUMERALS)
_ALONE = "".join(word for word in WORDS if len(word) == 1)
_SECONDS = "".join(dict.fromkeys(word[1] for word in WORDS if len(word) > 1 and word[0] in _LETTERS))
_COMMON = "今年“第月去上半明全"
"""The most common first characters of these words, which are tried first."""
_OF_LETTERS = _all_tails("".join(dict.fromkeys(_COMMON + _LETTERS)))
_OF_NUMERALS = f"{_all_tails(''.join(_NUMERALS))}|{_LENGTH_AHEAD.format(''.join(_NUMERALS), '|[·•・ ]?五')}"
_OF_DIGITS = f"(?:(?<=1)9|(?<=2)0)(?=[0-9]{{2}})|(?<![0-9][0-9]){_LENGTH_AHEAD.format('0-9', '')}"
TRIGGER = lazy_pattern(
    f"[{_FIRSTS}](?:(?<=[^0-9])(?:(?:(?<=[{_ALONE}])|(?=[{_SECONDS}]))(?:{_OF_LETTERS})"
    f"|(?<=[{''.join(_NUMERALS)}])(?:{_OF_NUMERALS}))|(?<=[0-9])(?:{_OF_DIGITS}))"
)
"""Matches the first characters of a word of `BEGINS`, where a date may begin.

In a sequence of digits, a date can begin at the first digit. If a mistyped digit precedes a year (22021年), it can also
begin at the first two digits of the year.
"""
