"""Messages in English about one thing: their nouns, written in the plural for any number, in the singular behind 1."""

from __future__ import annotations

import re
from typing import Final

from summarise.lazy_pattern import lazy_pattern

__all__ = ["NOUNS", "in_singular"]

NOUNS: Final = {
    "replies": "reply",
    "entries": "entry",
    **{
        noun: noun[:-1]
        for noun in (
            "acts answers arguments bytes calls cells characters columns days documents duplicates edits fields files "
            "heads hours inputs items letters lines minutes ones pages parts pixels promises quotes records requests "
            "rows rules sentences signs targets texts times tokens units weights"
        ).split()
    },
}
"""The singular of each noun that messages count, by its plural."""
_VERBS: Final = {"are": "is", "were": "was", "have": "has"}
_ONE: Final = lazy_pattern(
    r"(?<![\w.,:/\\-])1 (?P<adjective>(?:doubtful|earlier|gold|labelled|second|short) )?"
    rf"(?P<noun>{'|'.join(sorted(NOUNS))})(?: (?P<verb>{'|'.join(_VERBS)}))?(?![\w/\\-]|\.\w)"
)


def in_singular(text: str) -> str:
    """Return an English message with each noun and verb that follows the number 1 in the singular: 1 reply is."""
    return _ONE.sub(_singular, text) if "1 " in text else text


def _singular(found: re.Match[str]) -> str:
    verb = f" {_VERBS[found['verb']]}" if found["verb"] else ""
    return f"1 {found['adjective'] or ''}{NOUNS[found['noun']]}{verb}"
