"""Turns a scan into a document: text is recognised page by page, and its lines are joined into paragraphs."""

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
from summarise.load.page_layout import lines_of_sheet
from summarise.load.paragraphs import paragraphs
from summarise.recognition.agreement import DASH, Number, doubts, numbers_of
from summarise.recognition.cutouts import with_cutouts
from summarise.recognition.page_pictures import Picture, pictures_of
from summarise.recognition.readers import Reader, Word, ems

__all__ = ["Recognition"]

_PER_MILLE: Final = re.compile(r"(?<=\d)\s?[%％][oO0〇○](?![\dA-Za-z])")
_WIDE: Final = re.compile("[^\x00-\xff]")
_HANZI: Final = "\u4e00-\u9fff"
_NARROW_BRACKET: Final = re.compile(rf"(?<=[{_HANZI}])[()]|[()](?=[{_HANZI}])")
_WIDE_BRACKETS: Final = {"(": "（", ")": "）"}
_MIXED: Final = re.compile(r"\(([^()（）]*)）|（([^()（）]*)\)")
_NOTE_MARK: Final = re.compile(rf"(?<=\d)(?:\[\d{{0,2}}\]|\[(?!\d{{0,2}}\])|(?<!\[\d)(?<!\[\d\d)\])(?=[{_HANZI}])")
"""The mark of a note between a number and what it counts: it is small and raised, and often misread."""
_SURE: Final = 6.0
"""Ems of a line by whose length the size of its type is known."""
_ALIKE: Final = 0.15
_NEAR: Final = 1.4
"""By how much the size of a short line, whose box is known less well, may differ from that of the type it is set in."""
_HEIGHT: Final = 0.9
"""Size of the type as a share of its line's height."""


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
        """Return a scan's text as a document whose doubtful spans are the numbers that are not confirmed.

        Raises:
            InputError: `scanned` if no text is recognised, else as `page_pictures.pictures_of` or a reader.

        """
        pages: list[list[Word]] = []
        numbers: list[Number] = []
        sizes: list[Picture] = []
        for number, picture in enumerate(pictures_of(data, source), start=1):
            self.told(source, number)
            try:
                read, others = self.first(picture.png), self.second(picture.png) if self.second else None
            except InputError as error:
                raise InputError(f"{source}: page {number}: {error.message}", kind=error.kind) from error
            words = [replace(word, text=_mended(word.text)) for word in read if word.text.strip()]
            ordered = _in_reading_order(words)
            numbers += with_cutouts(numbers_of([word for _, word in ordered], others), picture.png)
            pages.append([replace(straight, text=_NOTE_MARK.sub("", straight.text)) for straight, _ in ordered])
            sizes.append(picture)
        lines = [
            lines_of_sheet(_glyphs(words), [], size.width, size.height, number)
            for number, (words, size) in enumerate(zip(pages, sizes, strict=True))
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
            caveats=(Caveat("recognised", _remark(len(places), has_second=self.second is not None)),),
            doubtful=places,
        )


def _remark(count: int, *, has_second: bool) -> str:
    if not has_second:
        return (
            "the text was recognised by one reader; no number is verified: tesseract with chi_sim would be the second"
        )
    return f"the text was recognised; {count} of its numbers are not confirmed by the second reader"


def _mended(text: str) -> str:
    """Return a line without what recognition is known to mistake: ‰, a dash between figures, brackets."""
    text = _NARROW_BRACKET.sub(lambda found: _WIDE_BRACKETS[found[0]], text)
    text = _MIXED.sub(lambda found: f"（{found[1] or found[2] or ''}）", text)
    return DASH.sub("—", _PER_MILLE.sub("‰", text))


def _in_reading_order(words: list[Word]) -> list[tuple[Word, Word]]:
    """From top to bottom, and within a row from left to right: each word as on a straight page, and as it was read."""
    tilt = median(word.tilt for word in words) if words else 0.0
    both = sorted(((_straight(word, tilt), word) for word in words), key=lambda pair: pair[0].top + pair[0].bottom)
    ordered: list[tuple[Word, Word]] = []
    row: list[tuple[Word, Word]] = []
    for straight, word in both:
        if row and (straight.top + straight.bottom) / 2 > row[0][0].bottom:
            ordered += sorted(row, key=lambda pair: pair[0].left)
            row = []
        row.append((straight, word))
    return ordered + sorted(row, key=lambda pair: pair[0].left)


def _straight(word: Word, tilt: float) -> Word:
    """Return a word where it would stand if the page had not been laid in crookedly."""
    middle = (word.top + word.bottom) / 2 - tilt * (word.left + word.right) / 2
    half = max((word.bottom - word.top - abs(tilt) * (word.right - word.left)) / 2, 1.0)
    return replace(word, top=middle - half, bottom=middle + half)


def _sizes(words: Sequence[Word]) -> list[float]:
    """Return the size of each line's type; sizes that differ by chance are made alike.

    A line that is long enough tells its size, a short one has the nearest of those.
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
    """Return the sizes of type on a page, the usual one first, of the sizes of its lines in ascending order."""
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
    """Return the signs of lines, each with its share of the line's length."""
    found = []
    for word, shown in zip(words, _sizes(words), strict=True):
        step = (word.right - word.left) / max(ems(word.text), 0.5)
        middle, left = (word.top + word.bottom) / 2, word.left
        for sign in word.text:
            right = left + step * ems(sign)
            found.append(Glyph(sign, left, right, middle - shown / 2, middle + shown / 2, shown))
            left = right
    return found
