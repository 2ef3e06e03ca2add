"""Measures how much of a promise's words another sentence has, by pairs of characters; rare pairs count more."""

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
    """Return the pairs of neighbouring characters of a text, each once, in order, as keys.

    Pairs with a digit, or with a common character without content such as 我 or 的, are left out.
    """
    found = (one + two for run in plain(text).split() for one, two in pairwise(run))
    return dict.fromkeys(pair for pair in found if not any(one.isdigit() or one in _EMPTY for one in pair))


class Likeness:
    """Compares texts with a promise by pairs of characters, each weighted by how rare it is in the corpus.

    Args:
        corpus: the index in which the pairs are counted.
        quote: the words of the promise.
        indicator: what its target counts, "" without a target; these pairs have twice the weight.

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
        """Return how much of the weight of the promise's pairs a text has, from 0 to 1."""
        shared = sum(self._weights.get(pair, 0.0) for pair in pairs_of(text))
        return shared / self._whole if self._whole else 0.0

    def rarest(self) -> tuple[str, ...]:
        """Return up to eight rare pairs of the promise, rarest first, to search for other letters on the same matter.

        Each is in more than one and at most 200 items.
        """
        rare = sorted((count, pair) for pair, count in self._counts.items() if 1 < count <= _LETTERS)
        return tuple(pair for _, pair in rare[:_RAREST])
