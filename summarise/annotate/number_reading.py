"""Decide what a run of number characters is: a quantity, a range, numbers with a shared unit, a name, or unread.

A run is a sequence of digits or numerals with the signs that join them, such as dashes and units.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from summarise.annotate import number_runs as runs
from summarise.annotate.amounts import Amount
from summarise.annotate.comparators import comparator_after, comparator_before
from summarise.annotate.idioms import is_idiom, may_count
from summarise.annotate.measure_words import COUNTS, measure_alike, unit_at
from summarise.annotate.measuring import Measured, measured
from summarise.annotate.miscounted import is_miscounted
from summarise.annotate.names import kind_of_name
from summarise.annotate.number_codes import kind_of_code
from summarise.annotate.numeral import Numeral
from summarise.annotate.numeral_grammar import numeral_at
from summarise.annotate.ranges import are_years, dealt_out, ends_unknown, listed, other_end, range_of
from summarise.annotated import NumberKind
from summarise.lazy_pattern import lazy_pattern
from summarise.record import Comparator

__all__ = ["Reading", "RunReader"]

_SIGNS_OF_FRACTIONS = frozenset("½⅓⅔¼¾⅛")
_FIGURES = frozenset("一二两三四五六七八九")
_PAUSE = lazy_pattern(r"[，。；;,)）!！]|$")
_ENUMERATING = lazy_pattern(r"[一二三四五六七八九十]{1,3}(?:是(?!否|以)|要(?=[\u4e00-\u9fff])|则(?!否))")
_ENDS_OF_CHANGES = ("到", "至", "为", "达", "由", "从")
_CHANGES_BEHIND = lazy_pattern("提高|增加|提升|上调|下调|降低|下降|减少|调整|[增降升]至|[增降升提]到")
_CHANGES = ("达到", "提至", "降至", "升至", "降到")
_INDICATED = lazy_pattern(
    r"(?:容积率|系数|指数|比值|PUE|PUE值|pH|pH值|倍率|利用率|密度|得分|评分|分值|均分|值)"
    r"(?:[\u4e00-\u9fff]{0,4}(?:达到|达|为|到|至|在|于|过|约)| ?[:：=≥≤><] ?)?$"
)
_LONE_POWER = lazy_pattern("10(?:<sup>|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])")
_POINTS = lazy_pattern("(?:以上|以下|以内|左右|多)的?百分点|点(?=[，。、；,;)）]|$|以[上内下]|左右)")
"""What makes percentage points of 个 before it: 2个以上百分点, 3个点."""
_LARGE = 10**4
_UNGROUPED = 4
"""Maximum number of characters of a number without a thousands separator."""
_INDICATOR_REACH = 14
_PLAIN_END = lazy_pattern(r"$|[\s，。；、:：!?！？,;)）】”’」|]|的|之间|以|及|和|或|并|左右|上下|且|时|，")


class Reading(NamedTuple):
    """The kind of a run of number characters, its end (exclusive), and its quantities if it has any."""

    kind: NumberKind
    end: int
    amounts: tuple[Amount, ...] = ()


class RunReader:
    """Reads one run of number characters: digits or numerals with the signs that join them, such as dashes and units.

    `folded` is the text, normalised by `fold`. The run begins at `start`. The previous token ends at `begin`, and the
    next one begins at `stop`.
    """

    def __init__(self, folded: str, begin: int, start: int, stop: int) -> None:
        self.folded = folded
        self.begin = begin
        self.start = start
        self.stop = stop

    def reading(self) -> Reading:
        """Return the kind of the run and its quantities; the kind is "unread" if no rule recognises the run."""
        folded, start = self.folded, self.start
        if folded[start].isdecimal() and (code := kind_of_code(folded, self.begin, start, self.stop)):
            return Reading(*code)
        numeral = numeral_at(folded, start, self.stop)
        if numeral is None:
            return self._not_understood()
        first = measured(folded, numeral, self.stop)
        if self._is_part(numeral):
            return self._unread()
        if not first.unit and (shared := self._listed(first)):
            return self._shared(shared)
        second = other_end(folded, first, self.begin, self.stop)
        if second is not None and not self._apart(first, second):
            return self._range(first, second)
        half = second is None and ends_unknown(folded, first, self.stop)
        return self._unread() if half else self._single(first)

    def _is_part(self, numeral: Numeral) -> bool:
        """Return True if a numeral is only part of a number, or if its separators may separate numbers of a list."""
        folded = self.folded
        in_a_list = (
            numeral.end - self.start > _UNGROUPED and numeral.may_be_a_list(folded) and dealt_out(folded, self.start)
        )
        fraction = folded.startswith("分之", numeral.end)
        return in_a_list or fraction or runs.is_cut_off_before(folded, self.begin, self.start)

    def _listed(self, first: Measured) -> list[Measured] | None:
        """Return the numbers of a list behind 分别, or of a list in which each number has 万 or 亿 (4万、2.5万人).

        Otherwise return None.
        """
        dealt = dealt_out(self.folded, self.start)
        found = listed(self.folded, first, self.stop) if dealt or first.numeral.scale != 1 else None
        return found if found and (dealt or all(one.numeral.scale != 1 for one in found)) else None

    # -- what was understood -----------------------------------------------------------------------------------------

    def _single(self, first: Measured) -> Reading:
        end, after = comparator_after(self.folded, first.end, first.unit)
        kind = kind_of_name(self.folded, self.begin, first.numeral, first.unit, end)
        if kind == "name" and not first.unit and self._is_indicated():  # 容积率为2.0 is no release
            kind = None
        unit = "" if first.unit_before else first.unit
        joined = runs.goes_on(self.folded, first.numeral.end, first.end, unit, self.stop) is not None
        joined = joined or runs.is_broken_off(self.folded, first.numeral.end, end)
        if kind == "idiom" and (self._may_count(first) if first.unit else self._is_compared(first)):
            return self._unread()
        if kind == "idiom" and first.numeral.chinese and joined and self.folded[first.numeral.end].isdecimal():
            return self._unread()  # 三十6个
        if kind is not None:
            named = runs.run_end(self.folded, self.start, self.stop) if joined else first.end
            return Reading(kind, named)
        pair = first.numeral.chinese and runs.ends_a_pair(self.folded, self.begin, self.start)
        if joined or pair or (first.unit and self._is_misread(first)):
            return self._unread()
        amount = self.amount(first, end, after)
        return self._bare(first) if amount is None else Reading("quantity", amount.end, (amount,))

    def _may_count(self, number: Measured) -> bool:
        return number.numeral.chinese and may_count(self.folded, number.start, number.numeral.end, number.unit)

    def _is_compared(self, first: Measured) -> bool:
        """Return True if a number of 10000 or more without a unit is a quantity.

        Examples: 上百亿产值, 两千多万, 三千万 before a pause. A smaller one is a quantity if 余 or 多 and a pause
        follow it: 二百余; if it begins with hundreds or thousands and a pause follows; or if a change begins with it:
        由一百五提高到三百.

        """
        if first.value < _LARGE:
            paused = _PAUSE.match(self.folded, first.numeral.end) is not None
            hundreds = self.folded[self.start + 1 : self.start + 2] in ("百", "千")
            changes = hundreds and self.folded[self.start - 1 : self.start] in _ENDS_OF_CHANGES
            return (paused and (bool(first.numeral.says) or hundreds)) or (changes and self._changes_behind(first))
        if first.numeral.says or comparator_before(self.folded, self.start)[1] is not None:
            return True
        written = self.folded[self.start : first.numeral.end]
        return written[0] in _FIGURES and _PAUSE.match(self.folded, first.numeral.end) is not None

    def _changes_behind(self, first: Measured) -> bool:
        return _CHANGES_BEHIND.match(self.folded, first.numeral.end) is not None

    def _is_misread(self, first: Measured) -> bool:
        """Return True if a number is not a quantity although a unit follows.

        It begins with 00, which is the rest of a longer number or a code; or it is a power of ten before a measure
        word, as in 10²个, where the 2 marks a footnote; or words part 个 from 百分点.
        """
        if first.unit == "个" and _POINTS.match(self.folded, first.end):
            return True
        if self.folded.startswith("00", self.start):
            return True
        return first.unit in COUNTS and _LONE_POWER.match(self.folded, self.start, first.numeral.end) is not None

    def amount(self, first: Measured, end: int, after: Comparator | None) -> Amount | None:
        """Return the quantity that the number `first` states.

        Return None if nothing shows that it counts something, or if words conflict. `end` is the end of the number's
        unit and of the comparator words behind it; `after` is the comparator that these words state, None for none.
        """
        folded, numeral = self.folded, first.numeral
        start, before = comparator_before(folded, numeral.start)
        if not first.unit:
            if numeral.chinese or folded.startswith(".", numeral.end):  # 0. at the end of a line may go on behind it
                return None
            compared = bool(after) or (bool(before) and _PLAIN_END.match(folded, first.end) is not None)
            if not (compared or self._may_stand_bare(first)):
                return None
        if numeral.upper is not None:
            return (
                None
                if after in (">=", "<=", ">", "<")
                else Amount(start, end, first.value, numeral.upper, first.unit, "range")
            )
        verb = before is not None and start == numeral.start  # 控制在, 突破: they compare where nothing nearer does
        says = numeral.says
        comparator: Comparator = (after or says or before if verb else before or after or says) or "="
        return Amount(start, end, first.value, None, first.unit, comparator)

    def _may_stand_bare(self, first: Measured) -> bool:
        """Return True if a number without a unit is a quantity.

        It has a multiplier (5万), is the end of a change (增加到50), or follows the name of an indicator.
        """
        at = first.start
        if self.folded.startswith("平", first.end):  # 10万平 is an area, 10万平台 may be none
            return False
        if first.numeral.scale != 1 or first.numeral.parts or self.folded[max(self.begin, at - 2) : at] in _CHANGES:
            return True
        return self._is_indicated()

    def _is_indicated(self) -> bool:
        return _INDICATED.search(self.folded, max(self.begin, self.start - _INDICATOR_REACH), self.start) is not None

    def _apart(self, first: Measured, second: Measured) -> bool:
        """Return True if two numbers joined like a range are two quantities, as their units measure different things.

        A range with two units of the same kind (500米至2公里) gives False; it is then left unread.
        """
        return first.unit != "" and second.unit not in ("", first.unit) and not measure_alike(first.unit, second.unit)

    def _range(self, first: Measured, second: Measured) -> Reading:
        ends = range_of(first, second)
        end, after = comparator_after(self.folded, second.end, second.unit)
        start, before = comparator_before(self.folded, first.start)
        unit = ends[2] if ends else second.unit
        kind = kind_of_name(self.folded, self.begin, first.numeral, unit, end)
        if kind in ("idiom", "date") and first.numeral.chinese:
            kind = self._kind_of_range(second, end)
        if kind:
            return Reading(kind, max(runs.run_end(self.folded, self.start, self.stop), second.end))
        goes_on = runs.goes_on(self.folded, second.numeral.end, second.end, second.unit, self.stop) is not None
        goes_on = goes_on or runs.is_broken_off(self.folded, second.numeral.end, end)
        counts = unit != "" or second.numeral.scale != 1 or self._is_indicated() or before is not None
        counts = counts or self.folded.startswith("之间", second.end)
        if ends is None or goes_on or not counts or after in (">=", ">", "<") or are_years(first, second):
            return self._unread(second.end)
        amount = Amount(start, end, ends[0], ends[1], unit, "range")
        return Reading("quantity", amount.end, (amount,))

    def _kind_of_range(self, second: Measured, end: int) -> NumberKind | None:
        """Return "unread" if the numbers of a Chinese range may be ordinals (一至三期) or years, else None."""
        if second.unit == "年":
            return "date" if self.folded[end : end + 1] in ("级", "代", "制") else "unread"
        return "unread" if is_idiom(self.folded, second.numeral, second.unit, end) else None

    def _shared(self, shared: Sequence[Measured]) -> Reading:
        last = shared[-1]
        end, after = comparator_after(self.folded, last.end, last.unit)
        closing = RunReader(self.folded, last.start, last.start, self.stop).amount(last, end, after)
        if runs.is_broken_off(self.folded, last.numeral.end, end):
            return self._unread(last.end)
        if closing is None or kind_of_name(self.folded, self.begin, last.numeral, last.unit, end):
            return self._unread()
        amounts = [
            Amount(one.start, one.end, one.numeral.figure * _own(one, last), None, last.unit, "=")
            for one in shared[:-1]
        ]
        return Reading("quantity", closing.end, (*amounts, closing))

    # -- what was not ------------------------------------------------------------------------------------------------

    def _bare(self, first: Measured) -> Reading:
        """Return the reading of a number that counts nothing: "unread" for digits, "idiom" for Chinese characters.

        A Chinese numeral that begins a list item is an "enumerator".
        """
        if not first.numeral.chinese or first.numeral.upper is not None or self._is_compared(first):
            return self._unread()
        enumerating = _ENUMERATING.match(self.folded, self.start, self.stop)
        if enumerating:
            return Reading("enumerator", enumerating.end())
        return Reading("idiom", first.numeral.end)

    def _not_understood(self) -> Reading:
        """Return the reading of characters that form no valid number, such as 几十, 一二三产业 and 千家万户."""
        vague = runs.vague(self.folded, self.start, self.stop)
        if vague and (unit := unit_at(self.folded, vague)):
            return Reading("unread", min(unit[1], self.stop))
        end = runs.run_end(self.folded, self.start, self.stop)
        written = self.folded[self.start : end]
        if any(char.isdecimal() or char in _SIGNS_OF_FRACTIONS for char in written) or "分之" in written:
            return self._unread()
        if is_miscounted(self.folded, self.start, self.stop):
            return self._unread()
        return Reading("idiom", end)

    def _unread(self, least: int = 0) -> Reading:
        return Reading("unread", max(runs.run_end(self.folded, self.start, self.stop), least))


def _own(one: Measured, last: Measured) -> Decimal:
    """Return the multiplier of a number in a list: its own, or that of the last number if it has none."""
    return last.numeral.scale if one.numeral.scale == 1 else one.numeral.scale
