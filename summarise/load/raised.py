"""Writes raised and lowered characters as plain text: powers, units and formulas are kept, footnote marks removed.

Readers put raised or lowered text between two control characters. `settled` resolves these when the whole line is
known, because a mark may come in pieces (`[`, `2`, `]`) and its meaning depends on the text around it.
"""

from __future__ import annotations

import re
from typing import Final

from summarise.lazy_pattern import lazy_pattern

__all__ = ["LINKED", "LOWERED", "RAISED", "as_lowered", "as_raised", "settled"]

RAISED: Final = ("\x0e", "\x0f")
LOWERED: Final = ("\x10", "\x11")
"""`RAISED` and `LOWERED`: the control characters before and after raised text, and before and after lowered text.

Readers remove these characters from a file's own text.
"""
LINKED: Final = "\x12"
"""Control character that marks raised text as a link, such as a reference to a footnote."""

_SIGNS: Final = lazy_pattern("[\x0e-\x12]")
_UPPER: Final = str.maketrans("0123456789+-−–()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾")
_LOWER: Final = str.maketrans("0123456789+-−–()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎")

_TOGETHER: Final = lazy_pattern("\x0f\x0e|\x11\x10")
_FRACTION: Final = lazy_pattern("(\\d?)\x0e\\s*(\\d{1,4})\\s*\x0f\\s*[/⁄∕]\\s*\x10\\s*(\\d{1,4})\\s*\x11")
_RAISED: Final = lazy_pattern("\x0e([^\x0e-\x11]*)\x0f")
_LOWERED: Final = lazy_pattern("\x10([^\x0e-\x11]*)\x11")

_MARK: Final = (
    r"(?![-−–—~,，、;；\s])[\[〔［(（【<〈]?\s*(?:(?:脚|尾)?注(?:释|解)?\s*[:：]?)?\s*(?:\d{1,3}|[①-⑳㉑-㉟❶-❿⓪]|[a-hA-H]|[ivx]{1,4}|[*＊※†‡§¶#↩↑]{1,3})?"
    r"\s*[\]〕］)）】>〉]?"
)
_NOTE: Final = lazy_pattern(rf"{_MARK}(?:\s*(?:[,，、;；\-–—~]\s*|(?=[\[〔［(（【<〈①-⑳])){_MARK}){{0,5}}")
_BARE: Final = lazy_pattern(r"\d{1,3}")
_EXPONENT: Final = lazy_pattern(r"[-−–]?\d{1,2}")
_TEN: Final = lazy_pattern(r"(?:(?P<times>[×xX*✕╳·]\s*)|(?<![\d.,，]))10$")
_LENGTH: Final = lazy_pattern(r"(?<![A-Za-z])(?:[kKcdhμ]?m|M|[mM]m|Nm|㎞|㎝|㎜)$")
_LETTER: Final = lazy_pattern(r"[A-Za-zΑ-ω]$")
_COUNTED: Final = lazy_pattern(r"\s*[个所家名人件条座处户台套项辆场次份间栋幢对支只批期门种]")
_UNIT: Final = lazy_pattern(
    r"\s*(?:[%％‰]|[个所家名人件条座处户台套项辆场次份间栋幢对支只批期门种年月日号亩吨元万亿千百公平立])"
)
_HANZI: Final = lazy_pattern("[\u4e00-\u9fff]$")
_REACH: Final = 12
_LEAST_POWER: Final = 2


def as_raised(text: str, *, linked: bool = False) -> str:
    """Return `text` between the control characters for raised text; `linked` marks it as a link."""
    return RAISED[0] + (LINKED if linked else "") + text + RAISED[1]


def as_lowered(text: str) -> str:
    """Return `text` between the control characters for lowered text."""
    return LOWERED[0] + text + LOWERED[1]


def settled(line: str) -> str:
    """Return a line as plain text: control characters are resolved (`m2`, `10^4`, `CO2`), footnote marks removed."""
    if RAISED[0] not in line and LOWERED[0] not in line:
        return _SIGNS.sub("", line)
    line = _TOGETHER.sub("", line)
    line = _FRACTION.sub(lambda m: f"{m[1]}{' ' if m[1] else ''}{m[2]}/{m[3]}", line)
    line = _LOWERED.sub(_lower, line)
    return _SIGNS.sub("", _RAISED.sub(_raise, line))


def _lower(match: re.Match[str]) -> str:
    before = match.string[max(0, match.start() - 1) : match.start()]
    return match[1].translate(_LOWER) if before.isdecimal() else match[1]


def _raise(match: re.Match[str]) -> str:
    before = _SIGNS.sub("", match.string[max(0, match.start() - _REACH) : match.start()]).rstrip()
    after = match.string[match.end() : match.end() + _REACH]
    linked = LINKED in match[1]
    text = _SIGNS.sub("", match[1]).strip()
    if _is_note(before, text, after, linked=linked):
        return ""
    if linked or not text or (text in {"2", "3", "²", "³"} and _LENGTH.search(before)):
        return text
    if _TEN.search(before) and _EXPONENT.fullmatch(text):
        return f"^{text}"
    behind_digit = before[-1:].isdecimal()
    if behind_digit and text in {"o", "O", "0", "○", "〇", "。", "°"}:
        return "°"
    return text.translate(_UPPER) if _LETTER.search(before) or (behind_digit and text[:1].isdecimal()) else text


def _is_note(before: str, text: str, after: str, *, linked: bool) -> bool:
    """Return True if raised `text` is a footnote mark and not part of the words and numbers around it."""
    if not text or not _NOTE.fullmatch(text):
        return False
    if linked:
        return True
    behind_letter = bool(_LETTER.search(before) or _LENGTH.search(before))
    if not _BARE.fullmatch(text):  # in brackets, or no number
        return not (behind_letter and text.isalpha())
    if ten := _TEN.search(before):
        # 10¹ and 10² are not written without a factor; what is counted piece by piece has no power of ten.
        return not ten["times"] and (int(text) <= _LEAST_POWER or bool(_COUNTED.match(after)))
    # 新建 12 个, where the number was raised to stand level with the words, is no note.
    return text != "0" and not behind_letter and not (_HANZI.search(before) and _UNIT.match(after))
