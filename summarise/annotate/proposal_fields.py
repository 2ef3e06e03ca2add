"""Read what a reply states about the proposal that it answers: number, session, title, topic, kind and proposers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from summarise.annotate.numerals import chinese_integer
from summarise.annotate.page import Page
from summarise.record import ProposalFields

__all__ = ["named_proposers", "proposal_fields", "proposers"]

_SESSION = re.compile(
    r"((?:[\u4e00-\u9fff]{2,9}?)?(?:政协|人大|人民代表大会|人民政治协商会议)?[\u4e00-\u9fff]{0,10}?"
    r"第?[十一二三四五六七八九\d]{1,3} ?届(?:[\u4e00-\u9fff]{0,10}?)"
    r"第?[一二三四五六七八九十\d]{1,3} ?次(?:全体)?(?:会议|全会))"
)
_OF_A_SESSION = re.compile(r"届[\u4e00-\u9fff]{0,10}?第?[一二三四五六七八九十\d]{1,3} ?次(?:全体)?(?:会议|全会)")
_CONGRESS = re.compile(
    r"([\u4e00-\u9fff]{2,10}第?[十一二三四五六七八九]{1,3} ?届(?:人民代表大会|[省市县区旗州]?政协)(?=上|期间|中)|"
    r"政协[\u4e00-\u9fff]{2,10}第?[十一二三四五六七八九]{1,3} ?届委员会(?=上|期间|中))"
)
_BEFORE_ITS_YEARS = 33
"""Characters in front of 届 that a session's name may have at most."""
_OWN_NUMBER = re.compile(
    r"(?:第 ?([A-Za-z\d]{1,20}) ?号"
    r"|(?:(?<![\u4e00-\u9fff])编 ?号|(?:提案|建议|议案|案)(?:编)?号?)[\s:|]*第? ?([A-Za-z]?\d{1,8}) ?号?"
    r"|(?<![〕\])\d])(\d{1,20}) ?号 ?(?:委员|代表|政协|人大)?(?:提案|建议|议案)|第([一二三四五六七八九十百]{1,5})号"
    r"|\((\d{1,5}(?:-\d{1,4}){0,2}) ?号\))"
)
_ASKED = re.compile(
    r"(?:提出|提交|所提|反映|来函|领衔|联名|关注"
    r"|提)的?(?:了)?[“\"《「]?(?P<title>关于[^，。；\n]{4,80}?(?:的?(?:建议|提案|议案|意见"
    r"|问题)))[”\"》」]?(?:的)?(?P<as>提案|建议|议案)?(?:\([^)]*\))?[,，]?(?:[我本][^，。；\n]{1,3})?(?:已)?(?:收悉|收到|悉|交|由|转|办理|，|,"
    r"|\()"
)
_TITLED = re.compile(r"[《]([^《》\n]{4,90})[》]|<(关于[^<>\n]{4,90})>")
_NUMBER_BEHIND = re.compile(r"^(?:\([^()]{1,10}\))?的?")
_BEHIND = 16
_QUOTED = re.compile(r"提出的?[“\"]([^”\"\n]{4,70})[”\"]")
_QUOTED_WHOLE = re.compile(r"[“\"](关于[^“”\"\n]{4,90})[”\"](?:的)?(?:提案|建议|议案)?")
"""A title that is quoted whole is the title, whatever follows it (“关于…现状”的提案)."""
_QUOTED_IN_TITLE = re.compile(r"[“\"]([^”\"]{5,70})[”\"]")
_WHOLE_TITLE = re.compile(
    r"^(关于(?!.*(?:代表|委员|政协|人大|第?[\d一二三四五六七八九十]+号|届|次会议)).{4,60}(?:提案|建议|议案))(?:的?(?:答复|复函|回复|办理).{0,8})?$"
)
"""A reply's title that is the proposal's: 关于加快…的建议(的答复)."""
_OWN_WORDS = re.compile(r"关于[“\"]([^”\"\n]{4,90}(?:提案|建议|议案))[”\"]的?(?:提案|建议|议案)")
"""A title of which only the words behind 关于 are quoted."""
_NAMED_IN_TITLE = re.compile(
    r"(?:对|关于)[“\"]?(关于.{4,60}?(?:建议|提案|议案|意见))[”\"]?的?(?:提案|建议|议案)?(?:\([^)]*\))?"
    r"的?(?:答复|复函|回复|函)"
)
_NAMED_AS = re.compile(r"(?:建议|提案|议案|意见|函)$")
_ENDS_AS_TITLE = re.compile(r"(?:建议|提案|议案|意见|问题|函)$")
_TOPIC_FRAME = re.compile(
    r"^(?:关于|關於)|的?(?:几点|若干|相关|有关)?(?:建议|提案|议案|意见|建議|議案)(?:的(?:建议|提案|议案))?$"
    r"|的(?:问题|問題)$"
)
_OWN_PLACE = re.compile(r"^(?:进一步|在|给|对于?)(?!外|口|接)|我[省市县区镇乡国](?:的)?(?!们)")
_REQUEST = re.compile(r"^(?:(?:要求|请求|恳请|建议|请(?:求)?(?:政府|上级|省上)?|尽快|将|把|予)(?![^，]{0,3}[的书]))+")
"""Words of asking in front of what is asked for."""
_CARRIED_OUT = re.compile(r"进行(?=[\u4e00-\u9fff]{2,4}$)")
_ADVERTISING = re.compile(
    r"^(?!关于|对).*(?:投注|博彩|彩票|棋牌|赌[场球博]|老虎机|百家乐|娱乐城|买[足篮]?球)"
    r"[^，。》]{0,8}?(?:平台|官网|网址|软件|下载|app|APP)[】\])]*(?![的等和、】\])])(?=.{8})"
)
"""Gambling that an altered page advertises in front of a title; a proposal about it goes on behind 的 or soon ends."""
_NAMED_TWICE = re.compile(r"(?<=建议|提案|议案)的(?:建议|提案|议案)$")
_LONGEST_TOPIC = 30
_WHO = re.compile(
    r"^(?:[函致]|尊敬的|敬爱的)*(?:[省市县区]?政协委员|[省市县区]?人大代表)?(.*?)(?:等)?(?:[\d一二两三四五六七八九十]+[名位])?(?:[省市县区]?(?:人大|政协))?(?:代表|委员)?(?:们|同志|先生|女士)?(?:[:：，,]?您好)?[:：]?$"
)
_PROPOSED_BY = (
    re.compile(
        r"(?:政协委员|人大代表)([\u4e00-\u9fff]{2,3})(?:同志)?(?=(?:在[^，。；\n]{2,30})?(?:关于|提出|提交|《))"
    ),
    re.compile(
        r"(?:^|\n)\s*((?:[\u4e00-\u9fff]{2,12}[、,，]){2,}[\u4e00-\u9fff]{2,12}?)(?:等(?:\d+[名位])?)?(?:政协)?(?:委员|代表)(?:在|所)?提出"
    ),
    re.compile(
        r"(?:^|将|转来的?|[，。:\n])\s*((?:[\u4e00-\u9fff]{2,4}、)*[\u4e00-\u9fff]{2,4}?)(?:等(?:\d+[名位])?)?(?:政协)?(?:委员|代表)"
        r"(?=[^，。；\n]{0,40}(?:提出|《|[“\"]))"
    ),
)
_NAMES_A_PROPOSAL = re.compile(r"提案|建议|议案|关于")
_BEFORE_A_SESSION = re.compile(
    r"^.*?(?:关于对|关于|答复|对|向|您们?在|你们?在|在|您们?|的|了|提出|于)+(?=[\u4e00-\u9fff]*届)"
)
_NOBODY = ("各位", "等")


