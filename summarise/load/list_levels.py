"""The genre's numbers for nested lists that lost theirs: programs write each level as 1. 2. 3., and some all in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from summarise.load.numbering import formatted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Counted", "genre_numbers"]

_OWN: Final = (re.compile(r"[一二三四五六七八九十]{1,3}、"), re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"))
_PARAGRAPH: Final = 40  # characters
_CHINESE: Final = "chineseCountingThousand"
_MOST_STATES: Final = 12
_LOST: Final = 6
"""What it costs to take a number that follows no other; opening a level costs its depth."""


class Counted(NamedTuple):
    """An item of a list that is counted 1. 2. 3. because the page says nothing of its numbers."""

    group: int
    depth: int
    """How many such lists it is written in, less one."""
    number: int
    """0 where the list begins with another one in it and so goes on with the count around that."""


@dataclass(frozen=True, slots=True)
class _State:
    """A reading of the items so far."""

    cost: int
    places: tuple[tuple[int, int], ...]
    """Level and number of each."""
    last: tuple[tuple[int, int], ...]
    """The number that was last counted at each level that is open, and how deep it was written."""


def genre_numbers(items: Sequence[Counted], texts: Sequence[str], others: Iterable[str], *, lost: bool) -> list[str]:
    """Return a letter's numbers (一、 （一） 1. （1）) for items of lists within one another; their lines are `texts`.

    Where the numbers are known to be `lost`, a list that goes on behind other paragraphs, or is made of paragraphs, is
    a letter's too. Nothing is returned for other lists, or where one of the `others`, the lines in no list, has a
    number of the same kind.
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
