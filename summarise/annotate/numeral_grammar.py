"""Regular expressions for the wordings of numerals, and the number that each wording states."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from summarise.annotate.numerals import CAPITALS, value_of
from summarise.record import Comparator

__all__ = ["SIGNS", "Numeral", "numeral_at"]

_ONE = Decimal(1)
_MOST_DIGITS = 15
"""Digits of the longest number that is read; a longer one is not a figure of a letter, nor exact as a JSON number."""
_LONGEST = 40
_SHORT = 7
"""Characters that cannot write too large a number without 亿."""

# -- parts -----------------------------------------------------------------------------------------------------------
_CAPITALS = "".join(CAPITALS)
SIGNS = "0-9零一二两三四五六七八九十百千万亿廿卅" + _CAPITALS
"""The characters that numerals are written with, for use inside [ ] in a regular expression."""
_NO_UNIT = "瓦米伏克卡赫帕焦乏字"
"""What makes a unit of 千: 千瓦, 千米."""
_GROUPED = (
    r"[1-9][0-9]{0,2}"
    r"(?:(?:,[0-9]{3}){1,5}(?![0-9,])|(?:，[0-9]{3}){1,5}(?![0-9]|，[0-9])|(?: [0-9]{3}){1,5}(?![0-9]| [0-9]))"
)
"""Digits in groups of three, with the same separator throughout."""
_DIGITS = rf"(?:{_GROUPED}|[0-9]+)(?:\.[0-9]+)?"
_PLACE = rf"(?:十|百(?!分[之点])|千(?![{_NO_UNIT}])|万(?!分之|众)|亿)"
_OF_A_CLASS = r"[万千百]?亿(?:级|[村镇]|元[级村镇以企项产园工强大街楼乡])"
_BEFORE_YI = rf"个(?=[万千百]?亿)(?:(?<=\.[0-9]个)|(?<=\.[0-9]{{2}}个)|(?!{_OF_A_CLASS}))"
"""The measure word inside 3.5个亿."""
_MULTIPLIER = (
    rf"(?:(?:[十百](?=[万亿])|千(?=[万亿]))?(?:万亿|万(?!分之|众)|亿)|百(?!分[之点])|千(?![{_NO_UNIT}])|十(?=[万亿]))"
)
_LOWER = (
    r"零?(?:[0-9]十(?![几余多来万亿])|(?:[0-9]{1,8}(?![0-9.])|[一二两三四五六七八九](?=[十百千万亿]))"
    rf"{_MULTIPLIER}{{0,3}})"
)
"""A lower part of a number in parts: 1亿2000万, 2万5千, 1亿零500万."""
_CN = rf"(?:[零一二两三四五六七八九廿卅]|{_PLACE})"
_CN_POINT = r"点(?:(?:0?[零一二三四五六七八九])++|[0-9]++)(?![十点分])[百千]?[万亿]*"
"""Figures of one script, but for 0 in place of 零: 百分之一点五 ends before the 2 of 2.2公里."""
_POINT = r"点(?:[0-9]+(?![0-9分时点])|[零一二三四五六七八九]+(?![十点分时]))"
"""A point in words behind digits, which no time of day has: 2点5亿."""
_CAPITAL = rf"[{_CAPITALS}]"
_CN_FIGURES = frozenset("一二两三四五六七八九")
_CN_GOES_ON = _CN_FIGURES | {"零", "十"}
_PAIR = "一两|两三|二三|三四|四五|五六|六七|七八|八九|三五"
_UNSIGNED = "(?![零一二两三四五六七八九十])"

# -- patterns --------------------------------------------------------------------------------------------------------
_POWER_FOLLOWS = frozenset(" ×xX*✕╳^<⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(
    rf"(?:(?P<times>{_DIGITS}) ?[×xX*✕╳] ?)?10(?: ?\^ ?(?P<caret>-?[0-9]{{1,2}})|<sup>(?P<sup>-?[0-9]{{1,2}})</sup>"
    r"|(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))(?![0-9⁻⁰¹²³⁴⁵⁶⁷⁸⁹])"
)
_PERCENT = re.compile(
    rf"(?P<of>[百千])分之(?P<parts>{_DIGITS}|[零一二两三四五六七八九十]*(?:百{_CN}*)?(?:{_CN_POINT})?)"
)
_PERCENT_BEGINS = ("百分之", "千分之")
_FEW = re.compile(r"(?:[二三四五六七八九]?十|[0-9]*0)(?P<more>几|来(?![自源华访看说到了]))(?P<word>[万亿]*)")
_APPROXIMATE = re.compile(
    rf"(?P<tens>(?:[二三四五六七八九]十|十(?![三四]五))?)(?P<low>[一二两三四五六七八])(?P<high>[一二两三四五六七八九])"
    rf"(?P<word>[十百千]?(?![{_NO_UNIT}])[万亿]*){_UNSIGNED}(?!分之)"
)
_DISCOUNT = re.compile("([一二三四五六七八九])([一二三四五六七八九])(?=折)")
"""A price in tenths and hundredths: 八五折 is 8.5折."""
_ARABIC = re.compile(rf"{_DIGITS}(?:{_POINT})?(?: ?(?:{_BEFORE_YI})?{_MULTIPLIER}{{1,2}}(?:{_LOWER}){{0,6}})?")
_CHINESE = re.compile(
    rf"{_CN}+(?:{_CN_POINT}|(?<=[万亿])[0-9]+{_PLACE}+)?(?:{_BEFORE_YI}{_PLACE}+)?"
    rf"|{_CAPITAL}(?:[万亿零{_CAPITALS}]*点[零{_CAPITALS}]+[万亿]*|[万亿零{_CAPITALS}]+)"
)
_ROUND = re.compile(r"[百千][万亿]?|万亿?|亿")
_ROUND_BEFORE = tuple("近上超逾过破")
_MAY_BE_THOUSANDS = re.compile(r"[百千万亿][1-9一二两三四五六七八九]千[米克]")
_ROUND_BEHIND = re.compile("(?:元|人次?|户|名|亩|吨|平方米|千瓦)(?:及?以[上下]|以内)")
"""What behind a bare 亿 or 万 makes a number of it: 亿元以上."""
_DIGIT_BEHIND = re.compile(r"[二两三四五六七八九][0-9]|一0(?!\.)")
"""What goes on in digits, and is no part by itself: 五0万; 统一10个 counts ten."""
_DONE_BEFORE = ("完成", "建成", "达成", "形成", "组成")
"""What ends like 成百上千 begins, and is none: 完成百余家."""
_MORE_BEHIND = re.compile(
    r" ?(?:个(?=[余多来][百千]?[万亿]))?"
    rf"(?:(?P<more>[余多]|来(?![自源华访看说到了])|几(?![十百](?![万亿])|千(?![万亿{_NO_UNIT}])))"
    r"(?![ 样]|功能|媒体|元化|渠道|形式|维|部门|方)"
    rf"(?P<word> ?(?:[百千]?[万亿]+|千(?![{_NO_UNIT}]))?))"
)
_TAIL_BEGINS = frozenset(" 个余多来几+")
_PLUS = re.compile(r" ?\+(?![0-9A-Za-z+一二三四五六七八九十])(?P<word>(?:[百千]?[万亿]+)?)")
_PLAIN = re.compile(_DIGITS)
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_WORDS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALES = {word: Decimal(value) for word, value in (("", 1), ("百", 100), ("千", 1000), ("万", 10**4), ("亿", 10**8))}
_SCALES |= {word + "万": _SCALES[word] * 10**4 for word in "百千"}
_SCALES |= {"万亿": Decimal(10**12), "十万": Decimal(10**5), "百亿": Decimal(10**10), "千亿": Decimal(10**11)}


class Numeral(NamedTuple):
    """A number as written, with its multiplier (10.5万, 三百余, 百分之五), from `start` to `end` (exclusive).

    `figure` times `scale` is its value; `chinese` is True if it is written in Chinese characters.
    """

    start: int
    end: int
    figure: Decimal
    scale: Decimal = _ONE
    """The multiplier behind the figure; in a range it may also apply to the first number (3—5万)."""
    upper: Decimal | None = None
    """The larger number of an estimate (两三: 3), multiplier included; None if the numeral is not an estimate."""
    says: Comparator | None = None
    """The comparator in the wording itself: 余 and 多 mean more, 来 means about, + means at least; None without one."""
    unit: str = ""
    """The unit in the wording itself (百分之五: %), "" without one."""
    chinese: bool = False
    parts: bool = False
    """True if parts of the numeral have their own multipliers (1亿2000万), so that none applies to another number."""

    @property
    def value(self) -> Decimal:
        """The exact value; of an estimate (两三) the smaller number."""
        return self.figure * self.scale

    def may_be_a_list(self, folded: str) -> bool:
        """True if the separators inside the numeral may also separate the numbers of a list: 100,120,150 and 1，500."""
        written = folded[self.start : self.end]
        return not self.chinese and ("，" in written or written[3] in ", ")


def numeral_at(folded: str, at: int, stop: int | None = None) -> Numeral | None:
    """Return the numeral that begins at `at`; None if there is none that can be read exactly.

    `folded` is text as `fold` returns it; text from `stop` on is not read.
    """
    stop = len(folded) if stop is None else stop
    if plain := _COMMON.match(folded, at, stop):
        return Numeral(at, plain.end(), Decimal(plain[1]), _SCALES[plain[2] or ""])
    for read in _READERS_OF.get(folded[at : at + 1], ()):
        numeral = read(folded, at, stop)
        if numeral is not None:
            return _bounded(numeral)
    return None


def _bounded(numeral: Numeral) -> Numeral | None:
    """None for a number with more digits than can be exact."""
    if numeral.end - numeral.start < _SHORT:
        return numeral
    largest = numeral.upper or numeral.value
    digits = len(largest.as_tuple().digits)
    exact = largest.adjusted() < _MOST_DIGITS and digits <= _MOST_DIGITS + 2
    return numeral if exact and numeral.end - numeral.start <= _LONGEST else None


_COMMON = re.compile(
    r"([0-9]{1,9}(?:\.[0-9]{1,4})?)(万(?!分之|众)|亿)?"
    r"(?![0-9.,，十百千万亿零一二两三四五六七八九点几 余多来+×xX*✕╳^<⁻⁰¹²³⁴⁵⁶⁷⁸⁹]|个[余多来百千]?[万亿])"
)
"""The commonest numerals, which nothing follows that could be a part of them."""


# -- readers, one a kind ---------------------------------------------------------------------------------------------
def _power(folded: str, at: int, stop: int) -> Numeral | None:
    match = _POWER.match(folded, at, stop)
    if match is None:
        return None
    exponent = int(match["caret"] or match["sup"] or match["raised"].translate(_RAISED))
    times = value_of(match["times"]) if match["times"] else _ONE
    if times is None or abs(exponent) > _MOST_DIGITS:
        return None
    return Numeral(at, match.end(), times * Decimal(10) ** exponent, parts=True)


def _percent(folded: str, at: int, stop: int) -> Numeral | None:
    match = _PERCENT.match(folded, at, stop) if folded.startswith(_PERCENT_BEGINS, at) else None
    if match is None or not match["parts"]:
        return None
    value = Decimal(100) if match["parts"] == "百" else value_of(match["parts"])
    unit = "%" if match["of"] == "百" else "‰"
    pair = _APPROXIMATE.match(folded, match.start("parts"), stop) if value is None else None
    if pair and pair.end() == match.end():
        return _pair(pair)._replace(start=at, unit=unit) if _is_pair(pair) else None
    return None if value is None else Numeral(at, match.end(), value, unit=unit, chinese=True)


def _discount(folded: str, at: int, stop: int) -> Numeral | None:
    """八五折 is 8.5折, 三五折 is 3.5折; 七八折 is an estimate."""
    match = _DISCOUNT.match(folded, at, stop)
    if match is None or int(value_of(match[2]) or 0) == int(value_of(match[1]) or 0) + 1:
        return None
    return Numeral(at, match.end(), Decimal(f"{value_of(match[1])}.{value_of(match[2])}"), chinese=True)


def _approximate(folded: str, at: int, stop: int) -> Numeral | None:
    """两三, 三四十, 十五六万: from the lower figure to the upper."""
    if folded[at + 1 : at + 2] not in _CN_FIGURES and folded[at + 2 : at + 3] not in _CN_FIGURES:
        return None
    match = _APPROXIMATE.match(folded, at, stop)
    return _pair(match) if match and _is_pair(match) else None


def _is_pair(match: re.Match[str]) -> bool:
    low, high, word = match["low"], match["high"], match["word"]
    if match["tens"] and (word[:1] in ("十", "百", "千") or low == "两"):
        return False
    if low + high == "一二":
        return word[:1] in ("十", "百", "千")
    return low + high in _PAIR.split("|") and not (match["tens"] and low + high == "三五")


def _pair(match: re.Match[str]) -> Numeral:
    tens = value_of(match["tens"]) or Decimal(0) if match["tens"] else Decimal(0)
    low, high = value_of(match["low"]) or _ONE, value_of(match["high"]) or _ONE
    scale = _scale(match["word"])
    upper = (tens + high) * scale
    return Numeral(match.start(), match.end(), tens + low, scale, upper, chinese=True, parts=True)


def _arabic(folded: str, at: int, stop: int) -> Numeral | None:
    match = _ARABIC.match(folded, at, stop)
    if match is None:
        return None
    end = match.end()
    if folded[end : end + 1] in _POWER_FOLLOWS and (power := _power(folded, at, stop)):
        return power
    if folded[end : end + 1] in _CN_GOES_ON and not folded[end - 1].isascii():  # 3万五十六: no part of it is the number
        return None
    return _with_tail(folded, at, end, stop, chinese=False)


def _chinese(folded: str, at: int, stop: int) -> Numeral | None:
    match = _CHINESE.match(folded, at, stop)
    if match is None or match.end() - at > _LONGEST:
        return None
    if _DIGIT_BEHIND.match(folded, match.end() - 1, stop):
        return None
    if _ROUND.fullmatch(folded, at, match.end()):
        return _round(folded, at, match.end(), stop)
    if match.group() == "零":
        return None
    return _with_tail(folded, at, match.end(), stop, chinese=True)


def _round(folded: str, at: int, end: int, stop: int) -> Numeral | None:
    """Return a bare 百, 千 or 万 only where 近, 上, 余 or 以上 makes it a number: 近百家, 万余人, 亿元以上."""
    first, scale = Decimal(_WORDS[folded[at]]), _scale(folded[at + 1 : end])
    found = _tail(folded, Numeral(at, end, first, scale, chinese=True), stop)
    before = folded[max(0, at - 1) : at]
    if found.end > end and (before not in ("数", "几", "成", "上") or folded.endswith(_DONE_BEFORE, 0, at)):
        return found
    compared = before in _ROUND_BEFORE or _ROUND_BEHIND.match(folded, end, stop) is not None
    return found if compared else None


def _with_tail(folded: str, at: int, end: int, stop: int, *, chinese: bool) -> Numeral | None:
    """Return a numeral whose last multiplier is distinguished where it is the only one."""
    written = folded[at:end]
    if _MAY_BE_THOUSANDS.match(folded, end - 2, stop):  # 1万2千米 is 12,000 of either
        return None
    head = written.rstrip("万亿" if chinese else " 个十百千万亿")
    parted = ("万" in head or "亿" in head) if chinese else not (head.isdecimal() or _PLAIN.fullmatch(head))
    scale = None if parted else _SCALES.get(written[len(head) :].strip(" 个"))
    figure = None if scale is None else value_of(head)
    if scale is not None and figure is not None:
        return _tail(folded, Numeral(at, end, figure, scale, chinese=chinese), stop)
    value = value_of(written)
    return None if value is None else _tail(folded, Numeral(at, end, value, chinese=chinese, parts=parted), stop)


def _tail(folded: str, numeral: Numeral, stop: int) -> Numeral:
    """With 余, 多, 来 or + behind it, and the multiplier behind those: 三百余万, 2700余万, 20+."""
    end = numeral.end
    if folded[end : end + 1] not in _TAIL_BEGINS:
        return numeral
    if plus := _PLUS.match(folded, end, stop):
        return numeral._replace(end=plus.end(), scale=numeral.scale * _scale(plus["word"]), says=">=")
    match = _MORE_BEHIND.match(folded, end, stop)
    if match is None or (match["more"] in ("来", "几") and numeral.figure % 10):
        return numeral
    says: Comparator = "~" if match["more"] == "来" else ">"
    return numeral._replace(end=match.end(), scale=numeral.scale * _scale(match["word"]), says=says)


def _scale(word: str) -> Decimal:
    """Return the multiplier that a word of 百, 千, 万 and 亿 is."""
    scale = _SCALES.get(word)
    if scale is None:
        scale = _ONE
        for char in word:
            scale *= _WORDS.get(char, 1)
    return scale


_Reader = Callable[[str, int, int], Numeral | None]
_READERS_OF: dict[str, tuple[_Reader, ...]] = {
    **dict.fromkeys("0123456789", (_arabic,)),
    **dict.fromkeys("一二三四五六七八九", (_discount, _approximate, _chinese)),
    **dict.fromkeys("零两十廿卅" + _CAPITALS, (_approximate, _chinese)),
    **dict.fromkeys("百千", (_percent, _chinese)),
    **dict.fromkeys("万亿", (_chinese,)),
}