def proposal_fields(page: Page, addressed: Sequence[str]) -> ProposalFields:
    """Return what the titles, the opening and the header state about the proposal; `addressed` are its proposers."""
    title = _title(page)
    sources = [*page.titles, page.opening, page.head]
    sessions = list(filter(None, map(_session, sources))) or list(filter(None, map(_congress, sources)))
    return ProposalFields(
        kind=_kind(page),
        number=next(filter(None, map(_number, sources)), ""),
        session=page.as_written(max(sessions, key=len, default="")),
        title=page.as_written(title),
        topic=page.as_written(_topic(title)),
        proposers=tuple(map(page.as_written, addressed)),
    )


def proposers(page: Page) -> list[str]:
    """Return the persons or bodies that the salutation addresses, without the words 委员 and 代表."""
    written = re.sub(r"\(.*?\)|\\|您好.?$", "", page.salutation().strip("*# |")).strip(":，, ")
    found = _WHO.match(written)
    names = re.split(r"[、,，]+|(?<=[\u4e00-\u9fff]{2})和(?=[\u4e00-\u9fff]{2})|\s+", found[1].strip() if found else "")
    joined = _join_spaced([name.strip() for name in names if name.strip()])
    return [
        re.sub(r"(?:等)?(?:人大)?(?:代表|委员)$|等[\d一二两三四五六七八九十]*[名位]?$", "", name)
        for name in joined
        if name not in _NOBODY
    ]


