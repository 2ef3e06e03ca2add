"""Quotes as they are read: without what is left over of Markdown and HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["is_quoted_in_order", "own_words", "plain_quote"]

_MARK_UP = re.compile(
    r"\*{2,}|</?(?:br|p|div|span|b|i|em|strong|font|td|tr|li|h\d)\b[^<>\u4e00-\u9fff]{0,40}>", re.IGNORECASE
)


def own_words(quotes: Iterable[str]) -> str:
    """Return what represents a summary where there is none: the evidence, as it is read."""
    return " ".join(plain_quote(quote) for quote in quotes)


def plain_quote(quote: str) -> str:
    """Return a quote without the left-overs of Markdown and HTML, for reading; the evidence keeps it as it is."""
    if "*" in quote or "<" in quote:
        quote = _MARK_UP.sub(" ", quote)
    return " ".join(quote.split())


def is_quoted_in_order(summary: str, evidence: str) -> bool:
    """True if a summary is pieces of the evidence, one behind the other, with … where something is left out."""
    at = 0
    for piece in summary.split("…"):
        found = evidence.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
