"""Joins what the pages of a printed text part: page numbers in a sentence, and an empty line below every line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from summarise.lazy_pattern import lazy_pattern
from summarise.load.wrapping import Broken, goes_on, is_wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["without_page_numbers", "without_spacing"]

_PAGE_NUMBER: Final = lazy_pattern(
    r"\s*(?:[-—–－·•~]+\s*\d{1,3}\s*[-—–－·•~]+|[-—–－]*\s*第\s*\d{1,3}\s*页[\s/／,，]*(?:共\s*\d{1,3}\s*页)?\s*[-—–－]*"
    r"|共\s*\d{1,3}\s*页[\s/／,，]*第\s*\d{1,3}\s*页|[Pp]age\s*\d{1,3}(?:\s*of\s*\d{1,3})?)\s*"
)
_LONGEST: Final = 30  # characters of a line with a page number
_MOST_BETWEEN: Final = 6
"""Maximum number of lines, most of them empty, between the parts of a sentence on two pages."""
_LEAST: Final = 6  # lines; fewer do not show that every line has an empty one below it
_NEW_PAGE: Final = "\f\v"


def without_page_numbers(text: str) -> str:
    """Return `text` without page numbers, and ends of pages, inside a sentence, which is joined.

    A page begins with a form feed behind a line end, or with a vertical tab, which stands for one inside a line; what
    is left of these are line ends. Page numbers between sentences stay.
    """
    lines = text.split("\n")
    kept: list[str] = []
    at = 0
    while at < len(lines):
        behind = _behind(lines, at) if kept and _is_end(lines[at]) else None
        last = _last(kept) if behind is not None else None
        if behind is not None and last is not None:
            following = lines[behind].lstrip(_NEW_PAGE)
            if goes_on(kept[last], Broken(following)):
                kept[last:] = [kept[last].rstrip() + following.lstrip()]
                at = behind + 1
                continue
        kept.append(lines[at])
        at += 1
    return "\n".join(kept).replace("\f", "\n").replace("\v", "")


def _is_end(line: str) -> bool:
    """Return True if a line is a page number, or the first of a new page."""
    return line[:1] in tuple(_NEW_PAGE) or (len(line) <= _LONGEST and _PAGE_NUMBER.fullmatch(line) is not None)


def _last(lines: Sequence[str]) -> int | None:
    """Return the index of the last line with text; None if it is not near the end."""
    return next(
        (at for at in range(len(lines) - 1, max(-1, len(lines) - _MOST_BETWEEN), -1) if lines[at].strip()), None
    )


def _behind(lines: Sequence[str], at: int) -> int | None:
    """Return the index of the first line of the next page, whose end or number is at `at`; None if there is none."""
    near = range(at, min(len(lines), at + _MOST_BETWEEN))
    return next((one for one in near if lines[one].strip() and not _PAGE_NUMBER.fullmatch(lines[one].strip())), None)


def without_spacing(lines: Sequence[str]) -> list[str]:
    """Return `lines` without empty ones if each line has one below it and sentences go on behind it at a margin."""
    filled = [place for place, line in enumerate(lines) if line.strip()]
    if len(filled) < _LEAST or any(after - before != 2 for before, after in pairwise(filled)):  # noqa: PLR2004 - one empty line
        return list(lines)
    text = [lines[place] for place in filled]
    return text if is_wrapped([Broken(line) for line in text]) else list(lines)
