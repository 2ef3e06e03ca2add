"""Compute the last day that the words of a date cover."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from summarise.annotate.calendar_days import last_of_month
from summarise.annotate.date_grammar import FULL, LOOSE, YEAR_BEGINS
from summarise.annotate.numeral_grammar import numeral_at
from summarise.annotate.numerals import chinese_integer, chinese_year
from summarise.lazy_pattern import lazy_pattern

__all__ = [
    "Form",
    "at_most",
    "before_now",
    "begins_a_point",
    "day_of",
    "days_from",
    "first_day_of_term",
    "form_of",
    "full_dates",
    "full_day",
    "loose_day",
    "part_of_month",
    "quarter_from",
    "small_number",
    "within_year",
    "year_of",
]

_THIS_CENTURY = 2000
_BEGINS_A_TERM = lazy_pattern(
    r"(?:(?P<y>20[0-9]{2})年|今年|本年|(?P<next>明年))度?(?:(?P<m>1[0-2]|0?[1-9])月份?)?(?:起|开始)[,，]?(?:我[局市县区委厅镇]|我们)?(?:将|拟|计划|力争|再|争取)?$"
)
"""The first year of a term, in front of the term: 2025年起，力争 in 2025年起，力争用三年时间."""
_NEXT_POINT = lazy_pattern(r"[；;](?: {2}|[一二三四五六七八九十]是)")
"""The next point of a list, with spaces for its enumerator, behind which a year named before no longer holds."""
Form = Literal["day", "month", "quarter", "half", "year", "span", "plan", "within", "relative", "occasion"]
"""Kind of a date: a day, a calendar period, a range of years (`span`), a five-year plan, a time limit (`within`), a
period counted from the letter's date (`relative`), or a festival or the like (`occasion`)."""


def full_dates(folded: str) -> list[tuple[int, int, date]]:
    """Return (start, end, day) of each complete date (year, month and day) in order; `end` is exclusive.

    Days that do not exist are left out. `folded` is the text, normalised by `fold`.
    """
    found: list[tuple[int, int, date]] = []
    for year in YEAR_BEGINS.finditer(folded):
        for pattern, resolve in ((FULL, full_day), (LOOSE, loose_day)):
            match = pattern.match(folded, year.start())
            day = resolve(match) if match else None
            if match and day:
                found.append((*match.span(), day))
                break
    return found


def within_year(match: re.Match[str], year: int) -> date | None:
    """Return the last day of the part of `year` (half, quarter, month or day) that a match names, else of the year.

    `match` is a match of `date_grammar.YEAR` or `BARE`. “Before” a year or month (2025年前) gives the day before it
    begins. Return None if the day does not exist.
    """
    groups = match.groupdict()
    if groups["m"]:
        return _month(match, year)
    if month := _last_month(groups):
        return last_of_month(year, month)
    whole = not groups["yearend"] and not groups["half"] and not groups.get("h")
    return date(year - 1 if groups["before"] and whole else year, 12, 31)


def _last_month(groups: dict[str, str | None]) -> int:
    """Return the number of the last month of a part of a year; 0 if the match names the whole year."""
    if groups.get("first"):
        return small_number(groups["first"] or "")
    if groups["three"]:
        return 9
    if quarter := groups["quarter"] or groups["listed"] or groups.get("letter") or groups.get("short"):
        return small_number(quarter.strip("第季度")) * 3
    if groups.get("opening") or groups.get("early"):
        return 3
    return 6 if groups.get("mid") or groups["half"] == "上半年" or groups.get("h") == "1" else 0


def _month(match: re.Match[str], year: int) -> date | None:
    month = small_number(match["m"])
    if match["d"]:
        return day_of(year, month, small_number(match["d"]))
    return part_of_month(year, month, match["part"], before=bool(match["before"]))


