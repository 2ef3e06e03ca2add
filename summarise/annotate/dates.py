"""Dates and periods, resolved to the last day that they cover, from the reply's own date."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from summarise.annotate.calendar_days import add_months, day_before_festival, last_of_month, last_of_plan
from summarise.annotate.numerals import chinese_integer, chinese_year

__all__ = ["FoundDate", "find_dates", "full_dates"]

Form = Literal["day", "month", "quarter", "half", "year", "span", "plan", "within", "occasion"]

_Y4 = r"(?:(?<!\d)|(?<=\D\d))(?:19|20)\d\d"
_CY = r"[一二][九零][零一二三四五六七八九]{2}"
_COUNT = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_RELATIVE = {
    "今年": 0,
    "本年度": 0,
    "本年": 0,
    "明年": 1,
    "来年": 1,
    "次年": 1,
    "后年": 2,
    "去年": -1,
    "上年度": -1,
    "上年": -1,
    "前年": -2,
}
_MONTH = r"1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = r"3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_BEFORE = r"(?:之前|以前|前(?![三两二一四几\d景期沿来往后身列提端置]))"
_QUARTER = r"第?[一二三四1-4]季度"

_FULL = re.compile(
    rf"(?P<y>{_Y4}|{_CY}) ?(?:年|[-./]) ?(?P<m>{_MONTH}) ?(?:月|[-./]) ?(?P<d>{_DAY})(?: ?[日号]|(?![\d.年月]))"
)
_SPAN = re.compile(
    rf"(?P<from>{_Y4}) ?年?度? ?(?:[-—~]{{1,2}}|至|到) ?(?P<to>{_Y4})(?: ?年)?(?![-\d])(?:度|底|末|期间)?{_BEFORE}?"
)
_SHARED = re.compile(rf"(?P<y>{_Y4}) ?(?=[、和](?:{_Y4}[、和])*{_Y4}年)")
_TAIL = (
    rf"(?P<quarter>{_QUARTER})(?:度?末|底)?|前三季度|(?P<half>[上下]半年)|(?P<yearend>年?度?[底末]|年终|年内|全年|度内|内|度)|(?P<early>年初|初)|(?P<mid>年中|中期)"
    rf"|(?:(?P<m0>{_MONTH})(?:月份?)?(?:[-—~]|至|到))?(?P<m>{_MONTH})月(?:份)?(?:(?P<d>{_DAY})[日号]|(?P<part>[上中下]旬|底|末|初|中))?"
)
_YEAR = re.compile(
    rf"(?:(?P<y>{_Y4}|{_CY}) ?年(?![代级会报鉴龄])|(?P<rel>今年|本年度?|明年|来年|次年|后年|去年|上年度?|前年)(?!以来))"
    rf" ?(?:{_TAIL})?(?P<before>{_BEFORE})?"
)
_BARE = re.compile(
    rf"(?<![\d年每个.]) ?(?:(?P<quarter>{_QUARTER})(?:度?末|底)?|(?P<half>[上下]半年)|(?P<yearend>年底|年末|年内|年终|全年(?!龄)|年度内)"
    rf"|(?:(?P<m0>{_MONTH})(?:月份?)?(?:[-—~]|至|到))?(?P<m>{_MONTH})月(?![租薪均饼嫂子供度息])(?:份)?(?:(?P<d>{_DAY})[日号]|(?P<part>[上中下]旬|底|末|初|中(?!学|国|旬)))?"
    rf"|(?P<month>(?:本月|下个?月)底?|(?<!月)月底))(?P<before>{_BEFORE})?"
)
_PLAN = re.compile(
    r"[“\"‘'「]?(?P<plan>十[一二三四五六])[·• ]?五[”\"’'」]? ?(?:期间|时期|末期|中后期|后期|期末|期内|末|内)(?!以来)(?:之前|前)?"
)
_WITHIN = re.compile(
    rf"(?:未来|今后|力争|争取|计划|拟|用|通过|利用)*(?<![第近前后过])(?P<n>{_COUNT})(?:[-—~到至](?P<to>{_COUNT}))?(?P<unit>年|个月|个季度)(?:左右)?(?:的?时间)?(?:之内|以内|内)"
    rf"|(?:用|利用|通过)(?:未来|今后)?(?P<n2>{_COUNT})(?:[-—~到至](?P<to2>{_COUNT}))?(?P<unit2>年|个月)(?:左右)?的?时间"
)
_OCCASION = re.compile(
    rf"(?:(?P<y>{_Y4})年|(?P<rel>今年|明年|次年))?(?P<name>春节|国庆节?|元旦|五一|“五一”|中秋节?|秋季学期开学|秋季学期|秋季开学|汛期|主汛期|入汛|入冬|雨季|供暖季|供暖期|采暖季|采暖期|供暖|冬季|开学|春季学期|春耕|旱季|台风季|高考|年关)(?:到来|来临|开始)?之?前(?!后)"
)
_INSIDE_A_NAME = re.compile(r"(?:计划|规划|方案|纲要|行动|意见|目标|任务|清单|名单|办法|目录|布局) ?\(?$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression as found; `by` is None where nothing tells the day."""

    start: int
    end: int
    by: date | None
    form: Form


