"""Read the title of the proposal that a reply answers."""

from __future__ import annotations

import re

from summarise.annotate.advertising import GAMBLING
from summarise.annotate.line_kinds import PROPOSAL
from summarise.annotate.page import Page
from summarise.lazy_pattern import lazy_pattern

__all__ = ["proposal_title"]

_ASKED = lazy_pattern(
    r"(?:提出|提交|所提|反映|来函|领衔|联名|关注"
    rf"|提|[您你贵][们委局]?)的?(?:了)?(?:第[^号，。\n]{{1,12}}号)?[“\"《「]?(?P<title>关于[^，。；\n]{{4,80}}?(?:的?(?:{PROPOSAL}|意见"
    r"|问题)))[”\"》」]?(?:的)?(?P<as>提案|建议|议案)?(?:\([^)]*\))?[,，]?(?:[我本][^，。；\n]{1,3})?(?:已)?(?:收悉|收到|悉|交|由|转|办理|[答回函]复|，|,"
    r"|\()"
)
_TITLED = lazy_pattern(
    r"[《]([^《》\n]{4,90})[》]|<(关于[^<>\n]{4,90})>"
    rf"|《(关于[^《》“”()，。\n]{{4,80}}?{PROPOSAL})(?:[)〉>】”\"]|(?=[，,]?已?[收转交]))"
)
"""A title in brackets; that of a proposal also where its closing bracket is another sign, or is missing."""
_ASKED_PLAINLY = lazy_pattern(
    rf"提出的?(?P<title>(?!第|的|以下|上述|宝贵|几点|几条|相关|这[一个项条])[^，。；：《》“”\"\n]{{8,60}}?{PROPOSAL})"
    r"[,，]?已?(?:收悉|收到|悉|[转交]由?|(?<=[,，])[我现])"
)
"""A title without the word 关于 behind 提出: 提出的请求加强…的议案，已交…."""
_RECEIVED = lazy_pattern(
    rf"(?:^|\n) *(?P<title>关于[^，。；：《》“”\"\n]{{4,60}}?{PROPOSAL})(?:\([^()\n]{{1,20}}\))?"
    r"[,，]?已?经?(?:收悉|收到|[转交]由?我)"
)
"""A title with which the letter begins: 关于…的提案(12号)已经交我局办理."""
_NAMED_BEFORE = lazy_pattern(rf"(?:提出|提交|所提)(?:的|了)?{PROPOSAL}?(?:关于)?$")
_A_DOCUMENT = lazy_pattern(
    r"(?:通知|方案|办法|规定|条例|规划|纲要|决定|公告|细则|标准|目录|指南|法|意见书)(?:\([^()]*\))?$"
)
_LABELLED = lazy_pattern(
    rf"(?:标 ?题|题 ?目|案 ?由|{PROPOSAL}(?:标题|题目|名称)|^[ |•*-]*名 ?称)[\s:|】\]]+"
    rf"([^\n|《》]{{4,80}}?{PROPOSAL})"
    r"(?=[ |]*(?:\n|$))",
    re.MULTILINE,
)
"""A title behind its label, on a line of its own in a form."""
_SPREAD = lazy_pattern(r"(?<=[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff])")
_CALLED_BEHIND = lazy_pattern(r"(?:\([^()]{1,10}\))?的?(?:提案|建议|议案)")
"""What a title in brackets is, behind it, with the number in between: 《…》(12号)的提案."""
_BEFORE = 16
_QUOTED = lazy_pattern(r"(?:提出|提交|所提)的?[“\"]([^”\"\n]{4,70})[”\"]")
_QUOTED_WHOLE = lazy_pattern(rf"[“\"](关于[^“”\"\n]{{4,90}})[”\"](?:的)?{PROPOSAL}?")
"""A title in quotation marks that begins with 关于; words behind it do not belong to it (“关于…现状”的提案)."""
_QUOTED_IN_TITLE = lazy_pattern(r"[“\"]([^”\"]{5,70})[”\"]")
_WHOLE_TITLE = lazy_pattern(
    rf"^(关于(?!.*(?:代表|委员|政协|人大|第?[\d一二三四五六七八九十]+号|届|次会议)).{{4,100}}{PROPOSAL})(?:的?(?:答复|复函|回复|办理).{{0,8}})?$"
)
"""A title of a reply that equals the title of the proposal: 关于加快…的建议(的答复)."""
_OWN_WORDS = lazy_pattern(rf"关于[“\"]([^”\"\n]{{4,90}}{PROPOSAL})[”\"]的?{PROPOSAL}")
"""A title with 关于 in front of the quotation marks."""
_NAMED_IN_TITLE = lazy_pattern(
    rf"(?:对|关于)[“\"]?(关于.{{4,60}}?(?:{PROPOSAL}|意见))[”\"]?的?{PROPOSAL}?(?:\([^)]*\))?"
    r"的?(?:答复|复函|回复|函)"
)
_NAMED_AS = lazy_pattern(rf"(?:{PROPOSAL}|意见|函)$")
_ENDS_AS_TITLE = lazy_pattern(rf"(?:{PROPOSAL}|意见|问题|函)$")
_ADVERTISING = lazy_pattern(
    rf"^(?!关于|对).*(?:{GAMBLING}|体育(?=[^，。》]{{0,12}}(?:app|APP|【官网|官网下载)))"
    r"(?:[^，。》]{0,8}?(?:平台|官网|网址|软件|下载|app|APP))+[】\])]*(?![的等和、】\])])(?=.{8})"
)
_ADVERTISED_BEFORE_A_COLON = lazy_pattern(rf"^(?!关于|对)[^，。:]{{0,12}}{GAMBLING}[^，。:]{{0,8}}:")
"""Gambling advertised by a hacked page in front of a title, up to a colon.

A real proposal about gambling continues with 的 or ends soon after the word.
"""
_NAMED_TWICE = lazy_pattern(rf"(?<={PROPOSAL})的{PROPOSAL}$")
_NAMES_A_PROPOSAL = lazy_pattern(rf"{PROPOSAL}|关于")


