"""Handles signs and tags for struck, raised, hidden and linked text within lines of plain text and Markdown."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.raised import as_lowered, as_raised, settled

__all__ = ["shown_inline", "without_inline_marks"]

_WORDS: Final = lazy_pattern("[\u4e00-\u9fff0-9]")
"""Matches a Chinese character or a digit. Marks in text with none of these are ignored."""
_STRUCK: Final = lazy_pattern(
    r"(?<![~\\])~~(?=[^\s~])[^~\n]{0,400}(?<=[^\s~])~~(?!~)"
    r"|<(?P<tag>del|s|strike)\b[^<>]{0,80}>(?:(?!</?(?P=tag)\b)[^\n]){0,400}</(?P=tag)\s*>",
    re.IGNORECASE,
)
_RAISED: Final = lazy_pattern(r"<(?P<tag>sup|sub)\b[^<>]{0,80}>(?P<text>[^<>\n]{0,40})</(?P=tag)\s*>", re.IGNORECASE)
_INSERTED: Final = lazy_pattern(r"</?(?:ins|u|b|i|em|strong|span|font|mark)\b[^<>]{0,80}>", re.IGNORECASE)

_CODE: Final = lazy_pattern(r"(?<![\\`])`([^`\n]{1,400})`(?!`)")
_LINK: Final = lazy_pattern(
    r"(?<![\\!])\[([^\[\]\n]{1,400})\]\(<?[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*>?(?:\s+[\"'“‘][^\n]{0,200}?[\"'”’])?\s*\)"
)
_ADDRESS: Final = lazy_pattern(r"<((?:https?://|mailto:)[^<>\s]{1,400})>")
_ENTITY: Final = lazy_pattern(r"(?<!\\)&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_HIDDEN: Final = lazy_pattern(
    r"<(?P<tag>div|p|span|font)\b[^<>]{0,200}(?:display\s*:\s*none|\shidden\b)[^<>]{0,200}>[^<>]{0,2000}</(?P=tag)\s*>",
    re.IGNORECASE,
)
_TAG: Final = lazy_pattern(
    r"</?(?:div|p|span|font|br|u|b|i|em|strong|ins|mark|center|a|small|big)\b[^<>]{0,200}>", re.IGNORECASE
)
_MARKED: Final = lazy_pattern(r"(?<!=)==(?=[^\s=])([^=\n]{1,200})(?<=[^\s=])==(?!=)")
_FORMULA: Final = lazy_pattern(r"(?<![\\$])\$(?=[^\s$])([^$\n\\]{1,80}\^[^$\n\\]{1,20})(?<=[^\s$])\$(?!\d)")


def shown_inline(text: str) -> str:
    """Return a line of Markdown without hidden text and without the signs around links, code and formulas."""
    if "<" in text:
        text = _TAG.sub("", _ADDRESS.sub(r"\1", _HIDDEN.sub("", text)))
    text = _LINK.sub(r"\1", text) if "](" in text else text
    text = _CODE.sub(r"\1", text) if "`" in text else text
    text = _FORMULA.sub(lambda found: found[1].translate(_BRACES), text) if "$" in text else text
    text = _MARKED.sub(r"\1", text) if "==" in text else text
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


_BRACES: Final = str.maketrans("", "", "{}")


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
