"""Joins printed lines into paragraphs and removes running heads."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.characters import collapse, visible
from summarise.load.margin_lines import is_note, without_margin_lines, without_mark
from summarise.load.printed_tables import with_whole_tables
from summarise.load.raised import settled
from summarise.load.wrapping import WRITTEN_DAY, Broken, goes_on

if TYPE_CHECKING:
    from summarise.load.glyphs import PrintedLine

__all__ = ["Margins", "paragraphs"]

_MARKER: Final = lazy_pattern(
    r"[一二三四五六七八九十]是|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、.．](?!\d)|附件|抄送|联系人"
)
_ENDED: Final = "。！？；：”）.!?;:）"
_TITLE_SIZE: Final = 1.15  # times the body's type
_LOOSE: Final = 2.2  # ems that a full line may stop short of the margin, whatever the next one begins with
_RAGGED: Final = 6.0  # ems that it may stop short where it breaks off inside a sentence
_TOLERANCE: Final = 1.1  # ems, for a sign that was allowed to hang beyond the margin
_HANGING: Final = 0.05
_HANGING_SIGN: Final = 1.1
_NARROW: Final = 0.55  # ems, the width of Latin letters and digits
_LONGEST_GROUP: Final = 40
_INDENT: Final = 0.8
# What a line break does not part: a word or number with the signs that may not begin or end a line; quotes hold both.
_GROUP: Final = lazy_pattern(
    r"[（《〈【〔(\[]*[“‘]?(?:[\x21-\x27\x2a-\x7e]+|.)(?:[，。、；：！？）》〉】〕%％‰℃)\]…]+|[“”‘’]+(?:[\x21-\x7e]+|.)?)*"
)
_CLOSING_LINE: Final = lazy_pattern(r"附\s*件\s*[:：]|抄\s*[送报]\s*[:：]|联\s*系\s*[人单]")
_CALLS_UP: Final = lazy_pattern("如下[：:]$")
_TITLE: Final = lazy_pattern("(?:答复|复函|的函|意见)$")
_SALUTATION: Final = lazy_pattern("[^，。；]{2,30}(?:委员|代表|小组|委员会)\\s*[:：]")
_CUT_NUMBER: Final = lazy_pattern(r"\d[\d.,]*$")
_NUMBER_GOES_ON: Final = lazy_pattern(r"[\d.%％‰](?!\d{3}\s*年)(?!\s*[、.．]\s*\D)")
_WORD: Final = lazy_pattern(r"[A-Za-z0-9,.)]$")


@dataclass(frozen=True, slots=True)
class Margins:
    """The x positions at which the full lines of a column begin and end."""

    left: float
    right: float


def paragraphs(pages: list[list[PrintedLine]], heights: list[float]) -> list[str]:
    """Return a printed document's paragraphs in reading order, footnotes last.

    Args:
        pages: the lines of each page, in reading order.
        heights: the height of each page, in the unit of the lines.

    """
    body = _body_size([line for page in pages for line in page])
    kept, notes = without_margin_lines(pages, heights, body)
    lines = with_whole_tables([line for page in kept for line in page])
    margins = _margins(lines, body)
    leading = _leading(lines)
    texts = [lines[0].text] if lines else []
    for before, line in pairwise(lines):
        if _continues(before, line, margins, body, leading):
            texts[-1] = _joined(texts[-1], line.text)
        else:
            texts.append(line.text)
    texts += [note for page in notes for note in _notes(page)]
    return [text for text in (collapse(visible(settled(text))) for text in texts) if text]


def _joined(text: str, following: str) -> str:
    spaced = _WORD.search(text) and re.match("[A-Za-z]", following)
    return text + (" " if spaced else "") + following


def _notes(lines: list[PrintedLine]) -> list[str]:
    """Return the footnotes at the bottom of a page, each as one text."""
    texts: list[str] = []
    margin = max((line.right for line in lines), default=0.0)
    for before, line in zip([None, *lines], lines, strict=False):
        if before and not is_note(line, before, margin):
            texts[-1] = _joined(texts[-1], line.text)
        else:
            texts.append(without_mark(line.text))
    return texts


def _body_size(lines: list[PrintedLine]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        if not line.is_row:
            sizes[round(line.size, 1)] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 1.0


def _margins(lines: list[PrintedLine], body: float) -> dict[int, Margins]:
    by_column: dict[int, list[PrintedLine]] = defaultdict(list)
    for line in lines:
        if not line.whole and 0.9 * body <= line.size <= _TITLE_SIZE * body:
            by_column[line.column].append(line)
    margins = {}
    for column, members in by_column.items():
        starts = Counter(round(line.left / body * 2) for line in members)
        often = max(2, len(members) // 12)
        common = [start for start, count in starts.items() if count >= often] or list(starts)
        margins[column] = Margins(min(common) * body / 2, _right_margin([line.right for line in members], body))
    return margins


def _right_margin(ends: list[float], body: float) -> float:
    """Return the x at which full lines end.

    In justified text most lines end there, and punctuation may hang beyond it. Otherwise it is the rightmost end of a
    line.
    """
    ends = sorted(ends)
    furthest = ends[-1 - len(ends) // 20]
    step = body / 8
    places = Counter(round(end / step) for end in ends)
    often = [place for place, count in places.items() if count >= max(3, len(ends) // 5)]
    justified = max(often) * step if often else 0.0
    return justified if furthest - justified < _HANGING_SIGN * body else furthest


def _leading(lines: list[PrintedLine]) -> float:
    steps = sorted(b.top - a.top for a, b in pairwise(lines) if a.page == b.page and b.top > a.top)
    return steps[len(steps) // 2] if steps else 0.0


def _continues(
    before: PrintedLine, line: PrintedLine, margins: dict[int, Margins], body: float, leading: float
) -> bool:
    if before.whole or line.whole or line.cells > 1:
        return False
    if before.page != line.page and goes_on(before.shown, Broken(line.shown)):
        return True
    if abs(before.size - line.size) > 0.1 * body or before.cells > 1:
        return False
    near = (
        before.page != line.page
        or before.column != line.column
        or line.top - before.top <= max(1.6 * leading, 1.9 * line.size)
    )
    own, other = margins.get(line.column), margins.get(before.column)
    if own is None or other is None or before.size > _TITLE_SIZE * body:
        return near and before.size > _TITLE_SIZE * body and (own is None or _in_one_title(before, line, own, body))
    at_margin = line.left <= own.left + _INDENT * body
    return at_margin and near and _runs_on(before, line.shown, (other.right - before.right) / body)


def _in_one_title(before: PrintedLine, line: PrintedLine, margins: Margins, body: float) -> bool:
    return before.page == line.page and _centred(before, margins, body) and _centred(line, margins, body)


def _runs_on(before: PrintedLine, following: str, room: float) -> bool:
    """Return True if a paragraph continues in a line that begins at the margin.

    `room` is the free space at the end of the line before, in widths of a Chinese character.
    """
    text = before.shown
    ended = text[-1] in _ENDED
    addressed = _TITLE.search(text) and _SALUTATION.fullmatch(following)
    if addressed or _CALLS_UP.search(text) or WRITTEN_DAY.fullmatch(text):
        return False
    if (_MARKER.match(following) and ended) or _CLOSING_LINE.match(following):
        return False
    if not ended and _CUT_NUMBER.search(text) and _NUMBER_GOES_ON.match(following):
        return True  # a number is not the end of anything
    needed = _group_width(following)
    if text[-1] in "。！？":
        return room < max(needed, 1) + _HANGING  # full only if nothing more fits
    if room < _RAGGED and goes_on(text, Broken(following)):
        return True
    return room < max(needed + _TOLERANCE, _LOOSE)


def _group_width(text: str) -> float:
    """Return the width of the characters at the beginning of `text` that must not be separated by a line break.

    The unit is the width of a Chinese character.
    """
    match = _GROUP.match(text)
    return sum(_NARROW if "\x21" <= c <= "\x7e" else 1.0 for c in match[0][:_LONGEST_GROUP]) if match else 0.0


def _centred(line: PrintedLine, margins: Margins, body: float) -> bool:
    return abs((line.left + line.right) - (margins.left + margins.right)) < 4 * body
