"""The same reply collected twice, or corrected: shown as one, the newest standing for all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from summarise.corpus.bigrams import plain
from summarise.corpus.entries import Entry

__all__ = ["Fingerprint", "newest_of_each"]

_NEARLY = 0.8
"""Shared part of the pairs of characters, from which on two texts are versions of one."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What tells whether two replies are versions of one."""

    letter: int
    key: tuple[str, str, str]
    """Body, proposal number and year."""
    issued: str
    pairs: frozenset[int]
    """Hashes of the pairs of characters of all evidence."""

    @classmethod
    def of(cls, letter: int, entry: Entry) -> Fingerprint:
        """Return the fingerprint of an entry."""
        text = "".join(plain(words["quote"]) for item, words in entry.items if item.kind != "t")
        key = (entry.letter.normal, entry.letter.proposal, entry.letter.issued[:4])
        pairs = frozenset(ord(one) << 20 | ord(two) for one, two in pairwise(text))
        return cls(letter, key, entry.letter.issued, pairs)


def newest_of_each(prints: Iterable[Fingerprint]) -> Mapping[int, int]:
    """Return for each letter that has a newer version the letter that represents it.

    Versions have the same body, number and year, all stated, and nearly equal evidence. The newest is the one with the
    latest date, of equal dates the one that was read last.
    """
    groups: dict[tuple[str, str, str], list[Fingerprint]] = defaultdict(list)
    for one in prints:
        if all(one.key) and one.pairs:
            groups[one.key].append(one)
    found: dict[int, int] = {}
    for group in groups.values():
        heads: list[Fingerprint] = []
        for one in sorted(group, key=lambda one: (one.issued, one.letter), reverse=True):
            newer = next((head for head in heads if _alike(one.pairs, head.pairs)), None)
            if newer is None:
                heads.append(one)
            else:
                found[one.letter] = newer.letter
    return found


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= _NEARLY * len(one | other)
