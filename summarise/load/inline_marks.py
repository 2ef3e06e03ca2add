"""Handles signs and tags for struck, raised, hidden and linked text within lines of plain text and Markdown."""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.raised import as_lowered, as_raised, settled

__all__ = ["CODE", "shown_inline", "with_quotes_of_tags", "without_bold_numbers", "without_inline_marks"]

_WORDS: Final = lazy_pattern("[\u4e00-\u9fff0-9]")
"""Matches a Chinese character or a digit. Marks in text with none of these are ignored."""
_WITHIN: Final = (
    r"(?:\s+[A-Za-z_:][A-Za-z0-9_:.-]*(?:\s*=\s*"
    r"(?:\"[^\"<>]*\"|“[^“”<>]*”|'[^'<>]*'|[A-Za-z0-9_#%.:;/?&=+@~-]+))?){0,20}\s*/?"
)
"""Matches what a tag may hold behind its name: attributes and a slash. Words behind a sign such as < are no tag."""
_STRUCK: Final = lazy_pattern(
    r"(?<![~\\])~~(?=[^\s~])[^~\n]{0,400}(?<=[^\s~])~~(?!~)"
    rf"|<(?P<tag>del|s|strike){_WITHIN}>(?:(?!</?(?P=tag)\b)[^\n]){{0,400}}</(?P=tag)\s*>",
    re.IGNORECASE,
)
_RAISED: Final = lazy_pattern(rf"<(?P<tag>sup|sub){_WITHIN}>(?P<text>[^<>\n]{{0,40}})</(?P=tag)\s*>", re.IGNORECASE)
_INSERTED: Final = lazy_pattern(rf"</?(?:ins|u|b|i|em|strong|span|font|mark){_WITHIN}>", re.IGNORECASE)

_BOLD: Final = lazy_pattern(
    r"(?<![\\0-9A-Za-z*_])(?P<mark>\*{2,3}|__)(?=[\w《“（(])(?P<text>[^*_\n]{1,80})(?<=[\w%％‰》”）)])(?P=mark)(?![*_])"
)
"""Matches bold text. Stars behind a digit, or before a comma, stand for signs left out: 4**、7**线路."""

CODE: Final = lazy_pattern(r"(?<![\\`])`([^`\n]{1,400})`(?!`)")
_LINK: Final = lazy_pattern(
    r"(?<![\\!])\[([^\[\]\n]{1,400})\]\((?:<[^<>\n]{0,400}>|[^\s()<>]*(?:\([^\s()]*\)[^\s()<>]*)*)(?:\s+[\"'“‘][^\n]{0,200}?[\"'”’])?\s*\)"
)
_ADDRESS: Final = lazy_pattern(r"<((?:https?://|mailto:)[^<>\s]{1,400})>")
_ENTITY: Final = lazy_pattern(r"(?<!\\)&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][0-9a-fA-F]{1,6});")
_HOLDER: Final = lazy_pattern(
    rf"<(?P<tag>div|p|span|font)(?P<within>{_WITHIN})>[^<>]{{0,2000}}</(?P=tag)\s*>", re.IGNORECASE
)
_UNSEEN: Final = lazy_pattern(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)
_ATTRIBUTE: Final = lazy_pattern(
    r"(?P<name>[A-Za-z_:][A-Za-z0-9_:.-]*)(?:\s*=\s*(?P<value>\"[^\"]*\"|“[^”]*”|'[^']*'|[^\s\"“']+))?"
)
_BLOCK_TAG: Final = lazy_pattern(rf"</?(?:div|p|center|br){_WITHIN}>", re.IGNORECASE)
_INLINE_TAG: Final = lazy_pattern(rf"</?(?:span|font|u|b|i|em|strong|ins|mark|a|small|big){_WITHIN}>", re.IGNORECASE)
_TAG: Final = lazy_pattern(rf"</?[A-Za-z][A-Za-z0-9]{{0,20}}{_WITHIN}>")
_MARKED: Final = lazy_pattern(
    r"(?<![=\w])==(?=[^\s=])([^=\n]{1,200})(?<=[^\s=])==(?![=\w])"
    r"|(?<![=A-Za-z0-9_])==(?=[^\s=])([^=\n，,；;。]{1,200})(?<=[^\s=])==(?![=A-Za-z0-9_])"
)
"""Matches highlighted text. Between Chinese words it is part of one clause; == beside a letter or digit compares."""
_FORMULA: Final = lazy_pattern(r"(?<![\\$])\$(?=[^\s$])([^$\n\\]{1,80}\^[^$\n\\]{1,20})(?<=[^\s$])\$(?!\d)")


def shown_inline(text: str) -> str:
    """Return a line of Markdown without hidden text and without the signs around links, code and formulas.

    A tag that ends a line or paragraph becomes a line break.
    """
    text = _LINK.sub(r"\1", text) if "](" in text else text
    if "<" in text:
        text = _BLOCK_TAG.sub("\n", _ADDRESS.sub(r"\1", _HOLDER.sub(_shown, text)))
        lines = (line.strip() for line in _INLINE_TAG.sub("", text).split("\n"))
        text = "\n".join(line for line in lines if line)
    text = CODE.sub(r"\1", text) if "`" in text else text
    text = _FORMULA.sub(lambda found: found[1].translate(_BRACES), text) if "$" in text else text
    text = _MARKED.sub(r"\1\2", text) if "==" in text else text
    return _ENTITY.sub(lambda found: unescape(found[0]), text) if "&" in text else text


def with_quotes_of_tags(text: str) -> str:
    """Return `text` with “ and ” in place of the straight quotes around values in tags.

    So no straight quote in a tag pairs with one outside.
    """
    return _TAG.sub(lambda tag: re.sub('"([^"]*)"', r"“\1”", tag[0]), text) if "<" in text else text


def _shown(holder: re.Match[str]) -> str:
    """Return an element as it is, or only the break that it makes if its attributes hide it."""
    for attribute in _ATTRIBUTE.finditer(holder["within"]):
        name, value = attribute["name"].lower(), attribute["value"] or ""
        if name == "hidden" or (name == "style" and _UNSEEN.search(value)):
            return "\n" if holder["tag"].lower() in {"div", "p"} else ""
    return holder[0]


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


def without_bold_numbers(text: str) -> str:
    """Return a text without marks of bold type that begin or end at a number, as in `**1200**个`.

    They would part the number, or the number from its unit.
    """
    if "**" not in text and "__" not in text:
        return text
    return _BOLD.sub(lambda found: _without_bold(text, found), text)


def _without_bold(text: str, found: re.Match[str]) -> str:
    inner = found["text"]
    at_number = inner[0].isdecimal() or inner[-1].isdecimal() or text[found.end() : found.end() + 1].isdecimal()
    return inner if at_number or inner[-1] in "%％‰" else found[0]


def _without_comments(text: str) -> str:
    kept, *commented = text.split("<!--")
    for part in commented:
        comment, closed, behind = part.partition("-->")
        kept += behind if closed and _WORDS.search(comment) else f"<!--{part}"
    return kept


def _marked(found: re.Match[str]) -> str:
    mark = as_raised if found["tag"].lower() == "sup" else as_lowered
    return mark(found["text"])
