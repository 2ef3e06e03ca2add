"""A quantity as it is found in a text, before it has a number and a sentence."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from summarise.record import Comparator

__all__ = ["Amount"]


class Amount(NamedTuple):
    """A quantity as found: half-open interval of characters, comparator words included, and its exact value."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator
