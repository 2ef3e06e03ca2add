"""How alike two spans or two wordings are, and which characters count."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

__all__ = ["is_visible", "lcs_f1", "normalised", "span_dice", "visible_counts"]

_DROPPED = frozenset("“”‘’\"'《》〈〉「」『』")


@cache
def is_visible(character: str) -> bool:
    """True if a character is neither space nor punctuation nor without a glyph."""
    return unicodedata.category(character)[0] not in "ZPC"


@lru_cache(maxsize=4)  # the scores of one reply ask for the same text many times
def visible_counts(text: str) -> tuple[int, ...]:
    """Running count of visible characters: `counts[b] - counts[a]` of them stand in `text[a:b]`."""
    counts = [0]
    total = 0
    for character in text:
        total += is_visible(character)
        counts.append(total)
    return tuple(counts)


def normalised(text: str) -> str:
    """NFKC, without white space and quotation marks."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if c not in _DROPPED and not c.isspace())


def span_dice(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Dice coefficient of two half-open intervals of characters, from 0 (apart) to 1 (the same)."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    if shared <= 0:
        return 0.0
    return 2 * shared / (first[1] - first[0] + second[1] - second[0])


def lcs_f1(first: str, second: str) -> float:
    """F1 of the longest common subsequence of characters, after normalising; 1 for two empty wordings."""
    first, second = normalised(first), normalised(second)
    if first == second:
        return 1.0
    if not first or not second:
        return 0.0
    row = [0] * (len(second) + 1)
    for left in first:
        corner = 0
        for index, right in enumerate(second, 1):
            above = row[index]
            row[index] = corner + 1 if left == right else max(above, row[index - 1])
            corner = above
    return 2 * row[-1] / (len(first) + len(second))