def named_proposers(page: Page) -> list[str]:
    """Return the proposers that the letter's opening names (吴晓岚委员在…提出的), in a letter to another body."""
    found = next(filter(None, (pattern.search(page.before_the_answer) for pattern in _PROPOSED_BY)), None)
    return re.split("[、,，]", found[1]) if found else []


def _kind(page: Page) -> Literal["cppcc", "npc", ""]:
    """Return which of the two words for it prevails: 提案, 委员, 政协 or 建议, 代表, 人大."""
    words = " ".join(page.titles) + page.opening
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


def _title(page: Page) -> str:
    for source in (page.opening, *page.titles):
        if found := _stated_title(source):
            return _bare(found)
    for source in page.titles:
        for pattern in (_QUOTED_IN_TITLE, _NAMED_IN_TITLE):
            if match := pattern.search(source):
                return _bare(match[1])
    whole = next(filter(None, map(_WHOLE_TITLE.match, page.titles)), None)
    return _bare(whole[1] if whole else _stated_title(page.answer_begins) or _stated_title(page.before_the_answer))


def _bare(title: str) -> str:
    """Return a title without white space and 《》; quotation marks inside it stay where each has its partner."""
    bare = _ADVERTISING.sub("", re.sub(r"[《》\s]", "", title))
    paired = bare.count("“") == bare.count("”") and bare.count('"') % 2 == 0
    whole = re.fullmatch(r"(?:关于)?[“\"]([^“”\"]*)[”\"](?:的?(?:建议|提案|议案))?", bare)
    bare = whole[1] if whole else bare if paired else re.sub(r"[“”\"]", "", bare)
    return _NAMED_TWICE.sub("", bare)


def _stated_title(source: str) -> str:
    for found in _TITLED.finditer(source):
        behind = _NUMBER_BEHIND.sub("", source[found.end() : found.end() + _BEHIND])
        title = found[1] or found[2]
        named = _NAMES_A_PROPOSAL.search(title) or _ENDS_AS_TITLE.search(title)
        if named or behind.startswith(("提案", "建议", "议案")):
            return title
    if whole := _QUOTED_WHOLE.search(source):
        return whole[1]
    if own := _OWN_WORDS.search(source):
        return f"关于{own[1]}"
    if asked := _ASKED.search(source):
        title, kind = asked["title"], asked["as"]
        return title if _NAMED_AS.search(title) or not kind else f"{title}的{kind}"
    quoted = _QUOTED.search(source)
    return quoted[1] if quoted else ""


def _join_spaced(names: list[str]) -> list[str]:
    """Return the name without its blank: one of two characters is often set with a space between them."""
    joined: list[str] = []
    for name in names:
        if joined and len(name) == 1 and len(joined[-1]) == 1:
            joined[-1] += name
        else:
            joined.append(name)
    return joined


def _number(text: str) -> str:
    for found in _OWN_NUMBER.finditer(text):
        written = next(group for group in found.groups() if group)
        if "-" in written:
            return written
        if digits := re.sub(r"\D", "", written) or str(chinese_integer(written) or ""):
            return digits
    return ""


def _session(text: str) -> str:
    at = 0
    while of_one := _OF_A_SESSION.search(text, at):
        found = _SESSION.search(text, max(at, of_one.start() - _BEFORE_ITS_YEARS))
        if found is None:
            break
        words, at = _BEFORE_A_SESSION.sub("", found[1]), found.end()
        if re.search(r"政协|人大|人民|会议", words):
            return re.sub(r"\s", "", words)
    return ""


def _congress(text: str) -> str:
    """Return the congress or committee that a proposal was made to, where no session of it is named."""
    found = _CONGRESS.search(text)
    return re.sub(r"\s", "", _BEFORE_A_SESSION.sub("", found[1])) if found else ""


def _topic(title: str) -> str:
    topic = _OWN_PLACE.sub("", _TOPIC_FRAME.sub("", title))
    topic = _REQUEST.sub("", _TOPIC_FRAME.sub("", topic).strip('“”"'))
    topic = _CARRIED_OUT.sub("", topic)
    if len(topic) <= _LONGEST_TOPIC:
        return topic
    clause = re.split(r"[,，;；]", topic)[0]
    return clause if len(clause) <= _LONGEST_TOPIC else clause[:_LONGEST_TOPIC]
