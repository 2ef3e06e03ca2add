"""Sentences that state no act: context, praise, handling, opinions, rules quoted, lists announced, closing promises."""

from __future__ import annotations

import re
from dataclasses import dataclass

from summarise.engines.rules import cues
from summarise.engines.rules.bodies import OUR_BODY, US
from summarise.engines.rules.marks import Marks
from summarise.engines.rules.scopes import Scope

__all__ = ["states_no_act"]

_STRONG = re.compile(r"出台|印发|建成|投入|投资|新增|新建|安装|改造|拨付|下达|完工|竣工|开工|投用")
_TAKEN_UP = re.compile(
    US + r"|目前|已|正在|截至|将(?:会|予以|进一步|积极|逐步|继续|在|于)"
    r"|[，,](?:[市区县省][^，。]{0,10})?(?:制定|出台|开展|推进|加强|完善|建立)"
)
_DESPITE = re.compile(
    r"(?:已|正在|先后|通过|积极)[^，。]{2,}|针对|为(?:解决|破解|缓解)|[，,](?:开展|实施|推进|加强|完善|建立|采取)"
)
_DID = re.compile(
    rf"[，；](?:[^，。；]{{0,8}}{US}|立即|随即|及时|当即)(?![^，。；]*[未不无没难])[^，。；]*"
    rf"(?:{_STRONG.pattern}|更换|修复|维修|清理|清运|拆除|整改|增设|划定|设置|配备|硬化|铺设|加固|疏通|安排资金)"
)
"""An act told after what was found or what is lacking."""
_OWN = re.compile(US + r"|全[市县区省]|[市区县省][^，。]{1,8}[局委办]")
_QUOTED = re.compile(r"“[^”]*”")
_INTENDS = re.compile(
    rf"(?:我们|{OUR_BODY})(?!认为)[^，。]{{0,4}}将|将(?:会|进一步|积极|同|与)|拟|已(?!在)|计划|目前(?!尚)"
)
_EXCUSE = re.compile(
    r"^(?:以上|上述)(?:情况|意见|答复)|^(?:请|敬请)(?:您|你|予以)?(?:谅解|理解|放心)|请予(?:谅解|理解)|敬请(?:您们?|你们?|各位)?的?(?:谅解|理解)"
)
_FRAME = re.compile(
    r"^(?:深入|全面|认真|坚决)?(?:贯彻|紧扣|紧紧围绕|围绕|坚持|以[^，]{2,40}为|按照|根据|锚定|立足|聚焦|牢固树立"
    r"|在[^，]{2,40}(?:下|中)$|近年来|一直以来|对标|抢抓|把握|特别是)"
)
_MANNER = re.compile(r"充分|大力|积极|深入|广泛|持续|通过|组织")
"""Words of manner that open an act: what it says of something's weight is its content (大力宣传…是…的有效举措)."""
_NAMES_POINTS = re.compile(r"(?:做好|抓好|突出|实现|落实|坚持)[一二两三四五六七八九十\d]+个[“\"][^”\"]{1,8}[”\"][:。]$")
"""The watchwords of the points that follow (做好三个“加强”)."""
_ANNOUNCING_CLAUSES = 2
_GENERIC_VERBS = 2


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a sentence stands.

    `carried` tells whether its scope is only a promise carried on, `figures` whether it holds a quantity, `opens`
    whether nothing but background stands before it in its section.
    """

    scope: Scope
    carried: bool
    figures: bool
    opens: bool


def states_no_act(text: str, marks: Marks, setting: Setting) -> bool:
    """Whether a sentence is background; `text` is in one width without enumerator."""
    strong = _STRONG.search(text) is not None
    tenseless = not marks.promises and not marks.reports
    quoteless = _QUOTED.sub("", text) if "“" in text else text
    return (
        _EXCUSE.search(text) is not None
        or (cues.DENIED.search(quoteless) is not None and not cues.TAKEN_ON.search(cues.DENIED.sub("", quoteless)))
        or (setting.scope == "problem" and not marks.promises)
        or (not setting.figures and _announces_or_closes(text))
        or _NAMES_POINTS.search(text) is not None
        or (not strong and _DID.search(text) is None and cues.HANDLING.search(text) is not None)
        or (cues.RESTATED.search(text) is not None and not _TAKEN_UP.search(quoteless))
        or (cues.OPINION.search(text) is not None and not _INTENDS.search(quoteless))
        or (not marks.promises and _judges(text))
        or (tenseless and not strong and _describes(text, figures=setting.figures))
        or _is_overview(text, setting)
    )


def _announces_or_closes(text: str) -> bool:
    if cues.CLOSING_PROMISE.search(text):
        return True
    return text.count("，") <= _ANNOUNCING_CLAUSES and cues.ANNOUNCEMENT.search(text) is not None


def _judges(text: str) -> bool:
    """Praise, a difficulty, a rule quoted."""
    if _DID.search(text):
        return False
    if cues.PRAISE.search(text):
        return True
    if cues.LAW.search(text) and not _OWN.search(text):
        return True
    return _DESPITE.search(text) is None and cues.DIFFICULTY.search(text) is not None


def _describes(text: str, *, figures: bool) -> bool:
    """Importance, the state of a place, advice to others."""
    if cues.DESCRIPTION.search(text) or cues.ADVICE.search(text):
        return True
    return not figures and not _MANNER.match(text) and bool(cues.STANDING.search(text))


def _is_overview(text: str, setting: Setting) -> bool:
    """A generic opening without a concrete act; its frames (紧扣…, 以…为核心) do not count as one."""
    if setting.figures:
        return False
    acts = "，".join(clause for clause in text.split("，") if not _FRAME.match(clause))
    if setting.opens and cues.OVERVIEW.search(text):
        return len(cues.CONCRETE.findall(acts)) < _GENERIC_VERBS
    leads = setting.opens or cues.FUTURE_SCOPE.search(text)
    return bool(setting.scope == "future" and leads and cues.SLOGAN.search(text)) and not cues.CONCRETE.search(acts)