def proposal_title(page: Page) -> str:
    """Return the title of the proposal without 《》, from the opening, the reply's titles or a form on `page`.

    Return "" if none is found.
    """
    for source in (_SPREAD.sub("", page.opening), *page.titles):
        if found := _stated_title(source):
            return _bare(found)
    for source in page.titles:
        for pattern in (_QUOTED_IN_TITLE, _NAMED_IN_TITLE):
            if match := pattern.search(source):
                return _bare(match[1])
    whole = next(filter(None, map(_WHOLE_TITLE.match, page.titles)), None)
    if labelled := None if whole else _LABELLED.search(page.head) or _LABELLED.search(page.before_the_answer):
        return _bare(labelled[1])
    return _bare(whole[1] if whole else _stated_title(page.before_the_answer) or _stated_title(page.answer_begins))


def _bare(title: str) -> str:
    """Return a title without white space, 《》 and advertising; unpaired quotation marks are removed too."""
    bare = _ADVERTISED_BEFORE_A_COLON.sub("", _ADVERTISING.sub("", re.sub(r"[《》\s]", "", title))).lstrip(":")
    paired = bare.count("“") == bare.count("”") and bare.count('"') % 2 == 0
    whole = re.fullmatch(rf"(?:关于)?[“\"]([^“”\"]*)[”\"](?:的?{PROPOSAL})?", bare)
    bare = whole[1] if whole else bare if paired else re.sub(r"[“”\"]", "", bare)
    return _NAMED_TWICE.sub("", bare)


def _stated_title(source: str) -> str:
    return _in_brackets(source) or _quoted_whole(source) or _asked_for(source)


def _in_brackets(source: str) -> str:
    for found in _TITLED.finditer(source):
        title = found[1] or found[2] or found[3]
        if _A_DOCUMENT.search(title):
            continue
        named = _NAMES_A_PROPOSAL.search(title) or _ENDS_AS_TITLE.search(title)
        asked = _NAMED_BEFORE.search(source, found.start() - _BEFORE, found.start())
        if named or asked or _CALLED_BEHIND.match(source, found.end()):
            return str(title)
    return ""


def _quoted_whole(source: str) -> str:
    if whole := _QUOTED_WHOLE.search(source):
        return whole[1]
    own = _OWN_WORDS.search(source)
    return f"关于{own[1]}" if own else ""


def _asked_for(source: str) -> str:
    if asked := _ASKED.search(source):
        title, kind = asked["title"], asked["as"]
        if kind and title.endswith("意见"):
            return f"{title}{kind}"
        return title if _NAMED_AS.search(title) or not kind else f"{title}的{kind}"
    if plainly := _ASKED_PLAINLY.search(source):
        return plainly["title"]
    if received := _RECEIVED.search(source):
        return received["title"]
    quoted = _QUOTED.search(source)
    return quoted[1] if quoted else ""
