"""Recognise dates that say nothing of when the act of a sentence takes place.

Such a date is only a base of comparison (比2022年增长), or says which things are meant (2000年以前建成的小区).
"""

from __future__ import annotations

from summarise.annotated import AnnotatedDocument, DateExpression
from summarise.engines.rules.acts import begins_with_an_act
from summarise.lazy_pattern import lazy_pattern

__all__ = ["NO_TERM", "is_compared_with", "is_only_a_base", "says_which"]

NO_TERM = ("同", "每", "任意", "已", "已经", "曾")
"""Words in front of a span of time that does not end at a day ahead: 同一周内, 已用两年时间."""
_COMPARES = ("较", "比", "相较于", "相比于", "相对于")
_COMPARED = lazy_pattern(r"(?:(?<![占配环同对])比|(?<!比)较|相较于|相[比对]于)$")
_BUILT_ON = lazy_pattern(r"(?:底|末)?的?(?:基础|水平)上")
_LAST_YEAR = ("去年", "上年", "上一年")
_REACH = 3
_LED_TO = lazy_pattern(
    r"(?:达到?|提[高升]到?|[增降]至|增加|突破|增收|控制在|下降|降低|减少|新增|新建|改造|完成)[^，。；0-9]{0,6}[0-9.]+"
)
"""A verb with the number that it leads to."""
_DIGIT = lazy_pattern("[0-9]")
_MADE_BY_THEN = lazy_pattern(
    "(?:建成|建造|建设|竣工|投用|交付|修建|登记|注册|出生|安装|购置|铺设|投运)[^，。；、已]{0,6}的(?![，。；])"
)
_TIMES_AS_MUCH = lazy_pattern(r"(?:[^，。；\d]{0,6}的)?[0-9.一二两三四五六七八九十]{1,5}倍")


def says_which(annotated: AnnotatedDocument, found: DateExpression) -> bool:
    """Return True if `found`, a date in `annotated`, says which things are meant.

    Examples are 2000年以前建成的小区 and, of a past year, 2012年安装的路灯.
    """
    gone = annotated.metadata.reference and found.by and found.by < annotated.metadata.reference
    limits = annotated.folded_quote(found)[-1] == "前" or gone
    return bool(limits and _MADE_BY_THEN.match(annotated.folded, found.end))


def is_only_a_base(annotated: AnnotatedDocument, found: DateExpression, before: str) -> bool:
    """Return True if `found` is only a base of comparison (较2020年下降) or says which things are meant (`says_which`).

    `found` is a date in `annotated`, and `before` is the text of the sentence in front of it. If `before` contains a
    digit, return False, because the sentence then reports a number: 冰场80块，比2015年增长30%. But if a verb leads to
    that number, which then may still be reached, return True: 覆盖率达到85%，比2020年提高12个百分点. So it is for
    the last year if the sentence begins with an act: 推广测土配方施肥90万亩，用量较上年减少2%.
    """
    if says_which(annotated, found) or _is_multiplied(annotated.folded, found) or _is_built_on(annotated.folded, found):
        return True
    if before.endswith(("由", "从")) and annotated.folded_quote(found) in _LAST_YEAR:
        return True
    if not before.endswith(_COMPARES):
        return False
    if annotated.folded_quote(found) in _LAST_YEAR and begins_with_an_act(before):
        return True
    return not _DIGIT.search(_LED_TO.sub("", before))


def _is_multiplied(folded: str, found: DateExpression) -> bool:
    """Return True if a number is a multiple of the value at a date: 达到2023年的1.6倍."""
    leads = folded[max(0, found.start - 1) : found.start] in ("到", "至", "为")
    return leads and _TIMES_AS_MUCH.match(folded, found.end) is not None


def _is_built_on(folded: str, found: DateExpression) -> bool:
    """Return True if a date only says from what a number goes on: 在2025年前的基础上新增."""
    return _BUILT_ON.match(folded, found.end) is not None


def is_compared_with(folded: str, found: DateExpression) -> bool:
    """Return True if a date only says with what a number is compared: 比今年提高, 在今年基础上增加.

    `folded` is the normalised text of the document.
    """
    before = folded[max(0, found.start - _REACH) : found.start]
    return _is_multiplied(folded, found) or _COMPARED.search(before) is not None or _is_built_on(folded, found)
