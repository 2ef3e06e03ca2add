"""Resolve each kind of date to the last day that it covers, from the letter's date and the year named before it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from summarise.annotate import date_grammar as grammar
from summarise.annotate.calendar_days import add_months, day_before_festival, last_of_plan
from summarise.annotate.date_resolution import (
    Form,
    at_most,
    before_now,
    begins_a_point,
    day_of,
    days_from,
    first_day_of_term,
    form_of,
    full_day,
    loose_day,
    part_of_month,
    quarter_from,
    small_number,
    within_year,
    year_of,
)

__all__ = ["RESOLVERS", "Readings", "Resolver"]

_Result = tuple[date | None, Form]
_NAME: tuple[()] = ()
"""The result of a resolver for a period that is part of a name."""
_NEXT_TO_ANOTHER = ("次年", "翌年")
_IN_FRONT, _REACH = 8, 24
"""Number of characters in front of a period that may name it, and from 每年 to a month in a list of months."""


class Readings:
    """Resolves the dates of one text to days, with one method for each kind of date.

    Each method takes a match of the pattern for its kind. It returns a pair: the last day that the date covers, or None
    if that day is not known; and the kind of date (`day`, `month`, `year`, `within` for a time limit, …). It returns ()
    for a period that is part of a name, such as “十四五”规划, which is no deadline. It returns None for words that only
    look like a date.

    “Before” a year or a month (2025年前) means the day before it begins.

    A date without a year gets the last year named before it in the sentence, else the year of the letter. Therefore the
    methods must be called in the order in which the dates occur in the text. `folded` is the text, normalised by
    `fold`; `reference` is the date of the letter.
    """

    def __init__(self, folded: str, reference: date | None) -> None:
        self.folded = folded
        self.reference = reference
        self.context: tuple[int, int] | None = None
        """The last explicit year in the sentence, as (offset up to which the text has been searched, year); None
        without one."""

    # -- one resolver a pattern: the last day covered, () where a name holds the date, None where there is none ------

    def full(self, match: re.Match[str]) -> _Result | None:
        """Resolve `match`, a complete date (year, month and day); None if the day does not exist."""
        day = full_day(match)
        if day is None:
            return None
        self.context = (match.end(), day.year)
        return day, "day"

    def loose(self, match: re.Match[str]) -> _Result | None:
        """Resolve `match`, a date with missing separators (2023年816); None unless its digits fit exactly one day."""
        day = loose_day(match)
        return None if day is None else (day, "day")

    def impossible(self, match: re.Match[str]) -> _Result:
        """Return (None, "month") for `match`, a date whose month or quarter does not exist."""
        self.context = (match.end(), year_of(match["y"]))
        return None, "month"

    def unknown(self, match: re.Match[str]) -> _Result:
        """Return (None, "occasion") for `match`, a lunar date, or a year with an occasion whose day is not known."""
        if match["y"]:
            self.context = (match.end(), year_of(match["y"]))
        return None, "occasion"

    def undated(self, _match: re.Match[str]) -> _Result:
        """Return (None, "occasion") for a term or a feast that has no year and no known day."""
        return None, "occasion"

    def span(self, match: re.Match[str]) -> _Result | tuple[()] | None:
        """Resolve `match`, a range of years (2022—2024年), to the end of the last; () if it is in a plan's name."""
        if self._stands_behind(grammar.NAMES_A_PERIOD, match):
            return _NAME
        if int(match["to"]) <= int(match["from"]) or "年" not in self.folded[match.start() : match.end() + 1]:
            return None
        return date(int(match["to"]), 12, 31), "span"

    def together(self, match: re.Match[str]) -> _Result | None:
        """Resolve `match`, several years and their count (2024、2025两年), to the end of the last year.

        Return None if the count is wrong.
        """
        named = match.group().count(match["y"][:2])
        counted = small_number(match["count"])
        return (date(int(match["y"]), 12, 31), "span") if named == counted else None

    def next(self, match: re.Match[str]) -> _Result:
        """Resolve `match`, a quarter named relative to the letter's date (下一季度), to its last day."""
        return (quarter_from(self.reference, match["which"]) if self.reference else None), "quarter"

    def recent(self, match: re.Match[str]) -> _Result | None:
        """Resolve `match`, recent years or months (近三年); None if it has no number.

        They end with the last complete year or month before the letter's date.
        """
        if not small_number(match["n"]):
            return None
        return (before_now(self.reference, match["unit"]) if self.reference else None), "relative"

    def days(self, match: re.Match[str]) -> _Result | None:
        """Resolve `match`, a number of days or weeks, to the day that is that much later than the letter's date.

        Return None if it has no number.
        """
        count = at_most(match["n"] or match["n2"])
        if not count:
            return None
        return (days_from(self.reference, count, match["unit"] or match["unit2"]) if self.reference else None), "within"

    def shared(self, match: re.Match[str]) -> _Result:
        """Resolve `match`, one year of a list (2023 in 2023、2024年), to its last day."""
        return date(int(match["y"]), 12, 31), "year"

    def year(self, match: re.Match[str]) -> _Result | tuple[()]:
        """Resolve `match`, a year or a month, quarter or half of one, to its last day; () if it is part of a name."""
        if match["y"] and self._stands_behind(grammar.NAMES_A_YEAR, match):
            return _NAME
        if match.group().endswith(("年", "年度")) and self._is_of_a_plan(match):
            return _NAME
        if match["rel"] in _NEXT_TO_ANOTHER and self._recurs(match):
            return _NAME
        if match["y"]:
            year = year_of(match["y"])
        elif (base := self._counted_from(match)) is None:
            return None, form_of(match)
        else:
            year = base + grammar.RELATIVE[match["rel"]]
        self.context = (match.end(), year)
        return within_year(match, year), form_of(match)

    def bare(self, match: re.Match[str]) -> _Result | None:
        """Resolve `match`, a month, quarter or half without a year, to its last day; None if it recurs every year.

        “Before” a month (3月前) means the month of the next year if the month has passed at the letter's date, unless
        the sentence names a year.
        """
        if match["m"] and self._recurs(match):
            return None
        if match["month"]:
            return self._month_word(match["month"], match["of_month"]), "day" if match["of_month"] else "month"
        year = self._year_in_force(match.start())
        if year is None:
            return None, form_of(match)
        by = within_year(match, year)
        gone = self.reference and by and by < self.reference and by.month < self.reference.month
        if gone and match["before"] and match["m"] and not self._has_context(match.start()):
            by = within_year(match, year + 1)
        return by, form_of(match)

    def dotted(self, match: re.Match[str]) -> _Result:
        """Resolve `match`, a year and a month with a separator (2025.6月中旬), to the last day of the month or part."""
        year, month = int(match["y"]), int(match["m"])
        self.context = (match.end(), year)
        return part_of_month(year, month, match["part"] or match["bottom"], before=bool(match["before"])), "month"

    def plan(self, match: re.Match[str]) -> _Result | tuple[()]:
        """Resolve `match`, a five-year plan (“十四五”期间) or its first years, to its last day; () if in a name."""
        if self._is_of_a_plan(match):
            return _NAME
        first = 1 if match["opening"] else small_number(match["first"] or "") if match["first"] else 0
        last = last_of_plan(match["plan"])
        return (last.replace(year=last.year - 5 + first) if first else last), "plan"

    def within(self, match: re.Match[str]) -> _Result | None:
        """Resolve `match`, some months, quarters or years (两年内), to the day that much later than the letter's date.

        Return None if the number cannot be read, or if the time counts from another event.
        """
        unit = match["unit"] or match["unit2"] or match["unit3"]
        written = next((match[name] for name in ("to", "to2", "to3", "n", "n2", "n3") if match[name]), "")
        some, more = match["some"] or match["half"] or match["some2"], match["more"] or match["more2"]
        before, count = self.folded[max(0, match.start() - _REACH) : match.start()], at_most(written or "0")
        if before.endswith("后的") or ((some or more) and unit != "年") or not (some or count):
            return None
        first = first_day_of_term(before, self.reference)
        if (start := first or self.reference) is None:
            return None, "within"
        months = 6 * bool(some) + 6 * bool(more) + count * {"年": 12, "个月": 1, "个季度": 3, "天": 0}[unit]
        by = days_from(start, count, unit) if unit == "天" else add_months(start, months)
        return (by - timedelta(days=1) if first else by), "within"

    def occasion(self, match: re.Match[str]) -> _Result:
        """Resolve `match`, the time before a festival or season (春节前), to the day before it begins, if known."""
        year = int(match["y"]) if match["y"] else None
        if match["rel"] and (base := self._counted_from(match)):
            year = base + grammar.RELATIVE[match["rel"]]
        return day_before_festival(match["name"] or match["season"], self.reference, year), "occasion"

    def season(self, match: re.Match[str]) -> _Result:
        """Resolve `match`, two years (今明两年), to the end of the second.

        The day is None for a winter (今冬明春) or half a season (上半季).
        """
        if not match["two"]:
            return None, "relative"
        later = 1 if match["two"].startswith("今") else 2
        return (date(self.reference.year + later, 12, 31) if self.reference else None), "year"

    # -- what the surroundings say ----------------------------------------------------------------------------------

    def _stands_behind(self, words: re.Pattern[str], match: re.Match[str]) -> bool:
        return words.search(self.folded[max(0, match.start() - _IN_FRONT) : match.start()]) is not None

    def _recurs(self, match: re.Match[str]) -> bool:
        """Return True if a month is one of several months of every year: 9月 in 每年3月、9月."""
        return grammar.EVERY_YEAR.search(self.folded, match.start() - _REACH, match.start()) is not None

    def _is_of_a_plan(self, match: re.Match[str]) -> bool:
        """Return True if a year is part of the name of a plan or fund that is used.

        Examples: 纳入2025年度预算, 使用2025年省级资金, 在2025年部门预算中安排.

        """
        if grammar.BUDGET.match(self.folded, match.end()):
            return True
        drawn_on = self._stands_behind(grammar.DRAWS_ON, match)
        return drawn_on and grammar.OF_A_YEAR.match(self.folded, match.end()) is not None

    def _month_word(self, word: str, of_month: str | None) -> date | None:
        if self.reference is None:
            return None
        day = add_months(self.reference.replace(day=1), 1 if word.startswith("下") else 0)
        if of_month:
            return day_of(day.year, day.month, small_number(of_month))
        return part_of_month(day.year, day.month, word.partition("月")[2])

    def _counted_from(self, match: re.Match[str]) -> int | None:
        """Return the year from which a relative word counts.

        For 次年 (the next year) it is the year named before; for other words it is the letter's year.
        """
        if match["rel"] in _NEXT_TO_ANOTHER:
            return self._year_in_force(match.start())
        return self.reference.year if self.reference else None

    def _has_context(self, at: int) -> bool:
        """Return True if the sentence names a year before offset `at`.

        If it does not, forget the last year, because the dates that follow are in later sentences.
        """
        if self.context is None:
            return False
        since, year = self.context
        between = self.folded[since:at]
        ended = "。" in between or "\n" in between or begins_a_point(between)
        self.context = None if ended else (at, year)
        return not ended

    def _year_in_force(self, at: int) -> int | None:
        if self.context and self._has_context(at):
            return self.context[1]
        return self.reference.year if self.reference else None


Resolver = Callable[[Readings, re.Match[str]], _Result | tuple[()] | None]
"""A method of `Readings` for one kind of date; the class says what it returns."""
RESOLVERS: dict[re.Pattern[str], Resolver] = {
    grammar.FULL: Readings.full,
    grammar.LOOSE: Readings.loose,
    grammar.IMPOSSIBLE: Readings.impossible,
    grammar.SPAN: Readings.span,
    grammar.SHARED: Readings.shared,
    grammar.TOGETHER: Readings.together,
    grammar.NEXT: Readings.next,
    grammar.RECENT: Readings.recent,
    grammar.DAYS: Readings.days,
    grammar.DOTTED: Readings.dotted,
    grammar.YEAR: Readings.year,
    grammar.OCCASION: Readings.occasion,
    grammar.LUNAR: Readings.unknown,
    grammar.UNKNOWN: Readings.unknown,
    grammar.UNDATED: Readings.undated,
    grammar.PLAN: Readings.plan,
    grammar.WITHIN: Readings.within,
    grammar.BARE: Readings.bare,
    grammar.SEASONS: Readings.season,
}
"""The method that resolves the matches of each pattern; its results are described at `Readings`."""
