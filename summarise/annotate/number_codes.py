"""Recognise numbers that are codes, by shape or by the words in front: telephone numbers, times, versions, voltages."""

from __future__ import annotations

import re

from summarise.annotate.measure_words import unit_at
from summarise.annotated import NumberKind
from summarise.lazy_pattern import lazy_pattern

__all__ = ["kind_of_code", "letters_for_noughts"]

_PHONE = lazy_pattern(
    r"(?:86[- ]?)?(?:0[1-9][0-9]{1,2}[-—) ]?[1-9][0-9]{6,7}|[48]00-?[0-9]{3}-?[0-9]{4}|1[3-9][0-9]{9})"
    r"(?:(?:[-—转]|、|/)[0-9]{1,8})*(?![0-9])"
)
_CALLED = lazy_pattern(r"(?:电话|热线|手机|传真|拨打|致电|邮编|邮政编码|电 话)(?:号码)?[^\n，。；\u4e00-\u9fff]{0,4}$")
_REGISTERED = lazy_pattern(r"(?:编号|案号|文号|索引号|流水号|代码|证号|序号|提案|建议|楼号|房号|门牌) ?(?:为|是|:)? ?$")
_LINE_NUMBER = lazy_pattern(r"[0-9]{3,12}(?:[-—/、][0-9]{3,12})*(?![0-9.,%万亿千百个家元余多])")
_CLOCK = lazy_pattern(
    r"(?:[01]?[0-9]|2[0-4]):[0-5][0-9](?::[0-5][0-9])?(?:[-—~至到]{1,2}(?:次日)?[0-2]?[0-9]:[0-5][0-9])*(?![0-9:.%])"
)
_OF_A_CLOCK = lazy_pattern(r"(?:午|晨|晚|夜|时间|每天|每日|周.|[日号]|早|时段|起) ?$")
_OF_A_RATIO = ("为", "至", "到", "由", "比", "比例", "是")
_ROUND_THE_CLOCK = lazy_pattern(r"[57] ?[×xX*] ?(?:24|8|12)(?: ?小时|(?=[，。、；)”]|$|服务|不间断|值|全天|的))")
_VERSION = lazy_pattern(r"[0-9]+(?:\.[0-9]{1,9}){2,}(?![0-9.]|[万亿元%])")
_COUNTED = r"(?:[元人户亩家所条名项座处张台套间吨米%]|个(?!性)|公里|平方米)"
"""Units that show that a number with a mistyped letter in it is a quantity."""
_MISTYPED = lazy_pattern(
    rf"(?<![A-Za-z])[0-9]+(?:\.[0-9]+)?(?:[Oo][0-9OoIl]*[万亿]?|[wWkK] ?)(?:{_COUNTED}|[万亿])"
    r"|[0-9]+(?:\.[0-9]+)?w[+余多]"
)
"""A number with a letter in place of a zero or a multiplier: 1O个, 35k元, 10w+."""
_BANDWIDTH = lazy_pattern(r"[0-9]{2,6}(?:\.[0-9]{1,4})?[GMT](?=以[上内]|[，。；、)/]|$)")
_OF_A_BANDWIDTH = lazy_pattern(r"(?:带宽|速率|容量|[至到达为超])$")
"""Words in front of digits with G, M or T that show that these state a bandwidth: 带宽扩容至100G."""
_LETTERS_IN_FRONT = lazy_pattern(rf"(?<![A-Za-z0-9])[Oo]{{1,4}}[0-9]{{0,6}}(?:\.[0-9]{{1,4}})?[万亿]?{_COUNTED}")
_SCHEME = lazy_pattern(
    r"[0-9]+(?:\+[0-9A-Za-z一二三四五六七八九]{1,9})*\+(?:[A-Za-z]|多(?![0-9]))"
    r"|[0-9]+(?:\+[0-9]{1,9})*(?:体系|模式|格局|布局|行动|工程(?!师)|机制|计划)"
)
_YEARS = lazy_pattern(
    r"(?:19|20)[0-9]{2}(?:[-—~、/](?:(?:19|20)[0-9]{2}|[0-9]{2}))*(?![0-9.,])(?:年|学年|[-—]?(?=[)）]))"
)
_MASKED = lazy_pattern(
    rf"[0-9]{{0,7}}[*＊]{{2,}}[0-9]{{2,6}}(?![0-9]*\*\*|[0-9余多]*[万亿千百]*{_COUNTED})"
    rf"|[0-9]{{3,7}}[*＊]{{2,}}(?![余多]?[万亿千百]*{_COUNTED})"
)
"""A number with signs left out; in front of a unit, the stars may be the marks of bold type around a quantity."""
_YEAR_LEFT_OPEN = lazy_pattern(r"(?:19|20)[×xX*○Xx]{2}年?")
_TIME = lazy_pattern(
    r"(?:[01]?[0-9]|2[0-4])(?:时(?![代速限])(?:[0-5]?[0-9]分|半|整)?|点(?:[钟整半](?!导)|[0-5][0-9]分?(?![0-9万亿千百%])))"
)
_VOLTAGE = lazy_pattern(
    r"[0-9]+(?:\.[0-9]+)?(?:[(/、和][0-9]{1,4}(?:\.[0-9]{1,2})?\)?){0,9}(?:千伏(?!安)|[kK][vV](?![A-Za-z]))"
)
_ITEM = lazy_pattern(r"[0-9]{1,2}(?:、|[.](?![0-9])|\)) ?(?=[\u4e00-\u9fff“《(]|$)")
_ROW = lazy_pattern(r"[0-9]{1,3}(?= \| )")
"""The row number at the beginning of a table row."""
_HOTLINES = lazy_pattern(
    r"(?:1[0-9]{2,4}|9[56][0-9]{3,4})(?:[、和](?:1[0-9]{2,4}|9[56][0-9]{3,4})){1,9}"
    r"(?=[一二两三四五]?[条个]?(?:热线|平台|电话|服务))"
)
_HOUSE = lazy_pattern(r"[0-9]+(?:(?:[-—~、之][0-9]{1,4}){1,9}号|[栋幢座](?=[0-9]{1,4}(?:单元|号|室|楼|门))|单元|号楼)")
_MODEL = lazy_pattern(
    r"[0-9]+(?:型|代(?!表)|号|线(?![上下])|团(?![队体组委])|连(?![续接通锁])|(?![mgt](?![A-Za-z]))[a-z](?![A-Za-z0-9])|路(?:公交|车)|国道|省道|县道)"
)
_PART_OF_A_DATE = lazy_pattern(
    r"[0-9]{1,2}(?:月|季度)|(?:3[01]|[0-2]?[0-9])日(?!均|内|以内|之内|(?:缩短|压缩|压减|减少|延长)[至到为])"
)
_ROUTE = lazy_pattern("[0-9]+路(?:公交|车)")
"""Digits with 路公交 or 路车, which either name a bus line or count bus lines."""
_SO_MANY_ROUTES = lazy_pattern(
    "(?:不[少低]于|超过|多于|[至最][多少]|新[增开设辟]|增[加设开辟]|再[开增]|开通|投[放用])(?:[^，。；、0-9]{0,4})$"
)
"""Words in front of such a number that show that it counts bus lines."""
_SO_MANY_DAYS = lazy_pattern(
    "(?:超过|多于|少于|低于|不足|[至最][多少]|满|(?:延长|缩短|压缩|压减|减少|精简)[至到为]?|为期|历时|长达|[共达])$"
)
"""Words in front of a number and 日 that show that it is a length of time, not a day of a month."""
_AFTER_A_PAUSE = frozenset("\n 。；，：:;(、—")
_REACH = 12
_CONTEXTS: tuple[tuple[re.Pattern[str], NumberKind], ...] = ((_CALLED, "telephone"), (_REGISTERED, "document_number"))
_SHAPES: tuple[tuple[re.Pattern[str], NumberKind], ...] = (
    (_MISTYPED, "unread"),
    (_PHONE, "telephone"),
    (_ROUND_THE_CLOCK, "idiom"),
    (_MASKED, "telephone"),
    (_YEAR_LEFT_OPEN, "date"),
    (_TIME, "idiom"),
    (_VOLTAGE, "name"),
    (_HOTLINES, "telephone"),
    (_HOUSE, "name"),
    (_MODEL, "name"),
    (_PART_OF_A_DATE, "date"),
    (_VERSION, "name"),
    (_SCHEME, "name"),
    (_YEARS, "date"),
)
_PLAIN = lazy_pattern(r"[0-9]{1,6}(?:\.[0-9]{1,4})?(?=[%个家项万亿元亩名人处条座所公台套户余多米吨])")
"""Simple numbers with a common unit, which are never codes; they are excluded first, for speed."""


