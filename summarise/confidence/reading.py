"""What a person reads first: the items that are not accepted, and how many of them are expected to be wrong."""

from __future__ import annotations

from dataclasses import dataclass

from summarise.confidence.accepting import Acceptance
from summarise.record import Commitment, Measure, NumericTarget, Record

__all__ = ["Reading", "reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is left to read of one reply."""

    items: int
    """Items below the threshold, or without a confidence."""
    expected_wrong: float | None
    """How many of them are wrong, by their own probabilities; None where one states none."""


def reading(record: Record, acceptance: Acceptance) -> Reading:
    """Return what is left to read of a record: the gain of reading it is the number of wrong items to be found."""
    items: tuple[Measure | Commitment | NumericTarget, ...] = (
        *record.measures_taken,
        *record.commitments,
        *record.numeric_targets,
    )
    left = [item.confidence for item in items if not acceptance.accepts(item.confidence)]
    doubts = [1 - confidence for confidence in left if confidence is not None]
    return Reading(len(left), round(sum(doubts), 3) if len(doubts) == len(left) else None)
