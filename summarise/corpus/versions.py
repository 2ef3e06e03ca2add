"""Finds versions of one reply: copies that were collected twice, and corrected editions. Only the newest is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from summarise.corpus.bigrams import plain
from summarise.corpus.entries import Entry

__all__ = ["Dated", "newest_of_each", "pairs_of_evidence"]

_NEARLY = 0.8
"""Least share of common character pairs at which two texts count as versions of one reply."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The values of a reply that are needed to find its versions."""

    letter: int
    """Number of the letter in the index."""
    key: tuple[str, str, str]
    """The body that replies, the number of the proposal, and the year."""
    issued: str
    """ISO date of the letter; "" if it is not known."""

    @classmethod
    def of(cls, letter: int, entry: Entry) -> Dated:
        """Return the values for an entry; `letter` is its number in the index."""
        one = entry.letter
        return cls(letter, (one.normal, one.proposal, one.issued[:4]), one.issued)


def pairs_of_evidence(entry: Entry) -> frozenset[int]:
    """Return an integer for each pair of neighbouring characters in evidence of measures or commitments of `entry`."""
    text = "".join(plain(item.said) for item in entry.items if item.kind != "t")
    return frozenset(ord(one) << 20 | ord(two) for one, two in pairwise(text))


def newest_of_each(letters: Iterable[Dated], pairs: Callable[[int], frozenset[int]]) -> Mapping[int, int]:
    """Return the number of the newest version (`Dated.letter`) for the number of each letter that has a newer one.

    Two letters are versions if body, proposal number and year are stated and equal and their evidence is nearly equal.
    The newest version has the latest date. If dates are equal, it is the one with the highest number. A letter without
    a newer version is not in the mapping.

    Args:
        letters: all letters of the corpus.
        pairs: returns `pairs_of_evidence` for the number of a letter; it is called only for letters that may
            be versions of others.

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
