"""The days on which festivals, terms and plans begin or end, and the years for which they are known."""

from __future__ import annotations

from datetime import date

import pytest

from summarise.annotate.calendar_days import add_months, day_before_festival, last_of_month, last_of_plan


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("元旦", (12, 31)),
        ("五一", (4, 30)),
        ("劳动节", (4, 30)),
        ("六一", (5, 31)),
        ("儿童节", (5, 31)),
        ("七一", (6, 30)),
        ("八一", (7, 31)),
        ("秋季学期", (8, 31)),
        ("教师节", (9, 9)),
        ("国庆节", (9, 30)),
        ("十一", (9, 30)),
    ],
)
def test_the_day_before_a_festival_that_has_the_same_day_each_year(name: str, day: tuple[int, int]) -> None:
    assert day_before_festival(name, None, 2025) == date(2024 if name == "元旦" else 2025, *day)


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("春节", date(2010, 2, 13), date(2030, 2, 2)),
        ("端午节", date(2010, 6, 15), date(2030, 6, 4)),
        ("中秋", date(2010, 9, 21), date(2030, 9, 11)),
    ],
)
def test_a_festival_of_the_moon_is_known_for_the_years_of_the_almanac(name: str, first: date, last: date) -> None:
    days = [day_before_festival(name, None, year) for year in (2009, 2010, 2030, 2031)]
    assert days == [None, first, last, None]


@pytest.mark.parametrize(
    ("year", "day"), [(1999, None), (2000, 3), (2008, 3), (2009, 3), (2010, 4), (2099, 3), (2100, None)]
)
def test_tomb_sweeping_is_known_for_one_century(year: int, day: int | None) -> None:
    assert day_before_festival("清明节", None, year) == (day and date(year, 4, day))


def test_without_a_year_the_next_festival_counts() -> None:
    days = [day_before_festival("国庆", date(2024, 10, day), None) for day in (1, 2)]
    assert days == [date(2025, 9, 30), date(2025, 9, 30)]
    assert day_before_festival("国庆", date(2024, 9, 30), None) == date(2024, 9, 30)
    assert day_before_festival("国庆", None, None) is None
    assert day_before_festival("开渔节", date(2024, 10, 1), None) is None


def test_months_are_added_and_end_on_their_own_last_day() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 12, 15), 1) == date(2025, 1, 15)
    assert add_months(date(2024, 11, 15), 1) == date(2024, 12, 15)
    assert [last_of_month(year, 2).day for year in (2023, 2024)] == [28, 29]


def test_a_plan_ends_with_its_fifth_year() -> None:
    plans = ("十一", "十二", "十三", "十四", "十五", "十六")
    assert [last_of_plan(plan) for plan in plans] == [date(year, 12, 31) for year in range(2010, 2036, 5)]
