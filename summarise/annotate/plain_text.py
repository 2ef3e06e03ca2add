"""Remove romanisation in brackets from a text before names and dates are read, and convert offsets back."""

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
    """A text from which parts were removed; it converts offsets in `text` to offsets in the original text."""

    text: str
    cuts: tuple[int, ...] = ()
    """Offsets in `text` at which a part was removed, ascending."""
    left_out: tuple[int, ...] = (0,)
    """For each cut, the number of characters removed before it; the last value is the total."""

    def before(self, at: int) -> int:
        """Return the offset in the original text for offset `at` of `text`.

        At a cut, return the offset behind the removed part.
        """
        return at + self.left_out[bisect_right(self.cuts, at)]


def shortened(text: str, spans: Sequence[tuple[int, int]]) -> Shortened:
    """Return the text without the characters in `spans`.

    The spans (start, exclusive end) are ascending and do not touch.
    """
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
    """A page's text, with a normalised form without romanisation that is split into units (sentences and headings).

    `text` is the original; `units` have offsets in `folded`.
    """

    text: str
    units: Sequence[Unit]
    plain: Shortened

    @property
    def folded(self) -> str:
        """The normalised text (see `fold`) without romanisation."""
        return self.plain.text

    def units_in_text(self) -> list[Unit]:
        """Return the units with their offsets in the original text."""
        if not self.plain.cuts:
            return list(self.units)
        whole = self.plain.before
        return [Unit(whole(unit.start), whole(unit.end), unit.line) for unit in self.units]

    def written(self, start: int, end: int) -> str:
        """Return the original characters, with romanisation, of the range `start` to `end` (exclusive) of `folded`."""
        return self.text[self.plain.before(start) : self.plain.before(end)]


def plain_text(text: str, folded: str) -> PlainText:
    """Return `text` with its sentences and headings, and with its normalised form without romanisation.

    `folded` is `text`, normalised by `fold`.
    """
    plain = shortened(folded, romanised_spans(folded))
    return PlainText(text, find_units(plain.text), plain)
