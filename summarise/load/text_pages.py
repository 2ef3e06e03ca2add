"""Joins what the pages of a printed text part: page numbers in a sentence, and an empty line below every line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.wrapping import BARE_NUMBER, Broken, goes_on, is_wrapped

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

__all__ = ["without_page_numbers", "without_spacing"]

_PAGE_NUMBER: Final = lazy_pattern(
    r"\s*(?:[-—–－·•~～]+\s*\d{1,3}\s*[-—–－·•~～]+|[-—–－]*\s*第\s*\d{1,3}\s*页[\s/／,，]*(?:共\s*\d{1,3}\s*页)?\s*[-—–－]*"
    r"|共\s*\d{1,3}\s*页[\s/／,，]*第\s*\d{1,3}\s*页|第[一二三四五六七八九十]{1,3}页|页\s*[码次]\s*[：:]?\s*\d{1,3}|[Pp](?:age)?\.?\s*\d{1,3}(?:\s*of\s*\d{1,3})?)\s*"
)
_AT_THE_END: Final = lazy_pattern(r"\s*(?:[\[(（]\s*\d{1,3}\s*[\])）]|\d{1,3}\s*[/／]\s*\d{1,3})\s*")
"""Matches what is the number of a page only as the last line of a page: [2], 2/5."""
_COUNTS: Final = lazy_pattern(
    r"\s*(?:[\d.,%％‰℃]|[个所家名人件条座处户台套项辆场次份间栋幢米吨亩元万亿千百十年月日天倍]|公[里顷斤]|平方|立方|小时|分钟)"
)
"""The beginning of a line that may be the rest of a number, or its unit."""
_PAGE_LINES: Final = 8  # lines; fewer between two bare numbers are no page
_LONGEST: Final = 30  # characters of a line with a page number
_MOST_BETWEEN: Final = 6
"""Maximum number of lines, most of them empty, between the parts of a sentence on two pages."""
_LEAST: Final = 6  # lines; fewer do not show that every line has an empty one below it
_NEW_PAGE: Final = "\f\v"
_BEGINS_A_PAGE: Final = tuple(_NEW_PAGE)


def without_page_numbers(text: str) -> str:
    """Return `text` without page numbers, and ends of pages, inside a sentence, which is joined.

    A bare number on its own line is a page number if it ends a page, if all such numbers count pages, or if neither
    side of it can be a part of its number; else it stays. A page begins with a form feed behind a line end, or with a
    vertical tab, which stands for one inside a line; what is left of these are line ends. Page numbers between
    sentences stay. The lines of a text that ends its lines at a margin are joined there, with all others.
    """
    lines = text.split("\n")
    if not any(map(_may_part, lines)):
        return _with_line_ends(text)
    kept: list[str] = []
    at = 0
    wrapped = is_wrapped([Broken(line) for line in lines if line.strip() and not _may_part(line)])
    bare = _page_numbers(lines)
    while at < len(lines):
        is_bare = at in bare or BARE_NUMBER.fullmatch(lines[at]) is not None
        behind = _behind(lines, at, bare) if kept and (is_bare or _is_end(lines[at])) else None
        last = _last(kept) if behind is not None else None
        if behind is not None and last is not None:
            following = lines[behind].lstrip(_NEW_PAGE)
            is_part = is_bare and at not in bare and _may_count(kept[last], following)
            if not is_part and goes_on(kept[last], Broken(following)):
                kept[last:] = [kept[last], following] if wrapped else [kept[last].rstrip() + following.lstrip()]
                at = behind + 1
                continue
        kept.append(lines[at])
        at += 1
    return _with_line_ends("\n".join(kept))


def _with_line_ends(text: str) -> str:
    return text.replace("\f", "\n").replace("\v", "")


def _may_part(line: str) -> bool:
    """Return True if a line is a number alone or the end of a page, and so may stand inside a sentence."""
    return _is_end(line) or BARE_NUMBER.fullmatch(line) is not None


def _is_end(line: str) -> bool:
    """Return True if a line is a page number, or the first of a new page."""
    return line[:1] in _BEGINS_A_PAGE or (len(line) <= _LONGEST and _PAGE_NUMBER.fullmatch(line) is not None)


def _last(lines: Sequence[str]) -> int | None:
    """Return the index of the last line with text; None if it is not near the end."""
    return next(
        (at for at in range(len(lines) - 1, max(-1, len(lines) - _MOST_BETWEEN), -1) if lines[at].strip()), None
    )


def _behind(lines: Sequence[str], at: int, bare: Container[int]) -> int | None:
    """Return the index of the first line of the next page, whose end or number is at `at`; None if there is none.

    `bare` are the indices of bare numbers that are page numbers.
    """
    near = range(at + (at in bare or BARE_NUMBER.fullmatch(lines[at]) is not None), min(len(lines), at + _MOST_BETWEEN))
    text = (one for one in near if lines[one].strip() and one not in bare)
    return next((one for one in text if not _PAGE_NUMBER.fullmatch(lines[one].strip())), None)


def _page_numbers(lines: Sequence[str]) -> set[int]:
    """Return the indices of the bare numbers that are page numbers: at the end of a page, or counting pages."""
    bare = [at for at, line in enumerate(lines) if BARE_NUMBER.fullmatch(line)]
    counting = len(bare) > 1 and all(
        int(lines[behind]) == int(lines[at]) + 1 and behind - at >= _PAGE_LINES for at, behind in pairwise(bare)
    )
    ends = (at for at, line in enumerate(lines) if _AT_THE_END.fullmatch(line))
    return {at for at in bare if counting or _ends_a_page(lines, at)} | {at for at in ends if _ends_a_page(lines, at)}


def _ends_a_page(lines: Sequence[str], at: int) -> bool:
    following = next((line for line in lines[at + 1 : at + _MOST_BETWEEN] if line.strip(" \t\u3000")), "")
    return following[:1] in _BEGINS_A_PAGE


def _may_count(before: str, following: str) -> bool:
    """Return True if a bare number between two lines may be a part of a number, or the number of a unit."""
    return before.rstrip()[-1:].isdecimal() or _COUNTS.match(following) is not None


def without_spacing(lines: Sequence[str]) -> list[str]:
    """Return `lines` without empty ones if each line has one below it and sentences go on behind it at a margin."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if len(filled) < _LEAST or any(after - before != 2 for before, after in pairwise(filled)):  # noqa: PLR2004 - one empty line
        return list(lines)
    text = [lines[place] for place in filled]
    return text if is_wrapped([Broken(line) for line in text]) else list(lines)
