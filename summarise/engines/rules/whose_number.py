"""Find the thing to which an investment, a rate or another attribute belongs, if the next words do not say."""

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
_WORK = lazy_pattern(r"(?:.*(?:推进|加强|开展|实施|抓好|深化))?([\u4e00-\u9fff]{2,10})")
"""A clause that says who does what work; the object of the work is in the group: 污水 in 市水务局推进污水(治理)."""


def of_money(said: str, found: InClause) -> str:
    """Return an indicator of money: 投资 with its purpose or the investor in front (公园投资); "" if neither is named.

    `found` is the number in its clause. `said` is the indicator so far: 投资, or a stage such as 一期, which gives
    一期投资. For any other indicator the result is "".
    """
    if _STAGE.fullmatch(said):
        return said + "投资" if "投资" in found.before else ""
    if said != "投资":
        return ""
    owner = _MADE_OF_IT.match(found.after) or _INVESTOR.match(found.clause)
    return f"{owner[1]}投资" if owner else ""


def whose_rate(said: str, found: InClause) -> str:
    """Return the object of the work whose rate is stated: 污水 for 推进污水治理，治理率达到55%; "" if there is none.

    `found` is the rate in its clause. `said` is the indicator so far, such as 治理率; the result is "" if it does not
    end in 率.
    """
    done = said.removesuffix("率")
    if done == said:
        return ""
    works = (clause.removesuffix(done) for clause in reversed(_clauses_before(found)) if clause.endswith(done))
    work = _WORK.fullmatch(next(works, ""))
    return without_verbs(work[1]) if work else ""


def thing_before(found: InClause) -> str:
    """Return the last name in quotation marks in the clause before that of `found` (推出“强村贷”).

    Return "" if there is none.
    """
    named = _NAMED_THING.findall("".join(_clauses_before(found)[-1:]))
    return named[-1] if named else ""


def _clauses_before(found: InClause) -> list[str]:
    return re.split("[，；]", found.before)[:-1]
