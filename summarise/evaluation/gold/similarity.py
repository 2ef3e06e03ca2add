"""Computes the similarity of two spans and of two texts, and tells which characters are visible."""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache

__all__ = ["is_visible", "lcs_f1", "normalised", "span_dice", "visible_counts"]

_DROPPED = frozenset("“”‘’\"'《》〈〉「」『』")


@cache
def is_visible(character: str) -> bool:
    """Return False for white space, punctuation, control characters and characters without a glyph, else True."""
    return unicodedata.category(character)[0] not in "ZPC"


@lru_cache(maxsize=4)  # the scores of one reply ask for the same text many times
def visible_counts(text: str) -> tuple[int, ...]:
    """Return running counts of visible characters: `text[a:b]` contains `counts[b] - counts[a]` of them."""
    counts = [0]
    total = 0
    for character in text:
        total += is_visible(character)
        counts.append(total)
    return tuple(counts)


def normalised(text: str) -> str:
    """Return the text in Unicode form NFKC without white space and quotation marks."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(c for c in folded if c not in _DROPPED and not c.isspace())


def span_dice(first: tuple[int, int], second: tuple[int, int]) -> float:
    """Return the Dice coefficient of the half-open intervals `first` and `second`: from 0 (no overlap) to 1 (equal)."""
    shared = min(first[1], second[1]) - max(first[0], second[0])
    if shared <= 0:
        return 0.0
    return 2 * shared / (first[1] - first[0] + second[1] - second[0])


def lcs_f1(first: str, second: str) -> float:
    """Return the F1 score of the longest common subsequence of `first` and `second`, normalised, from 0 to 1.

    Return 1 if both are empty.
    """
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
