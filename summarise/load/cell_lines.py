"""Join the lines of a table cell that belong together."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.page_furniture import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["SENTENCE", "are_counts", "as_sentences", "as_text", "is_row_of_sentences", "together"]

SENTENCE: Final = lazy_pattern("[。；！？]")
_ENDED: Final = ("。", "；", "！", "？", ";")
_NUMBER: Final = lazy_pattern(r"(?:\d{1,2}[.、．)）]|[（(]\d{1,2}[）)])(?!\d)|[①-⑳]|[一二三四五六七八九十]是")
"""The number of a point, which begins a line of a list."""
_HANZI: Final = lazy_pattern("[\u4e00-\u9fff]")
_COUNTED: Final = lazy_pattern(
    r"[^\d；]{2,}\d[\d.,，]*\s*(?:[%％‰]|[万亿]*(?![万亿年月日号季])[^\s\d，、；：|]{1,3}?)(?:以上|以内|以下|左右|（[^（）]{1,12}）)?"
)
"""A line that names and counts a thing, such as 社区食堂15个."""
_LABEL: Final = lazy_pattern("[:：|]")
_LEAST_COLUMNS: Final = 3
_LONGEST: Final = 2000  # characters; a longer row is a layout, its cells columns of text


def together(cell: list[Line]) -> list[Line]:
    """Return the broken lines of a cell joined into one, unless one of them is a sentence or a label.

    A semicolon parts two numbers that a line break of the author (`by_hand`) parts; 5 and 600 would become 5600. It
    also parts the numbered points of a list. A comma parts lines of which each names and counts a thing (食堂15个,
    床位320张), so that the row stays one sentence with its date.
    """
    if len(cell) < 2 or any(SENTENCE.search(line.text) or _LABEL.search(line.text) for line in cell):  # noqa: PLR2004 - one line is together
        return cell
    text = ""
    counts = are_counts([line.text for line in cell])
    for line in cell:
        two_numbers = line.by_hand and text[-1:].isdecimal() and line.text[:1].isdecimal()
        if text and (two_numbers or counts or _NUMBER.match(line.text)):
            text += "，" if counts and not two_numbers else "；"
        hanzi = not text or text[-1] in "，；" or (_HANZI.match(text[-1]) and _HANZI.match(line.text[:1]))
        text += line.text if hanzi or line.by_hand else f" {line.text}"
    return [_joined(cell, text)]


def are_counts(texts: Sequence[str]) -> bool:
    """Return True if each of these lines of a cell names and counts a thing, such as 社区食堂15个."""
    return all(map(_COUNTED.fullmatch, texts))


def is_row_of_sentences(cells: Sequence[list[Line]]) -> bool:
    """Return True if cells under heads are a row with a cell of several sentences: 1 | 修路。架桥。 | 县交通局.

    Every cell is short, or its lines are sentences or points of a list, which the letter in a form is not.
    """
    filled = [cell for cell in cells if cell]
    if len(filled) < _LEAST_COLUMNS or sum(len(line.text) for cell in filled for line in cell) > _LONGEST:
        return False
    return all(len(together(cell)) == 1 or _is_list(cell) for cell in filled)


def _is_list(cell: Sequence[Line]) -> bool:
    return all(before.text.endswith(_ENDED) or _NUMBER.match(line.text) for before, line in pairwise(cell))


def as_sentences(cell: list[Line]) -> list[Line]:
    """Return the sentences of a cell as one line; points without a stop get a semicolon."""
    if len(joined := together(cell)) < 2:  # noqa: PLR2004 - it is together
        return joined
    texts = [line.text if line.text.endswith(_ENDED) else f"{line.text}；" for line in cell[:-1]]
    return [_joined(cell, "".join(texts) + cell[-1].text)]


def _joined(cell: Sequence[Line], text: str) -> Line:
    first = as_text(cell[0], text)
    first.linked, first.links = sum(line.linked for line in cell), sum(line.links for line in cell)
    return first


def as_text(line: Line, text: str) -> Line:
    """Return a line like `line` with another text, whose break is no matter any more."""
    return Line(text, line.linked, line.links, line.heading)
