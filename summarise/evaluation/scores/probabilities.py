"""Computes the quality of probabilities: calibration error, ranking, and the error rate of the most probable items."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

__all__ = ["Bin", "auroc", "calibration_error", "reliability", "risk_coverage"]

Rated = Sequence[tuple[float, bool]]
"""For each item its stated probability and whether it is right."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Items of similar probability. `stated` is the mean of their probabilities, `right` the share that is right."""

    stated: float
    right: float
    items: int


def reliability(rated: Rated, bins: int = _BINS) -> tuple[Bin, ...]:
    """Split the items in `rated` into at most `bins` bins of equal size, by rising probability."""
    ordered = _expected(rated)
    size = max(1, -(-len(ordered) // bins))
    groups = [ordered[at : at + size] for at in range(0, len(ordered), size)]
    return tuple(
        Bin(sum(p for p, _ in group) / len(group), sum(right for _, right in group) / len(group), len(group))
        for group in groups
    )


def _expected(rated: Rated) -> list[tuple[float, float]]:
    """Return items sorted by probability, each with the share of right items among those of the same probability.

    So the result does not depend on the order of items with equal probability.
    """
    found: list[tuple[float, float]] = []
    for probability, group in groupby(sorted(rated), key=itemgetter(0)):
        truths = [is_right for _, is_right in group]
        found += [(probability, sum(truths) / len(truths))] * len(truths)
    return found


def calibration_error(rated: Rated, bins: int = _BINS) -> float | None:
    """Return the expected calibration error of the items in `rated`, None if there are none.

    It is the mean of |stated - right| over `bins` bins, weighted by their number of items.
    """
    if not rated:
        return None
    return sum(abs(one.stated - one.right) * one.items for one in reliability(rated, bins)) / len(rated)


def auroc(rated: Rated) -> float | None:
    """Return the probability that a random right item in `rated` has a higher probability than a random wrong one.

    Ties count half.

    Return None if no item is right or no item is wrong.
    """
    right = [p for p, is_right in rated if is_right]
    wrong = [p for p, is_right in rated if not is_right]
    if not right or not wrong:
        return None
    ordered = sorted(wrong)
    above = sum((bisect_left(ordered, p) + bisect_right(ordered, p)) / 2 for p in right)
    return above / (len(right) * len(wrong))


def risk_coverage(rated: Rated) -> tuple[tuple[float, float], ...]:
    """Return a list of (coverage, risk) for the n most probable items in `rated`, for each n from 1 to all.

    The coverage is their share of all items; the risk is the share of them that is wrong.
    """
    points = []
    wrong = 0.0
    ordered = _expected(rated)[::-1]
    for count, (_, right) in enumerate(ordered, start=1):
        wrong += 1 - right
        points.append((count / len(ordered), wrong / count))
    return tuple(points)
