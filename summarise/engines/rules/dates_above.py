"""Find the date of a sentence that has none: beside it in its row, in its list, above its rows, or in a heading."""

from __future__ import annotations

from collections.abc import Container, Iterator

from summarise.annotate.table_rows import BAR
from summarise.annotated import AnnotatedDocument, DateExpression, Sentence
from summarise.engines.rules.bodies import US
from summarise.engines.rules.clauses import NEAR
from summarise.engines.rules.own_dates import OwnDates
from summarise.engines.rules.whose_date import is_of_others, is_of_our_act
from summarise.lazy_pattern import lazy_pattern

__all__ = ["DatesAbove"]

_LIST_BEGINS = lazy_pattern(r"[:，]一是|:(?:首先|1[、.]|\(一\)|第一)")
_CONDITIONAL = lazy_pattern(
    r"^(?:[^，。]{0,6}，)?将?(?:待[^，。]{2,}?(?:后|时|到位|批复|，)|视[^，。]{0,10}(?:情况|需要|需求|而定)|条件(?:成熟|具备|允许)"
    r"|如(?![期下何实今同])|若(?!干))"
)
_OF_ANOTHER = lazy_pattern(
    rf"(?:同时，)?(?!{US})[^，。；:、\d]{{2,14}}?(?<![大结格布])(?:局|委|政府|公司|集团|中心|街道|[乡镇])(?:将|负责|拟|计划|要|会)"
    rf"|(?:同时，)?由(?!于|此|{US})[^，。；:、\d]{{2,14}}?(?<![大结格布])(?:局|委|政府|公司|集团|中心|街道|[乡镇])"
)
"""Another body at the beginning of a sentence, to which the date of an earlier sentence does not apply."""
_LEADING_WORDS = 2
"""Maximum number of characters, such as 力争, in front of a date at the beginning of a sentence."""
_LONGEST_LEAD = 40
"""Maximum number of characters of enumerator and white space in front of such a date."""
_LONGEST_BRACKET = 6
"""Maximum number of parts between semicolons of such a bracket."""
_BRACKET_ENDS = lazy_pattern(r"[^()，。；]{0,8}[)\]】]\s*[。:；]?\s*$")
_LONGEST_SERIES = 40
"""Maximum number of sentences, of a list that are searched for its date."""
_IS_UNIT = lazy_pattern(r"^[（(]?单位[:：][^，。；]{1,12}$")
"""The line above a table that names the unit of its figures."""


