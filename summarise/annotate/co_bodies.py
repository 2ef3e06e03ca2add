"""Read which bodies handled a proposal together with the one that answers."""

from __future__ import annotations

import re

from summarise.annotate.line_kinds import BODY_KIND
from summarise.annotate.page import Page

__all__ = ["co_bodies"]

_CO = re.compile(r"(?:会办单位|协办单位|分办单位|会办|协办)[\s:|]+([\u4e00-\u9fff()、,，; ]{2,200})")
_CO_INLINE = re.compile(
    r"(?:主办[,，、]|经?会同|经?商|结合|[,，]|由)((?!现)[\u4e00-\u9fff、]{2,80}?(?<!我)(?:局|委|厅|部|办|中心|政府|院|会|公司|分局|署))"
    r"(?:等(?:部门|单位)?)?(?:\([^)]*\))?(?:协办|会办(?!公))"
)
"""Bodies that are said to 协办 or 会办."""
_CO_NAMED = re.compile(rf"[与和同]([\u4e00-\u9fff、]{{2,60}}?{BODY_KIND})等?(?:协办|会办)(?:单位|部门)")
"""Bodies that are called 协办单位."""
_CO_HANDLED = re.compile(
    r"(?:经?会同|经?商(?!讨|谈|议|品|业|务|贸|场|圈|户|会)|经(?:我[局委厅部办]|我们)?[与同和]|结合)"
    r"((?!现)[\u4e00-\u9fff、]{2,80}?(?<!我)(?:局|委|厅|部|办|中心|政府|院|会|公司|分局|署|乡|镇|街道))"
    r"(?:等(?:部门|单位|有关部门)?)?(?:的|进行|共同|联合|一起|认真|沟通|同意)*(?:[,，]|研究|办理|协商|会商|沟通|协办|会办|调查|核实|答复)"
)
"""Bodies that the letter itself says it was handled with: 经商…, 会同…研究."""
_HANDLED_WITH = re.compile(r"^(?:经(?:综合|汇总|征求|会商)|会同|结合)")


def co_bodies(page: Page, issuer: str) -> list[str]:
    """Return the bodies that handle the proposal together with the issuer or the leading body."""
    found = page.first(_CO)
    if not found and (inline := _CO_INLINE.search(page.opening)):
        found = inline[1]
    if not found and (named := _CO_NAMED.search(page.opening) or _CO_NAMED.search(page.answer_begins)):
        found = named[1]
    if not found and (handled := _CO_HANDLED.search(page.opening)):
        found = handled[1]
    bodies = re.split(r"[、,，;； ]+|(?<=[局委办厅部])[和及与]", found)
    bodies = [_HANDLED_WITH.sub("", body) for body in bodies]
    others = (body for body in bodies if not issuer.endswith(body))
    return [body for body in others if len(body) > 1 and not body.startswith(("我", "各", "相关", "有关"))]
