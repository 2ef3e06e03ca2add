"""Recognise numbers that are part of a name, an ordinal, an identifier or an enumeration, and no quantities."""

from __future__ import annotations

import re

from summarise.annotate.comparators import comparator_before
from summarise.annotate.idioms import is_idiom
from summarise.annotate.measure_words import COUNTS
from summarise.annotate.numbered_places import names_a_part
from summarise.annotate.numeral import Numeral
from summarise.annotated import NumberKind, NumberToken
from summarise.lazy_pattern import lazy_pattern

__all__ = ["in_a_short_quote", "is_named", "kind_of_name", "may_count_a_list", "named_spans"]

_OF_A_DOCUMENT = r"(?:19|20)\d\d[〕\]】)] ?第?\d+ ?号"
_TITLES = lazy_pattern(
    r"《[^《》\n]{1,80}》|https?://[\w./?=&%#-]+|"
    + "|".join(re.escape(bracket) + _OF_A_DOCUMENT for bracket in "〔[【(")
)
"""Titles of documents, web addresses and document numbers; numbers inside them are parts of names."""

_ORDINAL = lazy_pattern(r"(?:第 ?|(?<![目日年月底期提当眼以节之此先])前 ?|[Nn][Oo][. ]?)$")
_BEFORE_AN_ORDINAL = frozenset("第前其之 oO.")
_BUILT = frozenset("座处所条套台辆栋幢间盏亩") | {"公里"}
"""Measure words before which 前5 need not mean "the first five".

In 2026年前5座, 前 may belong to 2026年前 ("by 2026").
"""
_SIDE = lazy_pattern(r"[其之] ?$")
_GLUED_BEFORE = lazy_pattern(r"[A-Za-z_#\[〔【\\]-?$")
_FIRST_IDEOGRAPH = "\u4e00"
_ACRONYM = lazy_pattern(r"(?<![A-Za-z-])[A-Z]{3,}$")
_LETTER_FOR_ONE = lazy_pattern(r"(?<![A-Za-z])[lI]$")
"""A letter in place of the digit 1 in front of the other digits: l00张."""
_RELEASE = lazy_pattern(r"[1-9]\.0$")
_GLUED_AFTER = lazy_pattern(
    r"A{2,5}级?|\+?[A-Z](?![A-Za-z])|[〕\]】]|-[A-Za-z]|路(?:公交|车)|国道|省道|热线|平台|车道|世纪"
)
_NUMBERED = lazy_pattern(r" ?(?:号|届)")
_LIST_COUNT = lazy_pattern(
    r" ?(?:大|个?方面|点(?:建议|意见|问题|要求|工作)?|条(?:建议|意见|措施)|[个项](?:建议|意见|问题|重点|环节"
    r"|确立|维护|意识|自信|代表(?=重要|思想)|全面(?=战)|务必|一批(?!次)|层面|维度|部分|要点|关键|阶段|坚持|转变|统一|优先|到位))"
)
_NAME_AFTER = lazy_pattern(
    r"级(?!以上|及以上)|强(?![化县])|版|热线|专线|报警|时代|工程(?!师)|行动|计划|战略|格局|新政|周年|年规划|年行动"
)
_OF_A_SYSTEM = ("年", "小时", "人")
_SYSTEM = lazy_pattern(
    r"制(?![造定订作])(?:$|[^\u4e00-\u9fff]|[的和与及或班学]|[\u4e00-\u9fff]{0,6}(?:球|场地|运动场|联赛|学校)"
    r"|比赛|教育|[大中]专|[高中]职|[本专]科)"
)
"""The system of a game or a school (5人制足球, 三年制中职), and not a verb behind what is counted: 培训50人制茶."""
_SEATS = lazy_pattern(
    r"(?:级|以[上下]|及|的|[小中大]型|新能源|纯?电动|豪华){0,3}"
    r"(?:[大中小]巴|客车|轻客|商务车|面包车|轿车|校车|观光车|电瓶车|接驳车|越野车|旅游车|救护车)"
    r"(?![\u4e00-\u9fff]{0,6}(?:[站场间库棚位桩厂点亭]|中心|基地))"
)
"""What holds as many people as the number in front of 座 says: 中巴车 in 12座中巴车."""
_OF_A_CIRCLE = ("分钟", "小时", "公里")
_CIRCLE = lazy_pattern(r"[^，。；、：\d\n]{0,8}(?<!商)圈")
_SEEN = lazy_pattern("(?:高清)?(?:监控|视频|摄像头?|探头|图像|信号|语音|卡口|球机|枪机)(?:画面|资源|点位)?")
"""Words near 路 that show that 路 counts channels of signals, and does not name a bus line: 监控12路."""
_OF_A_ROAD = frozenset("口村边段旁沿夹并")
_LONGEST_LIST = 100
_FEWER = lazy_pattern("(?:压[缩减]|减少|精简|取消|合并|削减|项、)$")
"""Words in front of a number of points that are done away with, and not listed: 减少2个环节."""
_LISTS_BEGIN = frozenset(" 大个方点条项")
_NAMES_BEGIN = frozenset("级强版热专报时工行计战格新周年")
"""The first characters of the words in `_NAME_AFTER`."""
_QUOTE_PAIRS = {"“": "”", '"': '"', "‘": "’", "「": "」", "『": "』", "《": "》"}
_OPEN_QUOTE = lazy_pattern(r"([“\"‘「『《])[^“\"‘「『《”’」』》。；\n]*$")
_QUOTE_REACH = 14
_OF_TIME = ("年", "月", "日", "天", "周", "小时", "分钟")
_SETS_OUT = lazy_pattern(
    r"(?:新[建增改设]|改[建造水厕厨]|建[成设]|培训|安装|投放|发放|举办|完成|增设|招聘|帮扶|[植栽]树|造林)[^，。；、\d]{0,10}$"
)
"""A verb in a quotation, with what is done to how many: 新建泊位 in “新建泊位80个”."""
_NEVER_A_NAME = ("%", "元", "个百分点")


