"""The part of a source text that the page shows, and where a record's spans lie in it."""

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
    """Anything of a record that quotes the source."""

    @property
    def start(self) -> int:
        """First character, in code points of the source."""
        ...

    @property
    def end(self) -> int:
        """One past the last character."""
        ...

    @property
    def quote(self) -> str:
        """The characters."""
        ...


def quotings(record: Record) -> tuple[Quoting, ...]:
    """Return everything in a record that quotes its source: evidence, figures and targets."""
    return (
        *(evidence for measure in record.measures_taken for evidence in measure.evidence),
        *(evidence for commitment in record.commitments for evidence in commitment.evidence),
        *(figure for measure in record.measures_taken for figure in measure.figures),
        *(target.evidence for target in record.numeric_targets),
    )


@dataclass(frozen=True, slots=True)
class PageText:
    """Pieces of a source in order: one piece for a whole text, else the passages that the record quotes.

    Places on the page count UTF-16 code units, since that is how a browser's strings count.
    """

    starts: tuple[int, ...]
    """Where in the source each piece begins, in code points."""
    pieces: tuple[str, ...]
    whole: bool
    befores: tuple[int, ...] = field(init=False)
    """Where on the page each piece begins, and where the last ends."""
    wide: bool = field(init=False)
    """True if any character takes two code units."""

    def __post_init__(self) -> None:
        lengths = [len(piece.encode("utf-16-le")) // 2 for piece in self.pieces]
        object.__setattr__(self, "befores", (0, *accumulate(lengths)))
        object.__setattr__(self, "wide", sum(lengths) > sum(len(piece) for piece in self.pieces))

    @classmethod
    def of_source(cls, text: str, record: Record) -> PageText:
        """Return the whole text.

        Raises:
            InputError: a quote of the record is not the text at its span.

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
        """Return the quoted passages, those that touch or overlap joined.

        Raises:
            InputError: two quotes that overlap do not agree.

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
        """All pieces, one after the other."""
        return "".join(self.pieces)

    @property
    def gaps(self) -> tuple[int, ...]:
        """Places where characters of the source are left out."""
        return () if self.whole else self.befores

    def places(self, spans: Iterable[tuple[int, int]]) -> list[list[int]]:
        """Return where on the page spans of the source lie; what is not on the page is left out."""
        found: list[list[int]] = []
        for start, end in spans:
            number = bisect_right(self.starts, start) - 1
            if number < 0 or end > self.starts[number] + len(self.pieces[number]) or start == end:
                continue
            found.append([self._unit(number, start), self._unit(number, end)])
        return found

    def _unit(self, number: int, place: int) -> int:
        """Return where on the page a place of the source is that lies in the piece with this number."""
        offset = place - self.starts[number]
        if self.wide:
            offset = len(self.pieces[number][:offset].encode("utf-16-le")) // 2
        return self.befores[number] + offset
