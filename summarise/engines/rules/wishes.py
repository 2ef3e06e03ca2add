"""Recognise numbers that only the proposal or a quoted rule asks for."""

from __future__ import annotations

from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.lexicon import matcher
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_wished", "only_restates"]

_WISH, _TAKEN_UP = matcher("target_wish"), matcher("target_taken_up")
_SAYS_SO = 20
"""Number of characters before a quotation that are searched for the person or document quoted."""
_OF_A_RULE = lazy_pattern("”的?(?:精神|要求|规定|标准|原则)")
_ASKED_FOR = lazy_pattern(r"[^，。；]{0,16}的(?:建[议议]|提案|议案|诉求|请求)(?=[，。；:、])")
"""Words behind a number of a request that is named: 关于增设岗亭10个的建议，…"""
_SAYS = lazy_pattern(
    r"(?:您|你们?|[^，。；:]{0,6}(?:委员|代表))(?:在|的)?(?:[提议]案|建议)中?(?:还|也)?(?:指出|提出|认为|反映|提到|谈到)[，:]"
)
"""A sentence about the proposal whose later clauses are its content too: 您的提案指出，我县…."""
_OUR_ANSWER = lazy_pattern(
    r"(?:对此|为此|就此)，|我(?:们|局|委(?!员)|厅|办|部|院|中心)|(?<!建议)将(?:会|予以|继续)|下一?步"
)
_REACH = 60
"""Number of characters before a number that are searched for words of the proposal."""


def only_restates(text: str) -> bool:
    """Return True if the sentence `text` tells in all its clauses what the proposal says, and nothing of our own."""
    return _SAYS.match(text) is not None and _OUR_ANSWER.search(text) is None


def is_wished(found: InClause) -> bool:
    """Return True if the quantity is a wish of the proposal, which the replying side has not promised."""
    if _is_quoted_wish(found) or _ASKED_FOR.match(found.after):
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
