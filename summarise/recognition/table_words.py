"""Puts the recognised words of ruled tables into their cells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from statistics import median
from typing import Final

from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule, tables_of
from summarise.recognition.readers import Word, ems
from summarise.recognition.ruled_lines import ruled_lines

__all__ = ["Placed", "in_tables"]

Placed = tuple[Word, Word]
"""A word as it is on a level page, and as it was recognised."""

_OVER: Final = 0.6
"""How far a word reaches over a line if it has text in both cells, in widths of a character."""
_REACH: Final = 1.5
"""Maximum distance between a line and the place where a text is parted, in widths of a character."""
_NUMERAL: Final = frozenset("0123456789.,，%％‰")


def in_tables(words: Sequence[Placed], png: bytes, tilt: float) -> tuple[list[Placed], list[Rule], bool]:
    """Return the words in the order in which tables are read, the tables' lines, and True if a table is not read.

    A word that reaches over a line between two cells is parted there. If that would part a number, the page is read as
    if it had no lines.

    Args:
        words: the words of a page in reading order.
        png: the picture of the page.
        tilt: slope of the page in the picture.

    """
    if not words:
        return [], [], False
    size = median(straight.bottom - straight.top for straight, _ in words)
    rules = ruled_lines(png, [straight for straight, _ in words], tilt, size)
    if not rules:
        return list(words), [], False
    upright = [rule for rule in rules if not rule.level]
    parted: list[Placed] = []
    for straight, word in words:
        across = tilt * (word.top + word.bottom) / 2
        level = replace(straight, left=straight.left + across, right=straight.right + across)
        pieces = _parted(level, word, upright)
        if pieces is None:
            return list(words), [], True
        parted += pieces
    return _by_cells(parted, rules), rules, False


def _parted(straight: Word, word: Word, upright: Sequence[Rule]) -> list[Placed] | None:
    """Return the pieces of a word between the vertical lines that it reaches over; None if a number would be parted."""
    length = max(ems(word.text), 0.5)
    step = (straight.right - straight.left) / length
    middle = (straight.top + straight.bottom) / 2
    places = sorted(
        rule.left
        for rule in upright
        if rule.top < middle < rule.bottom and straight.left + _OVER * step < rule.left < straight.right - _OVER * step
    )
    cuts = [0]
    for place in places:
        cut = _cut(word.text, (place - straight.left) / step, cuts[-1])
        if cut is None:
            return None
        cuts.append(cut)
    cuts.append(len(word.text))
    edges = [straight.left, *places, straight.right]
    return [
        (replace(straight, text=word.text[begin:end].strip(), left=left, right=right), _piece(word, begin, end))
        for (begin, end), (left, right) in zip(pairwise(cuts), pairwise(edges), strict=True)
        if word.text[begin:end].strip()
    ]


def _cut(text: str, at: float, after: int) -> int | None:
    """Return the index at which to part a text near `at`, in widths of a character; None if it parts a number.

    The index is greater than `after`. White space is the best place, then the change between words and numbers.
    """
    ends = [0.0, *accumulate(map(ems, text))]
    near = [index for index in range(after + 1, len(text)) if abs(ends[index] - at) <= _REACH]
    near = [index for index in near if not (text[index - 1] in _NUMERAL and text[index] in _NUMERAL)]

    def rank(index: int) -> tuple[int, float]:
        spaced = text[index - 1].isspace() or text[index].isspace()
        changes = (text[index - 1] in _NUMERAL) != (text[index] in _NUMERAL)
        return 0 if spaced else 1 if changes else 2, abs(ends[index] - at)

    return min(near, key=rank, default=None)


def _piece(word: Word, begin: int, end: int) -> Word:
    """Return the part of a word from one index of its text to another, with its share of the box."""
    step = (word.right - word.left) / max(ems(word.text), 0.5)
    left, right = (word.left + step * ems(word.text[:index]) for index in (begin, end))
    return replace(word, text=word.text[begin:end].strip(), left=left, right=right)


def _by_cells(words: Sequence[Placed], rules: list[Rule]) -> list[Placed]:
    """Return the words with those of each table together, cell by cell, at the place of the table's first word."""
    marks = [
        Glyph(str(index), straight.left, straight.right, straight.top, straight.bottom, straight.bottom - straight.top)
        for index, (straight, _) in enumerate(words)
    ]
    tables, rest = tables_of(marks, rules)
    outside = {int(mark.text) for mark in rest}
    inside = ([int(mark.text) for cell in table.cells for mark in cell.glyphs] for table in tables)
    blocks = {min(block): block for block in inside}
    return [
        words[one]
        for index in range(len(words))
        if index in outside or index in blocks
        for one in blocks.get(index, [index])
    ]
