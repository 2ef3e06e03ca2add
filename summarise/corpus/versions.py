"""The same reply collected twice, or corrected: shown as one, the newest standing for all."""

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
    """A reply by which its versions are looked for."""

    letter: int
    key: tuple[str, str, str]
    """Body, proposal number and year."""
    issued: str

    @classmethod
    def of(cls, letter: int, entry: Entry) -> Dated:
        """Return it for an entry."""
        one = entry.letter
        return cls(letter, (one.normal, one.proposal, one.issued[:4]), one.issued)


def pairs_of_evidence(entry: Entry) -> frozenset[int]:
    """Return hashes of the pairs of characters of all evidence."""
    text = "".join(plain(item.said) for item in entry.items if item.kind != "t")
    return frozenset(ord(one) << 20 | ord(two) for one, two in pairwise(text))


def newest_of_each(letters: Iterable[Dated], pairs: Callable[[int], frozenset[int]]) -> Mapping[int, int]:
    """Return for each letter that has a newer version the letter that represents it.

    Versions have the same body, number and year, all stated, and nearly equal evidence. The newest is the one with the
    latest date, of equal dates the one that was read last.

    Args:
        letters: all of them.
        pairs: gives the pairs of a letter's evidence; asked only for letters that may be versions of others.

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
