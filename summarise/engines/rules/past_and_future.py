"""Find the sentences that name a past date and those that name a future one."""

from __future__ import annotations

import re

from summarise.annotated import AnnotatedDocument, DateExpression, Sentence
from summarise.engines.rules.base_dates import NO_TERM, is_only_a_base
from summarise.engines.rules.wording import cue_text
from summarise.lazy_pattern import lazy_pattern

__all__ = ["PastAndFuture"]

_QUOTED_REACH = 2_000
"""Maximum number of characters of a quotation that is searched back from a date, to limit the time."""
_MOST_DAYS = 40
"""Maximum number of different future dates of one sentence."""
_NEARLY_OVER = {"half": 30, "quarter": 10}
"""Days before the end of a half-year or quarter from which its bare name tells of what was done in it."""
_GONE_BY = ("去年", "上年", "上一年", "前年")
_STILL_TO_COME = ("明年", "来年", "次年", "后年", "下年", "下一年", "下一个年")
_NOT_AHEAD = lazy_pattern("(?<=前)已|[^，。；]{0,12}?(?:无法|不能|难以|未能|不具备|[暂尚]不|不宜)")
"""Words behind a date that say that it has passed, or that something cannot be done by then: 年内无法实施."""
_UNTIL = ("截至", "截止", "截止到", "截至到")
_BY_MEANS_OF = ("用", "利用", "通过")
"""First words of a span of time that may lie behind or ahead: 用两年时间."""
_SINCE_A_MONTH = lazy_pattern(r"(今年|本年|20\d\d年)(\d{1,2})月份?(?:起|开始)")
_A_YEAR = lazy_pattern("(?:19|20)[0-9]{2}")
_PART_OF_A_YEAR = lazy_pattern(r"[\d一二三四]{1,2}(?:月|季度)|\d{1,2}月\d{1,2}日(?:[-—~至到]+(?:\d{1,2}月)?\d{1,2}日)?")


class PastAndFuture:
    """Divides the dates of one document into past and future ones, as seen from the date of the letter."""

    def __init__(self, annotated: AnnotatedDocument) -> None:
        self.annotated = annotated
        self.reference = annotated.metadata.reference
        self.past: set[int] = set()
        """Numbers of the sentences that name a date or period before the reply."""
        self.ahead: dict[int, list[str]] = {}
        """Normalised words of the future dates of each sentence, by sentence number."""
        self._told_of: set[int] = set()
        """Numbers of the paragraphs that name a finished year; for a heading, its negated sentence number."""
        for found in annotated.dates:
            self._place(found)

    def _place(self, found: DateExpression) -> None:
        text = self.annotated.document.text
        begin = self.annotated.sentence(found.sentence).start
        before = text[max(begin, found.start - _QUOTED_REACH) : found.start]
        if before.count("“") > before.count("”"):  # a requirement or a wish is quoted
            return
        sentence = self.annotated.sentence(found.sentence)
        if is_only_a_base(self.annotated, found, before):
            return
        since = text[found.end : found.end + 2] == "以来" or self._is_a_past_season(found)
        until_then = text[found.end : found.end + 1] == "止" and not self._begins_later(found)
        since = since or before.endswith(_UNTIL) or until_then or self._has_begun(found)
        if since or (found.by is not None and self.reference is not None and found.by < self.reference):
            self.past.add(found.sentence)
            year = _A_YEAR.match(self.annotated.folded_quote(found))
            if year and self.reference and int(year[0]) < self.reference.year:
                self._told_of.add(-sentence.number if sentence.heading else sentence.paragraph)
        elif found.form == "within" and (before.endswith(NO_TERM) or text.startswith(_BY_MEANS_OF, found.start)):
            return
        elif self._is_part_of_a_told_year(found, sentence):
            self.past.add(found.sentence)
        elif self._lies_ahead(found) and not _NOT_AHEAD.match(self.annotated.folded, found.end):
            words = cue_text(self.annotated.folded_quote(found))
            days = self.ahead.setdefault(found.sentence, [])
            if words not in days and len(days) < _MOST_DAYS:
                days.append(words)

    def _begins_later(self, found: DateExpression) -> bool:
        """Return True if a period begins in a year after the letter's: 2027年1月1日起至2028年12月31日."""
        written = self.annotated.folded_quote(found)
        year = _A_YEAR.match(written)
        return bool(year and self.reference and "起" in written and int(year[0]) > self.reference.year)

    def _is_a_past_season(self, found: DateExpression) -> bool:
        """Return True if the date is a season of a past year without a known day: 2023年供暖季前."""
        written = self.annotated.folded_quote(found)
        year = _A_YEAR.search(written)
        past = written.startswith(_GONE_BY) or (year and self.reference and int(year[0]) < self.reference.year)
        return found.by is None and self.reference is not None and bool(past)

    def _has_begun(self, found: DateExpression) -> bool:
        """Return True if something applies from a month of the letter's year, and that month has begun (今年5月起)."""
        written = self.annotated.folded_quote(found)
        month = _SINCE_A_MONTH.fullmatch(written)
        if month is None or self.reference is None or month[1] not in ("今年", "本年", f"{self.reference.year}年"):
            return False
        return int(month[2]) <= self.reference.month

    def _is_part_of_a_told_year(self, found: DateExpression, sentence: Sentence) -> bool:
        """Return True if a day, month or quarter without a year belongs to a finished year (2024年…。3季度…)."""
        written = self.annotated.folded_quote(found)
        before = self.annotated.document.text[found.start - 1 : found.start]
        if not _PART_OF_A_YEAR.fullmatch(written) or before in ("到至划" if written.endswith("日") else "到至于划"):
            return False
        return not self._told_of.isdisjoint({sentence.paragraph, *(-opener for opener in sentence.under)})

    def _lies_ahead(self, found: DateExpression) -> bool:
        """Return True if a date is in the future, as a current period (今年, “十四五”期间) is not in whole."""
        written = self.annotated.folded_quote(found)
        before = self.annotated.document.text[found.start - 1 : found.start]
        if found.by is None:
            year = _A_YEAR.search(written)
            later = written.startswith(_STILL_TO_COME) or (
                year and self.reference and int(year[0]) > self.reference.year
            )
            begins = self.reference and written.endswith(("起", "开始")) and not self._is_running(written)
            return bool(later and found.form == "occasion") or written.endswith(("前", "后")) or bool(begins)
        if self.reference is None or found.by <= self.reference:
            return self.reference is None and (written.endswith("前") or before in ("到", "至"))
        if found.form == "plan":
            return written[-1] in "末前" or found.by.year - self.reference.year > 4  # noqa: PLR2004 - the next plan's years
        if found.form == "span":
            return int(written[:4]) >= self.reference.year
        if (found.by - self.reference).days <= _NEARLY_OVER.get(found.form, 0):
            return written[-1] in "前底末内" or before in ("到", "至")
        return found.by.year > self.reference.year or found.form != "year" or written[-1] in "前底末内"

    def _is_running(self, written: str) -> bool:
        """Return True if something begins with the whole current year: 今年起."""
        year = re.split(r"度?(?:起|开始)$", written)[0]
        return year in ("今年", "本年") or bool(self.reference and year == f"{self.reference.year}年")