def named_spans(folded: str) -> list[NumberToken]:
    """Return the titles of documents, document numbers and web addresses in `folded`, in order.

    `folded` is text normalised by `fold`. Numbers and dates in such names are not read as quantities or dates.
    """
    return [
        NumberToken(*match.span(), "name" if folded[match.start()] in "《h" else "document_number")
        for match in _TITLES.finditer(folded)
    ]


def kind_of_name(folded: str, begin: int, numeral: Numeral, unit: str, end: int) -> NumberKind | None:
    """Return the kind of a `numeral` that only looks like a quantity (name, ordinal, …); None if it may be a quantity.

    `folded` is text normalised by `fold`; in front of `begin`, the end of the previous token, it is not considered.
    `unit` is the numeral's unit ("" for none), and `end` the end of its unit and comparator.
    """
    start = numeral.start
    before = folded[max(begin, start - 5) : start]
    if before[-1:] in _BEFORE_AN_ORDINAL and (_ORDINAL.search(before) or (not unit and _SIDE.search(before))):
        return "unread" if unit in _BUILT and folded[start - 2 : start] == "年前" else "ordinal"
    if (
        may_count_a_list(folded, numeral.end)
        and _counts_a_list(folded, numeral)
        and not _FEWER.search(folded, max(0, start - 5), start)
    ):
        return "listed"
    if (
        is_named(folded, unit, end, spelled=numeral.chinese)
        or in_a_short_quote(folded, start, end)
        or names_a_part(folded, start, unit, end)
    ):
        return "name"
    if unit == "路" and not _counts_lines(folded, before, numeral, end):
        return _of_a_road(folded, numeral, end)
    if unit == "年" and (folded.startswith("代", end) or not _is_duration(folded, start, numeral.end, end)):
        return "date"
    return (
        _kind_of_word(folded, numeral, unit, end)
        if numeral.chinese
        else _kind_of_code(folded, before, numeral, unit, end)
    )


def _of_a_road(folded: str, numeral: Numeral, end: int) -> NumberKind:
    """Return the kind of a number before 路 that may name a road or bus line.

    Digits (12路) are "unread". A Chinese numeral is an "idiom", that is, part of a word (三路, 两路口).
    """
    of_a_word = folded[numeral.start] != "两" or folded[end : end + 1] in _OF_A_ROAD
    return "idiom" if numeral.chinese and of_a_word else "unread"


def _counts_lines(folded: str, before: str, numeral: Numeral, end: int) -> bool:
    """Return True if 路 counts bus lines or signals.

    Return False if it may be part of a name of a bus line or road (12路, 三路).
    """
    if numeral.scale != 1 or numeral.says or folded[end - 1] != "路":
        return True
    if comparator_before(folded, numeral.start)[1] is not None:
        return True
    return bool(_SEEN.search(before) or _SEEN.match(folded, end)) and not numeral.chinese


def is_named(folded: str, unit: str, end: int, *, spelled: bool) -> bool:
    """Return True if `folded` at `end`, behind a number and its `unit`, makes the number part of a name: 三年行动.

    `spelled` says that the number is written in characters. Digits with a measure word count things: 28个工程.
    """
    if unit in _OF_A_SYSTEM and _SYSTEM.match(folded, end):
        return True
    if unit in _OF_A_CIRCLE and _CIRCLE.match(folded, end):
        return True
    if unit == "座" and _SEATS.match(folded, end):
        return True
    begins = folded[end : end + 1] in _NAMES_BEGIN and unit not in _NEVER_A_NAME
    if begins and not spelled and unit in COUNTS and not unit.endswith(_OF_TIME):
        return False
    return begins and _NAME_AFTER.match(folded, end) is not None


