"""Find numbers that stand alone on a line inside a sentence, which may be those of pages or parts of other numbers."""

from __future__ import annotations

from collections.abc import Iterator

from summarise.annotated import NumberToken
from summarise.lazy_pattern import lazy_pattern

__all__ = ["bare_numbers"]

_BARE = lazy_pattern(r"(?<=\n)[^\S\n]*(?P<bare>\d{1,3})\s*\n\s*(?P<next>\d[\d.,]*)?")
_ENDED = "。；！？：:;!?…|"
_PAUSE = lazy_pattern("[，。；]")
_LONGEST = 400
"""Number of characters of a line that are searched for a pause."""


def bare_numbers(folded: str) -> Iterator[NumberToken]:
    """Yield an "unread" token for each bare number in a sentence, and for a number that begins the line below.

    新建⏎1⏎50座 may be 150 on one page or 50 below a page number. `folded` is text normalised by `fold`.
    """
    for found in _BARE.finditer(folded):
        above = folded[max(0, found.start() - _LONGEST) : found.start()].rstrip().rpartition("\n")[2]
        below = folded[found.end() : found.end() + _LONGEST].partition("\n")[0]
        if not above or above[-1] in _ENDED or "，" not in above or not _PAUSE.search(below) or "|" in below:
            continue
        yield NumberToken(*found.span("bare"), "unread")
        if found["next"]:
            yield NumberToken(*found.span("next"), "unread")
