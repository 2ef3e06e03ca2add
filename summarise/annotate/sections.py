"""Find numbered sections and points: the enumerators above each unit, and the units that are headings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from summarise.annotate.letter import Letter
from summarise.annotate.markers import Marker, marker_at
from summarise.annotate.sentence_splitting import Unit
from summarise.lazy_pattern import lazy_pattern

__all__ = ["Placed", "place_units"]

_ENDS_NO_HEADING = "。；！？;!?"
_HEADING_LENGTH = 48
_LEAD_LENGTH = 34
_DEEPEST = 8
"""Maximum depth of nested lists in a letter."""
_BARE_HEADING = lazy_pattern(
    r"^(?:[^，。；:！？]{0,24}(?:情况|举措|措施|打算|计划|安排|建议|工作|意见|问题|方向|思路|进展|成效|做法"
    r"|现状|背景|目标|任务|答复|重点|方面|一步|阶段))[:：]?$"
)
_DIGIT = lazy_pattern(r"\d")
_COUNTED = lazy_pattern(r"\d+(?:\.\d+)? ?(?:%|万|亿|[家个项人座公亩户台套件])")
_TOLD = lazy_pattern(r"将|已|正在|目前|出台|印发")
_MORE_THAN_A_NAME = lazy_pattern(r"[《。，,“\"]")


class Placed(NamedTuple):
    """The position of a unit (sentence or heading) in the sections: its enumerator, and whether it is a heading.

    `under` holds the indices of the units that open the sections and points around the unit, outermost first.
    """

    marker: Marker | None
    heading: bool
    under: tuple[int, ...]


def place_units(folded: str, units: Sequence[Unit], letter: Letter) -> list[Placed]:
    """Return the position of each unit; a section ends where an enumerator of the same or a higher rank begins.

    `folded` is the text, normalised by `fold`; `units` are its sentences and headings, `letter` holds their roles.
    """
    placed: list[Placed] = []
    stack: list[tuple[int, int, bool]] = []  # rank, index of the opener, whether it stands on a line of its own
    for index, unit in enumerate(units):
        role = letter.roles[index]
        marker = marker_at(folded, unit.start, unit.end) if role in ("text", "proposal") else None
        heading = role in ("text", "proposal") and _is_heading(folded, units, index, marker, letter)
        if index == letter.begin:
            stack = []
        if marker is not None or heading:
            stack = stack[: _depth(stack, placed, marker)]
        elif index and unit.line != units[index - 1].line:
            while stack and not stack[-1][2]:
                stack.pop()
        placed.append(Placed(marker, heading, tuple([opener for _, opener, _ in stack]) if stack else ()))
        if marker is not None or heading:
            alone = heading and units[index + 1].line != unit.line  # a heading is never the last unit
            stack.append((marker.rank if marker else 0, index, alone))
    return placed


def _depth(stack: Sequence[tuple[int, int, bool]], placed: Sequence[Placed], marker: Marker | None) -> int:
    """Return how many of the open sections and points remain open at a unit with this enumerator.

    A new list of the same kind inside an item is recognised by its first number, 1.
    """
    if marker is None:
        return 0
    same = [depth for depth, (_, opener, _) in enumerate(stack) if _kind(placed[opener]) == marker.kind]
    if same:
        nested = stack[-1][1]
        if (
            marker.ordinal == 1
            and same[-1] == len(stack) - 1 < _DEEPEST
            and placed[nested].heading
            and nested == len(placed) - 1
        ):
            return len(stack)
        before = [depth for depth in same if _ordinal(placed[stack[depth][1]]) == marker.ordinal - 1]
        return before[-1] if before else same[0]
    return next((depth for depth, entry in enumerate(stack) if entry[0] >= marker.rank), len(stack))


def _ordinal(placed: Placed) -> int:
    return placed.marker.ordinal if placed.marker else 0


def _kind(placed: Placed) -> str:
    return placed.marker.kind if placed.marker else ""


def _is_heading(folded: str, units: Sequence[Unit], index: int, marker: Marker | None, letter: Letter) -> bool:
    unit = units[index]
    text = folded[unit.start : unit.end].strip("* ")
    if index + 1 >= len(units) or (letter.roles[index + 1] == "furniture" and index + 1 not in letter.tables.heads):
        return False
    bare = text[-1] not in _ENDS_NO_HEADING
    if marker is None:
        return bare and len(text) <= _HEADING_LENGTH and bool(_BARE_HEADING.match(text)) and _alone(units, index)
    if bare and not text.endswith((":", "，", ",")):
        return len(text) <= 2 * _HEADING_LENGTH and not _states_a_figure(text, marker, unit)
    return _only_names(folded, units, index, marker)


def _alone(units: Sequence[Unit], index: int) -> bool:
    """Return True if a unit, which is not the last, has a line of its own."""
    line = units[index].line
    return (index == 0 or units[index - 1].line != line) and units[index + 1].line != line


def _states_a_figure(text: str, marker: Marker, unit: Unit) -> bool:
    body = text[max(0, marker.end - unit.start) :]
    return len(body) > _LEAD_LENGTH and _COUNTED.search(body) is not None


def _only_names(folded: str, units: Sequence[Unit], index: int, marker: Marker) -> bool:
    """Return True if a numbered sentence only introduces the text behind it, which makes it a heading.

    Such a sentence is short, without figures, document titles and words such as 已 or 将.
    """
    unit, following = units[index], units[index + 1]
    body = folded[marker.end : unit.end].strip("* 。；:")
    after = marker_at(folded, following.start, following.end)
    nests = after is not None and after.kind == marker.kind and after.ordinal == 1 < marker.ordinal
    if following.line != unit.line and marker.rank >= 5 and not nests:  # noqa: PLR2004 - a run-in point alone on its line is content
        return False
    if after is not None and after.rank <= marker.rank and not nests:
        return False
    if len(body) > _LEAD_LENGTH:
        return False
    return not (_TOLD.search(body) or _MORE_THAN_A_NAME.search(body) or _DIGIT.search(body))
