"""Find the date that 分别 gives to one of several numbers: 2025、2030年分别达到3450、4340万千瓦."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import NamedTuple

from summarise.annotated import DateExpression, Quantity
from summarise.engines.rules.clauses import NEAR
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Dealt", "dealt_date"]

_LONGEST_SERIES = 40
"""Maximum number of numbers and of dates of a series."""
_JOINTS = ("、", "和", "与", "及", "以及", "，")
"""What joins two numbers, or two dates, to a series."""
_SPAN = lazy_pattern(r"((?:19|20)\d\d) ?年?度? ?(?:[-—~至到]{1,2}) ?((?:19|20)\d\d)")
_TOTAL = lazy_pattern(r"(?:[共总]|合计|累计)[计投约达超]?资?$")
_START: Callable[[DateExpression | Quantity], int] = attrgetter("start")


class Dealt(NamedTuple):
    """The date that belongs to one number.

    It is None if no expression of the text names it alone (2024 in 2024—2026年). It is also None if there are more or
    fewer dates than numbers, so that nobody can say which belongs to which.
    """

    date: DateExpression | None


def dealt_date(
    text: str, begin: int, quantity: Quantity, quantities: Sequence[Quantity], dates: Sequence[DateExpression]
) -> Dealt | None:
    """Return the date that 分别 gives to a quantity; None if it gives none.

    It gives the n-th date to the n-th number of each series that has as many numbers as there are dates. The years of a
    span (2024—2026年分别…) count as dates.

    Args:
        text: the normalised text of the document.
        begin: the offset at which the sentence begins.
        quantity: the quantity.
        quantities: all quantities of the sentence, in order.
        dates: all dates of the sentence, in order.

    """
    at = text.rfind("分别", max(begin, quantity.start - NEAR), quantity.start)
    if at < 0:
        return None
    before = dates[: bisect_right(dates, at, key=_START)]
    named = _series_of_dates(text, before)
    place, length = _place(text, at, quantity, quantities)
    for series in (named, before):
        if len(series) == length > 1:
            return Dealt(series[place])
    if len(named) > 1 and _is_dealt_unevenly(text, at, quantity, length, dates):
        return Dealt(None)
    years = _years(text, named[0]) if len(named) == 1 else 0
    return Dealt(named[0] if place == length - 1 else None) if years == length > 1 else None


def _is_dealt_unevenly(text: str, at: int, quantity: Quantity, length: int, dates: Sequence[DateExpression]) -> bool:
    """Return True if 分别, at offset `at`, deals several dates to a quantity whose series has another length.

    A single number counts in the clause of 分别 only: 共7座 in 分别新建3座、4座，共7座 is dealt nothing.
    Nor is a number with a date of its own behind 分别.
    """
    if bisect_right(dates, at, key=_START) < bisect_right(dates, quantity.start, key=_START):
        return False
    between = text[at : quantity.start]
    return length > 1 or not (any(sign in between for sign in "，；。") or _TOTAL.search(between))


def _series_of_dates(text: str, dates: Sequence[DateExpression]) -> list[DateExpression]:
    """Return the last of `dates`, with those in front of it to which it is joined by 、 or 和."""
    series: list[DateExpression] = []
    for found in reversed(dates[-_LONGEST_SERIES:]):
        if series and text[found.end : series[0].start].strip() not in _JOINTS:
            break
        series.insert(0, found)
    return series


def _place(text: str, at: int, quantity: Quantity, quantities: Sequence[Quantity]) -> tuple[int, int]:
    """Return the place of a quantity, from 0, in its series behind offset `at`, and the length of the series."""
    behind = quantities[bisect_right(quantities, at, key=_START) :][: _LONGEST_SERIES + 1]
    series: list[Quantity] = []
    for one in behind:
        if series and not _continues(text, series[-1], one):
            if quantity in series:
                break
            series = []
        series.append(one)
    return (series.index(quantity), len(series)) if quantity in series else (0, 0)


def _continues(text: str, before: Quantity, quantity: Quantity) -> bool:
    return before.unit == quantity.unit and text[before.end : quantity.start] in _JOINTS


def _years(text: str, found: DateExpression) -> int:
    span = _SPAN.match(text, found.start, found.end)
    return int(span[2]) - int(span[1]) + 1 if span else 0
