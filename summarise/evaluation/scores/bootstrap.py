"""Computes percentile intervals by a bootstrap over documents."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from summarise.evaluation.scores.intervals import Interval

__all__ = ["RESAMPLES", "SEED", "bootstrap_interval", "draws", "middle"]

Document = TypeVar("Document")

RESAMPLES = 2_000
SEED = 20240229
_TAIL = 0.025


def bootstrap_interval(
    documents: Sequence[Document],
    statistic: Callable[[Sequence[Document]], float | None],
    resamples: int = RESAMPLES,
) -> Interval | None:
    """Return the 95 % interval of a statistic, by drawing documents with replacement `resamples` times.

    Draws for which the statistic is None are left out. Return None for fewer than two documents, or if the statistic is
    None for all draws.
    """
    drawn = ([documents[at] for at in places] for places in draws(len(documents), resamples))
    found = [value for some in drawn if (value := statistic(some)) is not None]
    return middle(found) if found else None


def draws(documents: int, resamples: int = RESAMPLES) -> Iterator[list[int]]:
    """Yield `resamples` lists of document indices, drawn with replacement from a fixed seed.

    `documents` is the number of documents, and each list has as many indices. Yield none for fewer than two documents.
    """
    if documents < 2:  # noqa: PLR2004 -- one document has no spread
        return
    generator = random.Random(SEED)  # noqa: S311 -- no secret; the same documents give the same interval
    for _ in range(resamples):
        yield generator.choices(range(documents), k=documents)


def middle(values: Sequence[float]) -> Interval:
    """Return the lower and upper limit of the middle 95 per cent of the values; `values` must not be empty."""
    ordered = sorted(values)
    tail = round(_TAIL * len(ordered))
    return ordered[tail], ordered[-1 - tail]
