"""A number with its unit as found in a text; it has no id and is not assigned to a sentence yet."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from summarise.record import Comparator

__all__ = ["Amount"]


class Amount(NamedTuple):
    """A number with its unit as found in a text; it has no id and is not assigned to a sentence yet.

    The characters `start` to `end` (exclusive) include comparator words such as 超过 and 以上. `upper` is the upper end
    of a range, and None for a single number.
    """

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator
