"""Compute the last days of months, quarters and five-year plans, and the days before festivals."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

__all__ = ["add_months", "day_before_festival", "last_of_month", "last_of_plan"]

_FIXED = {
    "元旦": (1, 1),
    "妇女节": (3, 8),
    "植树节": (3, 12),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "青年节": (5, 4),
    "六一": (6, 1),
    "儿童节": (6, 1),
    "七一": (7, 1),
    "八一": (8, 1),
    "秋季": (9, 1),
    "教师节": (9, 10),
    "国庆": (10, 1),
    "十一": (10, 1),
}
"""Month and day on which a festival or term begins; 秋季 is the autumn term, which begins on 1 September."""

# First days of lunar festivals, month and day by year, from the almanac; GB/T 33661-2017 gives the rule.
_LUNAR_FROM = 2010
_LUNAR = {
    "春节": "0214 0203 0123 0210 0131 0219 0208 0128 0216 0205 0125 0212 0201 0122 0210 0129 0217 0206 0126 0213 0203",
    "端午": "0616 0606 0623 0612 0602 0620 0609 0530 0618 0607 0625 0614 0603 0622 0610 0531 0619 0609 0528 0616 0605",
    "中秋": "0922 0912 0930 0919 0908 0927 0915 1004 0924 0913 1001 0921 0910 0929 0917 1006 0925 0915 1003 0922 0912",
}
_PLAN_ENDS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}


def last_of_month(year: int, month: int) -> date:
    """Return the last day of the month `month` (1 to 12) of `year`."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the same day `months` months later, or the last day of that month if the month has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_of_plan(ordinal: str) -> date:
    """Return the last day of a five-year plan; `ordinal` is the plan's number, from 十一 (11th) to 十六 (16th)."""
    return date(_PLAN_ENDS[ordinal], 12, 31)


def day_before_festival(name: str, reference: date | None, year: int | None) -> date | None:
    """Return the day before the festival or school term `name` (such as 春节) begins; None if that day is not known.

    The festival is that of `year` or, if `year` is None, the next one after the day `reference`.
    """
    if year is not None:
        first = _first_day(name, year)
    elif reference is None:
        return None
    else:
        days = (_first_day(name, reference.year), _first_day(name, reference.year + 1))
        first = next((day for day in days if day is not None and day > reference), None)
    return first - timedelta(days=1) if first else None


def _first_day(name: str, year: int) -> date | None:
    if name.startswith("清明"):
        return _clear_and_bright(year)
    for word, (month, day) in _FIXED.items():
        if name.startswith(word):
            return date(year, month, day)
    for word, table in _LUNAR.items():
        days = table.split()
        if name.startswith(word) and 0 <= year - _LUNAR_FROM < len(days):
            written = days[year - _LUNAR_FROM]
            return date(year, int(written[:2]), int(written[2:]))
    return None


def _clear_and_bright(year: int) -> date | None:
    """Return the date of 清明 (Tomb-Sweeping Day) by an approximation; None for a year outside 2000 to 2099."""
    of_century = year - 2000
    if not 0 <= of_century < 100:  # noqa: PLR2004 - the formula's century
        return None
    return date(year, 4, int(of_century * 0.2422 + 4.81) - of_century // 4)
