"""Measures how many of a promise's words another text contains, by pairs of characters; rare pairs count more."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

from summarise.corpus.bigrams import plain
from summarise.corpus.index import Corpus

__all__ = ["Likeness", "pairs_of"]

_PAIRS = 200
"""Maximum number of pairs of a promise that are compared; pairs at the beginning of its text come first."""
_TWICE = 2.0
"""Factor for the weight of a pair that is in the indicator of a target."""
_RAREST = 8
"""Maximum number of the promise's rarest pairs that are looked for in letters of other bodies."""
_LETTERS = 200
"""Maximum number of items in the corpus that contain a pair, for the pair to count as rare."""
_MOST_LOOKED_UP = 1_000
"""Maximum number of places of a pair, items and letters, for which the items of each are looked up."""
_EMPTY = frozenset("我们将拟的和与及等")
"""Common characters of promises, such as 我 or 的, that do not show what a promise is about."""


def pairs_of(text: str) -> dict[str, None]:
    """Return the pairs of neighbouring characters of a text, each once, in order, as keys.

    Pairs with a digit, or with a common character without content such as 我 or 的, are left out.
    """
    found = (one + two for run in plain(text).split() for one, two in pairwise(run))
    return dict.fromkeys(pair for pair in found if not any(one.isdigit() or one in _EMPTY for one in pair))


class Likeness:
    """Compares texts with a promise by pairs of characters. The rarer a pair is in the corpus, the greater its weight.

    Args:
        corpus: the index in which the pairs are counted.
        quote: the words of the promise.
        indicator: what its target counts, "" without a target; pairs of the indicator have twice the weight.

    """

    def __init__(self, corpus: Corpus, quote: str, indicator: str = "") -> None:
        [row] = corpus.select("select max(id) as number from item")
        self._counts = {pair: _count(corpus, pair) for pair in list(pairs_of(f"{indicator} {quote}"))[:_PAIRS]}
        named = pairs_of(indicator)
        self._weights: Mapping[str, float] = {
            pair: math.log(1 + int(row["number"] or 0) / (1 + count)) * (_TWICE if pair in named else 1.0)
            for pair, count in self._counts.items()
        }
        self._whole = sum(self._weights.values())

    def of(self, text: str) -> float:
        """Return how much of the promise `text` contains: the weighted share of the promise's pairs, from 0 to 1."""
        said = plain(text)
        shared = sum(weight for pair, weight in self._weights.items() if pair in said)
        return shared / self._whole if self._whole else 0.0

    def rarest(self) -> tuple[str, ...]:
        """Return up to eight rare pairs of the promise, rarest first, for a search for letters on the same subject.

        Each pair is in at least 2 and at most 200 items.
        """
        rare = sorted((count, pair) for pair, count in self._counts.items() if 1 < count <= _LETTERS)
        return tuple(pair for _, pair in rare[:_RAREST])


def _count(corpus: Corpus, pair: str) -> int:
    """Return how many items have `pair`, two characters, in their own words, their commitment's or their letter's.

    The letter's words are its topic, title and issuer; an item with the pair in these and elsewhere counts twice. For a
    common pair this is an estimate: each letter is taken for one of average size, and a commitment's targets are left
    out, since to look up all of their rows takes most of a second in a large corpus.
    """
    match = (f'"{pair}"', f'"{pair}"')
    [row] = corpus.select(
        "select (select count(*) from words where words match ?) as own, "
        "(select count(*) from letter_words where letter_words match ?) as letters, "
        "(select max(id) from item) / (select max(id) from letter) as size",
        match,
    )
    if row["own"] + row["letters"] > _MOST_LOOKED_UP:
        return int(row["own"] + row["letters"] * row["size"])
    [row] = corpus.select(
        "select (select total(1 + head.parts) from item head "
        "where head.id in (select rowid from words where words match ?)) + "
        "(select total(last + 1 - first) from letter "
        "where id in (select rowid from letter_words where letter_words match ?)) as number",
        match,
    )
    return int(row["number"])
