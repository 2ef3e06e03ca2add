"""Read who made the proposal: the persons that the letter addresses, or those that the letter or a form names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarise.annotate.line_kinds import BODY_KIND
from summarise.annotate.page import Page
from summarise.lazy_pattern import lazy_pattern

__all__ = ["named_proposers", "proposers"]

_WHO = lazy_pattern(
    r"^(?:函|致(?!公)|尊敬[的地]?|敬爱的)*(?:[省市县区]?政协委员|[省市县区]?人大代表"
    r"|[省市县区州旗](?:政协|人大)(?=[\u4e00-\u9fff]{2,4}(?:委员|代表)(?!会)))?(.*?)(?:等)?(?:[\d一二两三四五六七八九十]+[名位])?(?:[省市县区]?(?:人大|政协))?"
    r"(?:代表(?!团)|委员|副?(?:主席|主任|会长))?(?:们|同志|先生|女士)?(?:[:：，,]?[您你]们?好)?[:：]?$"
)
_PROPOSED_BY = (
    lazy_pattern(
        r"(?:关于|[就对将由])\s*([\u4e00-\u9fff]{2,16}?(?:委员会|[省市县区]委会?|联合会|工商联|妇联|总工会|支部|界别))"
        r"(?=(?:集体)?(?:所提|提出)的?(?:《|“|关于))"
    ),
    lazy_pattern(
        r"(?:政协委员|人大代表)([\u4e00-\u9fff]{2,3})(?:同志|代表|委员)?(?=(?:在[^，。；\n]{2,30})?(?:关于|(?:联名)?提出|提交|《))"
    ),
    lazy_pattern(
        r"(?:^|\n|[，,])\s*((?:[\u4e00-\u9fff]{2,12}[、,，]){2,}[\u4e00-\u9fff]{2,12}?)(?:等(?:\d+[名位])?)?(?:政协)?(?:委员|代表)(?:在|所)?提出"
    ),
    lazy_pattern(
        r"(?:(?:^|转来的?|[，。:,\n])\s*(?:根据|现?[将就])?|将|就|根据)\s*((?:[\u4e00-\u9fff]{2,4}、)*[\u4e00-\u9fff]{2,4}?)(?:等(?:\d+[名位])?)?(?:政协)?(?:委员|代表)(?!团)"
        r"(?=[^，。；\n]{0,40}(?:提出|《|[“\"])|针对)"
    ),
)
_LABELLED = lazy_pattern(
    r"(?:提 ?案 ?[者人]|提 ?出 ?人|建 ?议 ?人|提(?:出)?建议代表|领衔代表|领衔人"
    r"|(?:代表|委员)(?:姓名|提案者))(?:姓名)?[\s:|]+"
    r"((?:[\u4e00-\u9fff·*×○]{2,12}[、,， ]{1,3})*[\u4e00-\u9fff·*×○]{2,12})(?![\u4e00-\u9fff]{0,8} ?:)"
)
"""Names behind a label such as 提案人 in a form."""
_JOINED_LABEL = lazy_pattern(r"联名人[\s:|]+((?:[\u4e00-\u9fff·]{2,4}[、,， ]{1,3})*[\u4e00-\u9fff·]{2,4})")
_AND_OTHERS = lazy_pattern(r"等(?:[\d一二三四五六七八九十]+[名位])?(?:人大)?(?:代表|委员)")
_OTHERS = lazy_pattern(r"等(?:\d+|[一二两三四五六七八九十]+)?[名位人]?$")
_NO_NAME = lazy_pattern(r"[届号]|会议|日期|时间|单位|内容|标题|[案议]$|性别|电话|联名人|类别|结果|情况")
_LABEL = lazy_pattern("(?:结果|情况|内容|意见)$")
"""A label of a form that reads like a salutation: 办理结果：."""
_SHARES_A_NAME = lazy_pattern(rf"^[^、,，]*(?:{BODY_KIND}|联合会|联)$")
"""The name of a single body, which may contain 和."""
_HIDDEN = lazy_pattern(r"^[XxＸ×*○]+$")
"""A name that the page replaced completely by signs such as ×."""
_BETWEEN_NAMES = lazy_pattern(
    r"[、,，]+|(?:委员|代表)?并转|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})|(?<=^[\u4e00-\u9fff]{2})并(?=[\u4e00-\u9fff]{2})|\s+"
)
_NOBODY = ("各位", "等")


def proposers(page: Page) -> list[str]:
    """Return the persons or bodies that the salutation of `page` addresses, without the words 委员 and 代表."""
    written = re.sub(r"\(.*?\)|\\|[您你]们?好.?$", "", page.salutation().strip("*# |•·-")).strip(":，,；;。 ")
    found = _WHO.match(written)
    names = [
        re.sub(r"(?:(?:人大)?(?:代表(?!团)|委员|领衔)|等[\d一二两三四五六七八九十]*[名位]?人?)+$", "", name)
        for name in _parted(found[1].strip() if found else "")
        if name not in _NOBODY and not _HIDDEN.match(name)
    ]
    named = _in_a_form(page)
    return named if names and set(names) < set(named) else [name for name in names if not _LABEL.search(name)]


def _parted(names: str) -> list[str]:
    if _SHARES_A_NAME.match(names):
        return [names]
    return _join_spaced([name.strip() for name in _BETWEEN_NAMES.split(names) if name.strip()])


def named_proposers(page: Page) -> list[str]:
    """Return the proposers named in the opening (吴晓岚委员在…提出的), or else in a form on the page (提案人：…)."""
    for part in (page.before_the_answer, page.answer_begins):
        found = next(filter(None, (pattern.search(part) for pattern in _PROPOSED_BY)), None)
        if names := _people(re.split("[、,，]", found[1])) if found else []:
            return names
    return _in_a_form(page)


def _in_a_form(page: Page) -> list[str]:
    for part in (page.head, page.before_the_answer):
        if found := _LABELLED.search(part):
            joined = _JOINED_LABEL.search(part)
            return _people(re.split(r"[、,， ]+", f"{found[1]}、{joined[1]}" if joined else found[1]))
    return []


def _people(names: Iterable[str]) -> list[str]:
    bare = (_OTHERS.sub("", name) for name in names)
    return [name for name in bare if len(name) > 1 and not _NO_NAME.search(name)]


def _join_spaced(names: list[str]) -> list[str]:
    """Join two neighbouring names of one character each.

    A name of two characters is often printed with a space in it.
    """
    joined: list[str] = []
    for name in names:
        if joined and len(name) == 1 and len(joined[-1]) == 1:
            joined[-1] += name
        else:
            joined.append(name)
    return joined
