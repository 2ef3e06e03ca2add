"""Finds out which recognised numbers a second reader confirms: it must read the same characters at the same place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate, pairwise
from typing import Final

from summarise.document import Doubt
from summarise.recognition.readers import Word, ems

__all__ = ["DASH", "Number", "doubts", "numbers_in", "numbers_of"]

_NUMBER: Final = re.compile(
    r"(?:[\d〇零○一二三四五六七八九十百千万亿]|(?<=\d)[.,，．]\s?(?=\d)|(?<=\d)\s(?=[\d%％‰]))+"
    r"(?:\s?(?:[%％][oO0〇○]?|‰|[㎡㎥℃°]|[kcdmM]{0,2}m(?:\^?[23²³]|[\"*°])?))?"
)
"""Matches a number, with a unit sign behind it if readers often misread that sign."""

_LISTS: Final = frozenset("、.．)）")

DASH: Final = re.compile(r"(?<=\d)\s?一\s?(?=\d)")
"""A dash between digits that recognition misread as the character 一, as in 2021一2023."""

_POWERS: Final = str.maketrans({"㎡": "m^2", "㎥": "m^3", "²": "^2", "³": "^3"})
"""Replacements for signs with a raised digit, so that normalisation does not make the digit a part of the number."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number that the first reader recognised, and whether the second reader recognised the same."""

    text: str
    is_confirmed: bool
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Approximate place of the number on its page in pixels: left, top, right, bottom."""
    picture: str = ""
    """This place of the page as a PNG in base64; "" if it was not cut out."""


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each number in a text, in digits (1,200) or Chinese numerals (三百二十万).

    The match includes a unit sign behind the number, if there is one: %, ‰, °, or a metric sign such as km or ㎡.
    """
    return _NUMBER.finditer(text)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", DASH.sub("—", text).translate(_POWERS)))


def numbers_of(lines: Sequence[Word], others: Sequence[Word] | None) -> list[Number]:
    """Return the numbers in the first reader's lines, in order, each marked as confirmed by the second reader or not.

    `lines` are from the first reader and `others` from the second, for the same page. If `others` is None (no second
    reader), no number is confirmed.
    """
    found: list[Number] = []
    for line in lines:
        own = _pieces(line.text)
        confirmed = _shared(own, _pieces(_beside(line, others))) if others is not None else frozenset()
        boxes = _boxes(line, [piece for piece, _ in own])
        found += [Number(piece, at in confirmed, boxes[at]) for at, (piece, is_number) in enumerate(own) if is_number]
    return found


def _boxes(line: Word, pieces: Sequence[str]) -> list[tuple[float, float, float, float]]:
    """Return a box (left, top, right, bottom) for each piece of a line, by its share of the line's length."""
    ends = [0.0, *accumulate(map(ems, pieces))]
    step = (line.right - line.left) / (ends[-1] or 1.0)
    return [(line.left + step * begin, line.top, line.left + step * end, line.bottom) for begin, end in pairwise(ends)]


def _beside(line: Word, others: Iterable[Word]) -> str:
    """Return the text that the second reader recognised at the place of a line."""
    slack = (line.bottom - line.top) / 2
    inside = [
        word
        for word in others
        if line.top <= (word.top + word.bottom) / 2 <= line.bottom
        and line.left - slack <= (word.left + word.right) / 2 <= line.right + slack
    ]
    return "".join(word.text for word in sorted(inside, key=lambda word: word.left))


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Split a text into its numbers and its other characters; return each piece with True for a number."""
    plain, at = _plain(text), 0
    pieces: list[tuple[str, bool]] = []
    for match in numbers_in(plain):
        pieces += [(sign, False) for sign in plain[at : match.start()]]
        pieces.append((match[0], True))
        at = match.end()
    return pieces + [(sign, False) for sign in plain[at:]]


def _shared(own: list[tuple[str, bool]], other: list[tuple[str, bool]]) -> frozenset[int]:
    """Return the indices of the pieces of `own` that `other` also contains in the same order.

    The piece that follows must be the same too, since it may be the unit. A misread unit sign confirms nothing, even if
    both readers misread it.
    """
    end = ("", False)
    own, other = [*own, end], [*other, end]
    blocks = SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks()
    shared = {index for block in blocks for index in range(block.a, block.a + block.size - 1)}
    return frozenset(index for index in shared if not re.search(r"%[oO0〇○]|m[\"*°]", own[index][0]))


def doubts(text: str, numbers: Sequence[Number]) -> tuple[Doubt, ...]:
    """Return the places in `text` of the numbers that are not confirmed, with their pictures.

    `text` consists of the lines from which `numbers` come. A number that was joined across a line end is not confirmed
    and has no picture, because neither reader recognised it as a whole.
    """
    places = list(numbers_in(text))
    own = [_plain(place[0]) for place in places]
    blocks = SequenceMatcher(
        None, own, [_plain(number.text) for number in numbers], autojunk=False
    ).get_matching_blocks()
    torn = _torn(text, places)
    read = {block.a + step: numbers[block.b + step] for block in blocks for step in range(block.size)}
    return tuple(
        Doubt(*place.span(), read[index].picture if index in read else "")
        for index, place in enumerate(places)
        if index not in read or not read[index].is_confirmed or index in torn
    )


def _torn(text: str, places: Sequence[re.Match[str]]) -> set[int]:
    """Return the indices of numbers that may be parts of one number: one ends a line, the other begins the next."""
    torn: set[int] = set()
    for index, (before, behind) in enumerate(pairwise(places)):
        is_list = text[behind.end() : behind.end() + 1] in _LISTS
        if text[before.end() : behind.start()] == "\n" and not is_list:
            torn |= {index, index + 1}
    return torn