def letters_for_noughts(folded: str, at: int, stop: int) -> int | None:
    """Return the offset behind a number that begins at `at` with the letter O in place of 0 (O5个, OO个); else None.

    `folded` is text normalised by `fold`; from `stop` on, it is not read.
    """
    found = _LETTERS_IN_FRONT.match(folded, at, stop)
    return found.end() if found else None


def kind_of_code(folded: str, begin: int, at: int, stop: int) -> tuple[NumberKind, int] | None:
    """Return the kind of the code whose digits begin at `at`, and the offset behind it; None for an ordinary number.

    The rules use its shape and the words between `begin` and `at`. `folded` is text normalised by `fold`; from `stop`
    on, it is not read.
    """
    if _PLAIN.match(folded, at, stop):
        return None
    before = folded[max(begin, at - _REACH) : at]
    for pattern, kind in _SHAPES:
        if found := pattern.match(folded, at, stop):
            lasts = pattern is _PART_OF_A_DATE and found[0][-1] == "日" and _SO_MANY_DAYS.search(before)
            counts = _ROUTE.match(folded, at) is not None and _SO_MANY_ROUTES.search(before)
            return None if lasts or counts else (kind, found.end())
    if (clock := _CLOCK.match(folded, at, stop)) and _tells_the_time(clock.group(), before):
        return "idiom", clock.end()
    if item := _item(folded, before, at, stop):
        return "enumerator", item.end()
    if (bandwidth := _BANDWIDTH.match(folded, at, stop)) and _OF_A_BANDWIDTH.search(before):
        return "unread", bandwidth.end()
    return _in_context(folded, before, at, stop)


def _in_context(folded: str, before: str, at: int, stop: int) -> tuple[NumberKind, int] | None:
    """Return the kind and end of a number that the words before it make a code: 电话, 编号."""
    if (line := _LINE_NUMBER.match(folded, at, stop)) and unit_at(folded, line.end()) is None:
        for pattern, kind in _CONTEXTS:
            if pattern.search(before):
                return kind, line.end()
    return None


def _item(folded: str, before: str, at: int, stop: int) -> re.Match[str] | None:
    """Return the match of a list item's number, or of the number at the beginning of a table row; else None."""
    item = _ITEM.match(folded, at, stop) if not before or before[-1] in _AFTER_A_PAUSE else None
    return item or (_ROW.match(folded, at, stop) if folded[at - 1 : at] in ("", "\n") else None)


def _tells_the_time(clock: str, before: str) -> bool:
    """Return True if a number like 9:15 is a time of day and not a ratio."""
    told = (
        (len(clock) > len("10:30") and not before.endswith(_OF_A_RATIO))
        or clock.startswith("0")
        or clock.endswith((":00", ":30"))
    )
    return told or _OF_A_CLOCK.search(before) is not None
