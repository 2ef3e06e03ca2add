"""Decide whether 累计 (in all) adds up what is promised, or what was done."""

from __future__ import annotations

import re

from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.lexicon import matcher
from summarise.lazy_pattern import lazy_pattern

__all__ = ["adds_up_a_promise"]

_AIMED = matcher("target_aimed")
_IN_ALL = "累计"
_OVER_YEARS = lazy_pattern("[两三四五]年累计")
_BY_THEN = lazy_pattern(r"(?:[到至][^，。；]{2,10}|[明后来]年|年[底末]|期末|五”?末)前?，?[^，。；]{0,8}$")
"""Words in front of 累计 that name a day to come: 到2026年底累计完成."""


def adds_up_a_promise(found: InClause, past: re.Match[str]) -> bool:
    """Return True if `past`, a match in the clause of a quantity, is 累计 that adds up what is promised.

    Examples are 力争每年下降3%，累计下降14% and 到2026年底累计完成800部.
    """
    if past.group() != _IN_ALL:
        return False
    in_front = found.before[: len(found.before) - len(found.clause) + past.start()]
    return bool(_AIMED.search(found.before) or _OVER_YEARS.match(found.clause) or _BY_THEN.search(in_front))
