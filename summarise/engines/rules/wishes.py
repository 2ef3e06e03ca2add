"""Recognise numbers that only the proposal or a quoted rule asks for."""

from __future__ import annotations

from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.lexicon import matcher
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_wished"]

_WISH, _TAKEN_UP = matcher("target_wish"), matcher("target_taken_up")
_SAYS_SO = 20
"""Number of characters before a quotation that are searched for the person or document quoted."""
_OF_A_RULE = lazy_pattern("”的?(?:精神|要求|规定|标准|原则)")
_REACH = 60
"""Number of characters before a number that are searched for words of the proposal."""


def is_wished(found: InClause) -> bool:
    """Return True if the quantity is a wish of the proposal, which the replying side has not promised."""
    if _is_quoted_wish(found):
        return True
    near = found.before[-_REACH:]
    wishes = list(_WISH.each(near))
    return bool(wishes) and not _TAKEN_UP.search(near[wishes[-1].match.end() :])


def _is_quoted_wish(found: InClause) -> bool:
    """Return True if the quantity is in a quotation of the proposal, or of a rule named behind the quotation."""
    opened = found.before.rfind("“")
    if opened < 0 or "”" in found.before[opened:]:
        return False
    rule = _OF_A_RULE.match(found.after, found.after.find("”")) is not None
    return rule or bool(_WISH.search(found.before[:opened][-_SAYS_SO:]))
