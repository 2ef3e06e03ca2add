"""How much of what a promise says another sentence says: pairs of characters, rare ones counting for more."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from summarise.corpus.bigrams import plain
from summarise.corpus.index import Corpus

__all__ = ["Likeness", "pairs_of"]

_PAIRS = 200
"""Pairs of a promise that are weighed, the first of its text."""
_TWICE = 2.0
"""How often a pair of the words counts that a target is named by."""
_RAREST = 8
"""Rarest pairs of a promise that are looked for in letters of other bodies."""
_LETTERS = 200
"""Items that may hold a pair for it to be looked for."""
_EMPTY = frozenset("我们将拟的和与及等")
"""Characters of a promise's frame and particles, which say nothing of its matter."""


def pairs_of(text: str) -> dict[str, None]:
    """Return the pairs of neighbouring characters of a text in their order, each once.

    None with a digit, or with a character that says nothing of the matter.
    """
    found = (one + two for run in plain(text).split() for one, two in pairwise(run))
    return dict.fromkeys(pair for pair in found if not any(one.isdigit() or one in _EMPTY for one in pair))


class Likeness:
    """What a promise's pairs of characters weigh in a corpus.

    Args:
        corpus: where the pairs are counted.
        quote: the promise's words.
        indicator: what a target of it counts, "" for none; its pairs count twice.

    """

    def __init__(self, corpus: Corpus, quote: str, indicator: str = "") -> None:
        [row] = corpus.select("select count(*) as number from item")
        self._counts = {pair: corpus.count(pair) for pair in list(pairs_of(f"{indicator} {quote}"))[:_PAIRS]}
        named = pairs_of(indicator)
        self._weights: Mapping[str, float] = {
            pair: math.log(1 + int(row["number"]) / (1 + count)) * (_TWICE if pair in named else 1.0)
            for pair, count in self._counts.items()
        }
        self._whole = sum(self._weights.values())

    def of(self, text: str) -> float:
        """Return the share of the promise's weight that is in a text, from 0 to 1."""
        shared = sum(self._weights.get(pair, 0.0) for pair in pairs_of(text))
        return shared / self._whole if self._whole else 0.0

    def rarest(self) -> tuple[str, ...]:
        """Return the pairs by which another body's letter on the same matter is found, rarest first."""
        rare = sorted((count, pair) for pair, count in self._counts.items() if 1 < count <= _LETTERS)
        return tuple(pair for _, pair in rare[:_RAREST])
