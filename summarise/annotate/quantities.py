"""Quantities: numbers with their unit and comparator, ranges and shared units included.

A number inside a name, a date, a document number, an ordinal, an enumeration or a phone number is not a quantity.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from summarise.annotate.comparators import comparator_after, comparator_before
from summarise.annotate.measure_words import unit_at
from summarise.annotate.names import is_named
from summarise.annotate.numerals import Numeral, next_figure, numeral_at, read_numeral
from summarise.record import Comparator

__all__ = ["Amount", "find_quantities"]

_BETWEEN = re.compile(r" ?(?:[-—~]{1,2}|至|到) ?(?=[\d一二两三四五六七八九十百])")
_SHARED = re.compile(r" ?[、,，和] ?(?=\d)")
_DASHES = frozenset(" -—~至到")
_LONGEST_LIST = 12
_RESPECTIVELY_REACH = 12
"""How far 分别 may stand before the first of the numbers that it deals out."""
_CHANGES = ("达到", "提至", "降至", "升至", "降到")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as found: half-open interval of characters, comparator words included, and its exact value."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator


class _Measured(NamedTuple):
    """A numeral with the unit behind it, "" without one, and where that unit ends."""

    numeral: Numeral
    unit: str
    end: int

    @property
    def start(self) -> int:
        return self.numeral.start

    @property
    def value(self) -> Decimal:
        return self.numeral.value * self.numeral.scale


def find_quantities(folded: str, taken: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """All quantities of a folded text, in order, disjoint; `taken` are the sorted spans of dates and titles."""
    starts = [start for start, _ in taken]
    found: list[Amount] = []
    at = 0
    while (figure := next_figure(folded, at)) is not None:
        index = bisect_right(starts, figure)
        begin = taken[index - 1][1] if index else 0
        if figure < begin:
            at = begin
            continue
        numeral, at = read_numeral(folded, figure)
        if numeral is None:
            continue
        stop = starts[index] if index < len(starts) else len(folded)
        amounts = [amount for amount in _read(folded, _measured(folded, numeral)) if amount.end <= stop]
        if amounts:
            begin = max(begin, found[-1].end) if found else begin
            found += _compared_alike(folded, found[-1:], _not_before(begin, amounts))
            at = max(at, amounts[-1].end)
    return found


def _not_before(begin: int, amounts: list[Amount]) -> list[Amount]:
    """Without the comparator words that belong to what stands before them."""
    return amounts if amounts[0].start >= begin else [replace(amounts[0], start=begin), *amounts[1:]]


def _compared_alike(folded: str, before: Sequence[Amount], amounts: list[Amount]) -> list[Amount]:
    """分别不低于95%和40%: what compares the first number of such a list compares the next."""
    first = amounts[0]
    if not before or first.comparator != "=" or before[0].comparator in ("=", "range"):
        return amounts
    dealt_out = "分别" in folded[max(0, before[0].start - 6) : before[0].start]
    if not dealt_out or folded[before[0].end : first.start] not in ("和", "、", "及"):
        return amounts
    return [replace(first, comparator=before[0].comparator), *amounts[1:]]


def _measured(folded: str, numeral: Numeral) -> _Measured:
    if numeral.unit:
        return _Measured(numeral, numeral.unit, numeral.end)
    at = numeral.end
    while at < numeral.end + 3 and folded.startswith(" ", at):
        at += 1
    unit, end = unit_at(folded, at) or ("", numeral.end)
    return _Measured(numeral, unit, end)


def _read(folded: str, first: _Measured) -> Iterator[Amount]:
    """The quantity that begins with a number, or the list of quantities that share one unit."""
    if not first.unit and _SHARED.match(folded, first.end) and _dealt_out(folded, first.start):
        shared = list(_shared(folded, first))
        if shared:
            yield from shared
            return
    second = _other_end(folded, first)
    amount = _range(folded, first, second) if second else None
    if amount := amount or _single(folded, first):
        yield amount


def _dealt_out(folded: str, at: int) -> bool:
    return "分别" in folded[max(0, at - _RESPECTIVELY_REACH) : at]


def _other_end(folded: str, first: _Measured) -> _Measured | None:
    """The number on the far side of a range's dash, which may follow the unit (20%-30%, 3万元至5万元)."""
    for end in (first.numeral.end, first.end):
        if folded[end : end + 1] in _DASHES and (between := _BETWEEN.match(folded, end)):
            numeral = numeral_at(folded, between.end())
            return _measured(folded, numeral) if numeral else None
    return None


def _single(folded: str, measured: _Measured) -> Amount | None:
    numeral, unit = measured.numeral, measured.unit
    if numeral.chinese and not unit:
        return None
    start, before = comparator_before(folded, numeral.start)
    end, after = comparator_after(folded, measured.end, unit)
    if not unit and not (before or after or _may_stand_bare(folded, numeral)):
        return None
    if is_named(folded, numeral, unit, end):
        return None
    more: Comparator | None = ">" if numeral.more else None
    verb = before is not None and start == numeral.start  # 控制在, 突破: they compare where nothing nearer does
    comparator: Comparator = (after or more or before if verb else before or after or more) or "="
    return Amount(start, end, measured.value, None, unit, comparator)


def _range(folded: str, first: _Measured, second: _Measured) -> Amount | None:
    """10—15万: the unit, and a multiplier of the second end only, belong to both ends."""
    if first.unit not in ("", second.unit) or not (second.unit or second.numeral.scale > 1):
        return None
    low, high = first.value, second.value
    if not first.unit and first.numeral.scale == 1 and first.numeral.value <= second.numeral.value:
        low *= second.numeral.scale
    end, _ = comparator_after(folded, second.end, second.unit)
    if low >= high or is_named(folded, first.numeral, second.unit, end):
        return None
    start, _ = comparator_before(folded, first.start)
    return Amount(start, end, low, high, second.unit, "range")


def _shared(folded: str, first: _Measured) -> Iterator[Amount]:
    """3450、4340万千瓦: numbers in a list whose last one carries multiplier and unit for all."""
    listed = [first]
    while not listed[-1].unit and len(listed) < _LONGEST_LIST and (comma := _SHARED.match(folded, listed[-1].end)):
        following = numeral_at(folded, comma.end())
        if following is None:
            break
        listed.append(_measured(folded, following))
    last = listed[-1]
    closing = _single(folded, last) if last.unit and len(listed) > 1 else None
    if closing is None:
        return
    for measured in listed[:-1]:
        scale = last.numeral.scale if measured.numeral.scale == 1 else measured.numeral.scale
        yield Amount(measured.start, measured.end, measured.numeral.value * scale, None, last.unit, "=")
    yield closing


def _may_stand_bare(folded: str, numeral: Numeral) -> bool:
    """A number without a unit counts where it is scaled or the end of a change."""
    return numeral.scale > 1 or folded[max(0, numeral.start - 2) : numeral.start] in _CHANGES
