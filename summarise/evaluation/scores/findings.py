"""Defines the result of scoring one reply: counts that can be summed over replies, and the list of mistakes."""

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
    """Counts for an F1 score: right (`tp`), invented (`fp`) and missed (`fn`) units."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def numerator(self) -> float:
        """Twice the number of right units."""
        return 2 * self.tp

    @property
    def denominator(self) -> float:
        """Number of units in the gold plus number of units in the answer."""
        return 2 * self.tp + self.fp + self.fn


@dataclass(frozen=True, slots=True)
class Share:
    """Right cases out of all cases compared. `right` may be a sum of similarities from 0 to 1."""

    right: float = 0
    of: int = 0

    def __add__(self, other: Share) -> Share:
        return Share(self.right + other.right, self.of + other.of)

    @property
    def numerator(self) -> float:
        """Number of right cases, or the sum of their similarities."""
        return self.right

    @property
    def denominator(self) -> float:
        """Number of cases compared."""
        return self.of


Tally = Counts | Share
"""What a score is computed from: an F1 score from `Counts`, a share of right cases from `Share`."""


def share_of_stated(wanted: str, given: str) -> tuple[Share, Share]:
    """Compare the gold value `wanted` with the answered value `given`; return the counts for score and specificity.

    The score counts the case if at least one value is not empty. The specificity counts it if the gold value is empty.
    """
    right = int(wanted == given)
    return (Share(right, 1) if wanted or given else Share()), (Share() if wanted else Share(right, 1))


def summed(tallies: Iterable[Tally]) -> Tally:
    """Return the sum of the counts of one row over several replies; `tallies` must not be empty."""
    return reduce(add, tallies)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One difference between answer and gold. `gold` and `answer` are its spans; None if it has no position there.

    `field` is the row of the table of scores. `expected` is the value in the gold, and `given` that in the answer.
    """

    field: str
    kind: Literal["missing", "invented", "wrong"]
    expected: str = ""
    given: str = ""
    gold: Span | None = None
    answer: Span | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Findings:
    """The result of one scorer for one reply.

    `tallies` are counts by row of the table of scores. `specificity` counts, for each field, how often the answer is
    empty where the gold is empty. `tables` are further counts by table and category.
    """

    tallies: Mapping[str, Tally] = field(default_factory=dict)
    mistakes: tuple[Mistake, ...] = ()
    specificity: Mapping[str, Share] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


Scorer = Callable[[Gold, Answer], Findings]
"""A pure function that scores one reply from its labels and its answer."""
