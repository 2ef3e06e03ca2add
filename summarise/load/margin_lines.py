"""Removes running heads and page numbers from printed pages, and separates the footnotes from the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.raised import as_raised

if TYPE_CHECKING:
    from summarise.load.glyphs import PrintedLine

__all__ = ["is_note", "without_margin_lines", "without_mark"]

_EDGE: Final = 0.12  # share of the page's height in which running heads and page numbers stand
_EDGE_WIDTH: Final = 40  # characters of a page number at most
_PAGE_NUMBER: Final = lazy_pattern(
    r"[-—–－·•~\s]*第?\s*\d{1,3}\s*页?\s*(?:(?:[/／,，]|共|of)\s*共?\s*\d{1,3}\s*页?)?[-—–－·•~\s]*"
)
_DOCUMENT_NUMBER: Final = lazy_pattern(
    r"[\u4e00-\u9fff]{1,16}\s*[〔［\[（(【]\s*(?:19|20)\d\d\s*[〕］\]）)】]\s*第?\s*\d{1,5}\s*号"
)
_PART_OF_PAGES: Final = 0.4  # left and right pages may have heads of their own
_SAME_PLACE: Final = 2.0  # points
_APART: Final = 1.6  # times the usual distance of lines
_SMALLER: Final = 0.92  # times the body's type
_NOTE_MARK: Final = lazy_pattern(r"\x0e|[①-⑳*＊※]|[\[〔（(]?\d{1,2}[\]〕）)]?\s*[\u4e00-\u9fff《“]|注\s*[:：\d①-⑳]")
_PLAIN_NUMBER: Final = lazy_pattern(r"\d+")
_ENDED: Final = "。；！？.;"
_MARK_BEFORE: Final = lazy_pattern(r"^(?:[①-⑳*＊※]|[\[〔（(]?\d{1,2}[\]〕）)]?)\s*(?=[\u4e00-\u9fff《“])")


def without_margin_lines(
    pages: list[list[PrintedLine]], heights: list[float], body: float
) -> tuple[list[list[PrintedLine]], list[list[PrintedLine]]]:
    """Return two lists with an entry for each page: its lines of text, and the lines of its footnotes.

    Running heads and page numbers are in neither. A running head that contains the document number is kept on its first
    page.

    Args:
        pages: the lines of each page.
        heights: the height of each page, in the unit of the lines.
        body: the type size of the running text.

    """
    words: Counter[tuple[bool, str]] = Counter()
    places: Counter[tuple[bool, int]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        words.update({_mark(line, height) for line in page if _at_edge(line, height)})
        places.update({_place(line, height) for line in _set_apart(page, height, body)})
    kept, notes, numbers = [], [], set()
    pages = [_without_number_beside(page, height) for page, height in zip(pages, heights, strict=True)]
    for page, height in zip(pages, heights, strict=True):
        outer = {id(line) for line in _outermost(page)}
        apart = {id(line) for line in _set_apart(page, height, body)}
        lines = []
        for line in page:
            repeated = _at_edge(line, height) and _often(words[_mark(line, height)], len(pages))
            placed = id(line) in apart and _often(places[_place(line, height)], len(pages))
            if _at_edge(line, height) and id(line) in outer and _PAGE_NUMBER.fullmatch(line.shown[:_EDGE_WIDTH]):
                continue
            if repeated or placed:
                number = _DOCUMENT_NUMBER.search(line.shown)
                if not number or "".join(number[0].split()) in numbers:
                    continue
                numbers.add("".join(number[0].split()))
                line.whole = True
            lines.append(line)
        foot = _foot(lines, height, body)
        kept.append([line for line in lines if id(line) not in foot])
        notes.append([line for line in lines if id(line) in foot])
    return kept, notes


def _without_number_beside(page: list[PrintedLine], height: float) -> list[PrintedLine]:
    """Remove a page number from the last line of a page, if it is to the right of the text and no text is above it."""
    last = max(page, key=lambda line: line.top, default=None)
    if last is None or len(last.parts) != 2 or not _at_edge(last, height):  # noqa: PLR2004 - the text and the number
        return page
    text, number = last.parts
    above = [part for line in page if line is not last for part in line.parts]
    if not _PAGE_NUMBER.fullmatch(number.text) or any(abs(part.left - number.left) < number.size for part in above):
        return page
    text.page, text.column = last.page, last.column
    return [text if line is last else line for line in page]


def is_note(line: PrintedLine, before: PrintedLine | None = None, margin: float = 0.0) -> bool:
    """Return True if a line begins like a footnote: with ①, *, [1], 注： or a raised mark.

    A plain number is no mark if the line `before` reaches the right edge of the text and its sentence is not over.
    `margin` is the position of that edge, in the unit of the page.
    """
    if not _NOTE_MARK.match(line.text):
        return False
    cut = before is not None and before.shown[-1] not in _ENDED and before.right > margin - 2 * before.size
    return not (cut and _PLAIN_NUMBER.match(line.text))


def without_mark(text: str) -> str:
    """Return a footnote's text without the mark at its beginning."""
    return _MARK_BEFORE.sub("", text)