class DatesAbove:
    """Finds the dates that cover sentences of one document from above.

    `cue_text` is the normalised text, `own` finds the dates of each sentence, and `quantified` contains the numbers of
    the sentences with quantities.
    """

    def __init__(self, annotated: AnnotatedDocument, cue_text: str, own: OwnDates, quantified: Container[int]) -> None:
        self._annotated, self._cue_text = annotated, cue_text
        self._own, self._quantified = own.of, quantified

    def of(self, sentence: Sentence) -> DateExpression | None:
        """Return the date in the cells behind the sentence, at the beginning of its point, or in the nearest heading.

        Return None if the sentence is conditional.
        """
        text = self._cue_text[sentence.start : min(sentence.end, sentence.start + NEAR)]
        if _CONDITIONAL.match(text.removeprefix(sentence.marker).lstrip(" 、.")):
            return None
        if beside := self._beside(sentence):
            return beside
        for number in reversed(sentence.under):
            opener = self._annotated.sentence(number)
            dates = self._own(opener)
            if dates and (opener.heading or self._leads(opener, dates[0]) or self._ends(opener, dates[-1])):
                return dates[-1]
            if not dates and (closing := self._closes(opener, sentence)):
                return closing
        led = self._led_by_a_sentence_before(sentence) or self._of_the_whole(sentence)
        return led or self._above_the_rows(sentence) or self._above_the_list(sentence)

    def _beside(self, sentence: Sentence) -> DateExpression | None:
        """Return the date in the cells behind a cell of a table that consists of sentences."""
        for behind in self._annotated.row_of(sentence):
            bar = self._cue_text.find("|", behind.start, behind.end)
            if behind.number > sentence.number and bar >= 0:
                return next((found for found in self._own(behind) if found.start > bar), None)
        return None

    def _nearest_before(self, sentence: Sentence) -> Iterator[Sentence]:
        """Yield the sentences before this one, the nearest first."""
        last = sentence.number - 1
        return reversed(self._annotated.sentences[max(0, last - _LONGEST_SERIES) : last])

    def _above_the_list(self, sentence: Sentence) -> DateExpression | None:
        """Return the date that begins the sentence before a list, for each point of the list: 2025年，重点做好：."""
        chain = (*sentence.under, sentence.number) if sentence.marker else tuple(sentence.under)
        for before in self._nearest_before(sentence):
            if before.marker or before.number in sentence.under or len(before.under) >= len(chain):
                continue
            inside = tuple(before.under) == chain[: len(before.under)]
            return self._leading_date(before) if inside else None
        return None

    def _leading_date(self, sentence: Sentence) -> DateExpression | None:
        """Return the date that begins a sentence, or is the only one and that of the replying side's own act.

        Return None unless the sentence ends with a colon.
        """
        dates = self._own(sentence) if self._ends_with(sentence, ":") else []
        alone = len(dates) == 1 and sentence.number not in self._quantified
        own = alone and is_of_our_act(self._cue_text, sentence.start, dates[0])
        return dates[0] if dates and (own or self._leads(sentence, dates[0])) else None

    def _above_the_rows(self, sentence: Sentence) -> DateExpression | None:
        """Return the date that begins the sentence before rows of a table or lines that end in ；: 2025年，我局将：."""
        if sentence.marker:
            return None
        is_row = self._is_row(sentence)
        for before in self._nearest_before(sentence):
            if (
                self._is_row(before) or _IS_UNIT.search(self._annotated.quote(before))
                if is_row
                else self._ends_with(before, "；")
            ):
                continue
            return self._leading_date(before) if before.under == sentence.under else None
        return None

    def _ends_with(self, sentence: Sentence, sign: str) -> bool:
        return self._cue_text[sentence.start : sentence.end].rstrip().endswith(sign)

    def _is_row(self, sentence: Sentence) -> bool:
        return BAR in self._cue_text[sentence.start : min(sentence.end, sentence.start + NEAR)]

    def _leads(self, sentence: Sentence, found: DateExpression) -> bool:
        """Return True if a date is at the beginning of its sentence, or only behind the enumerator.

        Return False if it belongs to a plan or a request of others: 在2025年工作基础上.
        """
        if found.start - sentence.start > _LONGEST_LEAD or is_of_others(self._cue_text, sentence.start, found):
            return False
        between = self._annotated.document.text[sentence.start : found.start]
        return len(between.replace(sentence.marker, "").strip(" 、.*到至在")) <= _LEADING_WORDS

    def _ends(self, sentence: Sentence, found: DateExpression) -> bool:
        """Return True if a date is in a bracket at the end of the lead of a point: 一是改造管网(2026年底前)。更换….

        Return False if the lead states a number, because the date then belongs to that.
        """
        if sentence.number in self._quantified:
            return False
        return _BRACKET_ENDS.match(self._cue_text, found.end, sentence.end) is not None

    def _closes(self, opener: Sentence, sentence: Sentence) -> DateExpression | None:
        """Return the date behind a semicolon in the bracket that ends a lead: 改造管网(牵头:甲局；时限:2026年底)."""
        lead = self._cue_text[opener.start : opener.end]
        if opener.number + 1 >= sentence.number or lead.count("(") <= lead.count(")"):
            return None
        for number in range(opener.number + 1, min(sentence.number, opener.number + _LONGEST_BRACKET)):
            rest = self._annotated.sentence(number)
            dates = self._own(rest) if rest.paragraph == opener.paragraph else []
            if dates and self._ends(rest, dates[-1]):
                return dates[-1]
        return None

    def _of_the_whole(self, sentence: Sentence) -> DateExpression | None:
        """Return the date by which the replying side does the whole, for a part of it: 我市计划2025年建500个。其中….

        Parts behind a semicolon go on with 其中.
        """
        for number in range(sentence.number, max(1, sentence.number - _LONGEST_SERIES), -1):
            part, before = self._annotated.sentence(number), self._annotated.sentence(number - 1)
            if part.paragraph != before.paragraph:
                return None
            if self._cue_text.startswith("其中", part.start):
                text, begin = self._cue_text, before.start
                own = (found for found in self._own(before) if not is_of_others(text, begin, found))
                first = next(own, None)
                return first if first and is_of_our_act(text, begin, first) else None
            if not self._ends_with(before, "；"):
                return None
        return None

    def _led_by_a_sentence_before(self, sentence: Sentence) -> DateExpression | None:
        """Return the date that begins an earlier sentence of the paragraph and applies to the list after it."""
        if _OF_ANOTHER.match(self._cue_text, sentence.start, sentence.end):
            return None
        for before in self._nearest_before(sentence):
            if before.paragraph != sentence.paragraph:
                return None
            dates = self._own(before)
            if dates and _LIST_BEGINS.search(self._cue_text, before.start, before.end):
                return dates[0] if self._leads(before, dates[0]) else None
            if before.number in sentence.under:
                continue
            if before.under != sentence.under or sentence.marker:
                return None
            if dates:
                covers = bool(before.marker or before.under) or sentence.number in self._quantified
                heads = before.number in self._quantified and self._leads(before, dates[0])
                return dates[0] if covers and heads else None
        return None
