"""A text without romanisation in brackets, to read names and dates of, and the way back to what is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from summarise.annotate.sentence_splitting import Unit, find_units
from summarise.romanisation import romanised_spans

__all__ = ["PlainText", "plain_text"]


@dataclass(frozen=True, slots=True)
class PlainText:
    """The folded text of a page and its units without the romanisation that `text` may have."""

    text: str
    folded: str
    units: Sequence[Unit]
    cuts: tuple[int, ...] = ()
    """Where in `folded` something was left out, ascending."""
    left_out: tuple[int, ...] = (0,)
    """How many characters were left out before the first cut, before the second, … and in all."""

    def units_in_text(self) -> list[Unit]:
        """Return the units with their offsets in the text itself."""
        if not self.cuts:
            return list(self.units)
        return [Unit(self._in_text(unit.start), self._in_text(unit.end), unit.line) for unit in self.units]

    def written(self, start: int, end: int) -> str:
        """Return the characters of the text that `folded` has from `start` to `end`, with what was left out there."""
        return self.text[self._in_text(start) : self._in_text(end)]

    def _in_text(self, at: int) -> int:
        return at + self.left_out[bisect_right(self.cuts, at)]


def plain_text(text: str, folded: str) -> PlainText:
    """Return a text without romanisation and its units; `folded` is `text` as `fold` returns it."""
    spans = romanised_spans(folded)
    if not spans:
        return PlainText(text, folded, find_units(folded))
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(folded)]
    kept = "".join(folded[start:end] for start, end in zip(ends, starts, strict=True))
    left_out = tuple(accumulate((end - start for start, end in spans), initial=0))
    cuts = tuple(start - before for (start, _), before in zip(spans, left_out, strict=False))
    return PlainText(text, kept, find_units(kept), cuts, left_out)
