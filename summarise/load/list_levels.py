"""Gives nested lists the numbers that official letters use, if a program wrote every level as 1. 2. 3."""

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
"""Cost of an item whose number continues no other. The reading with the lowest total cost is chosen."""


class Counted(NamedTuple):
    """An item of a list with plain numbers 1. 2. 3., for which the page states no other style."""

    group: int
    """Number of the list that contains the item."""
    depth: int
    """Number of such lists that enclose the item's list."""
    number: int
    """Number of the item in its list. 0 means the next free number, if the list begins with an inner list."""


@dataclass(frozen=True, slots=True)
class _State:
    """A possible assignment of levels to the items so far, with its cost."""

    cost: int
    places: tuple[tuple[int, int], ...]
    """Level and number of each item so far."""
    last: tuple[tuple[int, int], ...]
    """For each open level: its last number, and the depth at which the page wrote that item."""


def genre_numbers(items: Sequence[Counted], texts: Sequence[str], others: Iterable[str], *, lost: bool) -> list[str]:
    """Return the number of each item in the style of official letters (一、 （一） 1. （1）), by its level.

    The result is empty if only one level is found, or if a line outside the lists already has such a number.

    Args:
        items: the list items of a page, in order.
        texts: the text of each item.
        others: the lines that are in no list.
        lost: True if the original numbers are known to be missing. Then one level is enough if a list continues
            after other paragraphs or the items are as long as paragraphs.

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
    """Return level and number of each item, by the assignment of lowest cost.

    A number continues a level whose last number is one less; the number 1 opens a new level.
    """
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
    """Yield each state that can follow `state` when the first item of a list is added to it."""
    depths = range(len(state.last) - 1, item.depth - 1, -1)
    goes_on = [level for level in depths if item.number > 1 and state.last[level][0] == item.number - 1]
    yield from (_at(state, level, item, int(state.last[level][1] != item.depth)) for level in goes_on)
    if item.number == 0:
        yield _at(state, item.depth, item)
    elif not goes_on:
        level = max(len(state.last), item.depth) if item.number == 1 else item.depth
        yield _at(state, level, item, level if item.number == 1 else _LOST)


def _at(state: _State, level: int, item: Counted, cost: int = 0) -> _State:
    """Return an assignment that is extended by `item` at `level`, with `cost` added."""
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