def part_of_month(year: int, month: int, part: str | None, *, before: bool = False) -> date:
    """Return the last day of `part` (初, 中旬, 中下旬) of `month` in `year`, or of the whole month if `part` is None.

    If `before` is True and `part` is None, return the day before the month begins.
    """
    if part in ("上旬", "初"):
        return date(year, month, 10)
    if part in ("中旬", "上中旬", "中"):
        return date(year, month, 20)
    if before and not part:
        return date(year, month, 1) - timedelta(days=1)
    return last_of_month(year, month)


def form_of(match: re.Match[str]) -> Form:
    """Return the form of date (day, month, quarter, half, year) that a match of `date_grammar.YEAR` or `BARE` has."""
    groups = match.groupdict()
    if groups["m"] or groups.get("first"):
        return "day" if groups["d"] else "month"
    if any(groups.get(name) for name in ("quarter", "listed", "three", "early", "letter", "short", "opening")):
        return "quarter"
    return "half" if any(groups.get(name) for name in ("half", "mid", "h")) else "year"


def full_day(match: re.Match[str]) -> date | None:
    """Return the day that a match of `date_grammar.FULL` names; None if it does not exist."""
    return day_of(year_of(match["y"]), small_number(match["m"]), small_number(match["d"]))


def loose_day(match: re.Match[str]) -> date | None:
    """Return the day that a match of `date_grammar.LOOSE` names; None unless its digits fit exactly one day."""
    rest = match["rest"] or match["cut"]
    days = {day_of(int(match["y"]), int(rest[:cut]), int(rest[cut:])) for cut in (1, 2) if cut < len(rest)} - {None}
    return days.pop() if len(days) == 1 else None


def quarter_from(reference: date, which: str) -> date:
    """Return the last day of the quarter that holds `reference`; if `which` is 上 or 下, of the one before or after."""
    months = (reference.month - 1) // 3 * 3 + 3 + {"上": -3, "下": 3}.get(which, 0)
    year, month = divmod(reference.year * 12 + months - 1, 12)
    return last_of_month(year, month + 1)


def before_now(reference: date, unit: str) -> date:
    """Return the last day of the year (年) or month (any other unit) before that of `reference`."""
    return reference.replace(day=1, month=1 if unit == "年" else reference.month) - timedelta(days=1)


def days_from(reference: date, count: int, unit: str) -> date:
    """Return the day `count` days after `reference`, or `count` weeks after it if `unit` is 周 or 个星期."""
    return reference + timedelta(days=count * (7 if unit in ("周", "个星期") else 1))


def first_day_of_term(before: str, reference: date | None) -> date | None:
    """Return the first day of a term if the text in front of it names its first year or month (2025年起，用三年时间).

    Return None if it does not, or if the year counts from `reference`, the letter's date, and that is not known.
    """
    begins = _BEGINS_A_TERM.search(before)
    if begins is None or not (begins["y"] or reference):
        return None
    year = int(begins["y"]) if begins["y"] else reference.year if reference else 0
    return date(year + (begins["next"] is not None), int(begins["m"] or 1), 1)


def begins_a_point(text: str) -> bool:
    """Return True if a further point of a list begins in `text`, in which enumerators are blanked out."""
    return _NEXT_POINT.search(text) is not None


def year_of(written: str) -> int:
    """Return the year that `written` states: two digits (25), four digits, or Chinese characters (二零二五).

    Return 0 for any other text.
    """
    if written.isascii():
        return int(written) + (_THIS_CENTURY if len(written) == len("25") else 0)
    return chinese_year(written) or 0


def small_number(written: str) -> int:
    """Return the whole number written in digits or Chinese characters, and 1 for 元 (元月); 0 for any other text."""
    if written == "元":
        return 1
    return int(written) if written.isascii() else chinese_integer(written) or 0


def at_most(written: str) -> int:
    """Return the number in `written` like `small_number`; for an estimate by two figures (两三), the larger one (3).

    Return 0 for any other text.
    """
    if number := small_number(written):
        return number
    estimate = numeral_at(written, 0) if written else None
    whole = estimate is not None and estimate.end == len(written) and estimate.upper is not None
    return int(estimate.upper) if whole and estimate and estimate.upper else 0


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date; None if that day does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
