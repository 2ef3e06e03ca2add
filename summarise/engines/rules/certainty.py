"""Decide the certainty of a commitment: firm, effort (力争) or explore (探索)."""

from __future__ import annotations

import re
from operator import itemgetter

from summarise.engines.rules.bodies import BODY_ENDS, US
from summarise.engines.rules.lexicon import matcher
from summarise.lazy_pattern import lazy_pattern
from summarise.record import Certainty

__all__ = ["certainty_of"]

_EFFORT, _EXPLORE = matcher("certainty_effort"), matcher("certainty_explore")
_FIRM = lazy_pattern(r"确保|计划|(?<!力争)(?<!争取)(?<!努力)将(?!军)|拟|保证|预计")
"""Modal verbs of a firm promise; they are considered only between a verb such as 力争 and a number."""
_OWN_AREA = rf"(?:{US}|全[市县区省])"
_LEAD_IN = lazy_pattern(
    r"^(?:[^，]{2,40}(?:后|时|之前|到位)，|(?:如有?|若|如果)[^，]{2,30}，"
    r"|[^，。]{1,12}?(?:将|拟|会)(?=[力努争奋探研谋筹论尽])"
    rf"|[^，。]{{1,10}}{BODY_ENDS}要?(?=力争|努力|争取|探索)"
    rf"|由[^，。]{{1,20}}?{BODY_ENDS}(?:负责|牵头)?(?=力争|争取|探索|谋划|(?:研究|论证)(?!院|所|中心|室))"
    r"|(?:下一?步|接下来|今后|下一?阶段|未来|同时|此外|另外|并|也|还|因此|为此|对此|后续|近期|年内|今年|明年|最后)，?"
    rf"|{_OWN_AREA}，?|将|会|拟|要|计划"
    r"|再(?:行|次)?|另行|进一步|继续|积极|认真|持续|不断|大力|着力|深入|主动|加快|重点|逐步|适时|抓紧|充分|全力|有序|稳步|统筹(?!考虑)"
    r"|[一二三四五六]是|一方面"
    r"|向(?:上级?|[^，。]{2,16}?)(?:积极)?(?=争取)"
    r"|在[^，。]{2,40}(?:基础上|同时|前提下|方面)，?"
    r"|[^，。]{0,30}(?:情况|需要|需求|实际|要求|精神|意见|建议|采纳)，)"
)
_CONSIDERS = lazy_pattern(
    r"将[^，。；]{0,24}(?:予以|进行|开展|另行|认真|深入)(?:研究|论证|探索|考虑)"
    r"|(?:^|(?:难|无法|不能|不具备|[暂尚]不)[^，。；]{0,24}，(?:我局|我们)?)待[^，。；]{2,30}?[后时]，?"
    r"(?:再行?|另行|予以|统筹|进一步)*(?:研究|考虑|论证|探讨)(?=[，。；]|$|解决|实施|推进|安排)"
)
_PARTNERS = lazy_pattern(r"(?:会同|联合|配合|与|视)[^，。；]{2,24}?(?=研究|论证|探索|谋划|探讨)")
_MODAL = lazy_pattern(r"(?:(?<![即必已现])将(?![军其此近来])|拟(?![定订制])|(?<=[局委厅们])会(?![同议]))")
_BEFORE_THE_VERB = lazy_pattern(
    r"(?:综合考虑[^，。；]{2,40}(?:因素|情况|需求)，|会(?!同)|(?:更加|尽早)?积极|继续|进一步|认真|优先|综合|统筹|通盘|适时|酌情|再|并|大力|全力|充分|尽快|逐步|主动|深入|切实"
    r"|(?:[会协]同|联合)(?:(?!积极|争取|研究|论证|探索|谋划)[^，。；]){2,30}(?:结合[^，。；]{2,12})?，"
    r"|和[^，。；将]{1,12}?(?:共同|一[起道])"
    r"|(?:向|对|在|就|与|同|为|会同|根据|结合|按照)[^，。；将]{1,40}?(?=积极|进一步|认真|统筹|优先|适时|争取"
    r"|(?:研究|考虑|论证|探索)(?!阶段|的|基础|后|结果|报告|中心|院|所)))+"
)
"""Words that may come between a modal verb and its main verb: adverbs, partners, and reasons for the act."""
_FAR = 12
"""Maximum number of characters from 探索 or 研究 to a number that it still governs."""
_LONGEST_LEAD = 400
"""Maximum number of characters before the first full verb of a sentence."""


def certainty_of(text: str, number_at: int | None) -> Certainty:
    """Return how firm a promise is, by the modal verb before its number, or else by its first verb.

    `text` is the normalised sentence; `number_at` is the offset of its first target in `text`, None if it has none.
    """
    governing = _before_the_number(text, number_at) if number_at is not None else None
    return governing or _of_the_first_verb(text)


def _before_the_number(text: str, number_at: int) -> Certainty | None:
    text, number_at = text[max(0, number_at - _LONGEST_LEAD) : number_at + 1], min(number_at, _LONGEST_LEAD)
    clause = text[max(text.rfind(sign, 0, number_at) for sign in "，。；:") + 1 : number_at]
    if (found := _last(clause)) and not (found[1] == "explore" and len(clause) - found[0] > _FAR):
        return found[1]
    if earlier := _last(text[:number_at]):
        governs = earlier[1] == "effort" and not re.search(r"[。；]", text[earlier[0] : number_at])
        return "effort" if governs else "firm"
    return None


def _last(text: str) -> tuple[int, Certainty] | None:
    """Return (end offset, certainty) of the last modal verb in a text; None if it has none."""
    found: list[tuple[int, Certainty]] = [(one.match.end(), "effort") for one in _EFFORT.each(text)]
    found += [(one.match.end(), "explore") for one in _EXPLORE.each(text)]
    found += [(one.end(), "firm") for one in _FIRM.finditer(text)]
    return max(found, default=None, key=itemgetter(0))


def _of_the_first_verb(text: str) -> Certainty:
    if _CONSIDERS.search(text):
        return "explore"
    rest = _PARTNERS.sub("", text[:_LONGEST_LEAD])
    while (lead := _LEAD_IN.match(rest)) and lead.end():
        rest = rest[lead.end() :]
    return _at_the_head(rest) or _behind_the_modal(text[:_LONGEST_LEAD]) or "firm"


def _at_the_head(rest: str) -> Certainty | None:
    return "effort" if _EFFORT.match(rest) else "explore" if _EXPLORE.match(rest) else None


def _behind_the_modal(text: str) -> Certainty | None:
    """Return the certainty of the verb behind the first modal verb of a text (…的问题，我局将优先考虑).

    Return None for firm.
    """
    modal = _MODAL.search(text)
    if modal is None:
        return None
    behind = text[modal.end() :]
    adverbs = _BEFORE_THE_VERB.match(behind)
    return _at_the_head(behind[adverbs.end() :] if adverbs else behind)