def _often(count: int, pages: int) -> bool:
    return count > 1 and count >= _PART_OF_PAGES * pages


def _outermost(page: list[PrintedLine]) -> list[PrintedLine]:
    by_place = sorted(page, key=lambda line: line.top)
    return by_place[:2] + by_place[-2:]


def _at_edge(line: PrintedLine, height: float) -> bool:
    return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height


def _mark(line: PrintedLine, height: float) -> tuple[bool, str]:
    return line.top > height / 2, re.sub(r"\d+", "#", line.shown)


def _place(line: PrintedLine, height: float) -> tuple[bool, int]:
    return line.top > height / 2, round(line.bottom / _SAME_PLACE)


def _set_apart(page: list[PrintedLine], height: float, body: float) -> list[PrintedLine]:
    """Return the first and the last line of a page if they are in the margin, small, and far from the other lines."""
    by_place = sorted(page, key=lambda line: line.top)
    if len(by_place) < 3:  # noqa: PLR2004 - there is no body to stand apart from
        return []
    steps = sorted(b.top - a.top for a, b in pairwise(by_place) if b.top > a.top)
    usual = steps[len(steps) // 2] if steps else 0.0
    found = []
    for line, gap in (
        (by_place[0], by_place[1].top - by_place[0].bottom + body),
        (by_place[-1], by_place[-1].top - by_place[-2].bottom + body),
    ):
        if _at_edge(line, height) and line.size <= _SMALLER * body and gap > _APART * usual:
            found.append(line)
    return found


def _has_notes(lines: list[PrintedLine], body: float) -> bool:
    """Return True if the lines below a rule are notes.

    They are in small type, or the first begins with a mark. A plain number is a mark only if it is raised in a line
    above the rule: 15座 may begin a line of the letter.
    """
    below = [line for line in lines if line.note]
    if not below or below[0].size <= _SMALLER * body:
        return bool(below)
    number = _PLAIN_NUMBER.match(below[0].text)
    calls = not number or any(as_raised(number[0]) in line.text for line in lines if not line.note)
    return is_note(below[0]) and calls


def _foot(lines: list[PrintedLine], height: float, body: float) -> set[int]:
    """Return the ids of the lines at the bottom of a page that are footnotes.

    They are smaller than the text, and the first one begins with a footnote mark.
    """
    by_place = sorted((line for line in lines if not line.is_row), key=lambda line: line.top)
    small: list[PrintedLine] = []
    ruled = _has_notes(by_place, body)
    for line in reversed(by_place):
        if not (ruled and line.note) and (line.size > _SMALLER * body or line.top < height / 2):
            break
        small.insert(0, line)
    margin = max((line.right for line in small), default=0.0)
    parted = ruled and bool(small) and small[0].note
    before = by_place[-len(small) - 1] if len(small) < len(by_place) and not parted else None
    while small and not is_note(small[0], before, margin):
        before = small.pop(0)
    return {id(line) for line in small} if len(small) < len(by_place) else set()
