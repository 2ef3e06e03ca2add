"""Read what a reply states about the proposal: number, session, title, topic, kind and proposers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from summarise.annotate.line_kinds import PROPOSAL
from summarise.annotate.numerals import chinese_integer
from summarise.annotate.page import Page
from summarise.annotate.proposal_session import proposal_session
from summarise.annotate.proposal_title import proposal_title
from summarise.lazy_pattern import lazy_pattern
from summarise.record import ProposalFields

__all__ = ["proposal_fields"]

_OWN_NUMBER = lazy_pattern(
    r"(?:第(?<!字[(〔\[]\d{4}[)〕\]]第) ?(?:[A-Z]?\(\d{4}\))?([A-Za-z\d]{1,20}) ?号"
    rf"|(?:(?<![\u4e00-\u9fff])编 ?号|(?:{PROPOSAL}|案)(?:编)?号?)[\s:|]*第? ?"
    r"([A-Za-z]?(?!(?:19|20)\d\d[】\]年])\d{1,8}) ?号?"
    rf"|(?<![〕\])\d])(\d{{1,20}}) ?号 ?(?:委员|代表|政协|人大)?{PROPOSAL}"
    r"|第([一二三四五六七八九十百]{1,5})号|第 ?(\d{1,5}(?:-\d{1,4}){1,2}) ?号|自编号(\d{1,5})号"
    r"|[》”]\([〔\[(]20\d\d[〕\])](\d{1,5})号\)|(?<=会议)\n(\d{1,8})\n(?=建议人|提案[人者])"
    r"|\((\d{1,5}(?:-\d{1,4}){0,2}) ?号\))"
)
_TOPIC_FRAME = lazy_pattern(
    rf"^(?:关于|關於)|(?:[及和与、]|的)?(?:几点|若干|相关|有关)?(?:建议案?|提案|议案|意见|建議|議案)(?:的{PROPOSAL})?$"
    r"|的(?:问题|問題)$"
)
_OWN_PLACE = lazy_pattern(r"^(?:进一步|在|给|对于?)(?!外|口|接)|我[省市县区镇乡国](?:的)?(?!们)")
_REQUEST = lazy_pattern(r"^(?:(?:要求|请求|恳请|建议|请(?:求)?(?:政府|上级|省上)?|尽快|将|把|予)(?![^，]{0,3}[的书]))+")
"""Words of request at the beginning of a title, in front of what is requested."""
_CARRIED_OUT = lazy_pattern(r"进行(?=[\u4e00-\u9fff]{2,4}$)")
_CONGRESS = lazy_pattern(r"人大(?![附])|人民代表大会")
_CALLED = lazy_pattern(r"[\u4e00-\u9fff]{2}(代表|委员)(?:们|同志)?(?:[:：]|《)")
_LONGEST_TOPIC = 30


def proposal_fields(page: Page, addressed: Sequence[str]) -> ProposalFields:
    """Return what titles, opening and header of `page` state about the proposal; `addressed` are its proposers."""
    title = proposal_title(page)
    sources = [*page.titles, page.opening, page.head]
    return ProposalFields(
        kind=_kind(page, title),
        number=next(filter(None, map(_number, sources)), ""),
        session=page.as_written(proposal_session(sources)),
        title=page.as_written(title),
        topic=page.as_written(_topic(title)),
        proposers=tuple(map(page.as_written, addressed)),
    )


def _kind(page: Page, title: str) -> Literal["cppcc", "npc", ""]:
    """Return the kind of the proposal by words in the titles and the opening; "" if they do not show it.

    提案, 委员 and 政协 mean "cppcc"; 议案, 代表 and 人大 mean "npc".
    """
    words = " ".join(page.titles) + page.opening
    congress, conference = _CONGRESS.search(words), "政协" in words or "政治协商" in words
    if bool(congress) != conference:
        return "npc" if congress else "cppcc"
    called = None if congress else _CALLED.search(page.opening or page.before_the_answer)
    if called and not title.endswith("提案"):
        return "npc" if called[1] == "代表" else "cppcc"
    cppcc = 3 * words.count("政协") + 2 * words.count("提案") + words.count("委员") - words.count("委员会")
    npc = (
        3 * len(re.findall(r"人大|人民代表大会", words))
        + 2 * len(re.findall(r"代表(?!大会)", words))
        + words.count("议案")
    )
    if cppcc == npc == 0:
        cppcc = page.head.count("提案") + page.head.count("政协")
        npc = page.head.count("人大") + page.head.count("建议")
    if cppcc == npc == 0:
        return ""
    return "cppcc" if cppcc >= npc else "npc"


def _number(text: str) -> str:
    for found in _OWN_NUMBER.finditer(text):
        written = next(group for group in found.groups() if group)
        if "-" in written:
            return written
        if digits := re.sub(r"\D", "", written) or str(chinese_integer(written) or ""):
            return digits
    return ""


def _topic(title: str) -> str:
    topic = _OWN_PLACE.sub("", _TOPIC_FRAME.sub("", title))
    topic = _REQUEST.sub("", _TOPIC_FRAME.sub("", topic))
    if topic.count("“") != topic.count("”") or topic[:1] + topic[-1:] == "“”":
        topic = re.sub("[“”]", "", topic)
    topic = _CARRIED_OUT.sub("", topic)
    if len(topic) <= _LONGEST_TOPIC:
        return topic
    return re.split(r"[,，;；]", topic)[0][:_LONGEST_TOPIC]
