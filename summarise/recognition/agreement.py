"""Finds the recognised numbers that a second reader confirms: same characters and unit at the same position."""

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
"""A run of signs that are a number, with the sign of its unit where readers are known to mistake that."""

_LISTS: Final = frozenset("、.．)）")

DASH: Final = re.compile(r"(?<=\d)\s?一\s?(?=\d)")
"""A dash between digits that recognition misread as the character 一, as in 2021一2023."""

_POWERS: Final = str.maketrans({"㎡": "m^2", "㎥": "m^3", "²": "^2", "³": "^3"})
"""Signs that would be digits of the number if they were folded."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as the first reader recognised it, and whether the second reader recognised the same."""

    text: str
    is_confirmed: bool
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    """Where it is on its page, in pixels, roughly: left, top, right, bottom."""
    picture: str = ""
    """That part of the page as a PNG in base64, "" if it was not cut out."""


def numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Yield a match for each number in a text, whether in digits (1,200) or Chinese numerals (三百二十万).

    The match includes a sign of a unit behind the number, if there is one: %, ‰, °, or a metric sign such as km or ㎡.
    """
    return _NUMBER.finditer(text)


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", DASH.sub("—", text).translate(_POWERS)))


def numbers_of(lines: Sequence[Word], others: Sequence[Word] | None) -> list[Number]:
    """Return the numbers in the first reader's lines, in order, each confirmed or not by the second reader's words.

    `lines` and `others` are of the same page. If `others` is None (no second reader), no number is confirmed.
    """
    found: list[Number] = []
    for line in lines:
        own = _pieces(line.text)
        confirmed = _shared(own, _pieces(_beside(line, others))) if others is not None else frozenset()
        boxes = _boxes(line, [piece for piece, _ in own])
        found += [Number(piece, at in confirmed, boxes[at]) for at, (piece, is_number) in enumerate(own) if is_number]
    return found


def _boxes(line: Word, pieces: Sequence[str]) -> list[tuple[float, float, float, float]]:
    """Return each piece's share of a line's box."""
    ends = [0.0, *accumulate(map(ems, pieces))]
    step = (line.right - line.left) / (ends[-1] or 1.0)
    return [(line.left + step * begin, line.top, line.left + step * end, line.bottom) for begin, end in pairwise(ends)]


def _beside(line: Word, others: Iterable[Word]) -> str:
    """Return what the second reader has where the first has a line."""
    slack = (line.bottom - line.top) / 2
    inside = [
        word
        for word in others
        if line.top <= (word.top + word.bottom) / 2 <= line.bottom
        and line.left - slack <= (word.left + word.right) / 2 <= line.right + slack
    ]
    return "".join(word.text for word in sorted(inside, key=lambda word: word.left))


def _pieces(text: str) -> list[tuple[str, bool]]:
    """Return a text as its numbers, each whole, and its other signs one by one."""
    plain, at = _plain(text), 0
    pieces: list[tuple[str, bool]] = []
    for match in numbers_in(plain):
        pieces += [(sign, False) for sign in plain[at : match.start()]]
        pieces.append((match[0], True))
        at = match.end()
    return pieces + [(sign, False) for sign in plain[at:]]


def _shared(own: list[tuple[str, bool]], other: list[tuple[str, bool]]) -> frozenset[int]:
    """The places of `own` that are in `other` too, in the same order, and so does the sign behind each, its unit.

    A sign that both mistake confirms nothing.
    """
    end = ("", False)
    own, other = [*own, end], [*other, end]
    blocks = SequenceMatcher(None, own, other, autojunk=False).get_matching_blocks()
    shared = {index for block in blocks for index in range(block.a, block.a + block.size - 1)}
    return frozenset(index for index in shared if not re.search(r"%[oO0〇○]|m[\"*°]", own[index][0]))


def doubts(text: str, numbers: Sequence[Number]) -> tuple[Doubt, ...]:
    """Return the places in `text` of the numbers that are not confirmed, with their pictures.

    `text` is made of the lines that `numbers` come from. A number that was joined over the end of a line is not
    confirmed, because neither reader recognised it as a whole; it has no picture.
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
    """Return the numbers that a line end may have torn apart: one ends a line, and the next line begins with one."""
    torn: set[int] = set()
    for index, (before, behind) in enumerate(pairwise(places)):
        is_list = text[behind.end() : behind.end() + 1] in _LISTS
        if text[before.end() : behind.start()] == "\n" and not is_list:
            torn |= {index, index + 1}
    return torn
