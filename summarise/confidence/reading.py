"""Count the items that a person still has to read, and estimate how many of those are wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from summarise.confidence.accepting import Acceptance
from summarise.record import Record
from summarise.reference import items_of

__all__ = ["Reading", "reading", "reading_of"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The number of items of one reply that a person has to read, and the expected number of wrong items among them."""

    items: int
    """Number of items with a confidence below the threshold or without a confidence."""
    expected_wrong: float | None
    """Expected number of wrong items among these, computed from their confidence; None if an item has no confidence."""


def reading(record: Record, acceptance: Acceptance) -> Reading:
    """Return the number of items that a person has to read in a record, and the expected number of wrong ones.

    `acceptance` is the threshold from which items need not be read.
    """
    return reading_of((item.confidence for item in items_of(record)), acceptance)


def reading_of(confidences: Iterable[float | None], acceptance: Acceptance) -> Reading:
    """Return the number of items that a person has to read, and the expected number of wrong ones among them.

    Args:
        confidences: the confidence of each item, from 0 to 1; None for an item without a confidence.
        acceptance: the threshold from which items need not be read.

    """
    left = [confidence for confidence in confidences if not acceptance.accepts(confidence)]
    doubts = [1 - confidence for confidence in left if confidence is not None]
    return Reading(len(left), round(sum(doubts), 3) if len(doubts) == len(left) else None)
