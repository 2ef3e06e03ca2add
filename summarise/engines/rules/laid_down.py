"""What a plan lays down and what was decided: work ahead, in sentences that also report the plan or the decision."""

from __future__ import annotations

import re

from summarise.engines.rules.lexicon import Found, matcher

__all__ = ["decided_or_issued", "is_laid_down", "laid_down_in"]

_LAID_DOWN = matcher("laid_down")
_DECISION = re.compile(
    r"(?:研究|会议|讨论|审议|政府|常委会|常务会|专题会|党组|[市县区镇乡])决定(?:，|:|将|在|对|由|于|今年|明年|投资|新建|启动|先)"
)
_ISSUED = re.compile(r"印发|出台|下发|下达|制定|发布|编制")


def laid_down_in(written: str, text: str) -> Found | None:
    """Return the words by which a document lays down what follows (规划明确，…), None where it does not.

    `written` is the normalised sentence, `text` the same with quotations and titles blanked out; words in these do not
    count.
    """
    found = _LAID_DOWN.search(written)
    return found if found is not None and text[found.match.end() - 1] == written[found.match.end() - 1] else None


def is_laid_down(promise: Found | None) -> bool:
    """True if the words of a promise are those by which a document lays down what follows."""
    return promise is not None and promise.entry is not None and promise.entry.kind == "laid_down"


def decided_or_issued(text: str, promise: Found | None) -> bool:
    """True if a sentence that promises also reports a decision, or that the document which lays it down was issued."""
    if _DECISION.search(text):
        return True
    return promise is not None and is_laid_down(promise) and _ISSUED.search(text, 0, promise.match.start()) is not None
