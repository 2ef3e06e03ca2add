"""Holds the part of a source text that the page shows, and converts offsets of the source to offsets of that part."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Protocol

from summarise.errors import InputError
from summarise.record import Record

__all__ = ["PageText", "Quoting", "quotings"]


class Quoting(Protocol):
    """A part of a record that quotes the source: evidence or a figure."""

    @property
    def start(self) -> int:
        """Offset of the first character in the source, in code points."""
        ...

    @property
    def end(self) -> int:
        """Offset after the last character."""
        ...

    @property
    def quote(self) -> str:
        """The characters from `start` up to but not including `end`."""
        ...


def quotings(record: Record) -> tuple[Quoting, ...]:
    """Return all parts of a record that quote its source: evidence of all items, and figures."""
    return (
        *(evidence for measure in record.measures_taken for evidence in measure.evidence),
        *(evidence for commitment in record.commitments for evidence in commitment.evidence),
        *(figure for measure in record.measures_taken for figure in measure.figures),
        *(target.evidence for target in record.numeric_targets),
    )


@dataclass(frozen=True, slots=True)
class PageText:
    """Pieces of a source in order: the whole text as one piece, or the passages that the record quotes.

    Offsets on the page are positions in the joined pieces. They count UTF-16 code units, as JavaScript strings do.
    """

    starts: tuple[int, ...]
    """Offset in the source at which each piece begins, in code points."""
    pieces: tuple[str, ...]
    whole: bool
    """True if the only piece is the whole source."""
    befores: tuple[int, ...] = field(init=False)
    """Offset on the page at which each piece begins, followed by the offset at which the last piece ends."""
    wide: bool = field(init=False)
    """True if any character takes two UTF-16 code units."""

    def __post_init__(self) -> None:
        lengths = [len(piece.encode("utf-16-le")) // 2 for piece in self.pieces]
        object.__setattr__(self, "befores", (0, *accumulate(lengths)))
        object.__setattr__(self, "wide", sum(lengths) > sum(len(piece) for piece in self.pieces))

    @classmethod
    def of_source(cls, text: str, record: Record) -> PageText:
        """Return a `PageText` that shows the whole source text of a record, not extracts of it.

        Raises:
            InputError: a quote of the record is not in the text at its offsets.

        """
        for span in quotings(record):
            if text[span.start : span.end] != span.quote:
                raise InputError(
                    f"{record.document.source}: the quote at {span.start} is not what its text has there; "
                    "the records file was altered: run `summarise run` again"
                )
        return cls(starts=(0,), pieces=(text,), whole=True)

    @classmethod
    def of_quotes(cls, record: Record) -> PageText:
        """Make a page text whose pieces are the passages that `record` quotes; those that touch or overlap are joined.

        Raises:
            InputError: two quotes have different characters where they overlap.

        """
        starts: list[int] = []
        pieces: list[str] = []
        for span in sorted(quotings(record), key=lambda span: (span.start, -span.end)):
            if not starts or span.start > starts[-1] + len(pieces[-1]):
                starts.append(span.start)
                pieces.append(span.quote)
                continue
            offset = span.start - starts[-1]
            shared = pieces[-1][offset : offset + len(span.quote)]
            if not span.quote.startswith(shared):
                raise InputError(f"{record.document.source}: two quotes at {span.start} of its record do not agree")
            pieces[-1] += span.quote[len(shared) :]
        return cls(starts=tuple(starts), pieces=tuple(pieces), whole=False)

    @property
    def text(self) -> str:
        """The pieces joined together."""
        return "".join(self.pieces)

    @property
    def gaps(self) -> tuple[int, ...]:
        """Offsets on the page at which text of the source is left out; empty for a whole text."""
        return () if self.whole else self.befores

    def places(self, spans: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Return start and end on the page for spans of the source; spans that are empty or not shown are left out."""
        found: list[list[int]] = []
        for start, end in spans:
            number = bisect_right(self.starts, start) - 1
            if number < 0 or end > self.starts[number] + len(self.pieces[number]) or start == end:
                continue
            found.append([self._unit(number, start), self._unit(number, end)])
        return found

    def _unit(self, number: int, place: int) -> int:
        """Return the offset on the page for an offset of the source inside the piece with this number."""
        offset = place - self.starts[number]
        if self.wide:
            offset = len(self.pieces[number][:offset].encode("utf-16-le")) // 2
        return self.befores[number] + offset
