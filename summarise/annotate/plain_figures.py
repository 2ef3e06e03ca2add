"""The commonest quantities: figures with a plain unit, beside which nothing stands that could make them another thing.

What is read here is read so by the whole grammar too, which takes three times as long; everything else is left to it.
"""

from __future__ import annotations

import re
from decimal import Decimal

from summarise.annotate.amounts import Amount
from summarise.annotate.comparators import AFTER_BEGINS, comparator_after, comparator_before
from summarise.annotate.measure_words import UNITS, unit_at
from summarise.annotate.measuring import MAKES_A_WORD
from summarise.annotate.names import NAMES_BEGIN, in_a_short_quote, may_count_a_list
from summarise.annotate.number_runs import JOINTS_BEHIND
from summarise.annotate.numeral_grammar import SIGNS
from summarise.annotate.ranges import DASHES_BEGIN
from summarise.record import Comparator

__all__ = ["plain_figure"]

_FIGURE = re.compile(r"((?!00)[0-9]{1,6}(?:\.[0-9]{1,4})?)(万(?!分之|众)|亿)?(?=[%\u4e00-\u9fff])")
_SCALES = {None: Decimal(1), "万": Decimal(10**4), "亿": Decimal(10**8)}
_OF_TIME_AND_CODES = "时点日月年千百万亿度分秒岁周角成方顷线号代团连路对"
"""First characters of units that a figure may make a time, an age, a code or a longer number of."""
_PLAIN_UNITS = frozenset(
    unit for unit in UNITS if unit[0] not in _OF_TIME_AND_CODES and re.fullmatch("%|[\u4e00-\u9fff]+", unit)
) - {"小时", "个小时", "公里"}
_FOLLOWS = frozenset("余多来几内目\n").union(
    AFTER_BEGINS, DASHES_BEGIN, JOINTS_BEHIND, NAMES_BEGIN, *MAKES_A_WORD.values()
)
"""What behind a unit may change the number or the unit."""
_COMPARES = frozenset("以之左内")
"""What compares behind a unit begins with one of these, brackets aside."""
_PAUSES = frozenset("，、；:")
_PRECEDES = frozenset("负下第前其之几数半于").union(SIGNS)
"""What in front of a figure may make it another number, or an ordinal."""


def plain_figure(folded: str, at: int, stop: int) -> Amount | None:
    """Return the quantity that begins with the figures at `at`; None where it takes the whole grammar to tell."""
    found = _FIGURE.match(folded, at, stop)
    measured = unit_at(folded, found.end()) if found else None
    if found is None or measured is None:
        return None
    unit, end = measured
    if end > stop or unit not in _PLAIN_UNITS:
        return None
    after: Comparator | None = None
    if folded[end : end + 1] in _COMPARES:
        end, after = comparator_after(folded, end, unit)
    if folded[end : end + 1] in _FOLLOWS:
        return None
    before = folded[at - 1 : at]
    if before not in _PAUSES and not ("一" <= before <= "\u9fff" and before not in _PRECEDES):
        return None
    if may_count_a_list(folded, found.end()) or in_a_short_quote(folded, at, end):
        return None
    start, said = comparator_before(folded, at)
    comparator = (said or after) if start < at else (after or said)  # 控制在 compares where nothing nearer does
    return Amount(start, end, Decimal(found[1]) * _SCALES[found[2]], None, unit, comparator or "=")
