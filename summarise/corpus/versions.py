"""Finds versions of one reply, which was collected twice or corrected; only the newest version is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from summarise.corpus.bigrams import plain
from summarise.corpus.entries import Entry

__all__ = ["Dated", "newest_of_each", "pairs_of_evidence"]

_NEARLY = 0.8
"""Shared part of the pairs of characters, from which on two texts are versions of one."""


@dataclass(frozen=True, slots=True)
class Dated:
    """What is needed of a reply to find its versions."""

    letter: int
    """Number of the letter in the index."""
    key: tuple[str, str, str]
    """Body, proposal number and year."""
    issued: str

    @classmethod
    def of(cls, letter: int, entry: Entry) -> Dated:
        """Return these values of an entry; `letter` is its number in the index."""
        one = entry.letter
        return cls(letter, (one.normal, one.proposal, one.issued[:4]), one.issued)


def pairs_of_evidence(entry: Entry) -> frozenset[int]:
    """Return a number for each pair of neighbouring characters in the words of measures and commitments."""
    text = "".join(plain(item.said) for item in entry.items if item.kind != "t")
    return frozenset(ord(one) << 20 | ord(two) for one, two in pairwise(text))


def newest_of_each(letters: Iterable[Dated], pairs: Callable[[int], frozenset[int]]) -> Mapping[int, int]:
    """Return, for each letter that has a newer version, the newest version.

    Versions have the same body, proposal number and year, all of them stated, and nearly equal evidence. The newest has
    the latest date or, of equal dates, was read last.

    Args:
        letters: all letters of the corpus.
        pairs: returns `pairs_of_evidence` of a letter; called only for letters that may be versions of others.

    """
    groups: dict[tuple[str, str, str], list[Dated]] = defaultdict(list)
    for one in letters:
        if all(one.key):
            groups[one.key].append(one)
    found: dict[int, int] = {}
    for group in groups.values():
        heads: list[tuple[int, frozenset[int]]] = []
        for one in sorted(group, key=lambda one: (one.issued, one.letter), reverse=True) if len(group) > 1 else ():
            said = pairs(one.letter)
            newer = next((letter for letter, head in heads if said and _alike(said, head)), None)
            if newer is None:
                heads.append((one.letter, said))
            else:
                found[one.letter] = newer
    return found


def _alike(one: frozenset[int], other: frozenset[int]) -> bool:
    return len(one & other) >= _NEARLY * len(one | other)
