"""Turns a scan into a document: recognises the text page by page, and joins its lines into paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import log
from statistics import median
from typing import Final

from summarise.document import Caveat, Document
from summarise.errors import InputError
from summarise.load.formats import media_type_of
from summarise.load.glyphs import Glyph
from summarise.load.grid import Rule
from summarise.load.page_layout import lines_of_sheet
from summarise.load.paragraphs import paragraphs
from summarise.recognition.agreement import DASH, Number, doubts, numbers_of
from summarise.recognition.cutouts import with_cutouts
from summarise.recognition.page_pictures import Picture, pictures_of
from summarise.recognition.readers import Reader, Word, ems
from summarise.recognition.table_words import Placed, in_tables

__all__ = ["Recognition"]

_PER_MILLE: Final = re.compile(r"(?<=\d)\s?[%％][oO0〇○](?![\dA-Za-z])")
_WIDE: Final = re.compile("[^\x00-\xff]")
_HANZI: Final = "\u4e00-\u9fff"
_NARROW_BRACKET: Final = re.compile(rf"(?<=[{_HANZI}])[()]|[()](?=[{_HANZI}])")
_WIDE_BRACKETS: Final = {"(": "（", ")": "）"}
_MIXED: Final = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")
_NOTE_MARK: Final = re.compile(rf"(?<=\d)(?:\[\d{{0,2}}\]|\[(?!\d{{0,2}}\])|(?<!\[\d)(?<!\[\d\d)\])(?=[{_HANZI}])")
"""Matches the mark of a footnote between a number and a noun. Such marks are small and raised, and often misread."""
_SURE: Final = 6.0
"""Least length of a line, in widths of a Chinese character, from which its type size is measured reliably."""
_ALIKE: Final = 0.15
_NEAR: Final = 1.4
"""Maximum ratio between the measured type size of a short line and the size that it is given."""
_HEIGHT: Final = 0.9
"""Type size as a share of the height of a line's box."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """Reads the text of scans by character recognition.

    Args:
        first: the reader whose text is used.
        second: the reader that confirms numbers; if None, no number is confirmed.
        told: called before each page with the file's name and the page's number from 1.

    """

    first: Reader
    second: Reader | None = None
    told: Callable[[str, int], None] = lambda _source, _page: None

    def document(self, data: bytes, source: str) -> Document:
        """Return the text of a scan as a document, with the unconfirmed numbers as its doubtful spans.

        `data` is the content of the scanned file, and `source` the file's name.

        Raises:
            InputError: `scanned` if no text is recognised; also the errors of `page_pictures.pictures_of` and of a
                reader.

        """
        pages: list[list[Word]] = []
        numbers: list[Number] = []
        sizes: list[Picture] = []
        drawn: list[list[Rule]] = []
        caveats: list[Caveat] = []
        for number, picture in enumerate(pictures_of(data, source), start=1):
            self.told(source, number)
            try:
                read, others = self.first(picture.png), self.second(picture.png) if self.second else None
            except InputError as error:
                raise InputError(f"{source}: page {number}: {error.message}", kind=error.kind) from error
            words = [replace(word, text=_mended(word.text)) for word in read if word.text.strip()]
            tilt = median(word.tilt for word in words) if words else 0.0
            ordered, rules, is_unread = in_tables(_in_reading_order(words, tilt), picture.png, tilt)
            if is_unread:
                caveats.append(Caveat("recognised", f"page {number} has a table whose cells could not be told apart"))
            numbers += with_cutouts(numbers_of([word for _, word in ordered], others), picture.png)
            pages.append([replace(straight, text=_NOTE_MARK.sub("", straight.text)) for straight, _ in ordered])
            drawn.append(rules)
            sizes.append(picture)
        lines = [
            lines_of_sheet(_glyphs(words), rules, size.width, size.height, number)
            for number, (words, rules, size) in enumerate(zip(pages, drawn, sizes, strict=True))
        ]
        text = "\n".join(paragraphs(lines, [float(size.height) for size in sizes])) if any(lines) else ""
        if not text.strip():
            raise InputError(f"{source}: no text was recognised in its pictures", kind="scanned")
        places = doubts(text, numbers)
        return Document(
            source,
            text,
            media_type_of(data),
            text_from="ocr",
            caveats=(Caveat("recognised", _remark(len(places), has_second=self.second is not None)), *caveats),
            doubtful=places,
        )


def _remark(count: int, *, has_second: bool) -> str:
    if not has_second:
        return (
            "the text was recognised by one reader; no number is verified: tesseract with chi_sim would be the second"
        )
    return f"the text was recognised; {count} of its numbers are not confirmed by the second reader"


def _mended(text: str) -> str:
    """Return a line with frequent recognition errors corrected: ‰, a dash between digits, and brackets."""
    text = _NARROW_BRACKET.sub(lambda found: _WIDE_BRACKETS[found[0]], text)
    text = _MIXED.sub(lambda found: f"（{found[1] or found[2] or ''}）", text)
    return DASH.sub("—", _PER_MILLE.sub("‰", text))


def _in_reading_order(words: list[Word], tilt: float) -> list[Placed]:
    """Sort words from top to bottom and, within a row, from left to right; `tilt` is the slope of the page.

    Return each word twice: as it would be on a level page, and as it was recognised.
    """
    both = sorted(((_straight(word, tilt), word) for word in words), key=lambda pair: pair[0].top + pair[0].bottom)
    ordered: list[Placed] = []
    row: list[Placed] = []
    for straight, word in both:
        if row and (straight.top + straight.bottom) / 2 > row[0][0].bottom:
            ordered += sorted(row, key=lambda pair: pair[0].left)
            row = []
        row.append((straight, word))
    return ordered + sorted(row, key=lambda pair: pair[0].left)


def _straight(word: Word, tilt: float) -> Word:
    """Return a word with its box moved to where it would be if the page were not tilted."""
    middle = (word.top + word.bottom) / 2 - tilt * (word.left + word.right) / 2
    half = max((word.bottom - word.top - abs(tilt) * (word.right - word.left)) / 2, 1.0)
    return replace(word, top=middle - half, bottom=middle + half)


def _sizes(words: Sequence[Word]) -> list[float]:
    """Return the type size of each line; nearly equal sizes are made equal.

    The size of a long line is measured. A short line gets the nearest size of a long line.
    """
    guesses = [_guessed(word) for word in words]
    told = sorted(guess for word, guess in zip(words, guesses, strict=True) if ems(word.text) >= _SURE)
    known = _types(told or sorted(guesses))
    sizes = []
    for word, guess in zip(words, guesses, strict=True):
        nearest = min(known, key=lambda size: abs(log(size / guess)))
        limit = 1 + _ALIKE if ems(word.text) >= _SURE else _NEAR
        sizes.append(nearest if abs(log(nearest / guess)) <= log(limit) else guess)
    return sizes


def _guessed(word: Word) -> float:
    by_length, by_height = (word.right - word.left) / ems(word.text), (word.bottom - word.top) * _HEIGHT
    if ems(word.text) >= _SURE:
        return by_length
    return (by_length + by_height) / 2 if _WIDE.search(word.text) else by_height


def _types(sizes: Sequence[float]) -> list[float]:
    """Return the different type sizes on a page, the usual one first.

    `sizes` are those of its lines, in ascending order.
    """
    usual = median(sizes) if sizes else 1.0
    types: list[list[float]] = []
    for size in sizes:
        if abs(size - usual) <= _ALIKE * usual:
            continue
        if types and size <= types[-1][0] * (1 + _ALIKE):
            types[-1].append(size)
        else:
            types.append([size])
    return [usual, *map(median, types)]


def _glyphs(words: Sequence[Word]) -> list[Glyph]:
    """Return the characters of lines as glyphs, each with a box by its share of the line's length."""
    found = []
    for word, shown in zip(words, _sizes(words), strict=True):
        step = (word.right - word.left) / max(ems(word.text), 0.5)
        middle, left = (word.top + word.bottom) / 2, word.left
        for sign in word.text:
            right = left + step * ems(sign)
            found.append(Glyph(sign, left, right, middle - shown / 2, middle + shown / 2, shown))
            left = right
    return found
