"""Recognise promises that are reported as content of a plan (规划明确…) or as a decision (会议决定…)."""

from __future__ import annotations

from summarise.engines.rules.acts import states_an_act
from summarise.engines.rules.lexicon import Found, matcher
from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_decided", "is_laid_down", "laid_down_in", "reports_before", "work_until"]

_LAID_DOWN, _HANDLING = matcher("laid_down"), matcher("handling")
_DECISION = lazy_pattern(
    r"(?:研究|讨论|审议|会议?|政府|党组|[市县区镇乡局厅])决定(?:，|:|将|在|对|由|于|今年|明年|采取)"
    r"|决定(?:投资|启动|实施)"
)
_TURN = lazy_pattern(r"[，；](?:下一?步|接下来|今后|下一?阶段)")
"""Words with which a sentence turns from what was done to what is planned."""
_ISSUED = lazy_pattern(r"印发|出台|下发|下达|制定|发布|编制")


def laid_down_in(written: str, text: str) -> Found | None:
    """Return the words that introduce the content of a plan or another document (规划明确，…); None if there are none.

    `written` is the normalised sentence. `text` is the same with quotations and titles blanked out; words inside these
    do not count.
    """
    found = _LAID_DOWN.search(written)
    return found if found is not None and text[found.match.end() - 1] == written[found.match.end() - 1] else None


def is_laid_down(promise: Found | None) -> bool:
    """Return True if the words that show a promise introduce the content of a plan or another document."""
    return promise is not None and promise.matcher is _LAID_DOWN


def is_decided(text: str) -> bool:
    """Return True if the normalised sentence `text` reports a decision."""
    return _DECISION.search(text) is not None


def reports_before(text: str, promise: Found | None) -> bool:
    """Return True if the sentence `text`, which promises, also reports work, without a mark of tense for the report.

    It reports a decision, an act in front of words such as 下一步, or the issue of the plan that `promise` introduces.
    """
    turn = _TURN.search(text)
    if is_decided(text) or (turn is not None and _acts_until(text, turn.start())):
        return True
    return promise is not None and is_laid_down(promise) and _ISSUED.search(text, 0, promise.match.start()) is not None


def work_until(text: str, promise: Found | None) -> int:
    """Return the offset of the words such as 下一步 with which a sentence turns from work to its first promise.

    Return 0 if there are none, or no work in front of them.
    """
    turn = _TURN.search(text)
    if turn is None or promise is None or promise.match.start() < turn.start():
        return 0
    return turn.start() + 1 if _acts_until(text, turn.start()) else 0


def _acts_until(text: str, end: int) -> bool:
    head = text[:end]
    return states_an_act(head) and not _HANDLING.search(head)
