"""Compares the scores of two runs over the same replies.

It computes the differences, their significance, and the smallest difference that so many replies can show.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from summarise.evaluation.scores.bootstrap import SEED, draws, middle
from summarise.evaluation.scores.intervals import Interval, t_quantile

__all__ = ["Difference", "Paired", "compare_rows", "holm", "paired_permutation", "smallest_difference"]

PERMUTATIONS = 10_000
_BLOCK = 8
"""Number of documents whose combinations of swaps are computed in advance as one table."""
_EVEN = 1e-12
"""Tolerance for rounding errors when two differences are compared."""

Paired = Sequence[tuple[float, float, float, float]]
"""Numerator and denominator of the first run, then of the second, for each document."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The scores of two runs in one row of the table of scores, with interval and significance of their difference."""

    first: float
    second: float
    interval: Interval | None
    p: float | None
    """p value of a permutation test, adjusted by Holm's method; None for rows that are not tested."""
    smallest: float | None
    """Smallest true difference that a test with these replies would detect in four of five cases; None if unknown."""

    @property
    def value(self) -> float:
        """Score of the second run minus the score of the first."""
        return self.second - self.first


def compare_rows(rows: Mapping[str, Paired], headlines: Sequence[str]) -> dict[str, Difference]:
    """Return the difference between two runs for each row of the table of scores in which both have a score.

    Args:
        rows: for each row, by its name, the values of both runs in each document.
        headlines: names of the rows to test for significance.

    """
    counted = {name: (pairs, ratios) for name, pairs in rows.items() if (ratios := _ratios(pairs))}
    adjusted = holm({name: paired_permutation(counted[name][0]) for name in headlines if name in counted})
    intervals = _differences({name: pairs for name, (pairs, _) in counted.items()})
    return {
        name: Difference(*ratios, intervals.get(name), adjusted.get(name), smallest_difference(pairs))
        for name, (pairs, ratios) in counted.items()
    }


def _ratios(pairs: Paired) -> tuple[float, float] | None:
    a1, b1, a2, b2 = (math.fsum(column) for column in zip(*pairs, strict=True)) if pairs else (0, 0, 0, 0)
    return (a1 / b1, a2 / b2) if b1 and b2 else None


def paired_permutation(pairs: Paired) -> float:
    """Return the two-sided p value of a paired permutation test, which swaps the two runs within documents.

    The p value is the share of permutations whose difference is at least as large as the observed one; it is 1 if there
    is nothing to count. All permutations are tried if there are at most 10,000, else 10,000 random ones from a fixed
    seed.
    """
    ratios = _ratios(pairs)
    if ratios is None:
        return 1.0
    seen = abs(ratios[1] - ratios[0]) - _EVEN
    differing = [(a2 - a1, b2 - b1) for a1, b1, a2, b2 in pairs if (a1, b1) != (a2, b2)]
    a1, b1, a2, b2 = (math.fsum(column) for column in zip(*pairs, strict=True))
    exact = 2 ** len(differing) <= PERMUTATIONS
    as_large = total = 0
    for swapped_a, swapped_b in _swaps(differing, exact):
        first = (a1 + swapped_a) / (b1 + swapped_b) if b1 + swapped_b else 0.0
        second = (a2 - swapped_a) / (b2 - swapped_b) if b2 - swapped_b else 0.0
        as_large += abs(second - first) >= seen
        total += 1
    return as_large / total if exact else (as_large + 1) / (total + 1)


def _swaps(differing: Sequence[tuple[float, float]], exact: bool) -> Iterator[tuple[float, float]]:
    """Yield, for each permutation, two sums over the documents that it swaps."""
    tables = [_table(differing[i : i + _BLOCK]) for i in range(0, len(differing), _BLOCK)]
    generator = random.Random(SEED)  # noqa: S311 -- a seeded test, no secret
    size = len(differing)
    chosen = iter(range(2**size)) if exact else (generator.getrandbits(size) for _ in range(PERMUTATIONS))
    for bits in chosen:
        parts = [table[bits >> _BLOCK * place & (len(table) - 1)] for place, table in enumerate(tables)]
        yield sum(a for a, _ in parts), sum(b for _, b in parts)


def _table(block: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    sums = [(0.0, 0.0)]
    for a, b in block:
        sums += [(x + a, y + b) for x, y in sums]
    return sums


def _differences(rows: Mapping[str, Paired]) -> dict[str, Interval]:
    """Return a 95 % bootstrap interval of the difference for each row; all rows use the same draws of documents."""
    n = max((len(pairs) for pairs in rows.values()), default=0)
    if n < 2:  # noqa: PLR2004 -- one document has no spread
        return {}
    columns = {name: tuple(zip(*pairs, strict=True)) for name, pairs in rows.items()}
    differences: dict[str, list[float]] = {name: [] for name, pairs in rows.items() if not _same(pairs)}
    for places in draws(n):
        draw = itemgetter(*places)
        for name, found in differences.items():
            a1, b1, a2, b2 = (sum(draw(column)) for column in columns[name])
            if b1 and b2:
                found.append(a2 / b2 - a1 / b1)
    intervals = {name: middle(found) for name, found in differences.items() if found}
    return {**intervals, **{name: (0.0, 0.0) for name in rows if name not in differences}}


def _same(pairs: Paired) -> bool:
    return all((a1, b1) == (a2, b2) for a1, b1, a2, b2 in pairs)


def holm(p_values: Mapping[str, float]) -> dict[str, float]:
    """Return p values adjusted for multiple tests by Holm's method.

    Source: S. Holm, Scandinavian Journal of Statistics 6 (1979).
    """
    adjusted: dict[str, float] = {}
    floor = 0.0
    for rank, (name, p) in enumerate(sorted(p_values.items(), key=lambda entry: (entry[1], entry[0]))):
        floor = max(floor, min(1.0, (len(p_values) - rank) * p))
        adjusted[name] = floor
    return adjusted


def smallest_difference(pairs: Paired) -> float | None:
    """Return the smallest true difference that a test at the 5 % level detects in these documents with a power of 80 %.

    `pairs` has the numbers of each document in both runs. Return None for fewer than two documents, if there is nothing
    to count, or if all documents have the same difference.
    """
    ratios, n = _ratios(pairs), len(pairs)
    if ratios is None or n < 2:  # noqa: PLR2004 -- one document has no spread
        return None
    b1, b2 = math.fsum(p[1] for p in pairs), math.fsum(p[3] for p in pairs)
    residuals = [(a2 - ratios[1] * d2) / b2 - (a1 - ratios[0] * d1) / b1 for a1, d1, a2, d2 in pairs]
    error = math.sqrt(n / (n - 1) * math.fsum(r * r for r in residuals))
    if error < _EVEN:
        return None
    return (t_quantile(0.975, n - 1) + t_quantile(0.8, n - 1)) * error
