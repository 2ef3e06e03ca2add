"""Read ranges, and lists of numbers that share one unit."""

from __future__ import annotations

from decimal import Decimal

from summarise.annotate.comparators import comparator_after
from summarise.annotate.measuring import Measured, measured
from summarise.annotate.numeral_grammar import numeral_at
from summarise.lazy_pattern import lazy_pattern

__all__ = ["DASHES_BEGIN", "Ends", "are_years", "dealt_out", "ends_unknown", "listed", "other_end", "range_of"]

Ends = tuple[Decimal, Decimal, str]
"""The lower and the upper end of a range, and their common unit."""

_BETWEEN = lazy_pattern(
    r" ?(?:[-—~]{1,2}|至|到|[和与](?=.{1,24}之间)) ?(?!一[线流起定般些步])"
    r"(?=[0-9一二两三四五六七八九十百廿壹贰叁肆伍陆柒捌玖拾])"
)
_BETWEEN_VAGUELY = lazy_pattern(
    r" ?(?:[-—~]{1,2}|至|到) ?(?!五[一四五]|[七八]一|三八)"
    r"(?=[0-9二两三四五六七八九十][0-9零一二三四五六七八九十百千万亿]|几[十百千万亿])"
)
DASHES_BEGIN = frozenset(" -—~至到和与")
_SHARED = lazy_pattern(r" ?[、和与及] ?(?=[0-9])")
_LONGEST_LIST = 12
_REACH = 12
"""Maximum number of characters from 分别 to the first number to which it applies."""
_YEARS = range(1900, 2101)


def other_end(folded: str, first: Measured, begin: int, stop: int) -> Measured | None:
    """Return the second number of a range that begins with `first` (20%-30%, 3万元至5万元); None if it is not a range.

    `folded` is text normalised by `fold`; in front of `begin` and from `stop` on, it is not read.
    """
    for end in (first.numeral.end, first.end, _behind_at_least(folded, first)):
        between = _BETWEEN.match(folded, end, stop) if folded[end : end + 1] in DASHES_BEGIN else None
        if between is None:
            continue
        if between.group().strip() in ("至", "到") and folded[max(begin, first.start - 1) : first.start] in (
            "从",
            "由",
        ):
            return None
        numeral = numeral_at(folded, between.end(), stop)
        if numeral is None:
            return None
        second = measured(folded, numeral, stop)
        if between.group().strip() in ("和", "与") and not folded.startswith("之间", second.end):
            return None
        return second
    return None


def ends_unknown(folded: str, first: Measured, stop: int) -> bool:
    """Return True if `first` begins a range whose second number cannot be read: 3万人至五0万人, 3亿元至几十亿元.

    `folded` is text normalised by `fold`; from `stop` on, it is not read.
    """
    if folded[first.start - 1 : first.start] in ("从", "由"):
        return False
    joints = (_BETWEEN_VAGUELY.match(folded, end, stop) for end in {first.numeral.end, first.end})
    return any(joint is not None and numeral_at(folded, joint.end(), stop) is None for joint in joints)


def _behind_at_least(folded: str, first: Measured) -> int:
    """Return the end of the first number with 以上 behind it: 20%以上至30% is read like 20%至30%."""
    end, after = comparator_after(folded, first.end, first.unit)
    return end if after == ">=" else first.end


def range_of(first: Measured, second: Measured) -> Ends | None:
    """Return lower value, upper value and unit of the range from `first` to `second`; None if it is ambiguous.

    A unit or multiplier that only `second` has applies to both: 10—15万.
    """
    low, high = first.numeral, second.numeral
    unit = second.unit or (low.unit if first.unit == low.unit else "")
    if first.unit not in ("", unit) or low.says or low.upper or high.says or high.upper:
        return None
    bottom, top = first.value, second.value
    if not first.unit and not low.parts and low.scale == 1:
        if high.parts:
            return None
        bottom *= high.scale
        if high.scale == 1 and high.chinese and _lends_its_place(low.figure, high.figure):
            return None
    return (bottom, top, unit) if bottom < top else None


def _lends_its_place(low: Decimal, high: Decimal) -> bool:
    """Return True if the multiplier of the second number may apply to the first: 三至五十 may mean thirty to fifty."""
    place = Decimal(10) ** high.adjusted()
    return low < high / place and high % place == 0 and place not in (1, high)


def are_years(first: Measured, second: Measured) -> bool:
    """Return True if the range from `first` to `second` has no unit and both numbers can be years."""
    return not second.unit and all(one.value in _YEARS for one in (first, second))


def dealt_out(folded: str, at: int) -> bool:
    """Return True if 分别 (respectively) occurs shortly before `at`, so that numbers there have different subjects.

    `folded` is text normalised by `fold`.
    """
    return "分别" in folded[max(0, at - _REACH) : at]


def listed(folded: str, first: Measured, stop: int) -> list[Measured] | None:
    """Return the numbers of a list in which only the last has a unit (3450、4340万千瓦); None if there is no such list.

    `first` is the first number. `folded` is text normalised by `fold`; from `stop` on, it is not read.
    """
    found = [first]
    while not found[-1].unit and len(found) < _LONGEST_LIST and (comma := _SHARED.match(folded, found[-1].end, stop)):
        numeral = numeral_at(folded, comma.end(), stop)
        if numeral is None:
            break
        found.append(measured(folded, numeral, stop))
    last = found[-1]
    scaled = any(one.numeral.scale > last.numeral.scale for one in found)
    return found if last.unit and len(found) > 1 and not last.numeral.parts and not scaled else None
