"""Read which bodies handled a proposal: the body in charge, and the bodies that took part."""

from __future__ import annotations

import re

from summarise.annotate.line_kinds import BODY_KIND
from summarise.annotate.page import Page
from summarise.lazy_pattern import lazy_pattern

__all__ = ["co_bodies", "lead_body", "named_lead"]

_LEAD = lazy_pattern(r"(?:主办单位|主办)(?:\([^()]{2,8}\))?[\s:|]+([\u4e00-\u9fff()]{2,30})")
_LEAD_BEHIND = lazy_pattern(
    r"^[ *]*主办单位[:： ]*\n?([\u4e00-\u9fff()]{2,30})[ *]*\n+[ *]*(?:办复|答复|办理|承办人|联系|经办|协办|会办)",
    re.MULTILINE,
)
"""A line below the letter's text that names the body in charge, 主办单位.

Contact lines of the letter must follow it. On web pages, 主办单位 may also be the owner of the site.
"""
_OWN_LEAD = lazy_pattern(r"由我(?:局|委|厅|部|办|中心|镇|街道)(?:牵头)?主办")
_CO = lazy_pattern(r"(?:会办单位|协办单位|分办单位|会办|协办)[\s:|]+([\u4e00-\u9fff()、,，; ]{2,200})")
_KIND = "(?:局|委|厅|部|办|中心|政府|院|会|公司|分局|署|[大支总]队|街道|办事处)"
_CO_INLINE = lazy_pattern(
    rf"(?:主办[,，、]|经?会同|经?商|结合|[,，]|由)((?!现)[\u4e00-\u9fff、]{{2,80}}?(?<!我){_KIND})"
    r"(?:等(?:部门|单位)?)?(?:\([^)]*\))?(?:协办|会办(?!公))"
)
"""Bodies in front of the verbs 协办 and 会办 (take part in handling)."""
_CO_NAMED = lazy_pattern(rf"[与和同]([\u4e00-\u9fff、]{{2,60}}?{BODY_KIND})等?(?:协办|会办)(?:单位|部门)")
"""Bodies in front of the nouns 协办单位 and 会办单位 (co-handling body)."""
_CO_BEHIND = lazy_pattern(
    rf"(?:协办|会办)(?:单位|部门)[为是]((?:(?![为是])[\u4e00-\u9fff、]){{2,80}}?{_KIND})(?=[,，。；\n]|$)"
    rf"|(?:根据|按照|综合|汇总)((?!现)[\u4e00-\u9fff、]{{2,80}}?(?<!我){_KIND})(?:等(?:部门|单位)?)?的?(?:会办|协办)意见"
)
"""Bodies behind 会办单位为 (co-handling bodies are), and those whose 会办意见 (contributions) the letter follows."""
_CO_HANDLED = lazy_pattern(
    r"(?:经?会同|(?<=[局委厅部办])联合|经?商(?!讨|谈|议|品|业|务|贸|场|圈|户|会)|经(?:我[局委厅部办]|我们)?[与同和]|结合|经?综合|经转|经?会商)"
    rf"((?!现)[\u4e00-\u9fff、]{{2,80}}?(?<!我)(?:{_KIND}|办公室|[乡镇]|街道))"
    r"(?:等(?:部门|单位|有关部门)?)?(?:的|进行了?|共同|联合|一起|认真|专题|专门|深入|多次|充分|反复|仔细|开展了?|沟通|同意|会办意见|协办意见|意见)*"
    r"(?:[,，]|研究|办理|协商|会商|沟通|协办|会办|调查|调研|核实|答复|并报)"
)
"""Bodies with which the issuer says that it handled the proposal: 经商…, 会同…研究, 综合…的意见."""
_HANDLED_WITH = lazy_pattern(r"^(?:经(?:综合|汇总|征求|会商)|会同|结合|[协会]办单位)")
_CALLED = lazy_pattern(r"\((?:以?下(?:统)?)?简?称[^()]{1,30}\)")
"""The short name of a body behind its full name: （以下简称区住建局）."""
_AND_OTHERS = lazy_pattern(r"等(?:相关|有关)?(?:部门|单位)(?:[和及与][各相有全][^、,，]*)?")
"""What ends a list without naming one more: 等部门和各区人民政府."""
_NOT_ONE = lazy_pattern(r"^(?:我|各|相关|有关)|主办$|(?:日期|时间|内容|电话|情况|意见|单位)$")


def lead_body(page: Page, issuer: str) -> str:
    """Return the body that `page` names as in charge of the proposal.

    If it names none, return `issuer`, the body that issued the reply, if the reply says that the issuer is in charge;
    else return "".
    """
    behind = _LEAD_BEHIND.search(f"{page.last_lines}\n{page.closing}")
    return named_lead(page) or (behind[1] if behind else "") or (issuer if _OWN_LEAD.search(page.opening) else "")


def named_lead(page: Page) -> str:
    """Return the body in charge, which the header of `page` calls 主办单位; "" if the header names none."""
    return page.first(_LEAD)


def co_bodies(page: Page, issuer: str) -> list[str]:
    """Return the bodies on `page` that took part in handling the proposal, besides `issuer` and the body in charge."""
    found = page.first(_CO)
    opening = _CALLED.sub("", page.opening or page.before_the_answer)
    if not found and (inline := _CO_INLINE.search(opening)):
        found = inline[1]
    if not found and (named := _CO_NAMED.search(opening) or _CO_NAMED.search(page.answer_begins)):
        found = named[1]
    if not found and (behind := _CO_BEHIND.search(opening)):
        found = behind[1] or behind[2]
    if not found and (handled := _CO_HANDLED.search(opening)) and "您" not in handled[1]:
        found = handled[1]
    found = _AND_OTHERS.sub("、", found)
    bodies = re.split(r"[、,，;； ]+|(?<=[局委办厅部])[和及与]", found)
    bodies = [_HANDLED_WITH.sub("", body) for body in bodies]
    others = (body for body in bodies if not issuer.endswith(body))
    return [body for body in others if len(body) > 1 and not _NOT_ONE.search(body)]
