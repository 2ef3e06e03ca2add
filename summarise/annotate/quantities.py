"""Quantities: numbers with their unit and comparator, ranges and shared units included.

A number inside a name, a date, a document number, an ordinal, an enumeration or a phone number is not a quantity.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from summarise.annotate.comparators import comparator_after, comparator_before
from summarise.annotate.measure_words import unit_at
from summarise.annotate.names import is_named
from summarise.annotate.numerals import Numeral, find_numeral, numeral_at
from summarise.record import Comparator

__all__ = ["Amount", "find_quantities"]

_BETWEEN = re.compile(r" ?(?:[-—~]{1,2}|至|到) ?(?=[\d一二两三四五六七八九十百])")
_SHARED = re.compile(r" ?[、,，和] ?(?=\d)")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity as found: half-open interval of characters, comparator words included, and its exact value."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    comparator: Comparator


def find_quantities(folded: str, taken: Sequence[tuple[int, int]] = ()) -> list[Amount]:
    """All quantities of a folded text, in order; `taken` are the sorted, disjoint spans of dates and titles."""
    starts = [start for start, _ in taken]
    found: list[Amount] = []
    at = 0
    while reached := find_numeral(folded, at):
        numeral, at = reached
        if numeral is None:
            continue
        index = bisect_right(starts, numeral.start) - 1
        if index >= 0 and numeral.start < taken[index][1]:
            at = max(at, taken[index][1])
            continue
        amounts = list(_read(folded, numeral))
        if amounts:
            found += _compared_alike(folded, found[-1:], amounts)
            at = max(at, amounts[-1].end)
    return found


def _compared_alike(folded: str, before: Sequence[Amount], amounts: list[Amount]) -> list[Amount]:
    """分别不低于95%和40%: what compares the first number of such a list compares the next."""
    first = amounts[0]
    if not before or first.comparator != "=" or before[0].comparator in ("=", "range"):
        return amounts
    if (
        folded[before[0].end : first.start] not in ("和", "、", "及")
        or "分别" not in folded[max(0, before[0].start - 6) : before[0].start]
    ):
        return amounts
    return [replace(first, comparator=before[0].comparator), *amounts[1:]]


def _read(folded: str, first: Numeral) -> Iterator[Amount]:
    """The quantity that begins with a number, or the list of quantities that share one unit."""
    if second := _other_end(folded, first):
        if amount := _range(folded, first, second):
            yield amount
        else:
            yield from filter(None, (_single(folded, first), _single(folded, second)))
        return
    if _SHARED.match(folded, first.end) and not first.unit and not _unit_after(folded, first):
        yield from _shared(folded, first)
        return
    if amount := _single(folded, first):
        yield amount


def _other_end(folded: str, first: Numeral) -> Numeral | None:
    """The number on the far side of a range's dash, which may follow the unit (20%-30%, 3万元至5万元)."""
    unit = _unit_after(folded, first)
    for end in (first.end, unit[1]) if unit else (first.end,):
        if between := _BETWEEN.match(folded, end):
            return numeral_at(folded, between.end())
    return None


def _single(folded: str, numeral: Numeral) -> Amount | None:
    unit, end = _unit_after(folded, numeral) or ("", numeral.end)
    start, before = comparator_before(folded, numeral.start)
    end, after = comparator_after(folded, end, unit)
    more: Comparator | None = ">" if numeral.more else None
    verb = before is not None and start == numeral.start  # 控制在, 突破: they compare where nothing nearer does
    comparator: Comparator = (after or more or before if verb else before or after or more) or "="
    if not unit and not _may_stand_bare(folded, numeral, bool(before or after)):
        return None
    if is_named(folded, numeral.start, numeral.end, end, unit, chinese=numeral.chinese):
        return None
    return Amount(start, end, numeral.value * numeral.scale, None, unit, comparator)


def _range(folded: str, first: Numeral, second: Numeral) -> Amount | None:
    """10—15万: the unit, and a multiplier of the second end only, belong to both ends."""
    unit, end = _unit_after(folded, second) or ("", second.end)
    own = _unit_after(folded, first)
    if own and own[0] != unit:
        return None
    if not unit and not (second.scale > 1 and second.scale != 1):
        return None
    scale = (
        second.scale
        if first.scale == 1 and first.value <= second.value * max(second.scale, Decimal(1))
        else first.scale
    )
    if first.scale == 1 and first.value > second.value and first.value <= second.value * second.scale:
        scale = Decimal(1)
    low, high = first.value * scale, second.value * second.scale
    if low >= high or is_named(folded, first.start, first.end, end, unit, chinese=first.chinese):
        return None
    start, _ = comparator_before(folded, first.start)
    end, _ = comparator_after(folded, end, unit)
    return Amount(start, end, low, high, unit, "range")


def _shared(folded: str, first: Numeral) -> Iterator[Amount]:
    """3450、4340万千瓦: numbers in a list whose last one carries multiplier and unit for all."""
    numerals = [first]
    while comma := _SHARED.match(folded, numerals[-1].end):
        following = numeral_at(folded, comma.end())
        if following is None or _unit_after(folded, numerals[-1]):
            break
        numerals.append(following)
    last = numerals[-1]
    carried = _unit_after(folded, last)
    if carried is None or len(numerals) == 1 or "分别" not in folded[max(0, first.start - 12) : first.start]:
        if amount := _single(folded, first):
            yield amount
        return
    for numeral in numerals[:-1]:
        scale = last.scale if numeral.scale == 1 else numeral.scale
        yield Amount(numeral.start, numeral.end, numeral.value * scale, None, carried[0], "=")
    if amount := _single(folded, last):
        yield amount


def _unit_after(folded: str, numeral: Numeral) -> tuple[str, int] | None:
    if numeral.unit:
        return numeral.unit, numeral.end
    at = numeral.end
    while at < numeral.end + 3 and folded[at : at + 1] == " ":
        at += 1
    return unit_at(folded, at)


def _may_stand_bare(folded: str, numeral: Numeral, compared: bool) -> bool:  # noqa: FBT001 - one caller, next to it
    """A number without a unit counts where it is compared, scaled, or the end of a change."""
    if numeral.chinese:
        return False
    return (
        compared
        or numeral.scale > 1
        or folded[max(0, numeral.start - 2) : numeral.start] in ("达到", "提至", "降至", "升至", "降到")
    )
