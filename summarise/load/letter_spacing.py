"""Takes out the blanks with which authors set words apart, letter by letter (二 〇 二 五 年 八 月)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    import re

__all__ = ["without_letter_spacing"]

_BLANK: Final = "[ \u00a0\u2000-\u200a\u3000]"
_LETTER: Final = r"(?:[A-Za-z0-9.,%]{1,12}|[^\sA-Za-z0-9.,%|])"
_RUN: Final = lazy_pattern(rf"(?:(?<!\S)|(?<=[、)）])){_LETTER}(?:{_BLANK}{{1,3}}{_LETTER}){{4,}}(?!\S)")
"""Matches five or more characters that stand alone one behind the other, also behind an enumerator (一、…).

A number with its digits together is one.
"""
_ALONE: Final = lazy_pattern(rf"{_BLANK}\S{_BLANK}{{1,3}}\S{_BLANK}")
"""Matches a part that every run has."""
_BLANKS: Final = lazy_pattern(rf"{_BLANK}+")
_LEAST_HANZI: Final = 3
_LEAST_APART: Final = 3
"""Number of blanks between two Chinese characters or between two digits; 2025 年 8 月 14 日 has none."""


def without_letter_spacing(text: str) -> str:
    """Return `text` without the blanks between the characters of words that are set letter by letter.

    A run has at least five characters, three of them Chinese. A blank between two numbers stays, unless both are single
    digits.
    """
    return _RUN.sub(_joined, text) if _ALONE.search(text) else text


def _joined(run: re.Match[str]) -> str:
    letters = _BLANKS.split(run[0])
    pairs = list(pairwise(letters))
    apart = sum((not a[0].isascii() and not b[0].isascii()) or _are_digits(a, b) for a, b in pairs)
    if sum("\u3007" <= letter[0] <= "\u9fff" for letter in letters) < _LEAST_HANZI or apart < _LEAST_APART:
        return run[0]
    joined = letters[0]
    for before, letter in pairs:
        joined += (
            f" {letter}" if before[-1].isalnum() and letter[0].isalnum() and _stay_apart(before, letter) else letter
        )
    return joined


def _stay_apart(before: str, letter: str) -> bool:
    return before[-1].isascii() and letter[0].isascii() and not _are_digits(before, letter)


def _are_digits(before: str, letter: str) -> bool:
    return before.isdigit() and letter.isdigit() and len(before) == len(letter) == 1
