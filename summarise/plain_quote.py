"""Cleans quotes for readers: removes remains of Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable

from summarise.lazy_pattern import lazy_pattern

__all__ = ["is_quoted_in_order", "own_words", "plain_quote"]

_MARK_UP = lazy_pattern(
    r"\*{2,}|</?(?:br|p|div|span|b|i|em|strong|font|td|tr|li|h\d)\b[^<>\u4e00-\u9fff]{0,40}>", re.IGNORECASE
)


def own_words(quotes: Iterable[str]) -> str:
    """Return the quotes as one text for readers. An item without a summary shows this text."""
    return " ".join(plain_quote(quote) for quote in quotes)


def plain_quote(quote: str) -> str:
    """Return a quote without remains of Markdown and HTML, and with each run of white space as one blank."""
    if "*" in quote or "<" in quote:
        quote = _MARK_UP.sub(" ", quote)
    return " ".join(quote.split())


def is_quoted_in_order(summary: str, evidence: str) -> bool:
    """Return True if the parts of a summary, separated by …, all occur in the evidence in the same order."""
    at = 0
    for piece in summary.split("…"):
        found = evidence.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
