"""Dates and periods, resolved to the last day that they cover, from the reply's own date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import NamedTuple

from summarise.annotate import date_grammar as grammar
from summarise.annotate.calendar_days import add_months, day_before_festival, last_of_month, last_of_plan
from summarise.annotate.date_resolution import (
    Form,
    at_most,
    before_now,
    days_from,
    form_of,
    full_day,
    loose_day,
    quarter_from,
    small_number,
    within_year,
    year_of,
)
from summarise.annotate.date_triggers import BEHIND_A_YEAR, CENTURIES, TRIGGER, WORDS, begins_with, goes_on_with
from summarise.annotated import NumberToken

__all__ = ["Form", "FoundDate", "find_dates", "find_dates_and_names"]

_Result = tuple[date | None, Form]
_NAME: tuple[()] = ()
"""What a resolver answers for a period that belongs to a name."""


class FoundDate(NamedTuple):
    """A date expression as found; `by` is None where nothing tells the day."""

    start: int
    end: int
    by: date | None
    form: Form


def find_dates(folded: str, reference: date | None, taken: Sequence[NumberToken] = ()) -> list[FoundDate]:
    """All date expressions in order, disjoint; `taken` are sorted tokens (titles) whose dates belong to a name."""
    return find_dates_and_names(folded, reference, taken)[0]


def find_dates_and_names(
    folded: str, reference: date | None, taken: Sequence[NumberToken] = ()
) -> tuple[list[FoundDate], list[NumberToken]]:
    """Return the dates, and the periods that belong to a name: 三年行动计划（2022—2024年）."""
    finder = _Finder(folded, reference, taken)
    return finder.run(), finder.names


class _Finder:
    def __init__(self, folded: str, reference: date | None, taken: Sequence[NumberToken]) -> None:
        self.folded = folded
        self.reference = reference
        self.taken = taken
        self.starts = [token.start for token in taken]
        self.names: list[NumberToken] = []
        self.context: tuple[int, int] | None = None
        """Up to where the last explicit year, and what has been looked at since, reaches; and that year."""

    def run(self) -> list[FoundDate]:
        found: list[FoundDate] = []
        covered = 0
        for trigger in TRIGGER.finditer(self.folded):
            start = trigger.start()
            if start < covered or self._is_taken(start):
                continue
            for match, resolve in self._matches(start, trigger[0]):
                result = resolve(self, match)
                if result is not None:
                    covered = match.end()
                    if result:
                        covered, by = self._behind(covered, result[0])
                        found.append(FoundDate(start, covered, by, result[1]))
                    else:
                        self.names.append(NumberToken(start, covered, "name"))
                    break
        return found

    def _matches(self, start: int, word: str) -> list[tuple[re.Match[str], _Resolver]]:
        """Return what begins at `start`, the longest first."""
        matches = []
        for pattern, resolve in self._rules_at(start) if word in CENTURIES else _RULES_OF[word]:
            if match := pattern.match(self.folded, start):
                matches.append((match, resolve))
        if len(matches) > 1:
            matches.sort(key=lambda item: -item[0].end())
        return matches

    def _rules_at(self, start: int) -> Sequence[_Rule]:
        """Return the rules for what is behind the figures of a year that begins at `start`."""
        at = start + _FIGURES_OF_A_YEAR
        sign = self.folded[at : at + 1]
        if sign == "年":
            return _BEHIND_A_YEAR.get(self.folded[at + 1 : at + 2], _BEHIND_ANY_YEAR)
        return _BEHIND_FIGURES.get(sign, ())

    def _behind(self, end: int, by: date | None) -> tuple[int, date | None]:
        """Return where a date ends and its last day: none for what lies behind a day to come (2027年之后)."""
        after = grammar.AFTER.match(self.folded, end)
        if after is None or (by and self.reference and by < self.reference):
            return end, by
        return after.end(), None

    def _is_taken(self, at: int) -> bool:
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.taken[index].end

    # -- one resolver a pattern: the last day covered, () where a name holds the date, None where there is none ------

    def full(self, match: re.Match[str]) -> _Result | None:
        day = full_day(match)
        if day is None:
            return None
        self.context = (match.end(), day.year)
        return day, "day"

    def loose(self, match: re.Match[str]) -> _Result | None:
        day = loose_day(match)
        return None if day is None else (day, "day")

    def impossible(self, match: re.Match[str]) -> _Result:
        self.context = (match.end(), year_of(match["y"]))
        return None, "month"

    def unknown(self, match: re.Match[str]) -> _Result:
        if match["y"]:
            self.context = (match.end(), year_of(match["y"]))
        return None, "occasion"

    def span(self, match: re.Match[str]) -> _Result | tuple[()] | None:
        if self._stands_behind(grammar.NAMES_A_PERIOD, match):
            return _NAME
        if int(match["to"]) <= int(match["from"]) or "年" not in self.folded[match.start() : match.end() + 1]:
            return None
        return date(int(match["to"]), 12, 31), "span"

    def together(self, match: re.Match[str]) -> _Result | None:
        named = match.group().count(match["y"][:2]) if match["count"] else 0
        counted = small_number(match["count"])
        return (date(int(match["y"]), 12, 31), "span") if named == counted else None

    def next(self, match: re.Match[str]) -> _Result:
        return (quarter_from(self.reference, match["which"]) if self.reference else None), "quarter"

    def recent(self, match: re.Match[str]) -> _Result | None:
        if not small_number(match["n"]):
            return None
        return (before_now(self.reference, match["unit"]) if self.reference else None), "relative"

    def days(self, match: re.Match[str]) -> _Result | None:
        count = at_most(match["n"] or match["n2"])
        if not count:
            return None
        return (days_from(self.reference, count, match["unit"] or match["unit2"]) if self.reference else None), "within"

    def shared(self, match: re.Match[str]) -> _Result:
        return date(int(match["y"]), 12, 31), "year"

    def year(self, match: re.Match[str]) -> _Result | tuple[()]:
        if match["y"] and self._stands_behind(grammar.NAMES_A_YEAR, match):
            return _NAME
        if match["y"]:
            year = year_of(match["y"])
        elif self.reference is None:
            return None, form_of(match)
        else:
            year = self.reference.year + grammar.RELATIVE[match["rel"]]
        self.context = (match.end(), year)
        return within_year(match, year), form_of(match)

    def bare(self, match: re.Match[str]) -> _Result | None:
        if match["m"] and grammar.EVERY_YEAR.search(self.folded, max(0, match.start() - _REACH), match.start()):
            return None
        if match["month"]:
            return self._month_word(match["month"]), "month"
        year = self._year_in_force(match.start())
        if year is None:
            return None, form_of(match)
        by = within_year(match, year)
        gone = self.reference and by and by < self.reference and by.month < self.reference.month
        if gone and match["before"] and match["m"] and not self._has_context(match.start()):
            by = within_year(match, year + 1)
        return by, form_of(match)

    def plan(self, match: re.Match[str]) -> _Result:
        return last_of_plan(match["plan"]), "plan"

    def within(self, match: re.Match[str]) -> _Result | None:
        unit = match["unit"] or match["unit2"] or match["unit3"]
        written = next((match[name] for name in ("to", "to2", "to3", "n", "n2", "n3") if match[name]), "")
        months = 6 if match["some"] else at_most(written) * {"年": 12, "个月": 1, "个季度": 3}[unit]
        months += 6 if match["more"] and unit == "年" else 0
        counted_from_another = self.folded[max(0, match.start() - 2) : match.start()] == "后的"
        if counted_from_another or not months or (match["more"] and unit != "年") or (match["some"] and unit != "年"):
            return None
        return (add_months(self.reference, months) if self.reference else None), "within"

    def occasion(self, match: re.Match[str]) -> _Result:
        year = int(match["y"]) if match["y"] else None
        if match["rel"] and self.reference:
            year = self.reference.year + grammar.RELATIVE[match["rel"]]
        return day_before_festival(match["name"] or match["season"], self.reference, year), "occasion"

    def season(self, match: re.Match[str]) -> _Result:
        if not match["two"]:
            return None, "relative"
        later = 1 if match["two"].startswith("今") else 2
        return (date(self.reference.year + later, 12, 31) if self.reference else None), "year"

    # -- what the surroundings say ----------------------------------------------------------------------------------

    def _stands_behind(self, words: re.Pattern[str], match: re.Match[str]) -> bool:
        return words.search(self.folded[max(0, match.start() - 4) : match.start()]) is not None

    def _month_word(self, word: str) -> date | None:
        if self.reference is None:
            return None
        day = add_months(self.reference.replace(day=1), 1 if word.startswith("下") else 0)
        return last_of_month(day.year, day.month)

    def _has_context(self, at: int) -> bool:
        """True if the sentence names a year before `at`; where none does, none will for what comes later."""
        if self.context is None:
            return False
        since, year = self.context
        ended = self.folded.find("。", since, at) >= 0 or self.folded.find("\n", since, at) >= 0
        self.context = None if ended else (at, year)
        return not ended

    def _year_in_force(self, at: int) -> int | None:
        if self.context and self._has_context(at):
            return self.context[1]
        return self.reference.year if self.reference else None


_Resolver = Callable[[_Finder, re.Match[str]], _Result | tuple[()] | None]
_RESOLVERS: dict[re.Pattern[str], _Resolver] = {
    grammar.FULL: _Finder.full,
    grammar.LOOSE: _Finder.loose,
    grammar.IMPOSSIBLE: _Finder.impossible,
    grammar.SPAN: _Finder.span,
    grammar.SHARED: _Finder.shared,
    grammar.TOGETHER: _Finder.together,
    grammar.NEXT: _Finder.next,
    grammar.RECENT: _Finder.recent,
    grammar.DAYS: _Finder.days,
    grammar.YEAR: _Finder.year,
    grammar.OCCASION: _Finder.occasion,
    grammar.LUNAR: _Finder.unknown,
    grammar.UNKNOWN: _Finder.unknown,
    grammar.PLAN: _Finder.plan,
    grammar.WITHIN: _Finder.within,
    grammar.BARE: _Finder.bare,
    grammar.SEASONS: _Finder.season,
}
_Rule = tuple[re.Pattern[str], _Resolver]
_RULES_OF: dict[str, list[_Rule]] = {
    word: [(pattern, resolve) for pattern, resolve in _RESOLVERS.items() if begins_with(pattern, word)]
    for word in WORDS
}
_FIGURES_OF_A_YEAR = 4
_REACH = 24
"""How far 每年 may stand before a month of a list."""


def _going_on_with(sign: str, *, year: bool) -> list[_Rule]:
    return [(pattern, resolve) for pattern, resolve in _RULES_OF["20"] if goes_on_with(pattern, sign, year=year)]


_BEHIND_FIGURES = {sign: _going_on_with(sign, year=False) for sign in BEHIND_A_YEAR}
_BEHIND_A_YEAR = {sign: _going_on_with(sign, year=True) for sign in BEHIND_A_YEAR}
_BEHIND_ANY_YEAR = _going_on_with("", year=True)
"""The rules for a year in figures by what is behind them, or behind their 年: there are too many to try them all."""
