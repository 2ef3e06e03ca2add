"""Numbered units of one text, split and joined by hand."""

from __future__ import annotations

from summarise.evaluation.gold.label_units import units
from summarise.evaluation.span import Span

__all__ = ["Refused", "UnitSheet", "numbered_units"]


class Refused(Exception):
    """Why a line cannot be read; the reader adds the line's number."""


def numbered_units(text: str) -> tuple[tuple[str, Span], ...]:
    """Return units with their numbers, "1" and on, before any split or join."""
    return tuple((str(number), span) for number, span in enumerate(units(text), 1))


class UnitSheet:
    """Units by number, in the order of the text; the parts of a split unit N are N.1, N.2 and on."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.spans: dict[str, Span] = dict(numbered_units(text))

    def span(self, unit: str) -> Span:
        """Return characters of one unit.

        Raises:
            Refused: there is no such unit.

        """
        self.between(unit, unit)
        return self.spans[unit]

    def split(self, unit: str, after: str) -> None:
        """Cut a unit, or the last part of one that was cut before, behind some words.

        Raises:
            Refused: no such unit, or the words are not in it or end it.

        """
        parts = [u for u in self.spans if _is_of(u, unit)]
        if not parts:
            raise Refused(f"there is no unit {unit}")
        start, end = self.spans[parts[-1]]
        at = self._text.find(after, start, end)
        if at < 0:
            raise Refused(f"unit {parts[-1]} does not hold “{after}”")
        cut = at + len(after)
        rest = end - len(self._text[cut:end].lstrip())
        if rest >= end:
            raise Refused(f"nothing comes after “{after}” in unit {parts[-1]}")
        number = int(parts[-1].partition(".")[2] or 1)
        self._replace([parts[-1]], {f"{unit}.{number}": (start, cut), f"{unit}.{number + 1}": (rest, end)})

    def join(self, first: str, last: str) -> None:
        """Make one unit, numbered as the first, of several that follow each other.

        Raises:
            Refused: no such units, or in the wrong order.

        """
        gone = self.between(first, last)
        self._replace(gone, {first: (self.spans[gone[0]][0], self.spans[gone[-1]][1])})

    def _replace(self, gone: list[str], pieces: dict[str, Span]) -> None:
        kept = {unit: span for unit, span in self.spans.items() if unit not in gone}
        self.spans = dict(sorted((kept | pieces).items(), key=lambda entry: entry[1]))

    def between(self, first: str, last: str) -> list[str]:
        """Return units from first to last, both included, with all parts of the split ones among them.

        Raises:
            Refused: there is no such unit, it was split and is alone, or the order is wrong.

        """
        order = list(self.spans)
        starts = [index for index, unit in enumerate(order) if _is_of(unit, first)]
        ends = [index for index, unit in enumerate(order) if _is_of(unit, last)]
        if not starts or not ends:
            raise Refused(f"there is no unit {last if starts else first}")
        if first == last and first not in self.spans:
            raise Refused(f"unit {first} was split; label its parts {first}.1 and on")
        if starts[0] > ends[-1]:
            raise Refused(f"{first} comes after {last}")
        return order[starts[0] : ends[-1] + 1]


def _is_of(unit: str, number: str) -> bool:
    return unit == number or unit.startswith(f"{number}.")
