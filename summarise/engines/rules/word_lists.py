"""Turn lists of words into regular expressions that are fast to match."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["by_first", "firsts"]


def by_first(words: Iterable[str]) -> str:
    """Return a regular expression that matches any of the words, with words grouped by their first character."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())


def firsts(words: Iterable[str]) -> str:
    """Return the first characters of the words as one string, each once; the words must not be empty."""
    return "".join(dict.fromkeys(word[0] for word in words))
