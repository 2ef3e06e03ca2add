"""A number as it is written in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from summarise.annotate.numerals import CAPITALS
from summarise.record import Comparator

__all__ = ["ONE", "SIGNS", "Numeral"]

ONE = Decimal(1)
SIGNS = "0-9零一二两三四五六七八九十百千万亿廿卅" + "".join(CAPITALS)
"""The characters of numerals, for use inside [ ] in a regular expression."""


class Numeral(NamedTuple):
    """A number as written, with its multiplier (10.5万, 三百余, 百分之五), from `start` to `end` (exclusive).

    Its value is `figure` times `scale`. `chinese` is True if it is written in Chinese characters.
    """

    start: int
    end: int
    figure: Decimal
    scale: Decimal = ONE
    """The multiplier behind the figure; in a range it may also apply to the first number (3—5万)."""
    upper: Decimal | None = None
    """The larger number of an estimate (两三: 3), multiplier included; None if the numeral is not an estimate."""
    says: Comparator | None = None
    """The comparator in the numeral itself: 余 and 多 mean more, 来 means about, + means at least; None if there is
    none."""
    unit: str = ""
    """The unit in the numeral itself (% for 百分之五); "" if there is none."""
    chinese: bool = False
    parts: bool = False
    """True if parts of the numeral have their own multipliers (1亿2000万); then none of them applies to another
    number."""

    @property
    def value(self) -> Decimal:
        """The exact value; of an estimate (两三) the smaller number."""
        return self.figure * self.scale

    def may_be_a_list(self, folded: str) -> bool:
        """Return True if separators inside the numeral may separate the numbers of a list (100,120,150).

        `folded` is the normalised text from which the numeral was read.
        """
        written = folded[self.start : self.end]
        return not self.chinese and ("，" in written or written[3] in ", ")
