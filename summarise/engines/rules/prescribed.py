"""Tell numbers that a rule of the letter prescribes: a standard to build to, a case, or a sum for each recipient."""

from __future__ import annotations

from summarise.engines.rules.clauses import InClause
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_prescribed"]

_AS_PRESCRIBED = lazy_pattern(r"的?(?:标准|比例|规格)(?:[^化]|$)")
_PRESCRIBES = lazy_pattern(r"(?:按照?|[依以])[^，。；、]{0,16}$")
_IN_CASE = lazy_pattern(r"(?:连续|凡是?|违反|逾期|不合格|未达标?|符合)[^，。；]{0,16}的，[^，。；]*$")
_IS_A_CASE = lazy_pattern(r"(?:不合格|不达标|未|违规|违反|逾期)[^，。；]{0,6}的，")
"""Cases to which a rule applies: 连续两次不合格的，核减份额10%."""
_CASE_REACH = 48
_TO_EACH_ONE = lazy_pattern(
    r"(?:发放|给予|享受)[^，。；、]{0,6}一次性[^，。；、\d]{0,10}(?:补[贴助]|奖[励金]|津贴|救助金?|慰问金)$"
)
"""Words in front of a sum that each recipient gets: 发放一次性补贴3000元."""


def is_prescribed(found: InClause) -> bool:
    """Return True if the quantity is a standard to build to, a rule's, or a sum that each recipient gets."""
    if _PRESCRIBES.search(found.clause) and _AS_PRESCRIBED.match(found.after):
        return True
    if _IN_CASE.search(found.before[-_CASE_REACH:]) or _IS_A_CASE.match(found.after):
        return True
    return found.quantity.unit == "元" and _TO_EACH_ONE.search(found.clause) is not None
