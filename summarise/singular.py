"""Puts nouns in English messages into the singular if they follow the number 1, since templates use the plural."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache, partial
from typing import Final, NamedTuple

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
"""Singular of each noun that messages count, by its plural."""
_VERBS: Final = {"are": "is", "were": "was", "have": "has"}
_COUNTED: Final = lazy_pattern(
    r" (?P<adjective>(?:doubtful|earlier|gold|labelled|second|short) )?"
    rf"(?P<noun>{'|'.join(sorted(NOUNS))})\b(?: (?P<verb>{'|'.join(_VERBS)})\b)?"
)
_ONE: Final = lazy_pattern(rf"\b1{_COUNTED.pattern}")
_PLACE: Final = lazy_pattern(r"\{\w+\}")
_BEFORE: Final = lazy_pattern(r"(?:^|\n|[;,] |\. | → |\(|  )\Z")
_BEHIND: Final = lazy_pattern(r"\Z|\n|[;,] |\.(?: |\Z)| → | \(|\)|  ")

Templates = Callable[[], Iterable[str]]
"""Returns the messages in which counts stand, with {name} for each value."""


class _Count(NamedTuple):
    """The fixed words around a number in a template, and whether they begin and end the template."""

    before: str
    behind: str
    is_first: bool
    is_last: bool

    def fits(self, text: str, at: int) -> bool:
        """Return True if the digit at offset `at` of a text is between these words; other messages may surround it."""
        begin, end = at - len(self.before), at + 1 + len(self.behind)
        return (
            text.endswith(self.before, 0, at)
            and text.startswith(self.behind, at + 1)
            and (not self.is_first or _BEFORE.search(text[:begin]) is not None)
            and (not self.is_last or _BEHIND.match(text, end) is not None)
        )


def in_singular(text: str, templates: Templates) -> str:
    """Return the English message `text` with nouns and verbs in the singular if they follow the number 1: "1 reply is".

    Only what a message counts is changed, not the names and quoted words in it. `templates` returns the messages, with
    `{name}` as placeholder.
    """
    return _ONE.sub(partial(_singular, templates), text) if "1 " in text else text


def _singular(templates: Templates, found: re.Match[str]) -> str:
    if not any(count.fits(found.string, found.start()) for count in _counts(templates)):
        return found[0]
    verb = f" {_VERBS[found['verb']]}" if found["verb"] else ""
    return f"1 {found['adjective'] or ''}{NOUNS[found['noun']]}{verb}"


@cache
def _counts(templates: Templates) -> tuple[_Count, ...]:
    return tuple(
        _Count(words[place], words[place + 1], place == 0, place + 2 == len(words))
        for words in map(_PLACE.split, templates())
        for place in range(len(words) - 1)
        if _COUNTED.match(words[place + 1])
    )
