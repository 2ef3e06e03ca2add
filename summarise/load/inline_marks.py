"""Handles signs and tags for struck, raised and hidden text within lines of plain text and Markdown."""

from __future__ import annotations

import re
from typing import Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.raised import as_lowered, as_raised, settled

__all__ = ["without_inline_marks"]

_WORDS: Final = lazy_pattern("[\u4e00-\u9fff0-9]")
"""Matches a Chinese character or a digit. Marks in text with none of these are ignored."""
_STRUCK: Final = lazy_pattern(
    r"(?<![~\\])~~(?=[^\s~])[^~\n]{0,400}(?<=[^\s~])~~(?!~)"
    r"|<(?P<tag>del|s|strike)\b[^<>]{0,80}>(?:(?!</?(?P=tag)\b)[^\n]){0,400}</(?P=tag)\s*>",
    re.IGNORECASE,
)
_RAISED: Final = lazy_pattern(r"<(?P<tag>sup|sub)\b[^<>]{0,80}>(?P<text>[^<>\n]{0,40})</(?P=tag)\s*>", re.IGNORECASE)
_INSERTED: Final = lazy_pattern(r"</?(?:ins|u|b|i|em|strong|span|font|mark)\b[^<>]{0,80}>", re.IGNORECASE)


def without_inline_marks(text: str) -> str:
    """Return a text without comments and struck text (`~~25~~`, `<del>`); raised and lowered text is written out.

    If the text has any of these marks, other tags within its lines are removed too. Without them it is returned
    unchanged.
    """
    if "~~" not in text and "<" not in text:
        return text
    shown = _STRUCK.sub(lambda found: "" if _WORDS.search(found[0]) else found[0], _without_comments(text))
    shown = _RAISED.sub(_marked, shown) if "<" in shown else shown
    if shown == text:
        return text
    return "\n".join(settled(_INSERTED.sub("", line)) for line in shown.split("\n"))


def _without_comments(text: str) -> str:
    kept, *commented = text.split("<!--")
    for part in commented:
        comment, closed, behind = part.partition("-->")
        kept += behind if closed and _WORDS.search(comment) else f"<!--{part}"
    return kept


def _marked(found: re.Match[str]) -> str:
    mark = as_raised if found["tag"].lower() == "sup" else as_lowered
    return mark(found["text"])
