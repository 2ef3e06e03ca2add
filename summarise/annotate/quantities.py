"""Find quantities (numbers with unit and comparator, ranges, numbers with a shared unit), and kinds of other numbers.

A number inside a name, a date, a document number, an ordinal, an enumeration or a phone number is not a quantity. A
number that is not understood is left unread as a whole: no quantity is a part of a longer run of number characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from summarise.annotate.amounts import Amount
from summarise.annotate.comparators import comparator_after
from summarise.annotate.idioms import ONE_COUNTS, is_at_least_one
from summarise.annotate.measure_words import UNIT_BEGINS, unit_at
from summarise.annotate.number_codes import letters_for_noughts
from summarise.annotate.number_reading import Reading, RunReader
from summarise.annotate.numeral import SIGNS
from summarise.annotate.numerals import CAPITALS
from summarise.annotate.plain_figures import plain_figure
from summarise.annotate.sayings import SAYINGS_BEGIN, saying, session
from summarise.annotated import NumberToken
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Numbers", "find_numbers"]

_CAPITALS = "".join(CAPITALS)
_PLACES = frozenset("十百千万亿")
_MAY_FOLLOW = SIGNS + r"点分儿把余多来几至到和与—~\- (" + re.escape(UNIT_BEGINS)
_NEXT = lazy_pattern(f"[{SIGNS}Oo几数半⁻⁰¹²³⁴⁵⁶⁷⁸⁹½⅓⅔¼¾⅛]")
_FIGURES = frozenset("0123456789")
_IN_FIGURES = frozenset("0123456789⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_GOES_ON = lazy_pattern(f"[{_MAY_FOLLOW}]")
_AN_ARTICLE_BEFORE = frozenset(UNIT_BEGINS) - ONE_COUNTS - frozenset(SIGNS + "几半点")
_AN_ARTICLE = lazy_pattern("一个(?![百千万亿余多来半])")
_CAPITAL_GOES_ON = frozenset(_CAPITALS + "万亿零")
_A_HALF = lazy_pattern(
    "(?:一半(?![山路截夜])|(?:(?<=[近逾])|(?<=[^双][过超大]))半(?![年月天日个小程生路夜山数])|半数(?!字|据|量|值))(?:及?以[上下]|左右)?|半成(?![品型立员年熟为])"
    "|(?:(?<=[到至为在过])|(?=半[^，。]{1,4}(?:以内|之内|内)))半(?:个?小时|个?工作日|个月(?!球)|天(?!然|性)|个?学期)"
)
"""A share in words without a number: 一半以上, 近半, 半数, 半成."""
_COINS = lazy_pattern(
    "[一二两三四五六七八九十0-9]{1,3}(?:毛(?:[一二两三四五六七八九]|钱|(?=[，。、；))/每]))|块[一二两三四五六七八九](?:毛|(?=[，。、；))/每])))"
)
"""A price in everyday words, which is left unread: 三块五, 五毛二."""
_OF_WORDS = frozenset(("队伍", "退伍", "大陆", "登陆", "水陆", "内陆", "着陆", "收拾"))


class Numbers(NamedTuple):
    """The quantities of a text, and a token for each number including the quantities.

    Both are in text order and do not overlap.
    """

    amounts: list[Amount]
    tokens: list[NumberToken]


def find_numbers(folded: str, taken: Sequence[NumberToken] = ()) -> Numbers:
    """Return the numbers of a text outside `taken`, the tokens of titles, dates and enumerators in text order.

    `folded` is the text, normalised by `fold`.
    """
    found = Numbers([], [])
    at = floor = index = 0
    has_coins = "毛" in folded or "块" in folded
    following = taken[0] if taken else None
    while sign := _NEXT.search(folded, at):
        start = sign.start()
        while following and following.end <= start:
            floor, index = following.end, index + 1
            following = taken[index] if index < len(taken) else None
        stop = following.start if following else len(folded)
        if stop <= start:
            at = following.end if following else stop
        elif folded[start] in "Oo":
            end = letters_for_noughts(folded, start, stop)
            found.tokens.extend([NumberToken(start, end, "unread")] if end else [])
            at, floor = end or start + 1, end or floor
        elif folded[start] in "一半" and (half := _A_HALF.match(folded, start, stop)):
            found.tokens.append(NumberToken(start, half.end(), "unread"))
            at = floor = half.end()
        elif has_coins and (coins := _COINS.match(folded, start, stop)):
            found.tokens.append(NumberToken(start, coins.end(), "unread"))
            at = floor = coins.end()
        elif folded[start] in _FIGURES and (plain := plain_figure(folded, start, stop)):
            _keep(found, folded, floor, [plain])
            at = floor = plain.end
        elif (at := _end_of_word(folded, start)) > start:
            found.tokens.append(NumberToken(start, at, "idiom"))
        else:
            at = _add(found, folded, floor, start, RunReader(folded, floor, start, stop).reading())
            floor = floor if found.tokens[-1].kind == "idiom" else at
    return found


def _end_of_word(folded: str, at: int) -> int:
    """Return `at` if a number may begin there, else the end of the word to which the character at `at` belongs."""
    sign = folded[at]
    if sign in _IN_FIGURES:
        return at
    if end := (saying(folded, at) if sign in SAYINGS_BEGIN else None) or session(folded, at):
        return end
    following = folded[at + 1 : at + 2]
    if sign in "几数半":
        begins = sign != "半" and following in _PLACES
    elif sign in CAPITALS:
        begins = following in _CAPITAL_GOES_ON or (following == "点" and folded[at + 2 : at + 3] in CAPITALS)
        begins = begins and folded[at - 1 : at + 1] not in _OF_WORDS
    elif sign == "一" and (following in _AN_ARTICLE_BEFORE or _AN_ARTICLE.match(folded, at)):
        begins = _is_at_least_one(folded, at)
    else:
        begins = _GOES_ON.match(following) is not None
    return at if begins else at + 1


def _is_at_least_one(folded: str, at: int) -> bool:
    """Return True if 一 in front of a measure word is a number, because a comparator is next to it.

    Examples: 至少一次, 一个以上.

    """
    unit = unit_at(folded, at + 1)
    return unit is not None and is_at_least_one(
        folded, at, at + 1, unit[0], comparator_after(folded, unit[1], unit[0])[0]
    )


def _add(found: Numbers, folded: str, floor: int, start: int, reading: Reading) -> int:
    """Add the tokens and quantities of a reading to `found`; return where the reading ends."""
    if not reading.amounts:
        signed = reading.kind == "unread" and start > floor and folded[start - 1] in "±-−负"
        found.tokens.append(NumberToken(start - signed, reading.end, reading.kind))
        return reading.end
    _keep(found, folded, floor, list(reading.amounts))
    return reading.end


def _keep(found: Numbers, folded: str, floor: int, amounts: list[Amount]) -> None:
    """Add quantities and their tokens to `found`."""
    begin = max([floor, *(token.end for token in found.tokens[-1:])])
    # Comparator words of the first amount may belong to what stands before them.
    amounts[0] = amounts[0]._replace(start=max(begin, amounts[0].start))
    if amounts[0].comparator == "=" and found.amounts:
        amounts[0] = _compared_alike(folded, found.amounts[-1], amounts[0])
    _share_the_unit(found.amounts, folded, amounts[0])
    for amount in amounts:
        found.amounts.append(amount)
        found.tokens.append(NumberToken(amount.start, amount.end, "quantity"))


def _share_the_unit(before: list[Amount], folded: str, amount: Amount) -> None:
    """Give the numbers of a list that end in 个 the unit of `amount`, which ends the list: 提高5个、3个百分点."""
    at, begin = len(before), amount.start
    while at and amount.unit[1:] and amount.unit[0] == "个" and before[at - 1].unit == "个":
        if folded[before[at - 1].end : begin] not in ("和", "、", "及"):
            return
        at, begin = at - 1, before[at - 1].start
        before[at] = before[at]._replace(unit=amount.unit)


def _compared_alike(folded: str, before: Amount, amount: Amount) -> Amount:
    """Return the quantity with the comparator of the number before it, if both follow 分别: 分别不低于95%和40%."""
    if before.comparator in ("=", "range") or folded[before.end : amount.start] not in ("和", "、", "及"):
        return amount
    shared = "分别" in folded[max(0, before.start - 6) : before.start]
    return amount._replace(comparator=before.comparator) if shared else amount
