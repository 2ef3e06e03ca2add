"""Find the dates in a sentence that lie ahead."""

from __future__ import annotations

from summarise.annotated import AnnotatedDocument, DateExpression, Sentence
from summarise.engines.rules.base_dates import NO_TERM, is_compared_with
from summarise.engines.rules.clauses import NEAR
from summarise.lazy_pattern import lazy_pattern

__all__ = ["OwnDates"]

_FROM = lazy_pattern(r"(?:截[至止]|自|从)$")
_PERIOD = lazy_pattern(r"[年月日号底初末旬度]起?(?:[-—~]{1,2}|至|到)|[0-9](?:[—~]{1,2}|至|到)")
"""A period with two ends; its last day is the deadline: 自2025年6月至2026年3月."""
_DENIED = lazy_pattern(r"(?:(?<![拆清消排扫解废删免去切革根破撤])除了?|非|不[是在]|不早于)$")
"""Words in front of a date that is not the deadline: 除2027年底前外, 而非2027年底前."""
_GONE = lazy_pattern(r"(?P<year>(?:19|20)[0-9]{2})|去年|上一?年|前年")
_SINCE = lazy_pattern(r"起(?!草)|已|来(?!临)|(?:开始|即将)?(?:实施|启动|建设|开展)的")
_AWAITS = lazy_pattern(r"(?:^|[，。；:])[^，。；:]{0,6}(?<!等)待(?!遇)[^，。；]{0,30}$")
_AWAITED = lazy_pattern(r"[^，。；]{0,30}?(?:后|时|，)")
"""Words behind a date that belongs to a condition: 待2026年规划批复后."""
_BEGINS = lazy_pattern(r"(?:将|正式|全面)?(?:开工|动工|开建|启动(?!区|实施)|进场)")
"""Words behind the date on which work begins, which is the deadline only if no other date stands behind it."""
_REPORTED = lazy_pattern(r"，?[^，。；]{0,12}(?:已(?!知)|(?<!为)了(?![解然])|累计|正在)")
"""Words behind the current year that say that something was done in it."""
_DONE = lazy_pattern(r"前?(?:已|完成了)")
"""Words behind a day on which something was done: 4月中旬前完成了测设."""
_ASKED_FOR = lazy_pattern(r"(?:您|你们|委员|代表|提案)[^“”。]{0,12}“[^“”。]*$")
"""Words in front of a date that is quoted from the proposal."""


class OwnDates:
    """Finds the future dates of the sentences of one document; `cue_text` is its normalised text."""

    def __init__(self, annotated: AnnotatedDocument, cue_text: str) -> None:
        self._annotated, self._cue_text = annotated, cue_text
        self._reference = annotated.metadata.reference
        self.dates: dict[int, list[DateExpression]] = {}
        for found in annotated.dates:
            self.dates.setdefault(found.sentence, []).append(found)
        self._ahead: dict[int, list[DateExpression]] = {}

    def of(self, sentence: Sentence) -> list[DateExpression]:
        """Return the future dates of a sentence, in text order."""
        if sentence.number not in self._ahead:
            dates = self.dates.get(sentence.number, ())
            self._ahead[sentence.number] = [found for found in dates if self._is_ahead(found)]
        return self._ahead[sentence.number]

    def are_only_starts(self, sentence: Sentence) -> bool:
        """Return True if work begins on each future date of a sentence, or if it has none."""
        return all(map(self.is_a_start, self.of(sentence)))

    def is_a_bare_year(self, found: DateExpression) -> bool:
        """Return True for a year without a more exact day (2026年, 年内), but not for 年底 and 年底前."""
        return found.form == "year" and self._annotated.folded_quote(found).removesuffix("前")[-1] not in "底末"

    def is_a_start(self, found: DateExpression) -> bool:
        """Return True if work begins on this date (2025年底前开工), so that it is not the date of completion."""
        text = self._annotated.document.text
        return text[found.end - 1] not in "前内" and _BEGINS.match(text, found.end) is not None

    def _is_ahead(self, found: DateExpression) -> bool:
        text = self._annotated.folded
        if text[found.end : found.end + 2] in ("以来", "年来"):
            return False
        before = text[max(0, found.start - 3) : found.start]
        sets_out = _FROM.search(before) and not _PERIOD.search(self._annotated.folded_quote(found))
        if (
            sets_out
            or (found.form == "within" and before.endswith(NO_TERM))
            or is_compared_with(text, found)
            or _DENIED.search(before)
            or self._is_gone(found)
            or text[found.end - 1] == "起"
        ):
            return False
        if _SINCE.match(text, found.end) or self._is_told_of(found) or self._is_awaited(found):
            return False
        asked_for = _ASKED_FOR.search(self._cue_text, found.start - NEAR, found.start)
        if asked_for or _DONE.match(text, found.end):
            return False
        if found.by is None or self._reference is None:
            return True
        # a month named in the month of the reply still lies ahead
        return found.by >= (self._reference.replace(day=1) if found.form == "month" else self._reference)

    def _is_awaited(self, found: DateExpression) -> bool:
        """Return True if a date belongs to a condition that must be met before the act (待2026年规划批复后)."""
        if not _AWAITED.match(self._cue_text, found.end):
            return False
        return _AWAITS.search(self._cue_text[max(0, found.start - NEAR) : found.start]) is not None

    def _is_gone(self, found: DateExpression) -> bool:
        """Return True if a date without a known day is in a year before that of the reply: 2023年暑假."""
        gone = _GONE.search(self._annotated.folded_quote(found)) if found.by is None and self._reference else None
        return bool(gone and self._reference and int(gone["year"] or 0) < self._reference.year)

    def _is_told_of(self, found: DateExpression) -> bool:
        """Return True if the date is the current year, and the text behind it says what was done in the year."""
        whole = found.form == "year" and self._annotated.folded[found.end - 1] not in "底末前内终"
        running = whole and self._reference and found.by and found.by.year == self._reference.year
        return bool(running) and _REPORTED.match(self._cue_text, found.end) is not None
