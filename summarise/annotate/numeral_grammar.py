"""Read the numeral at an offset of a text: in digits, in Chinese characters, as a power or as a percentage."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from summarise.annotate.measure_words import unit_at
from summarise.annotate.multipliers import NO_UNIT, SCALES, scale_of
from summarise.annotate.numeral import ONE, Numeral
from summarise.annotate.numeral_pairs import FIGURES, discount_at, estimate_at
from summarise.annotate.numeral_tails import with_tail
from summarise.annotate.numerals import CAPITALS, value_of
from summarise.lazy_pattern import lazy_pattern

__all__ = ["numeral_at"]

_MOST_DIGITS = 15
"""Maximum number of digits of a number; longer ones do not occur in letters and are not exact as JSON numbers."""
_SHORT = 7
"""A numeral of fewer characters than this cannot exceed the maximum number of digits."""

# -- parts -----------------------------------------------------------------------------------------------------------
_CAPITALS = "".join(CAPITALS)
_GROUPED = (
    r"[1-9][0-9]{0,2}"
    r"(?:(?:,[0-9]{3}){1,5}(?![0-9,])|(?:，[0-9]{3}){1,5}(?![0-9]|，[0-9])|(?: [0-9]{3}){1,5}(?![0-9]| [0-9]))"
)
"""Digits in groups of three, with the same separator throughout."""
_DIGITS = rf"(?:{_GROUPED}|[0-9]+)(?:\.[0-9]+)?"
_PLACE = rf"(?:十|百(?!分[之点])|千(?![{NO_UNIT}])|万(?!分之|众)|亿)"
_OF_A_CLASS = r"[万千百]?亿(?:级|[村镇]|元[级村镇以企项产园工强大街楼乡])"
_BEFORE_YI = rf"个(?=[万千百]?亿)(?:(?<=\.[0-9]个)|(?<=\.[0-9]{{2}}个)|(?!{_OF_A_CLASS}))"
"""Pattern of the measure word 个 in front of 亿: 3.5个亿."""
_MULTIPLIER = (
    rf"(?:(?:[十百](?=[万亿])|千(?=[万亿]))?(?:万亿|万(?!分之|众)|亿)|百(?!分[之点])|千(?![{NO_UNIT}])|十(?=[万亿]))"
)
_LOWER = (
    r"零?(?:[0-9]十(?![几余多来万亿])|(?:[0-9]{1,8}(?![0-9.])|[一二两三四五六七八九](?=[十百千万亿]))"
    rf"{_MULTIPLIER}{{0,3}})"
)
"""Pattern of the lower part of a number with several multipliers: 1亿2000万, 2万5千, 1亿零500万."""
_CN = rf"(?:[零一二两三四五六七八九廿卅]|{_PLACE})"
_CN_POINT = r"点(?:(?:0?[零一二三四五六七八九])++|[0-9]++)(?![十点分])[百千]?[万亿]*"
"""Pattern of 点 and the decimals behind it, all in digits or all in Chinese characters; 0 may replace 零.

