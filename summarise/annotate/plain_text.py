"""A text without romanisation in brackets, to read names and dates of, and the way back to what is written."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from summarise.annotate.sentence_splitting import Unit, find_units
from summarise.romanisation import romanised_spans

__all__ = ["PlainText", "Shortened", "plain_text", "shortened"]


@dataclass(frozen=True, slots=True)
class Shortened:
    """A text with parts left out, and the way back to its offsets before."""

    text: str
    cuts: tuple[int, ...] = ()
    """Where in `text` something was left out, ascending."""
    left_out: tuple[int, ...] = (0,)
    """How many characters were left out before the first cut, before the second, … and in all."""

    def before(self, at: int) -> int:
        """Return the offset in the whole text of an offset in `text`, behind what was left out there."""
        return at + self.left_out[bisect_right(self.cuts, at)]


def shortened(text: str, spans: Sequence[tuple[int, int]]) -> Shortened:
    """Return a text without its characters in `spans`, which are ascending and apart."""
    if not spans:
        return Shortened(text)
    ends = [0, *(end for _, end in spans)]
    starts = [*(start for start, _ in spans), len(text)]
    kept = "".join(text[start:end] for start, end in zip(ends, starts, strict=True))
    left_out = tuple(accumulate((end - start for start, end in spans), initial=0))
    cuts = tuple(start - before for (start, _), before in zip(spans, left_out, strict=False))
    return Shortened(kept, cuts, left_out)


@dataclass(frozen=True, slots=True)
class PlainText:
    """The folded text of a page and its units without the romanisation that `text` may have."""

    text: str
    units: Sequence[Unit]
    plain: Shortened

    @property
    def folded(self) -> str:
        """The folded text without romanisation."""
        return self.plain.text

    def units_in_text(self) -> list[Unit]:
        """Return the units with their offsets in the text itself."""
        if not self.plain.cuts:
            return list(self.units)
        whole = self.plain.before
        return [Unit(whole(unit.start), whole(unit.end), unit.line) for unit in self.units]

    def written(self, start: int, end: int) -> str:
        """Return the characters of the text that `folded` has from `start` to `end`, with what was left out there."""
        return self.text[self.plain.before(start) : self.plain.before(end)]


def plain_text(text: str, folded: str) -> PlainText:
    """Return a text without romanisation and its units; `folded` is `text` as `fold` returns it."""
    plain = shortened(folded, romanised_spans(folded))
    return PlainText(text, find_units(plain.text), plain)
