"""Gives nested lists the numbers that official letters use, where a program wrote every level as 1. 2. 3."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.lazy_pattern import lazy_pattern
from summarise.load.numbering import formatted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Counted", "genre_numbers"]

_OWN: Final = (lazy_pattern(r"[一二三四五六七八九十]{1,3}、"), lazy_pattern(r"[（(][一二三四五六七八九十]{1,3}[）)]"))
_PARAGRAPH: Final = 40  # characters
_CHINESE: Final = "chineseCountingThousand"
_MOST_STATES: Final = 12
_LOST: Final = 6
"""What it costs to take a number that follows no other; opening a level costs its depth."""


class Counted(NamedTuple):
    """An item of a list that is numbered 1. 2. 3. because the page does not state another style of numbers."""

    group: int
    """Number of the list that the item is in."""
    depth: int
    """How many such lists are around the item's own list."""
    number: int
    """The item's number as counted; 0 if its list begins with an inner list and so takes the next number there is."""


@dataclass(frozen=True, slots=True)
class _State:
    """A reading of the items so far."""

    cost: int
    places: tuple[tuple[int, int], ...]
    """Level and number of each."""
    last: tuple[tuple[int, int], ...]
    """The number that was last counted at each level that is open, and how deep it was written."""


def genre_numbers(items: Sequence[Counted], texts: Sequence[str], others: Iterable[str], *, lost: bool) -> list[str]:
    """Return for each item its number in the style of official letters (一、 （一） 1. （1）), by its level.

    The result is empty if only one level is found, or if a line outside the lists already has such a number.

    Args:
        items: the list items of a page, in order.
        texts: the text of each item.
        others: the lines that are in no list.
        lost: True if the original numbers are known to be missing; then one level is enough if a list continues after
            other paragraphs or the items have the length of paragraphs.

    """
    places = _places(items)
    first = {item.group: item for item in reversed(items)}
    goes_on = any(item.number != 1 for item in first.values())
    long = sum(map(len, texts)) >= _PARAGRAPH * len(texts)
    if not (any(level for level, _ in places) or (lost and (goes_on or long))):
        return []
    used = {level for level, _ in places}
    own = {level for other in others for level, form in enumerate(_OWN) if form.match(other)}
    return [] if used & own else [_written(*place) for place in places]


def _places(items: Sequence[Counted]) -> tuple[tuple[int, int], ...]:
    """Return the level and number of each item: a number goes on where one less was counted, and 1 opens a list."""
    states = [_State(0, (), ())]
    seen: dict[int, int] = {}
    for index, item in enumerate(items):
        if item.group in seen:
            earlier = seen[item.group]
            states = [_at(state, state.places[earlier][0], item) for state in states]
        else:
            found = [following for state in states for following in _followed(state, item)]
            states = sorted(found, key=lambda state: state.cost)[:_MOST_STATES]
        seen[item.group] = index
    return states[0].places


def _followed(state: _State, item: Counted) -> Iterable[_State]:
    """Yield how a reading may go on with the first item of a list."""
    depths = range(len(state.last) - 1, item.depth - 1, -1)
    goes_on = [level for level in depths if item.number > 1 and state.last[level][0] == item.number - 1]
    yield from (_at(state, level, item, int(state.last[level][1] != item.depth)) for level in goes_on)
    if item.number == 0:
        yield _at(state, item.depth, item)
    elif not goes_on:
        level = max(len(state.last), item.depth) if item.number == 1 else item.depth
        yield _at(state, level, item, level if item.number == 1 else _LOST)


def _at(state: _State, level: int, item: Counted, cost: int = 0) -> _State:
    """Return a reading that takes an item at a level."""
    above = state.last[:level]
    before = state.last[level][0] if level < len(state.last) else 0
    number = item.number or before + 1
    last = (*above, *((0, depth) for depth in range(len(above), level)), (number, item.depth))
    return _State(state.cost + cost, (*state.places, (level, number)), last)


def _written(level: int, number: int) -> str:
    if level > 1:
        return f"{number}." if level % 2 == 0 else f"（{number}）"
    chinese = formatted(number, _CHINESE)
    return f"（{chinese}）" if level else f"{chinese}、"
