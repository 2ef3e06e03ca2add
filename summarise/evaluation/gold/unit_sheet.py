"""Holds the numbered units of one text while a labels file splits and joins them."""

from __future__ import annotations

from summarise.evaluation.gold.label_units import units
from summarise.evaluation.span import Span

__all__ = ["Refused", "UnitSheet", "numbered_units"]


class Refused(Exception):
    """Raised if a line of a labels file is wrong. The message gives the reason; the caller adds the line number."""


def numbered_units(text: str) -> tuple[tuple[str, Span], ...]:
    """Return the units of a text with their numbers "1", "2" …, before any split or join."""
    return tuple((str(number), span) for number, span in enumerate(units(text), 1))


class UnitSheet:
    """The spans of the units by their number, in the order of the text.

    The parts of a split unit N are N.1, N.2 and so on.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self.spans: dict[str, Span] = dict(numbered_units(text))

    def span(self, unit: str) -> Span:
        """Return the span of one unit.

        Raises:
            Refused: the unit does not exist or was split.

        """
        self.between(unit, unit)
        return self.spans[unit]

    def split(self, unit: str, after: str) -> None:
        """Cut a unit after the words `after`; if the unit was split before, cut its last part.

        Raises:
            Refused: the unit does not exist, does not contain the words, or ends with them.

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
        """Join the units from `first` to `last` into one that has the number of the first.

        Raises:
            Refused: a unit does not exist, or `last` comes before `first`.

        """
        gone = self.between(first, last)
        self._replace(gone, {first: (self.spans[gone[0]][0], self.spans[gone[-1]][1])})

    def _replace(self, gone: list[str], pieces: dict[str, Span]) -> None:
        kept = {unit: span for unit, span in self.spans.items() if unit not in gone}
        self.spans = dict(sorted((kept | pieces).items(), key=lambda entry: entry[1]))

    def between(self, first: str, last: str) -> list[str]:
        """Return the numbers of the units from `first` to `last`, both included; a split unit is replaced by its parts.

        Raises:
            Refused: a unit does not exist, the only unit asked for was split, or `last` comes before `first`.

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