def full_dates(folded: str) -> list[tuple[int, int, date]]:
    """Complete dates (year, month, day) with their spans, impossible ones left out."""
    found = []
    for match in _FULL.finditer(folded):
        day = _day(_year_of(match["y"]), _small(match["m"]), _small(match["d"]))
        if day:
            found.append((*match.span(), day))
    return found


def find_dates(folded: str, reference: date | None, taken: Sequence[tuple[int, int]] = ()) -> list[FoundDate]:
    """All date expressions in order, disjoint; `taken` are sorted spans (titles) whose dates belong to a name."""
    return _Finder(folded, reference, taken).run()


class _Finder:
    def __init__(self, folded: str, reference: date | None, taken: Sequence[tuple[int, int]]) -> None:
        self.folded = folded
        self.reference = reference
        self.taken = taken
        self.starts = [start for start, _ in taken]
        self.context: tuple[int, int] | None = None
        """Where the last explicit year ended, and that year."""

    def run(self) -> list[FoundDate]:
        found: list[FoundDate] = []
        covered = 0
        for start, end, match, resolve in sorted(self._matches(), key=lambda item: (item[0], -item[1])):
            if start < covered or self._is_taken(start):
                continue
            result = resolve(self, match)
            if result is not None:
                covered = end
            if result:
                found.append(FoundDate(start, end, *result))
        return found

    def _matches(self) -> list[tuple[int, int, re.Match[str], _Resolver]]:
        spans = []
        for pattern, resolve in _RULES:
            for match in pattern.finditer(self.folded):
                start = match.start() + (len(match.group()) - len(match.group().lstrip()))
                if start < match.end():
                    spans.append((start, match.end(), match, resolve))
        return spans

    def _is_taken(self, at: int) -> bool:
        index = bisect_right(self.starts, at) - 1
        return index >= 0 and at < self.taken[index][1]

    # -- one resolver a pattern: the last day covered, () where a name holds the date, None where there is none ------

    def full(self, match: re.Match[str]) -> _Result | None:
        day = _day(_year_of(match["y"]), _small(match["m"]), _small(match["d"]))
        if day is None:
            return None
        self.context = (match.end(), day.year)
        return day, "day"

    def span(self, match: re.Match[str]) -> _Result | tuple[()] | None:
        if _INSIDE_A_NAME.search(self.folded[max(0, match.start() - 4) : match.start()]):
            return ()
        if int(match["to"]) <= int(match["from"]) or "年" not in self.folded[match.start() : match.end() + 1]:
            return None
        return date(int(match["to"]), 12, 31), "span"

    def shared(self, match: re.Match[str]) -> _Result | None:
        return date(int(match["y"]), 12, 31), "year"

    def year(self, match: re.Match[str]) -> _Result | tuple[()] | None:
        if match["y"]:
            year = _year_of(match["y"])
            if _INSIDE_A_NAME.search(self.folded[max(0, match.start() - 4) : match.start()]):
                return ()
            self.context = (match.end(), year)
        elif self.reference is None:
            return None, _form(match)
        else:
            year = self.reference.year + _RELATIVE[match["rel"]]
            self.context = (match.end(), year)
        return _within_year(match, year)

    def bare(self, match: re.Match[str]) -> _Result | None:
        if match["month"]:
            return self._month_word(match)
        year = self._year_in_force(match.start())
        if year is None:
            return None, _form(match)
        by, form = _within_year(match, year)
        behind = self.reference and by and by < self.reference and match["before"] and match["m"]
        if behind and not self._has_context(match.start()) and by.month < self.reference.month:  # type: ignore[union-attr]
            by, form = _within_year(match, year + 1)
        return by, form

    def _month_word(self, match: re.Match[str]) -> _Result:
        if self.reference is None:
            return None, "month"
        later = 1 if match["month"].startswith("下") else 0
        day = add_months(self.reference.replace(day=1), later)
        return last_of_month(day.year, day.month), "month"

    def _has_context(self, at: int) -> bool:
        if self.context is None:
            return False
        between = self.folded[self.context[0] : at]
        return "。" not in between and "\n" not in between

    def _year_in_force(self, at: int) -> int | None:
        if self.context and self._has_context(at):
            return self.context[1]
        return self.reference.year if self.reference else None

    def plan(self, match: re.Match[str]) -> _Result | None:
        return last_of_plan(match["plan"]), "plan"

    def within(self, match: re.Match[str]) -> _Result | None:
        count = _count(match["to"] or match["to2"] or match["n"] or match["n2"])
        if not count or self.reference is None:
            return (None, "within") if count else None
        unit = match["unit"] or match["unit2"]
        months = count * {"年": 12, "个月": 1, "个季度": 3}[unit]
        return add_months(self.reference, months), "within"

    def occasion(self, match: re.Match[str]) -> _Result | None:
        year = int(match["y"]) if match["y"] else None
        if match["rel"] and self.reference:
            year = self.reference.year + _RELATIVE[match["rel"]]
        return day_before_festival(match["name"].strip("“”"), self.reference, year), "occasion"


