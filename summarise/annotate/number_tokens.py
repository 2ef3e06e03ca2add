"""Create tokens for enumerators and enumerating signs, and merge lists of tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from summarise.annotate.heading_numbers import numbers_of_levels
from summarise.annotate.measure_words import unit_at
from summarise.annotate.sections import Placed
from summarise.annotate.sentence_splitting import Unit
from summarise.annotated import NumberToken
from summarise.lazy_pattern import lazy_pattern

__all__ = ["blanked", "counting_signs", "enumerators", "merged"]

_COUNTING = lazy_pattern(
    r"(?<=[\u4e00-\u9fff0-9])[①-⑳㉑-㊿⓪❶-❿➀-➓⑴-⒛㈠-㈩㊀-㊉Ⅰ-ⅿ〡-〩]+(?=(?P<unit>[\u4e00-\u9fff%‰]))"
)
"""Signs that normally enumerate (such as ③), between characters, where they may count something."""
_ROMAN = lazy_pattern("[Ⅰ-ⅿ]")
_OF_CLASSES = frozenset("类级期型标区段")
"""Words that a Roman numeral in front classifies and does not count: Ⅲ类水质, Ⅱ级响应."""
_COUNTED_BEHIND = lazy_pattern("[，。、；,;)）%‰]|$|以上|以下|以内|左右|余")
_COUNTED_BEFORE = lazy_pattern("[建设增购达共为成改修装增聘到置]$")


def enumerators(folded: str, units: Sequence[Unit], placed: Sequence[Placed]) -> Iterator[NumberToken]:
    """Yield a token for each enumerator of a section or point, at the beginning of the unit that it opens.

    `folded` is text normalised by `fold`, `units` are its sentences and headings, and `placed` is the result of
    `place_units` for them.
    """
    unmarked = (unit for unit, place in zip(units, placed, strict=True) if place.marker is None)
    levels = dict(numbers_of_levels(folded, unmarked))
    for unit, place in zip(units, placed, strict=True):
        end = place.marker.end if place.marker else levels.get(unit.start)
        if end is not None:
            yield NumberToken(unit.start, end, "enumerator")


def counting_signs(folded: str) -> Iterator[NumberToken]:
    """Yield a token of the kind "unread" for each sign such as ③, ⑵ or ⅩⅩⅤ that counts something (新建③处).

    `folded` is text normalised by `fold`.
    """
    for found in _COUNTING.finditer(folded):
        unit = unit_at(folded, found.end())
        if unit is None or (found["unit"] in _OF_CLASSES and _ROMAN.search(found[0])):
            continue
        if _COUNTED_BEHIND.match(folded, unit[1]) or _COUNTED_BEFORE.search(folded[found.start() - 1 : found.start()]):
            yield NumberToken(found.start(), found.end(), "unread")


def blanked(folded: str, tokens: Iterable[NumberToken]) -> str:
    """Return `folded` with spaces in place of `tokens`, which are in text order; the length does not change."""
    pieces: list[str] = []
    at = 0
    for token in tokens:
        pieces += (folded[at : token.start], " " * (token.end - token.start))
        at = token.end
    return "".join((*pieces, folded[at:]))


def merged(*lists: Iterable[NumberToken]) -> list[NumberToken]:
    """Return the tokens of several lists in text order; of tokens that overlap, keep the one that begins first."""
    tokens: list[NumberToken] = []
    end = 0
    for token in sorted(chain.from_iterable(lists)):
        if token.start >= end:
            tokens.append(token)
            end = token.end
    return tokens
