"""Find the deadline of a commitment: a future date in the sentence, else in its list or a heading above it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter

from summarise.annotate.table_rows import BAR
from summarise.annotated import AnnotatedDocument, DateExpression, Quantity, Sentence
from summarise.engines.rules.base_dates import is_compared_with, says_which
from summarise.engines.rules.dealt_dates import dealt_date
from summarise.engines.rules.whose_date import is_of_others, is_of_our_act
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Deadlines"]

_LIST_BEGINS = lazy_pattern(r":(?:一是|首先|1[、.]|\(一\)|第一)")
_FROM = lazy_pattern(r"(?:截[至止]|自|从)$")
_PERIOD = lazy_pattern(r"[年月日号底初末旬度](?:[-—~]{1,2}|至|到)|[0-9](?:[—~]{1,2}|至|到)")
"""A period with two ends; its last day is the deadline: 自2025年6月至2026年3月."""
_DENIED = lazy_pattern(r"(?:(?<![拆清消排扫解废删免去切革根破撤])除了?|非|不[是在]|不早于)$")
"""Words in front of a date that is not the deadline: 除2027年底前外, 而非2027年底前."""
_COMPARES = ("比", "较")
"""Words in front of a date with which a number is compared."""
_GONE = lazy_pattern(r"(?P<year>(?:19|20)[0-9]{2})|去年|上一?年|前年")
_SINCE = lazy_pattern(r"起(?!草)|已|来(?!临)|(?:开始|即将)?(?:实施|启动|建设|开展)的")
_AWAITS = lazy_pattern(r"(?:^|[，。；:])[^，。；:]{0,6}(?<!等)待(?!遇)[^，。；]{0,30}$")
_AWAITED = lazy_pattern(r"[^，。；]{0,30}?(?:后|时|，)")
"""Words behind a date that belongs to a condition: 待2026年规划批复后."""
_BEGINS = lazy_pattern(r"(?:将|正式|全面)?(?:开工|动工|开建|启动(?!区|实施)|进场)")
"""Words behind the date on which work begins; such a date is the deadline only if there is no later one."""
_REPORTED = lazy_pattern(r"，?[^，。；]{0,12}(?:已(?!知)|(?<!为)了(?![解然])|累计|正在)")
"""Words behind the current year that say that something was done in it."""
_DONE = lazy_pattern(r"前?(?:已|完成了)")
"""Words behind a day on which something was done: 4月中旬前完成了测设."""
_ASKED_FOR = lazy_pattern(r"(?:您|你们|委员|代表|提案)[^“”。]{0,12}“[^“”。]*$")
"""Words in front of a date that is quoted from the proposal."""
_CONDITIONAL = lazy_pattern(
    r"^(?:[^，。]{0,6}，)?将?(?:待[^，。]{2,}?(?:后|时|到位|批复|，)|视[^，。]{0,10}(?:情况|需要|需求|而定)|条件(?:成熟|具备|允许)"
    r"|如(?![期下何实今同])|若(?!干))"
)
_COMPLETES = lazy_pattern(
    r"^[^，。；]{0,8}(?:完成|投产|投用|建成|开通|竣工|完工|实现|到位|投入使用|交付|通车|投入运营|投运|启用|开放|全部)"
)
_LEADING_WORDS = 2
"""Maximum number of characters, such as 力争, in front of a date at the beginning of a sentence."""
_LONGEST_LEAD = 40
"""Maximum number of characters of enumerator and white space in front of such a date."""
_CLAUSE = 200
"""Maximum number of characters of a clause that are searched, so that malicious texts take no long time."""
_LONGEST_SERIES = 40
"""Maximum number of dates of a series, and of sentences of a list, that are searched for the date of a number."""
_INTO_A_LATER_PLAN = lazy_pattern(r"[^，。；]{0,8}(?:列入|纳入|安排在|放[在到])(?:[明后来次]年|下一?年|20\d\d年)")
_IS_UNIT = lazy_pattern(r"^[（(]?单位[:：][^，。；]{1,12}$")
"""The line above a table that names the unit of its figures."""
_STOP = lazy_pattern(r"[，；。、]")
_START: Callable[[DateExpression | Quantity], int] = attrgetter("start")


class Deadlines:
    """Finds the deadlines of sentences and of single quantities in one document.

    `cue_text` is the normalised text of the document.
    """

    def __init__(self, annotated: AnnotatedDocument, cue_text: str) -> None:
        self.annotated = annotated
        self.cue_text = cue_text
        self.reference = annotated.metadata.reference
        self.dates: dict[int, list[DateExpression]] = {}
        for found in annotated.dates:
            self.dates.setdefault(found.sentence, []).append(found)
        self.quantities: dict[int, list[Quantity]] = {}
        for quantity in annotated.quantities:
            self.quantities.setdefault(quantity.sentence, []).append(quantity)
        self._ahead: dict[int, tuple[list[DateExpression], list[DateExpression]]] = {}

    def of(self, sentence: Sentence) -> DateExpression | None:
        """Return the deadline of a sentence: its latest future date, or else that of its list or a heading above it.

        Return None if there is none. A year without a more exact day is ignored if there is a more exact date in that
        year. A date on which work begins counts only if there is no other.
        """
        own = self._own(sentence)
        told = {found.by.year for found in own if found.by and found.form != "year"}
        if own := [found for found in own if not (found.by and found.by.year in told and self._is_a_bare_year(found))]:
            return max(own, key=lambda found: (found.by or date.min, found.start))
        return self._inherited(sentence) or self._start(sentence)

    def of_number(self, sentence: Sentence, quantity: Quantity) -> DateExpression | None:
        """Return the deadline of one quantity of a sentence; None if it has none.

        It is the first of these: the date that 分别 assigns to the quantity; the date before it, unless another number
        is between them and a date follows in the clause; the date behind it in its clause; the date of its list or of a
        heading above it; a later date of completion in the sentence.
        """
        own = self._own(sentence)
        if not own:
            return self._inherited(sentence) or self._start(sentence)
        at = bisect_left(own, quantity.start, key=_START)
        if dealt := dealt_date(
            self.cue_text, sentence.start, quantity, self.quantities[sentence.number], self.dates[sentence.number]
        ):
            return dealt.date if dealt.date in own else None
        before, behind = (own[at - 1] if at else None), (own[at] if at < len(own) else None)
        if behind and not quantity.end <= behind.start < self._clause_end(sentence, quantity):
            behind = None
        if before and self._is_left_to_another_year(before, quantity):
            return None
        if behind and before and self._says_it_behind(before, behind, quantity):
            return behind
        if before and not (behind and self._is_spent(sentence, before, quantity)):
            return before
        return behind or self._inherited(sentence) or self._at_the_end(own, quantity)

    def is_of_a_finished_period(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Return True if the date of a quantity is before the date of the reply.

        It is the date that 分别 gives to the quantity, or else the nearest date before it in the same clause.
        """
        dates = self.dates.get(sentence.number, [])
        dealt = dealt_date(self.cue_text, sentence.start, quantity, self.quantities[sentence.number], dates)
        if dealt and dealt.date:
            return bool(dealt.date.by and self.reference and dealt.date.by < self.reference)
        at = bisect_right(dates, quantity.start, key=attrgetter("end"))
        nearest = dates[at - 1] if at else None
        if nearest is None or self.reference is None or nearest.by is None or nearest.by >= self.reference:
            return False
        if self.cue_text[nearest.start - 1 : nearest.start] in _COMPARES or says_which(self.annotated, nearest):
            return False
        between = self.cue_text[nearest.end : min(quantity.start, nearest.end + _CLAUSE)]
        return quantity.start - nearest.end <= _CLAUSE and not any(sign in between for sign in "，；。")

    # -- a sentence's own dates -------------------------------------------------------------------------------------

    def _own(self, sentence: Sentence, *, starts: bool = False) -> list[DateExpression]:
        """Return the future dates of a sentence: those at which work begins if `starts` is True, else all others."""
        if sentence.number not in self._ahead:
            ahead = [found for found in self.dates.get(sentence.number, ()) if self._is_ahead(found)]
            begins = [self._is_a_start(found) for found in ahead]
            self._ahead[sentence.number] = (
                [found for found, start in zip(ahead, begins, strict=True) if not start],
                [found for found, start in zip(ahead, begins, strict=True) if start],
            )
        return self._ahead[sentence.number][starts]

    def _start(self, sentence: Sentence) -> DateExpression | None:
        """Return the last date in the sentence on which work begins; None if there is none."""
        return next(reversed(self._own(sentence, starts=True)), None)

    def _is_ahead(self, found: DateExpression) -> bool:
        text = self.annotated.folded
        if text[found.end : found.end + 2] in ("以来", "年来"):
            return False
        before = text[max(0, found.start - 3) : found.start]
        sets_out = _FROM.search(before) and not _PERIOD.search(self.annotated.folded_quote(found))
        if (
            sets_out
            or is_compared_with(text, found)
            or _DENIED.search(before)
            or self._is_gone(found)
            or text[found.end - 1] == "起"
        ):
            return False
        if _SINCE.match(text, found.end) or self._is_told_of(found) or self._is_awaited(found):
            return False
        if _DONE.match(text, found.end) or _ASKED_FOR.search(self.cue_text, max(0, found.start - _CLAUSE), found.start):
            return False
        if found.by is None or self.reference is None:
            return True
        # a month named in the month of the reply still lies ahead
        return found.by >= (self.reference.replace(day=1) if found.form == "month" else self.reference)

    def _is_a_bare_year(self, found: DateExpression) -> bool:
        """Return True for a year without a more exact day (2026年, 年内), but not for 年底."""
        return found.form == "year" and self.annotated.folded[found.end - 1] not in "底末"

    def _is_awaited(self, found: DateExpression) -> bool:
        """Return True if a date belongs to a condition that must be met before the act (待2026年规划批复后)."""
        if not _AWAITED.match(self.cue_text, found.end):
            return False
        return _AWAITS.search(self.cue_text[max(0, found.start - _CLAUSE) : found.start]) is not None

    def _is_gone(self, found: DateExpression) -> bool:
        """Return True if a date without a known day is in a year before that of the reply: 2023年暑假."""
        gone = _GONE.search(self.annotated.folded_quote(found)) if found.by is None and self.reference else None
        return bool(gone and self.reference and int(gone["year"] or 0) < self.reference.year)

    def _is_a_start(self, found: DateExpression) -> bool:
        """Return True if work begins on this date (2025年底前开工), so that it is not the date of completion."""
        text = self.annotated.document.text
        return text[found.end - 1] not in "前内" and _BEGINS.match(text, found.end) is not None

    def _is_told_of(self, found: DateExpression) -> bool:
        """Return True if the date is the current year, and the text behind it says what was done in the year."""
        whole = found.form == "year" and self.annotated.folded[found.end - 1] not in "底末前内终"
        running = whole and self.reference and found.by and found.by.year == self.reference.year
        return bool(running) and _REPORTED.match(self.cue_text, found.end) is not None

    def _clause_end(self, sentence: Sentence, quantity: Quantity) -> int:
        end = min(sentence.end, quantity.end + _CLAUSE)
        stop = _STOP.search(self.cue_text, quantity.end, end)
        return stop.start() if stop else end

    def _says_it_behind(self, before: DateExpression, behind: DateExpression, quantity: Quantity) -> bool:
        """Return True if a date directly behind the number belongs to it, and not the date before.

        An example is 2027年 in 第一批2所年底前建成，第二批3所2027年建成.
        """
        joined = self.cue_text[quantity.end : behind.start] in ("", "于", "在", "将于", "到")
        return joined and _STOP.search(self.cue_text, before.end, quantity.start) is not None

    def _is_left_to_another_year(self, before: DateExpression, quantity: Quantity) -> bool:
        """Return True if a date in an earlier clause does not apply, because the number is part of a later plan.

        An example is 今年 in 今年建2座，其余3座列入明年计划.
        """
        stop = _STOP.search(self.cue_text, before.end, quantity.start)
        rest = self.cue_text[quantity.end : quantity.end + _LONGEST_LEAD]
        return stop is not None and _INTO_A_LATER_PLAN.match(rest) is not None

    def _is_spent(self, sentence: Sentence, found: DateExpression, quantity: Quantity) -> bool:
        """Return True if there is another number between a date and this quantity, to which the date belongs."""
        quantities = self.quantities[sentence.number]
        at = bisect_left(quantities, quantity.start, key=_START)
        return at > 0 and found.end <= quantities[at - 1].start

    def _at_the_end(self, own: Sequence[DateExpression], quantity: Quantity) -> DateExpression | None:
        """Return a date behind the number that says when everything is completed: 新建1处，…，10月底前完成."""
        later = (found for found in reversed(own[-_LONGEST_SERIES:]) if found.start > quantity.start)
        return next((found for found in later if _COMPLETES.match(self.cue_text[found.end : found.end + 16])), None)

    # -- dates that stand elsewhere -----------------------------------------------------------------------------------

    def _inherited(self, sentence: Sentence) -> DateExpression | None:
        """Return the date at the beginning of the point around the sentence, or in the nearest heading with a date.

        Return None if the sentence is conditional.
        """
        text = self.cue_text[sentence.start : min(sentence.end, sentence.start + _CLAUSE)].removeprefix(sentence.marker)
        if _CONDITIONAL.match(text.lstrip(" 、.")):
            return None
        for number in reversed(sentence.under):
            opener = self.annotated.sentence(number)
            dates = self._own(opener)
            if dates and (opener.heading or self._leads(opener, dates[0])):
                return dates[-1]
        led = self._led_by_a_sentence_before(sentence)
        return led or self._above_the_rows(sentence) or self._above_the_list(sentence)

    def _above_the_list(self, sentence: Sentence) -> DateExpression | None:
        """Return the date that begins the sentence before a list, for each point of the list: 2025年，重点做好：."""
        chain = (*sentence.under, sentence.number) if sentence.marker else tuple(sentence.under)
        for number in range(sentence.number - 1, max(0, sentence.number - 1 - _LONGEST_SERIES), -1):
            before = self.annotated.sentence(number)
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
        alone = len(dates) == 1 and sentence.number not in self.quantities
        own = alone and is_of_our_act(self.cue_text, sentence.start, dates[0])
        return dates[0] if dates and (own or self._leads(sentence, dates[0])) else None

    def _above_the_rows(self, sentence: Sentence) -> DateExpression | None:
        """Return the date that begins the sentence before rows of a table or lines that end in ；: 2025年，我局将：."""
        if sentence.marker:
            return None
        is_row = self._is_row(sentence)
        for number in range(sentence.number - 1, max(0, sentence.number - 1 - _LONGEST_SERIES), -1):
            before = self.annotated.sentence(number)
            if (
                self._is_row(before) or _IS_UNIT.search(self.annotated.quote(before))
                if is_row
                else self._ends_with(before, "；")
            ):
                continue
            return self._leading_date(before) if before.under == sentence.under else None
        return None

    def _ends_with(self, sentence: Sentence, sign: str) -> bool:
        return self.cue_text[sentence.start : sentence.end].rstrip().endswith(sign)

    def _is_row(self, sentence: Sentence) -> bool:
        return BAR in self.cue_text[sentence.start : min(sentence.end, sentence.start + _CLAUSE)]

    def _leads(self, sentence: Sentence, found: DateExpression) -> bool:
        """Return True if a date is at the beginning of its sentence, or only behind the enumerator.

        Return False if it belongs to a plan or a request of others: 在2025年工作基础上.
        """
        if found.start - sentence.start > _LONGEST_LEAD or is_of_others(self.cue_text, sentence.start, found):
            return False
        between = self.annotated.document.text[sentence.start : found.start]
        return len(between.replace(sentence.marker, "").strip(" 、.*到至在")) <= _LEADING_WORDS

    def _led_by_a_sentence_before(self, sentence: Sentence) -> DateExpression | None:
        """Return the date that begins an earlier sentence of the paragraph and applies to the list after it."""
        for number in range(sentence.number - 1, max(0, sentence.number - 1 - _LONGEST_SERIES), -1):
            before = self.annotated.sentence(number)
            if before.paragraph != sentence.paragraph:
                return None
            dates = self._own(before)
            if dates and _LIST_BEGINS.search(self.cue_text, before.start, before.end):
                return dates[0] if self._leads(before, dates[0]) else None
            if before.under != sentence.under or sentence.marker:
                return None
            if dates:
                covers = bool(before.marker or before.under) or sentence.number in self.quantities
                heads = before.number in self.quantities and self._leads(before, dates[0])
                return dates[0] if covers and heads else None
        return None