def may_count_a_list(folded: str, end: int) -> bool:
    """Return True if the normalised text `folded` at `end`, behind a number, names points of the letter: 五大方面."""
    return folded[end : end + 1] in _LISTS_BEGIN and _LIST_COUNT.match(folded, end) is not None


def _counts_a_list(folded: str, numeral: Numeral) -> bool:
    """Return True if the numeral is a small whole number that counts points listed in the letter: 以下五大方面."""
    if numeral.value >= _LONGEST_LIST or numeral.scale != 1 or numeral.upper or numeral.says:
        return False
    if numeral.value != int(numeral.value):
        return False
    found = _LIST_COUNT.match(folded, numeral.end)
    return found is not None and (numeral.end - numeral.start == 1 or not found.group().endswith("到位"))


def _kind_of_word(folded: str, numeral: Numeral, unit: str, end: int) -> NumberKind | None:
    return "idiom" if is_idiom(folded, numeral, unit, end) else None


def _kind_of_code(folded: str, before: str, numeral: Numeral, unit: str, end: int) -> NumberKind | None:
    """Return the kind of digits that are part of a code, a document number, a time of day or an age; else None."""
    start = numeral.start
    if not unit and _NUMBERED.match(folded, numeral.end):
        return "ordinal"
    if before[-1:] < _FIRST_IDEOGRAPH and _GLUED_BEFORE.search(before):
        measured = unit not in COUNTS and unit != "" and _ACRONYM.search(before)
        return "unread" if measured or (unit and _LETTER_FOR_ONE.search(before)) else "name"
    if not unit and (_GLUED_AFTER.match(folded, numeral.end) or _RELEASE.match(folded, start, numeral.end)):
        return "name"
    return "idiom" if _is_clock_or_age(folded, numeral, unit, end) else None


def in_a_short_quote(folded: str, start: int, end: int) -> bool:
    """Return True if the characters `start` to `end` of `folded`, normalised text, are in a short quotation: “315”体系.

    Such a quotation is a name, unless a verb in it says what is to be done: “新建泊位80个”.
    """
    found = _OPEN_QUOTE.search(folded, start - _QUOTE_REACH + 1, start)
    if found is None or _SETS_OUT.search(folded, found.end(1), start):
        return False
    return folded.find(_QUOTE_PAIRS[found[1]], found.end(), found.start() + 1 + _QUOTE_REACH) >= end


_OF_A_CLOCK = lazy_pattern("[0-9一二三四五六七八九十][时点:]$")
_STATE = lazy_pattern(r"[达到至为延缩短长龄命低高均]$")
_OF_A_SERVICE = lazy_pattern(
    "(?:[^，。；、\\d\n]{0,4})(?:书房|书吧|图书馆|便利店|药房|药店|门诊|服务|值守|值班|营业|开放|热线|自助|巡查|在线|监控|运行)"
)
"""What is open round the clock: 书房 in 改造为24小时书房."""
_LASTING = lazy_pattern(
    r"(?:[达到至为延缩短长龄命低高均]|[少低高多大小]于|超过|至[少多]|最多|不足|[工周质寿营任保同为]期|期限|年限|期为?约)$"
)


def _is_clock_or_age(folded: str, numeral: Numeral, unit: str, end: int) -> bool:
    start, number_end = numeral.start, numeral.end
    if unit in ("岁", "周岁"):
        return not (_STATE.search(folded[start - 1 : start]) or "." in folded[start:number_end])
    if unit == "小时" and folded[start:number_end] == "24":
        limited = end > number_end + len(unit)  # 24小时内 is a limit, 24小时 alone is round the clock
        if _OF_A_SERVICE.match(folded, end):
            return True
        return not limited and not _STATE.search(folded[start - 1 : start])
    if unit in ("分", "秒", "时") and _OF_A_CLOCK.search(folded, start - 2, start):
        return True
    return unit == "度" and folded[start - 2 : start].endswith("年")


def _is_duration(folded: str, start: int, number_end: int, end: int) -> bool:
    """Return True if a number with 年, such as 3年, is a length of time, not a year or a past period."""
    if number_end - start >= len("2020"):
        return False
    compared = folded[end - 2 : end] in ("以上", "左右", "以内", "以下")
    return compared or bool(_LASTING.search(folded[max(0, start - 2) : start]))
