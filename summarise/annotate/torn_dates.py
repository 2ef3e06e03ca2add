"""Find dates that a line break cuts in two, so that neither half is read as another date."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from datetime import date

from summarise.annotate.dates import FoundDate, find_dates
from summarise.annotate.table_rows import BAR
from summarise.annotated import NumberToken
from summarise.lazy_pattern import lazy_pattern

__all__ = ["torn_dates", "without_torn"]

_BREAK = lazy_pattern(
    r"(?<=[0-9零一二三四五六七八九十年月今明后本上下半前第季度底末初中个“\"'五未来内之以节])\n"
    r"(?=[0-9零一二三四五六七八九十两年月日号底末初中上下半前季度期内间之以个五”\"'来星工])"
)
"""A line break between two characters that may be inside a date."""
_REACH = 120
"""Maximum number of characters on each side of a break that are read."""


def torn_dates(folded: str, reference: date | None, found: Sequence[FoundDate]) -> Iterator[NumberToken]:
    """Yield a token of the kind "unread" for each date that a line break cuts in two: 202⏎6年6月底前, 2026年⏎6月底前.

    A date whose halves give the same day (2026年⏎底前) is left as it is. `folded` is the text, normalised by `fold`,
    `reference` the date of the letter, and `found` holds the dates that were read in the text.
    """
    starts = [half.start for half in found]
    for line_break in _BREAK.finditer(folded):
        at = line_break.start()
        begin = max(folded.rfind("\n", max(0, at - _REACH), at) + 1, at - _REACH)
        end = folded.find("\n", at + 1, at + _REACH)
        above, below = folded[begin:at], folded[at + 1 : end if end > 0 else at + _REACH]
        if BAR in above or BAR in below:
            continue
        for joined in find_dates(above + below, reference):
            if joined.start < len(above) < joined.end:
                start, behind = begin + joined.start, begin + joined.end + 1
                halves = {half.by for half in found[bisect_left(starts, start) : bisect_left(starts, behind)]}
                if halves != {joined.by} or joined.by is None:
                    yield NumberToken(start, behind, "unread")


def without_torn(found: Sequence[FoundDate], torn: Sequence[NumberToken]) -> list[FoundDate]:
    """Return the dates that do not begin inside a token of `torn`; both are in text order."""
    starts = [token.start for token in torn]
    above = ((day, bisect_right(starts, day.start) - 1) for day in found)
    return [day for day, index in above if index < 0 or day.start >= torn[index].end]
