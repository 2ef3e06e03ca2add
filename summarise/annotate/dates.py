"""Find dates and periods in a text, with the last day of each; relative dates count from the date of the reply."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from summarise.annotate import date_grammar as grammar
from summarise.annotate.date_readings import RESOLVERS, Readings, Resolver
from summarise.annotate.date_resolution import Form
from summarise.annotate.date_triggers import BEHIND_A_YEAR, CENTURIES, TRIGGER, begins_with, goes_on_with
from summarise.annotated import NumberToken

__all__ = ["Form", "FoundDate", "find_dates", "find_dates_and_names"]


class FoundDate(NamedTuple):
    """A date in a text, from `start` to `end` (exclusive); `by` is the last day that it covers, None if unknown."""

    start: int
    end: int
    by: date | None
    form: Form


def find_dates(folded: str, reference: date | None, taken: Sequence[NumberToken] = ()) -> list[FoundDate]:
    """Return all date expressions of a text in order; they never overlap.

    Args:
        folded: the text, normalised by `fold`.
        reference: the reply's own date, from which relative dates count; None if unknown.
        taken: tokens in text order, such as titles; a date that begins inside a token is left out, because it is part
            of a name.

    """
    return find_dates_and_names(folded, reference, taken)[0]


def find_dates_and_names(
    folded: str, reference: date | None, taken: Sequence[NumberToken] = ()
) -> tuple[list[FoundDate], list[NumberToken]]:
    """Return the dates, as `find_dates` does, and a token for each period that is part of a name.

    An example of such a period is 2022—2024年 in 三年行动计划（2022—2024年）. The arguments are those of `find_dates`.
    """
    finder = _Finder(folded, reference, taken)
    return finder.run(), finder.names


class _Finder:
    def __init__(self, folded: str, reference: date | None, taken: Sequence[NumberToken]) -> None:
        self.folded = folded
        self.reference = reference
        self.taken = taken
        self.starts = [token.start for token in taken]
        self.names: list[NumberToken] = []
        self.readings = Readings(folded, reference)

    def run(self) -> list[FoundDate]:
        found: list[FoundDate] = []
        covered = 0
        for trigger in TRIGGER.finditer(self.folded):
            start = trigger.start()
            if start < covered or self._is_taken(start):
                continue
            for match, resolve in self._matches(start, trigger[0]):
                result = resolve(self.readings, match)
                if result is not None:
                    covered = match.end()
                    if result:
                        begin = self._first_of_period(found, start)
                        covered, by = self._behind(start, covered, result[0])
                        found.append(FoundDate(begin, covered, by, result[1]))
                    else:
                        self.names.append(NumberToken(start, covered, "name"))
                    break
        return found

    def _matches(self, start: int, word: str) -> list[tuple[re.Match[str], Resolver]]:
        """Return the matches that begin at `start` with their resolvers, the longest first."""
        matches = []
        for pattern, resolve in self._rules_at(start) if word in CENTURIES else _rules_of(word):
            if match := pattern.match(self.folded, start):
                matches.append((match, resolve))
        if len(matches) > 1:
            matches.sort(key=lambda item: -item[0].end())
        return matches

    def _rules_at(self, start: int) -> Sequence[_Rule]:
        """Return the patterns with resolvers that can match a year at `start`, by the character behind its digits."""
        at = start + _FIGURES_OF_A_YEAR
        sign = self.folded[at : at + 1]
        if sign == "年":
            following = self.folded[at + 1 : at + 2]
            return _going_on_with(following if following in BEHIND_A_YEAR else "", year=True)
        return _going_on_with(sign, year=False) if sign in BEHIND_A_YEAR else ()

    def _first_of_period(self, found: list[FoundDate], start: int) -> int:
        """Return where the phrase of the date at `start` begins.

        If the last date in `found` is joined to this one by 至, it is the beginning of the same period: remove it from
        `found` and return its start.
        """
        if found and found[-1].form in _OPENS_A_PERIOD and grammar.TO.fullmatch(self.folded, found[-1].end, start):
            return found.pop().start
        return start

    def _behind(self, start: int, end: int, by: date | None) -> tuple[int, date | None]:
        """Return the end of a date phrase, and its last day.

        If a word such as 之后 follows a future date (2027年之后), the phrase includes the word and has no last day.
        """
        if self.folded.startswith("以来", end):
            return end, None
        after = grammar.AFTER.match(self.folded, end)
        if after is None and self.folded[start - 1 : start] in ("从", "自"):
            after = grammar.BEGINNING.match(self.folded, end)
        if after is None or (by and self.reference and by < self.reference):
            return end, by
        return after.end(), None

    def _is_taken(self, at: int) -> bool:
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.taken[index].end


_OPENS_A_PERIOD = ("day", "month", "quarter", "half", "year")
_Rule = tuple[re.Pattern[str], Resolver]
_FIGURES_OF_A_YEAR = 4


@cache
def _rules_of(word: str) -> Sequence[_Rule]:
    """Return the patterns with resolvers for a date that begins with `word`, one of `WORDS`."""
    return [(pattern, resolve) for pattern, resolve in RESOLVERS.items() if begins_with(pattern, word)]


@cache
def _going_on_with(sign: str, *, year: bool) -> Sequence[_Rule]:
    """Return the patterns with resolvers for a year whose digits, or whose 年 if `year` is True, `sign` follows.

    "" stands for all characters that are not in `BEHIND_A_YEAR`. Choosing patterns by the next character is faster than
    trying all of them.
    """
    return [(pattern, resolve) for pattern, resolve in _rules_of("20") if goes_on_with(pattern, sign, year=year)]
