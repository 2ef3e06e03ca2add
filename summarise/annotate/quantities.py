"""Quantities: numbers with their unit and comparator, ranges and shared units included; and what all others are.

A number inside a name, a date, a document number, an ordinal, an enumeration or a phone number is not a quantity. One
that is not understood is unread as a whole: no quantity begins or ends inside a longer run of a number's signs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from summarise.annotate import number_runs as runs
from summarise.annotate.amounts import Amount
from summarise.annotate.comparators import comparator_after, comparator_before
from summarise.annotate.measure_words import COUNTS, UNIT_BEGINS, measure_alike, unit_at
from summarise.annotate.measuring import Measured, measured
from summarise.annotate.names import ONE_COUNTS, kind_of_name
from summarise.annotate.number_codes import kind_of_code
from summarise.annotate.numeral_grammar import SIGNS, Numeral, numeral_at
from summarise.annotate.numerals import CAPITALS
from summarise.annotate.plain_figures import plain_figure
from summarise.annotate.ranges import are_years, dealt_out, listed, other_end, range_of
from summarise.annotate.sayings import SAYINGS_BEGIN, saying
from summarise.annotated import NumberKind, NumberToken
from summarise.record import Comparator

__all__ = ["Numbers", "find_numbers"]

_CAPITALS = "".join(CAPITALS)
_PLACES = frozenset("十百千万亿")
_MAY_FOLLOW = SIGNS + r"点分余多来几至到和与—~\- (" + re.escape(UNIT_BEGINS)
_NEXT = re.compile(f"[{SIGNS}几数半⁻⁰¹²³⁴⁵⁶⁷⁸⁹½⅓⅔¼¾⅛]")
_FRACTIONS = frozenset("½⅓⅔¼¾⅛")
_WRONGLY_COMPOSED = re.compile(
    f"(?=[十百千万亿]*[一二两三四五六七八九{_CAPITALS}])(?=[^十百千万亿零]*[十百千万亿零])[零一二两三四五六七八九十百千万亿{_CAPITALS}]{{3,40}}"
)
"""Figures with a nought or a place that make no number: 一二零零, 百二十."""
_FIGURES = frozenset("0123456789")
_IN_FIGURES = frozenset("0123456789⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_GOES_ON = re.compile(f"[{_MAY_FOLLOW}]")
_AN_ARTICLE_BEFORE = frozenset(UNIT_BEGINS) - ONE_COUNTS - frozenset(SIGNS + "几半点")
_AN_ARTICLE = re.compile("一个(?![百千万亿余多来半])")
_CAPITAL_GOES_ON = frozenset(_CAPITALS + "万亿零")
_OF_WORDS = frozenset(("队伍", "退伍", "大陆", "登陆", "水陆", "内陆", "着陆", "收拾"))
_ENUMERATING = re.compile(r"[一二三四五六七八九十]{1,3}(?:是(?!否|以)|要(?=[\u4e00-\u9fff])|则(?!否))")
_CHANGES = ("达到", "提至", "降至", "升至", "降到")
_INDICATED = re.compile(
    r"(?:容积率|系数|指数|比值|PUE|PUE值|pH|pH值|倍率|利用率|密度|得分|评分|分值|均分|值)"
    r"(?:[\u4e00-\u9fff]{0,4}(?:达到|达|为|到|至|在|于|过|约)| ?[:：=≥≤><] ?)?$"
)
_LONE_POWER = re.compile("10(?:<sup>|[⁻⁰¹²³⁴⁵⁶⁷⁸⁹])")
_LARGE = 10**4
_UNGROUPED = 4
"""Characters of the longest number that has no separator."""
_INDICATOR_REACH = 14
_PLAIN_END = re.compile(r"$|[\s，。；、:：!?！？,;)）】”’」|]|的|之间|以|及|和|或|并|左右|上下|且|时|，")


class Numbers(NamedTuple):
    """The quantities of a text, and what every sign of a number in it is; both in order and disjoint."""

    amounts: list[Amount]
    tokens: list[NumberToken]


class _Reading(NamedTuple):
    """What a run of signs is, where it ends, and the quantities in it if it is one."""

    kind: NumberKind
    end: int
    amounts: tuple[Amount, ...] = ()


def find_numbers(folded: str, taken: Sequence[NumberToken] = ()) -> Numbers:
    """Return all numbers of a folded text; `taken` are the sorted tokens of dates, titles and enumerators."""
    found = Numbers([], [])
    at = floor = index = 0
    following = taken[0] if taken else None
    while sign := _NEXT.search(folded, at):
        start = sign.start()
        while following and following.end <= start:
            floor, index = following.end, index + 1
            following = taken[index] if index < len(taken) else None
        stop = following.start if following else len(folded)
        if stop <= start:
            at = following.end if following else stop
        elif folded[start] in _FIGURES and (plain := plain_figure(folded, start, stop)):
            _keep(found, folded, floor, [plain])
            at = floor = plain.end
        elif (at := _end_of_word(folded, start)) > start:
            found.tokens.append(NumberToken(start, at, "idiom"))
        else:
            at = _add(found, folded, floor, start, _Reader(folded, floor, start, stop).reading())
            floor = floor if found.tokens[-1].kind == "idiom" else at
    return found


def _end_of_word(folded: str, at: int) -> int:
    """Return where the word ends that a sign is part of, if it can begin no number; `at` itself otherwise."""
    sign = folded[at]
    if sign in _IN_FIGURES:
        return at
    if sign in SAYINGS_BEGIN and (end := saying(folded, at)):
        return end
    following = folded[at + 1 : at + 2]
    if sign in "几数半":
        begins = sign != "半" and following in _PLACES
    elif sign in CAPITALS:
        begins = following in _CAPITAL_GOES_ON or (following == "点" and folded[at + 2 : at + 3] in CAPITALS)
        begins = begins and folded[at - 1 : at + 1] not in _OF_WORDS
    elif sign == "一" and (following in _AN_ARTICLE_BEFORE or _AN_ARTICLE.match(folded, at)):
        begins = False
    else:
        begins = _GOES_ON.match(following) is not None
    return at if begins else at + 1


def _add(found: Numbers, folded: str, floor: int, start: int, reading: _Reading) -> int:
    """Add what was read to what was found; where it ends."""
    if not reading.amounts:
        signed = reading.kind == "unread" and start > floor and folded[start - 1] in "±-−负"
        found.tokens.append(NumberToken(start - signed, reading.end, reading.kind))
        return reading.end
    _keep(found, folded, floor, list(reading.amounts))
    return reading.end


def _keep(found: Numbers, folded: str, floor: int, amounts: list[Amount]) -> None:
    """Add quantities to what was found."""
    begin = found.tokens[-1].end if found.tokens and found.tokens[-1].end > floor else floor
    if amounts[0].start < begin:  # comparator words that belong to what stands before them
        amounts[0] = amounts[0]._replace(start=begin)
    if amounts[0].comparator == "=" and found.amounts:
        amounts[0] = _compared_alike(folded, found.amounts[-1], amounts[0])
    for amount in amounts:
        found.amounts.append(amount)
        found.tokens.append(NumberToken(amount.start, amount.end, "quantity"))


def _compared_alike(folded: str, before: Amount, amount: Amount) -> Amount:
    """分别不低于95%和40%: what compares the first number of such a list compares the next."""
    if before.comparator in ("=", "range") or folded[before.end : amount.start] not in ("和", "、", "及"):
        return amount
    shared = "分别" in folded[max(0, before.start - 6) : before.start]
    return amount._replace(comparator=before.comparator) if shared else amount


class _Reader:
    """One run of signs, between the token before it and the one behind it."""

    def __init__(self, folded: str, begin: int, start: int, stop: int) -> None:
        self.folded = folded
        self.begin = begin
        self.start = start
        self.stop = stop

    def reading(self) -> _Reading:
        """Return what the run is; unread where no rule tells."""
        folded, start = self.folded, self.start
        if folded[start].isdecimal() and (code := kind_of_code(folded, self.begin, start, self.stop)):
            return _Reading(*code)
        numeral = numeral_at(folded, start, self.stop)
        if numeral is None:
            return self._not_understood()
        first = measured(folded, numeral, self.stop)
        if self._is_part(numeral):
            return self._unread()
        if not first.unit and dealt_out(folded, start) and (shared := listed(folded, first, self.stop)):
            return self._shared(shared)
        second = other_end(folded, first, self.begin, self.stop)
        if second is not None and not self._apart(first, second):
            return self._range(first, second)
        return self._single(first)

    def _is_part(self, numeral: Numeral) -> bool:
        """True if a numeral is only a part of a number, or its separators may part the numbers of a list."""
        folded = self.folded
        in_a_list = (
            numeral.end - self.start > _UNGROUPED and numeral.may_be_a_list(folded) and dealt_out(folded, self.start)
        )
        fraction = folded.startswith("分之", numeral.end)
        return in_a_list or fraction or runs.is_cut_off_before(folded, self.begin, self.start)

    # -- what was understood -----------------------------------------------------------------------------------------

    def _single(self, first: Measured) -> _Reading:
        end, after = comparator_after(self.folded, first.end, first.unit)
        kind = kind_of_name(self.folded, self.begin, first.numeral, first.unit, end)
        unit = "" if first.unit_before else first.unit
        joined = runs.goes_on(self.folded, first.numeral.end, first.end, unit, self.stop) is not None
        joined = joined or runs.is_broken_off(self.folded, first.numeral.end, end)
        if kind == "idiom" and not first.unit and self._is_compared(first):
            return self._unread()
        if kind is not None:
            named = runs.run_end(self.folded, self.start, self.stop) if joined else first.end
            return _Reading(kind, named)
        pair = first.numeral.chinese and runs.ends_a_pair(self.folded, self.begin, self.start)
        if joined or pair or (first.unit and self._is_misread(first)):
            return self._unread()
        amount = self.amount(first, end, after)
        return self._bare(first) if amount is None else _Reading("quantity", amount.end, (amount,))

    def _is_compared(self, first: Measured) -> bool:
        """True if 超, 近 or 达 makes a number of a large numeral without a unit: 上百亿产值."""
        return first.value >= _LARGE and comparator_before(self.folded, self.start)[1] is not None

    def _is_misread(self, first: Measured) -> bool:
        """Noughts in front are a tail or a code; a power of ten alone counts nothing: the 2 of 10²个 marks a note."""
        if self.folded.startswith("00", self.start):
            return True
        return first.unit in COUNTS and _LONE_POWER.match(self.folded, self.start, first.numeral.end) is not None

    def amount(self, first: Measured, end: int, after: Comparator | None) -> Amount | None:
        """Return the quantity that a number is; None where nothing says that it counts something."""
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
        """Return a number without a unit where it is scaled, the end of a change, or an indicator's."""
        at = first.start
        if self.folded.startswith("平", first.end):  # 10万平 is an area, 10万平台 may be none
            return False
        if first.numeral.scale > 1 or first.numeral.parts or self.folded[max(self.begin, at - 2) : at] in _CHANGES:
            return True
        return self._is_indicated()

    def _is_indicated(self) -> bool:
        return _INDICATED.search(self.folded, max(self.begin, self.start - _INDICATOR_REACH), self.start) is not None

    def _apart(self, first: Measured, second: Measured) -> bool:
        """True if two measured numbers are no range but two quantities, each with a unit of its own.

        A range in two units of one kind (500米至2公里) is one that is not understood.
        """
        return first.unit != "" and second.unit not in ("", first.unit) and not measure_alike(first.unit, second.unit)

    def _range(self, first: Measured, second: Measured) -> _Reading:
        ends = range_of(first, second)
        end, after = comparator_after(self.folded, second.end, second.unit)
        start, before = comparator_before(self.folded, first.start)
        unit = ends[2] if ends else second.unit
        if kind := kind_of_name(self.folded, self.begin, first.numeral, unit, end):
            return _Reading(kind, max(runs.run_end(self.folded, self.start, self.stop), second.end))
        goes_on = runs.goes_on(self.folded, second.numeral.end, second.end, second.unit, self.stop) is not None
        goes_on = goes_on or runs.is_broken_off(self.folded, second.numeral.end, end)
        counts = unit != "" or second.numeral.scale > 1 or self._is_indicated() or before is not None
        counts = counts or self.folded.startswith("之间", second.end)
        if ends is None or goes_on or not counts or after in (">=", ">", "<") or are_years(first, second):
            return self._unread(second.end)
        amount = Amount(start, end, ends[0], ends[1], unit, "range")
        return _Reading("quantity", amount.end, (amount,))

    def _shared(self, shared: Sequence[Measured]) -> _Reading:
        last = shared[-1]
        end, after = comparator_after(self.folded, last.end, last.unit)
        closing = _Reader(self.folded, last.start, last.start, self.stop).amount(last, end, after)
        if runs.is_broken_off(self.folded, last.numeral.end, end):
            return self._unread(last.end)
        if closing is None or kind_of_name(self.folded, self.begin, last.numeral, last.unit, end):
            return self._unread()
        amounts = [
            Amount(one.start, one.end, one.numeral.figure * _own(one, last), None, last.unit, "=")
            for one in shared[:-1]
        ]
        return _Reading("quantity", closing.end, (*amounts, closing))

    # -- what was not ------------------------------------------------------------------------------------------------

    def _bare(self, first: Measured) -> _Reading:
        """Return a number that counts nothing: a word in characters, unread in digits."""
        if not first.numeral.chinese or first.numeral.upper is not None or self._is_compared(first):
            return self._unread()
        enumerating = _ENUMERATING.match(self.folded, self.start, self.stop)
        if enumerating:
            return _Reading("enumerator", enumerating.end())
        return _Reading("idiom", first.numeral.end)

    def _not_understood(self) -> _Reading:
        """Return signs that make no number: 几十, 一二三产业, 千家万户, and what nobody wrote a rule for."""
        vague = runs.vague(self.folded, self.start, self.stop)
        if vague and (unit := unit_at(self.folded, vague)):
            return _Reading("unread", min(unit[1], self.stop))
        end = runs.run_end(self.folded, self.start, self.stop)
        written = self.folded[self.start : end]
        if any(char.isdecimal() or char in _FRACTIONS for char in written) or "分之" in written:
            return self._unread()
        wrong = _WRONGLY_COMPOSED.match(self.folded, self.start, self.stop)
        if wrong and unit_at(self.folded, wrong.end()):
            return self._unread()
        return _Reading("idiom", end)

    def _unread(self, least: int = 0) -> _Reading:
        return _Reading("unread", max(runs.run_end(self.folded, self.start, self.stop), least))


def _own(one: Measured, last: Measured) -> Decimal:
    """Return the multiplier of a number in a list: its own, else the last one's."""
    return last.numeral.scale if one.numeral.scale == 1 else one.numeral.scale
