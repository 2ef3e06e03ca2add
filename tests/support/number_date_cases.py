"""Known days written in the many forms of a reply, counted from the day of its own letter."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

__all__ = ["DATE_FORMS", "DateForm"]

_DIGITS = "〇一二三四五六七八九"
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")


@dataclass(frozen=True)
class DateForm:
    """A way to write a day or a period: the words and its last day, from the day of the letter."""

    name: str
    make: Callable[[random.Random, date], tuple[str, date]]
    must_read: bool = True


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _later(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _year(rng: random.Random, day: date) -> tuple[str, date]:
    year = day.year + rng.randint(1, 4)
    return f"{year}{rng.choice(('年', '年底', '年末', '年底前', '年末前', '年度'))}", date(year, 12, 31)


def _year_in_characters(rng: random.Random, day: date) -> tuple[str, date]:
    year = day.year + rng.randint(1, 4)
    zero = rng.choice(("〇", "0", "○", "零", "０", "Ｏ", "O"))
    text = "".join(_DIGITS[int(c)] for c in str(year)).replace("〇", zero)
    return f"{text}年{rng.choice(('', '底', '底前'))}", date(year, 12, 31)


def _year_wide(rng: random.Random, day: date) -> tuple[str, date]:
    year = day.year + rng.randint(1, 4)
    return f"{year}年底".translate(str.maketrans("0123456789", "０１２３４５６７８９")), date(year, 12, 31)


def _month(rng: random.Random, day: date) -> tuple[str, date]:
    year, month = day.year + rng.randint(1, 3), rng.randint(1, 12)
    name = rng.choice((str(month), _CHINESE_MONTHS[month - 1], f"{month:02d}"))
    return f"{year}年{name}{rng.choice(('月', '月底', '月底前', '月末'))}", _month_end(year, month)


def _signs(rng: random.Random, day: date) -> tuple[str, date]:
    by = day + timedelta(days=rng.randint(40, 900))
    sign = rng.choice("./-．")
    return rng.choice(
        (
            f"{by.year}{sign}{by.month}{sign}{by.day}",
            f"{by.year}{sign}{by.month:02d}{sign}{by.day:02d}",
            f"{by.year}年{by.month}月{by.day}日",
        )
    ), by


def _next_quarter(rng: random.Random, day: date) -> tuple[str, date]:
    quarter = (day.month - 1) // 3 + 2
    year, quarter = (day.year + 1, 1) if quarter == 5 else (day.year, quarter)
    words = ("下一季度", "下季度", "下季度末", "下个季度", "下一季度末", "下季度末前")
    return rng.choice(words), _month_end(year, quarter * 3)


def _next_month(rng: random.Random, day: date) -> tuple[str, date]:
    following = _later(day.replace(day=1), 1)
    return rng.choice(("下个月", "下月", "下月底", "下个月底", "下月底前")), _month_end(following.year, following.month)


def _next_year(rng: random.Random, day: date) -> tuple[str, date]:
    words = ("下一年度", "下年度", "明年", "明年底", "明年年底前", "下一年", "今明两年", "明年底前")
    return rng.choice(words), date(day.year + 1, 12, 31)


def _this_year(rng: random.Random, day: date) -> tuple[str, date]:
    return rng.choice(("今年", "年内", "年底前", "今年底", "今年年底前", "本年度", "今年内")), date(day.year, 12, 31)


def _two_years(rng: random.Random, day: date) -> tuple[str, date]:
    last = day.year + rng.randint(1, 3)
    text = rng.choice(
        (f"{last - 1}、{last}两年", f"{last - 1}—{last}年", f"{last - 1}-{last}年", f"{last - 1}年至{last}年")
    )
    return text, date(last, 12, 31)


def _days(rng: random.Random, day: date) -> tuple[str, date]:
    n = rng.choice((10, 15, 20, 30, 45, 60, 90))
    return f"{n}{rng.choice(('日内', '天内'))}", day + timedelta(days=n)


def _half_years(rng: random.Random, day: date) -> tuple[str, date]:
    text, months = rng.choice(
        (
            ("半年内", 6),
            ("一年半内", 18),
            ("两年半内", 30),
            ("三年内", 36),
            ("3年内", 36),
            ("两年内", 24),
            ("三个月内", 3),
            ("6个月内", 6),
            ("5年内", 60),
            ("十八个月内", 18),
        )
    )
    return text, _later(day, months)


def _halves(rng: random.Random, day: date) -> tuple[str, date]:
    year = day.year + rng.randint(1, 3)
    text, month = rng.choice(
        (
            ("上半年", 6),
            ("下半年", 12),
            ("一季度", 3),
            ("第三季度", 9),
            ("三季度末", 9),
            ("前三季度", 9),
            ("1—6月", 6),
            ("四季度", 12),
            ("第1季度", 3),
        )
    )
    return f"{year}年{text}", _month_end(year, month)


def _next_half(rng: random.Random, day: date) -> tuple[str, date]:
    text, month = rng.choice(
        (("明年上半年", 6), ("明年一季度", 3), ("明年6月底前", 6), ("明年第二季度", 6), ("明年9月", 9))
    )
    return text, _month_end(day.year + 1, month)


def _plan(rng: random.Random, _: date) -> tuple[str, date]:
    text, year = rng.choice(
        (("“十四五”末", 2025), ("“十四五”期间", 2025), ("“十五五”期间", 2030), ("“十五五”末", 2030))
    )
    return text, date(year, 12, 31)


def _run_together(rng: random.Random, day: date) -> tuple[str, date]:
    """A year with digits that nobody explains, and that are no month and day: the year alone, or nothing at all."""
    year = day.year + rng.randint(1, 3)
    return f"{year}年{rng.choice((rng.randint(132, 199), rng.randint(950, 999)))}", date(year, 12, 31)


def _month_missing(rng: random.Random, day: date) -> tuple[str, date]:
    """A day whose 月 was left out; it has one reading, the day."""
    year, month, number = day.year + rng.randint(1, 3), rng.randint(3, 9), rng.randint(10, 30)
    return f"{year}年{month}{number}日", date(year, month, number)


DATE_FORMS = (
    DateForm("years", _year),
    DateForm("years in characters", _year_in_characters),
    DateForm("years in wide digits", _year_wide),
    DateForm("months", _month),
    DateForm("days", _signs),
    DateForm("next quarter", _next_quarter),
    DateForm("next month", _next_month),
    DateForm("next year", _next_year),
    DateForm("this year", _this_year),
    DateForm("two years", _two_years),
    DateForm("within days", _days),
    DateForm("within years and months", _half_years),
    DateForm("halves and quarters", _halves),
    DateForm("parts of next year", _next_half),
    DateForm("five-year plans", _plan),
    DateForm("year and loose digits", _run_together, must_read=False),
    DateForm("month left out", _month_missing, must_read=False),
)