_Result = tuple[date | None, Form]
_Resolver = Callable[[_Finder, re.Match[str]], _Result | tuple[()] | None]
_RULES: tuple[tuple[re.Pattern[str], _Resolver], ...] = (
    (_FULL, _Finder.full),
    (_SPAN, _Finder.span),
    (_SHARED, _Finder.shared),
    (_YEAR, _Finder.year),
    (_OCCASION, _Finder.occasion),
    (_PLAN, _Finder.plan),
    (_WITHIN, _Finder.within),
    (_BARE, _Finder.bare),
)


def _within_year(match: re.Match[str], year: int) -> _Result:
    """Resolve what follows a year: quarter, half, month, its parts, or the year itself."""
    before = bool(match["before"])
    if match["m"]:
        return _month(match, year, before=before), "day" if match["d"] else "month"
    if match["quarter"]:
        quarter = _small(match["quarter"].strip("第季度"))
        quarter -= before
        return (last_of_month(year, quarter * 3) if quarter else date(year - 1, 12, 31)), "quarter"
    if match["half"]:
        return (date(year, 6, 30) if match["half"] == "上半年" else date(year, 12, 31)), "half"
    groups = match.re.groupindex
    if "early" in groups and match["early"]:
        return date(year, 3, 31), "quarter"
    if "mid" in groups and match["mid"]:
        return date(year, 6, 30), "half"
    if match.group().rstrip("前之以").endswith("前三季度"):
        return date(year, 9, 30), "quarter"
    if before and not match["yearend"]:
        return date(year - 1, 12, 31), "year"
    return date(year, 12, 31), "year"


def _month(match: re.Match[str], year: int, *, before: bool) -> date | None:
    month = _small(match["m"])
    if match["d"]:
        return _day(year, month, _small(match["d"]))
    part = match["part"]
    if part in ("上旬", "初"):
        return date(year, month, 10)
    if part in ("中旬", "中"):
        return date(year, month, 20)
    if before and not part:
        return date(year, month, 1) - timedelta(days=1)
    return last_of_month(year, month)


def _form(match: re.Match[str]) -> Form:
    for group, form in (("d", "day"), ("m", "month"), ("quarter", "quarter"), ("half", "half")):
        if match[group]:
            return form  # type: ignore[return-value]
    return "year"


def _year_of(written: str) -> int:
    return int(written) if written.isascii() else chinese_year(written) or 0


def _small(written: str) -> int:
    return int(written) if written.isascii() else chinese_integer(written) or 0


def _count(written: str | None) -> int:
    return _small(written) if written else 0


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
