"""Last days of months, quarters and plan periods, and the days before festivals."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

__all__ = ["add_months", "day_before_festival", "last_of_month", "last_of_plan"]

_FESTIVALS = {
    "国庆": (10, 1),
    "元旦": (1, 1),
    "五一": (5, 1),
    "劳动节": (5, 1),
    "七一": (7, 1),
    "秋季": (9, 1),
    "十一": (10, 1),
}
"""First days; 秋季 is the autumn term, which begins on 1 September everywhere."""

# First days of lunar festivals, from the almanac; GB/T 33661-2017 gives the rule.
_SPRING = """2010-02-14 2011-02-03 2012-01-23 2013-02-10 2014-01-31 2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05
2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-03
2031-01-23 2032-02-11 2033-01-31 2034-02-19 2035-02-08"""
_MID_AUTUMN = """2012-09-30 2013-09-19 2014-09-08 2015-09-27 2016-09-15 2017-10-04 2018-09-24 2019-09-13 2020-10-01 2021-09-21
2022-09-10 2023-09-29 2024-09-17 2025-10-06 2026-09-25 2027-09-15 2028-10-03 2029-09-22 2030-09-12"""
_LUNAR = {
    "春节": [date.fromisoformat(day) for day in _SPRING.split()],
    "中秋": [date.fromisoformat(day) for day in _MID_AUTUMN.split()],
}
_PLAN_ENDS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}


def last_of_month(year: int, month: int) -> date:
    """Last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the month's last one where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_of_plan(ordinal: str) -> date:
    """Last day of a five-year plan, by its ordinal (十四 for the fourteenth)."""
    return date(_PLAN_ENDS[ordinal], 12, 31)


def day_before_festival(name: str, reference: date | None, year: int | None) -> date | None:
    """The day before the festival of `year`, or before the next one after `reference`; None where that is unknown."""
    for word, (month, day) in _FESTIVALS.items():
        if name.startswith(word):
            if year:
                return date(year, month, day) - timedelta(days=1)
            if reference:
                first = date(reference.year, month, day)
                first = first if first > reference else date(reference.year + 1, month, day)
                return first - timedelta(days=1)
            return None
    for word, days in _LUNAR.items():
        if name.startswith(word):
            later = (d for d in days if (d.year == year if year else reference is not None and d > reference))
            found = next(later, None)
            return found - timedelta(days=1) if found else None
    return None
