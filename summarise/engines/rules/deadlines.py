"""Find the deadline of a commitment: a future date in the sentence, else in its list or a heading above it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from operator import attrgetter

from summarise.annotated import AnnotatedDocument, DateExpression, Quantity, Sentence
from summarise.engines.rules.base_dates import is_compared_with, says_which
from summarise.engines.rules.clauses import NEAR
from summarise.engines.rules.dates_above import DatesAbove
from summarise.engines.rules.dealt_dates import Dealt, dealt_date
from summarise.engines.rules.own_dates import OwnDates
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Deadlines"]

_COMPLETES = lazy_pattern(
    r"^[^，。；]{0,8}(?:完成(?!可研|招标|环评|前期|立项|设计|勘|审批|评审|报批|选址)|投产|投用|建成|开通|竣工|完工|实现|到位|投入使用|交付|通车|投入运营|投运|启用|执行|兑现|落实到位|发放|开放|开[街园业馆]|迎客|全部)"
)
_LONGEST_SERIES = 40
"""Maximum number of dates of a sentence that are searched for the date of a number."""
_INTO_A_LATER_PLAN = lazy_pattern(r"[^，。；]{0,8}(?:列入|纳入|安排在|放[在到])(?:[明后来次]年|下一?年|20\d\d年)")
_PAUSES = lazy_pattern(r"[，；。:(]")
_PART = lazy_pattern(r"其中|[首前]批|[首一]期|第一[批期]|先期|先行")
_STOP = lazy_pattern(r"[，；。、]")
_DIGIT = lazy_pattern("[0-9]")
_START: Callable[[DateExpression | Quantity], int] = attrgetter("start")


class Deadlines:
    """Finds the deadlines of sentences and of single quantities in one document.

    `cue_text` is the normalised text of the document.
    """

    def __init__(self, annotated: AnnotatedDocument, cue_text: str) -> None:
        self._annotated, self._cue_text = annotated, cue_text
        self._reference = annotated.metadata.reference
        self._quantities: dict[int, list[Quantity]] = {}
        for quantity in annotated.quantities:
            self._quantities.setdefault(quantity.sentence, []).append(quantity)
        self._own = OwnDates(annotated, cue_text)
        self._above = DatesAbove(annotated, cue_text, self._own, self._quantities)

    def of(self, sentence: Sentence) -> DateExpression | None:
        """Return the deadline of a sentence: its latest future date, or else that of its list or a heading above it.

        Return None if there is none. A year without a more exact day is ignored if there is a more exact date in that
        year, and a date on which work begins if another date stands behind it. If work begins on all dates of the
        sentence, the date of its list or heading counts first.
        """
        own = self._own.of(sentence)
        if above := self._above_a_start(sentence, own):
            return above
        last = max((found.start for found in own if not self._own.is_a_start(found)), default=0)
        told = {found.by.year for found in own if found.by and found.form != "year"}
        counted = [
            found
            for found in own
            if not (found.by and found.by.year in told and self._own.is_a_bare_year(found))
            and not (found.start < last and self._own.is_a_start(found))
        ]
        return max(counted, key=lambda found: (found.by or date.min, found.start), default=None)

    def of_number(self, sentence: Sentence, quantity: Quantity) -> DateExpression | None:
        """Return the deadline of one quantity of a sentence; None if it has none.

        It is the first of these: the date that 分别 assigns to the quantity; the date before it, unless another number
        is between them and a date follows in the clause; the date behind it in its clause; the date of its list or of a
        heading above it; a later date of completion in the sentence, also if work begins on the date before it.
        """
        own = self._own.of(sentence)
        if above := self._above_a_start(sentence, own):
            return above
        at = bisect_left(own, quantity.start, key=_START)
        if dealt := self._dealt(sentence, quantity):
            return dealt.date if dealt.date in own else None
        before, behind = (own[at - 1] if at else None), (own[at] if at < len(own) else None)
        if behind and not quantity.end <= behind.start < self._clause_end(sentence, quantity):
            behind = None
        if before and self._is_left_to_another_year(before, quantity):
            return None
        if behind and before and self._says_it_behind(before, behind, quantity):
            return behind
        if before and not (behind and self._is_spent(sentence, before, quantity)):
            return (self._at_the_end(own, quantity) if self._own.is_a_start(before) else None) or before
        return behind or self._above.of(sentence) or self._at_the_end(own, quantity)

    def is_of_a_finished_period(self, sentence: Sentence, quantity: Quantity) -> bool:
        """Return True if the date of a quantity is before the date of the reply.

        It is the date that 分别 gives to the quantity, or else the nearest date before it in the same clause.
        """
        dealt = self._dealt(sentence, quantity)
        if dealt and dealt.date:
            return bool(dealt.date.by and self._reference and dealt.date.by < self._reference)
        dates = self._own.dates.get(sentence.number, [])
        at = bisect_right(dates, quantity.start, key=attrgetter("end"))
        nearest = dates[at - 1] if at else None
        if nearest is None or self._reference is None or nearest.by is None or nearest.by >= self._reference:
            return False
        if is_compared_with(self._annotated.folded, nearest) or says_which(self._annotated, nearest):
            return False
        if quantity.start - nearest.end > NEAR:
            return False
        between = self._cue_text[nearest.end : quantity.start]
        if self._cue_text.endswith(("由", "从"), 0, nearest.start) and _DIGIT.search(between):  # 从去年的30名增加到50名
            return False
        return not any(sign in between for sign in "，；。")

    def _above_a_start(self, sentence: Sentence, own: Sequence[DateExpression]) -> DateExpression | None:
        """Return the date of the list or heading above a sentence whose own dates are all those of a start.

        Return None if there is none, or if the work begins only after that date: 年底前完成5处。明年启动泵站建设。
        """
        above = self._above.of(sentence) if self._own.are_only_starts(sentence) else None
        starts = [found.by for found in own if found.by]
        return None if above is None or (above.by and starts and above.by < max(starts)) else above

    def _dealt(self, sentence: Sentence, quantity: Quantity) -> Dealt | None:
        """Return the date that 分别 gives to a quantity (see `dealt_date`)."""
        dates = self._own.dates.get(sentence.number, ())
        return dealt_date(self._cue_text, sentence.start, quantity, self._quantities[sentence.number], dates)

    def _clause_end(self, sentence: Sentence, quantity: Quantity) -> int:
        end = min(sentence.end, quantity.end + NEAR)
        stop = _STOP.search(self._cue_text, quantity.end, end)
        return stop.start() if stop else end

    def _says_it_behind(self, before: DateExpression, behind: DateExpression, quantity: Quantity) -> bool:
        """Return True if a date directly behind the number belongs to it, and not the date before.

        An example is 2027年 in 第一批2所年底前建成，第二批3所2027年建成.
        """
        joined = self._cue_text[quantity.end : behind.start] in ("", "于", "在", "将于", "到")
        return joined and _STOP.search(self._cue_text, before.end, quantity.start) is not None

    def _is_left_to_another_year(self, before: DateExpression, quantity: Quantity) -> bool:
        """Return True if a date in an earlier clause does not apply, because the number is part of a later plan.

        An example is 今年 in 今年建2座，其余3座列入明年计划.
        """
        stop = _STOP.search(self._cue_text, before.end, quantity.start)
        rest = self._cue_text[quantity.end : quantity.end + NEAR]
        return stop is not None and _INTO_A_LATER_PLAN.match(rest) is not None

    def _is_spent(self, sentence: Sentence, found: DateExpression, quantity: Quantity) -> bool:
        """Return True if there is another number between a date and this quantity, to which the date belongs."""
        quantities = self._quantities[sentence.number]
        at = bisect_left(quantities, quantity.start, key=_START)
        return at > 0 and found.end <= quantities[at - 1].start

    def _at_the_end(self, own: Sequence[DateExpression], quantity: Quantity) -> DateExpression | None:
        """Return a date behind the number that says when everything is completed: 新建1处，…，10月底前完成."""
        later = (found for found in reversed(own[-_LONGEST_SERIES:]) if found.start > quantity.start)
        completed = (one for one in later if _COMPLETES.match(self._cue_text[one.end : one.end + 16]))
        return next((one for one in completed if not self._is_of_a_part(one, quantity)), None)

    def _is_of_a_part(self, found: DateExpression, quantity: Quantity) -> bool:
        """Return True if a date belongs to a part of what `quantity` counts: 年底前 in 2400套，首批800套年底前交付."""
        begin = max(quantity.end, found.start - NEAR)
        clause = _PAUSES.split(self._cue_text[begin : found.start])
        return len(clause) > 1 and _PART.match(clause[-1]) is not None
