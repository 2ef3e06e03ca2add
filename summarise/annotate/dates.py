"""Dates and periods, resolved to the last day that they cover, from the reply's own date."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
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
        self.stops = [match.start() for match in re.finditer(r"[。\n]", folded)]
        self.context: tuple[int, int] | None = None
        """Where the last explicit year ended, and that year."""

    def run(self) -> list[FoundDate]:
        found: list[FoundDate] = []
        covered = 0
        for trigger in _TRIGGER.finditer(self.folded):
            start = trigger.start()
            if start < covered or self._is_taken(start):
                continue
            for match, resolve in self._matches(start, trigger.group()):
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

    def _matches(self, start: int, word: str) -> Iterator[tuple[re.Match[str], _Resolver]]:
        """Return what begins at `start`, the longest first."""
        tried = ((pattern.match(self.folded, start), resolve) for pattern, resolve in _RULES_OF[word])
        matches = [(match, resolve) for match, resolve in tried if match is not None]
        return iter(sorted(matches, key=lambda item: -item[0].end()) if len(matches) > 1 else matches)

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

    def bare(self, match: re.Match[str]) -> _Result:
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
        """True if the sentence names a year before `at`."""
        return self.context is not None and bisect_left(self.stops, self.context[0]) == bisect_left(self.stops, at)

    def _year_in_force(self, at: int) -> int | None:
        if self.context and self._has_context(at):
            return self.context[1]
        return self.reference.year if self.reference else None


_Resolver = Callable[[_Finder, re.Match[str]], _Result | tuple[()] | None]
_DIGITS = tuple("0123456789")
_NUMERALS = tuple("一二两三四五六七八九十")
_YEARS = ("19", "20", *(first + second for first in "一二" for second in "九零0Oo"))
_SIGNS = tuple("“\"‘'「")
_QUARTERS = ("第一", "第二", "第三", "第四", *(f"第{number}" for number in "1234"), "前三季")
_NEXT = tuple(which + middle + "季度" for which in "下本上这" for middle in ("", "一", "一个", "个"))
_COMING = ("未来", "今后", "接下来", "用", "利用", "通过", "半年", "半个")
_YEAR_ENDS = ("年底", "年末", "年内", "年终", "年度内", "全年", "上半年", "下半年", "本月", "下月", "下个月", "月底")
_FEASTS = ("春节", "国庆", "元旦", "五一", "六一", "七一", "八一", "中秋", "端午", "清明", "教师节", "儿童节", "劳动节")
_LUNAR = ("农历", "阴历", "旧历", "夏历", "正月", "腊月", "冬月")
_TERMS = (
    "秋季",
    "春季",
    "开学",
    "主汛",
    "汛期",
    "入汛",
    "雨季",
    "旱季",
    "台风",
    "春耕",
    "入冬",
    "冬季",
    "供暖",
    "采暖",
)
_RULES: tuple[tuple[re.Pattern[str], _Resolver, tuple[str, ...]], ...] = (
    (grammar.FULL, _Finder.full, _YEARS),
    (grammar.LOOSE, _Finder.loose, _YEARS),
    (grammar.IMPOSSIBLE, _Finder.impossible, _YEARS),
    (grammar.SPAN, _Finder.span, _YEARS),
    (grammar.SHARED, _Finder.shared, _YEARS),
    (grammar.TOGETHER, _Finder.together, _YEARS),
    (grammar.NEXT, _Finder.next, _NEXT),
    (grammar.RECENT, _Finder.recent, ("近", "过去", "最近")),
    (grammar.DAYS, _Finder.days, (*_DIGITS, *_NUMERALS)),
    (grammar.YEAR, _Finder.year, (*_YEARS, *grammar.RELATIVE)),
    (grammar.OCCASION, _Finder.occasion, (*_YEARS, "今年", "明年", "次年", *_SIGNS, *_FEASTS, *_TERMS, "高考", "年关")),
    (grammar.LUNAR, _Finder.unknown, (*_YEARS, *grammar.RELATIVE, *_LUNAR, *_NUMERALS)),
    (grammar.UNKNOWN, _Finder.unknown, (*_YEARS, *grammar.RELATIVE)),
    (grammar.PLAN, _Finder.plan, (*_SIGNS, "十")),
    (grammar.WITHIN, _Finder.within, (*_DIGITS, *_NUMERALS, *_COMING)),
    (grammar.BARE, _Finder.bare, (*_DIGITS, *_NUMERALS, *_QUARTERS, *_YEAR_ENDS)),
    (grammar.SEASONS, _Finder.season, ("今明", "明后", "今冬")),
)
_WORDS = sorted({word for *_, words in _RULES for word in words}, key=lambda word: (-len(word), word))
_LENGTH_AHEAD = r"(?=[{0}]{{0,2}}(?:[-—~到至、和]{{1,2}}[{0}]{{1,3}})?(?:[年月季日天周]|个[月季星自]{1}))"
_AHEAD = {
    **dict.fromkeys(("19", "20"), "(?=[0-9]{2})"),
    **dict.fromkeys(_DIGITS, _LENGTH_AHEAD.format("0-9", "")),
    **dict.fromkeys(_NUMERALS, _LENGTH_AHEAD.format("一二两三四五六七八九十", "|[·•・ ]?五")),
    **dict.fromkeys(_SIGNS, "(?=[十五六七八春国元中端清教儿劳])"),
    **dict.fromkeys(("近", "过去", "最近"), "(?=[0-9一二两三四五六七八九十]{1,3}[年个])"),
    **dict.fromkeys(("用", "利用", "通过"), "(?=[0-9一二两三四五六七八九十未今])"),
}
"""What must follow the commonest of those words, so that few of them are tried in vain."""
_COMMON = "0123456789一二三四五六七八九十两"
"""The commonest first characters, which are tried first."""
_FIRSTS = dict.fromkeys(_COMMON + "".join(word[0] for word in _WORDS))
_TRIGGER = re.compile(
    "|".join(
        f"{first}(?:{'|'.join(word[1:] + _AHEAD.get(word, '') for word in _WORDS if word[0] == first)})"
        for first in _FIRSTS
    )
)
"""Where a date may begin: each branch begins with a literal, which the matcher looks up by its first character."""
_RULES_OF = {
    word: [
        (pattern, resolve)
        for pattern, resolve, begins in _RULES
        if (word in begins if word in ("19", "20") else any(map(word.startswith, begins)))
    ]
    for word in _WORDS
}