百分之一点五 therefore ends before the 2 of a following 2.2公里.
"""
_POINT = r"点(?:[0-9]+(?![0-9分时点])|[零一二三四五六七八九]+(?![十点分时]))"
"""Pattern of 点 as a decimal point behind digits (2点5亿); times of day (2点5分) do not match."""
_CAPITAL = rf"[{_CAPITALS}]"
_CN_GOES_ON = FIGURES | {"零", "十"}

# -- patterns --------------------------------------------------------------------------------------------------------
_POWER_FOLLOWS = frozenset(" ×xX*✕╳^<⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = lazy_pattern(
    rf"(?:(?P<times>{_DIGITS}) ?[×xX*✕╳] ?)?10(?: ?\^ ?(?P<caret>-?[0-9]{{1,2}})|<sup>(?P<sup>-?[0-9]{{1,2}})</sup>"
    r"|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?![0-9⁻⁰¹²³⁴⁵⁶⁷⁸⁹])"
)
_PERCENT = lazy_pattern(
    rf"(?P<of>[百千])分之(?P<parts>{_DIGITS}|[零一二两三四五六七八九十]*(?:百{_CN}*)?(?:{_CN_POINT})?)"
)
_PERCENT_BEGINS = ("百分之", "千分之")
_ARABIC = lazy_pattern(rf"{_DIGITS}(?:{_POINT})?(?: ?(?:{_BEFORE_YI})?{_MULTIPLIER}{{1,2}}(?:{_LOWER}){{0,6}})?")
_CHINESE = lazy_pattern(
    rf"{_CN}+(?:{_CN_POINT}|(?<=[万亿])[0-9]+{_PLACE}+)?(?:{_BEFORE_YI}{_PLACE}+)?"
    rf"|{_CAPITAL}(?:[万亿零{_CAPITALS}]*点[零{_CAPITALS}]+[万亿]*|[万亿零{_CAPITALS}]+)"
)
_ROUND = lazy_pattern(r"[百千][万亿]?|万亿?|亿")
_ROUND_BEFORE = tuple("近上超逾过破")
_MAY_BE_THOUSANDS = lazy_pattern(r"[百千万亿][1-9一二两三四五六七八九]千[米克]")
_ROUND_BEHIND = lazy_pattern("及?以[上下]|以内|左右")
"""Words behind a unit that make 百, 万 or 亿 without digits in front a number: 亿元以上, 百个以上."""
_DIGIT_BEHIND = lazy_pattern(r"[二两三四五六七八九][0-9]|一0(?!\.)")
"""A Chinese numeral that continues in digits (五0万), which cannot be read; 一10 is allowed (统一10个)."""
_DONE_BEFORE = ("完成", "建成", "达成", "形成", "组成")
"""Verbs ending in 成, whose 成 must not be read as the 成 of 成百上千: 完成百余家."""
_PLAIN = lazy_pattern(_DIGITS)
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def numeral_at(folded: str, at: int, stop: int | None = None) -> Numeral | None:
    """Return the numeral that begins at `at`; None if there is none that can be read exactly.

    `folded` is text normalised by `fold`; text from `stop` on is not read.
    """
    stop = len(folded) if stop is None else stop
    if plain := _COMMON.match(folded, at, stop):
        return Numeral(at, plain.end(), Decimal(plain[1]), SCALES[plain[2] or ""])
    for read in _READERS_OF.get(folded[at : at + 1], ()):
        numeral = read(folded, at, stop)
        if numeral is not None:
            return _bounded(numeral)
    return None


def _bounded(numeral: Numeral) -> Numeral | None:
    """Return the numeral; None if it has more digits than can be represented exactly."""
    if numeral.end - numeral.start < _SHORT:
        return numeral
    largest = numeral.upper or numeral.value
    digits = len(largest.as_tuple().digits)
    return numeral if largest.adjusted() < _MOST_DIGITS and digits <= _MOST_DIGITS + 2 else None


_COMMON = lazy_pattern(
    r"([0-9]{1,9}(?:\.[0-9]{1,4})?)(万(?!分之|众)|亿)?"
    r"(?![0-9.,，十百千万亿零一二两三四五六七八九点几 余多来+×xX*✕╳^<⁻⁰¹²³⁴⁵⁶⁷⁸⁹]|个[余多来百千]?[万亿])"
)
"""The most common numerals, if no character follows that could continue them."""


# -- readers, one a kind ---------------------------------------------------------------------------------------------
def _power(folded: str, at: int, stop: int) -> Numeral | None:
    match = _POWER.match(folded, at, stop)
    if match is None:
        return None
    exponent = int(match["caret"] or match["sup"] or match["raised"].translate(_RAISED))
    times = value_of(match["times"]) if match["times"] else ONE
    if times is None or abs(exponent) > _MOST_DIGITS:
        return None
    return Numeral(at, match.end(), times * Decimal(10) ** exponent, parts=True)


def _percent(folded: str, at: int, stop: int) -> Numeral | None:
    match = _PERCENT.match(folded, at, stop) if folded.startswith(_PERCENT_BEGINS, at) else None
    if match is None or not match["parts"]:
        return None
    value = Decimal(100) if match["parts"] == "百" else value_of(match["parts"])
    unit = "%" if match["of"] == "百" else "‰"
    if value is None:
        pair = estimate_at(folded, match.start("parts"), stop)
        return pair._replace(start=at, unit=unit) if pair and pair.end == match.end() else None
    return Numeral(at, match.end(), value, unit=unit, chinese=True)


def _arabic(folded: str, at: int, stop: int) -> Numeral | None:
    match = _ARABIC.match(folded, at, stop)
    if match is None:
        return None
    end = match.end()
    if folded[end : end + 1] in _POWER_FOLLOWS and (power := _power(folded, at, stop)):
        return power
    if folded[end : end + 1] in _CN_GOES_ON and not folded[end - 1].isascii():  # 3万五十六: no part of it is the number
        return None
    return _scaled(folded, at, end, stop, chinese=False)


def _chinese(folded: str, at: int, stop: int) -> Numeral | None:
    match = _CHINESE.match(folded, at, stop)
    if match is None:
        return None
    if _DIGIT_BEHIND.match(folded, match.end() - 1, stop):
        return None
    if _ROUND.fullmatch(folded, at, match.end()):
        return _round(folded, at, match.end(), stop)
    if match.group() == "零":
        return None
    return _scaled(folded, at, match.end(), stop, chinese=True)


def _round(folded: str, at: int, end: int, stop: int) -> Numeral | None:
    """Return a numeral for 百, 千 or 万 without digits in front, if 近, 上, 余 or 以上 makes it a number; else None.

    Examples are 近百家, 万余人 and 亿元以上.
    """
    first, scale = scale_of(folded[at]), scale_of(folded[at + 1 : end])
    found = with_tail(folded, Numeral(at, end, first, scale, chinese=True), stop)
    before = folded[at - 1 : at]
    if found.end > end and (before not in ("数", "几", "成", "上") or folded.endswith(_DONE_BEFORE, 0, at)):
        return found
    unit = unit_at(folded, end) if before not in _ROUND_BEFORE else None
    compared = unit is not None and _ROUND_BEHIND.match(folded, unit[1], stop) is not None
    return found if compared or before in _ROUND_BEFORE else None


def _scaled(folded: str, at: int, end: int, stop: int, *, chinese: bool) -> Numeral | None:
    """Return the numeral with its last multiplier in `scale`, if it has only that one; else with its whole value."""
    written = folded[at:end]
    if _MAY_BE_THOUSANDS.match(folded, end - 2, stop):  # 1万2千米 is 12,000 of either
        return None
    head = written.rstrip("万亿" if chinese else " 个十百千万亿")
    parted = ("万" in head or "亿" in head) if chinese else not (head.isdecimal() or _PLAIN.fullmatch(head))
    scale = None if parted else SCALES.get(written[len(head) :].strip(" 个"))
    figure = None if scale is None else value_of(head)
    if scale is not None and figure is not None:
        return with_tail(folded, Numeral(at, end, figure, scale, chinese=chinese), stop)
    value = value_of(written)
    return None if value is None else with_tail(folded, Numeral(at, end, value, chinese=chinese, parts=parted), stop)


_Reader = Callable[[str, int, int], Numeral | None]
_READERS_OF: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys("0123456789", (_arabic,)),
    **dict.fromkeys("一二三四五六七八九", (discount_at, estimate_at, _chinese)),
    **dict.fromkeys("零两十廿卅" + _CAPITALS, (estimate_at, _chinese)),
    **dict.fromkeys("百千", (_percent, _chinese)),
    **dict.fromkeys("万亿", (_chinese,)),
}
