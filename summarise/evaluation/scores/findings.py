"""What a score finds in one reply: countable shares, and the single mistakes behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import Literal

from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.answers import Answer
from summarise.evaluation.span import Span

__all__ = ["Counts", "Findings", "Mistake", "Scorer", "Share", "Tally", "share_of_stated", "summed"]


@dataclass(frozen=True, slots=True)
class Counts:
    """Right, invented and missed units of an F1."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def numerator(self) -> float:
        """Twice the units that are right."""
        return 2 * self.tp

    @property
    def denominator(self) -> float:
        """Units of the gold and units of the answer."""
        return 2 * self.tp + self.fp + self.fn


@dataclass(frozen=True, slots=True)
class Share:
    """How much of what was looked at is right; `right` may be a sum of similarities."""

    right: float = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def numerator(self) -> float:
        """What is right."""
        return self.right

    @property
    def denominator(self) -> float:
        """What was looked at."""
        return self.of


Tally = Counts | Share


def share_of_stated(wanted: str, given: str) -> tuple[Share, Share]:
    """One comparison, counted where either side states something, else as specificity; where neither does, both are 0.

    The first share belongs to the score, the second to what the gold leaves empty.
    """
    right = int(wanted == given)
    return (Share(right, 1) if wanted or given else Share()), (Share() if wanted else Share(right, 1))


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return tallies of one row, over replies."""
    return reduce(add, tallies)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One edit that would mend the answer; spans are None where the mistake has no place in the text."""

    field: str
    kind: Literal["missing", "invented", "wrong"]
    expected: str = ""
    given: str = ""
    gold: Span | None = None
    answer: Span | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """One scorer's result for one reply.

    `specificity` looks at what the gold leaves empty, `tables` holds further counts by name and category.
    """

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    specificity: Mapping[str, Share] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


Scorer = Callable[[Gold, Answer], Findings]
"""A score: a pure function of one reply's gold and answer."""
