"""Lists of words as patterns that a matcher gets through fast."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["by_first", "firsts"]


def by_first(words: Iterable[str]) -> str:
    """Return alternatives for words, those with one first character together, in the order of the list."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in tails.items())


def firsts(words: Iterable[str]) -> str:
    """Return the first characters of words, each once."""
    return "".join(dict.fromkeys(word[0] for word in words))
