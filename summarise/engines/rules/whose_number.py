"""Say whose an investment, a rate or another attribute is, where the words next to its number do not."""

from __future__ import annotations

import re

from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.phrase import without_verbs
from summarise.lazy_pattern import lazy_pattern

__all__ = ["of_money", "thing_before", "whose_rate"]

_STAGE = lazy_pattern("[首一二三四五]期")
_MADE_OF_IT = lazy_pattern(r"(?:用于)?(?:建设|新建|改造|打造|实施)([\u4e00-\u9fff]{2,12})(?=[，。；、(])")
_INVESTOR = lazy_pattern(r"(?![我该今明本])([\u4e00-\u9fff]{2,12}?)(?:拟|计划|将)(?:总?投资)$")
_NAMED_THING = lazy_pattern(r"“[^”]{2,10}”")
_REACH = 60
"""Characters before a rate in which its work is named."""


def of_money(said: str, found: InClause) -> str:
    """Return what an investment is for, or whose it is, where its clause says so; what a stage costs is invested."""
    if _STAGE.fullmatch(said):
        return said + "投资" if "投资" in found.before else ""
    if said != "投资":
        return ""
    owner = _MADE_OF_IT.match(found.after) or _INVESTOR.match(found.clause)
    return f"{owner[1]}投资" if owner else ""


def whose_rate(said: str, found: InClause) -> str:
    """推进污水治理，治理率达到55%: the rate is that of the work named in the clause before."""
    if not said.endswith("率"):
        return ""
    work = re.search(rf"([\u4e00-\u9fff]{{2,10}}){re.escape(said[:-1])}[，；]", found.before[-_REACH:])
    return without_verbs(work[1]) if work else ""


def thing_before(found: InClause) -> str:
    """Return a name in quotation marks that the clause before is about: 推出“强村贷”，授信规模…."""
    clauses = re.split(r"[，；]", found.before)
    named = _NAMED_THING.findall(clauses[-2]) if len(clauses) > 1 else []
    return named[-1] if named else ""
