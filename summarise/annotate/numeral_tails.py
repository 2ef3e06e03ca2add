"""Read words behind a numeral that make it an estimate or a bound (余, 多, 来, +), and a multiplier behind them."""

from __future__ import annotations

from summarise.annotate.multipliers import NO_UNIT, scale_of
from summarise.annotate.numeral import ONE, Numeral
from summarise.annotate.numerals import value_of
from summarise.lazy_pattern import lazy_pattern
from summarise.record import Comparator

__all__ = ["with_tail"]

_MORE_BEHIND = lazy_pattern(
    r" ?(?:个(?=[余多来][百千]?[万亿]))?"
    rf"(?:(?P<more>[余多]|来(?![自源华访看说到了])|几(?![十百](?![万亿])|千(?![万亿{NO_UNIT}])))"
    r"(?![ 样]|功能|媒体|元化|渠道|形式|维|部门|方)"
    rf"(?P<word> ?(?:[百千]?[万亿]+|千(?![{NO_UNIT}]))?))"
)
_TAIL_BEGINS = frozenset(" 个余多来几+")
_PLUS = lazy_pattern(r" ?\+(?![0-9A-Za-z+一二三四五六七八九十])(?P<word>(?:[百千]?[万亿]+)?)")


def with_tail(folded: str, numeral: Numeral, stop: int) -> Numeral:
    """Return the numeral together with 余, 多, 来 or + behind it (三百余万, 20+); unchanged if none of these follows.

    `folded` is text normalised by `fold`; from `stop` on, it is not read.
    """
    end = numeral.end
    if folded[end : end + 1] not in _TAIL_BEGINS:
        return numeral
    if plus := _PLUS.match(folded, end, stop):
        return numeral._replace(end=plus.end(), scale=numeral.scale * scale_of(plus["word"]), says=">=")
    match = _MORE_BEHIND.match(folded, end, stop)
    if match is None or (match["more"] in ("来", "几") and numeral.figure % 10):
        return numeral
    says: Comparator = "~" if match["more"] == "来" else ">"
    word = match["word"].strip()
    if numeral.parts and word:  # 1亿2千多万: 万 counts the 2千 alone
        whole = value_of(folded[numeral.start : numeral.end].rstrip(" 个") + word)
        return numeral if whole is None else numeral._replace(end=match.end(), figure=whole, scale=ONE, says=says)
    return numeral._replace(end=match.end(), scale=numeral.scale * scale_of(word), says=says)
