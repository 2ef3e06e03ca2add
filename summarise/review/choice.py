"""What is chosen in one reply, keyed by characters of its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from pydantic import JsonValue

from summarise.annotated import AnnotatedDocument
from summarise.record import Basis, Certainty, Provenance, Record
from summarise.review.selection_from_record import selection_from_record
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget, Selection

__all__ = ["WHOLE", "Choice", "ChosenItem", "ChosenTarget", "Kind", "Span"]

Kind = Literal["m", "c"]
Span = tuple[int, int]
WHOLE = -1
"""The place of what concerns a document as a whole."""


@dataclass(frozen=True, slots=True)
class ChosenItem:
    """A measure or a commitment: the first characters of its sentences, in order, and its attributes."""

    kind: Kind
    starts: tuple[int, ...]
    summary: str = ""
    responsible: tuple[str, ...] = ()
    certainty: Certainty = "firm"
    deadline: Span | None = None

    @property
    def name(self) -> str:
        """c626: the kind and the character where it begins."""
        return f"{self.kind}{self.starts[0]}"


@dataclass(frozen=True, slots=True)
class ChosenTarget:
    """A number to be reached, by its first character."""

    start: int
    indicator: str
    basis: Basis
    deadline: Span | None = None

    @property
    def name(self) -> str:
        """t640: the kind and the character where it begins."""
        return f"t{self.start}"


@dataclass(frozen=True, slots=True)
class Choice:
    """The state of one reply's review, as a value."""

    measures: tuple[ChosenItem, ...] = ()
    commitments: tuple[ChosenItem, ...] = ()
    targets: tuple[ChosenTarget, ...] = ()
    figures: frozenset[int] = frozenset()
    """First characters of the numbers achieved in sentences that promise as well."""
    fields: Mapping[str, JsonValue] = field(default_factory=dict)
    """Fields that people set, by their path: reply.issuer."""
    seen: frozenset[int] = frozenset()
    """First characters of the sentences that people looked at; `WHOLE` represents the document."""
    accepted_on: str = ""

    @classmethod
    def of(cls, annotated: AnnotatedDocument, record: Record) -> Self:
        """Return the choice that a record was made from.

        Raises:
            NotGrounded: the record's items are not of this annotated text.

        """
        chosen = selection_from_record(annotated, record)
        both = {n for item in chosen.commitments for n in item.sentences}
        figures = {annotated.quantity(n) for item in chosen.measures for n in item.figures}
        return cls(
            measures=tuple(ChosenItem("m", _starts(annotated, m.sentences), m.summary) for m in chosen.measures),
            commitments=tuple(_commitment(annotated, item) for item in chosen.commitments),
            targets=tuple(_target(annotated, item) for item in chosen.targets),
            figures=frozenset(quantity.start for quantity in figures if quantity.sentence in both),
        )

    def items(self, kind: Kind) -> tuple[ChosenItem, ...]:
        """Return the measures or the commitments."""
        return self.measures if kind == "m" else self.commitments

    def with_items(self, kind: Kind, items: tuple[ChosenItem, ...]) -> Choice:
        """This choice with other measures or commitments."""
        return replace(self, measures=items) if kind == "m" else replace(self, commitments=items)

    def holder(self, kind: Kind, start: int) -> ChosenItem | None:
        """Return the item of a kind that holds the sentence which begins at a character."""
        return next((item for item in self.items(kind) if start in item.starts), None)

    def labels(self, start: int) -> str:
        """Return which of m and c the sentence is that begins at a character."""
        return ("m" if self.holder("m", start) else "") + ("c" if self.holder("c", start) else "")

    def target(self, start: int) -> ChosenTarget | None:
        """Return the target whose number begins at a character."""
        return next((target for target in self.targets if target.start == start), None)

    def selection(self, annotated: AnnotatedDocument, provenance: Provenance, topic: str) -> Selection:
        """This choice in the numbers of an annotated text.

        Raises:
            KeyError: a sentence, number or date is not in the text.

        """
        sentences = {one.start: one.number for one in annotated.sentences}
        quantities = {one.start: one.number for one in annotated.quantities}
        dates = {(one.start, one.end): one.number for one in annotated.dates}
        figures = tuple(sorted(quantities[start] for start in self.figures if start in quantities))
        return Selection(
            provenance=provenance,
            topic=topic,
            measures=tuple(
                SelectedMeasure(tuple(sentences[start] for start in item.starts), item.summary, figures)
                for item in self.measures
            ),
            commitments=tuple(
                SelectedCommitment(
                    tuple(sentences[start] for start in item.starts),
                    item.summary,
                    item.responsible,
                    item.certainty,
                    dates[item.deadline] if item.deadline else None,
                )
                for item in self.commitments
            ),
            targets=tuple(
                SelectedTarget(
                    quantities[target.start],
                    target.indicator,
                    target.basis,
                    dates[target.deadline] if target.deadline else None,
                )
                for target in self.targets
            ),
        )


def _starts(annotated: AnnotatedDocument, numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(annotated.sentence(number).start for number in numbers)


def _span(annotated: AnnotatedDocument, number: int | None) -> Span | None:
    if number is None:
        return None
    found = annotated.date(number)
    return found.start, found.end


def _commitment(annotated: AnnotatedDocument, item: SelectedCommitment) -> ChosenItem:
    return ChosenItem(
        "c",
        _starts(annotated, item.sentences),
        item.summary,
        item.responsible,
        item.certainty,
        _span(annotated, item.deadline),
    )


def _target(annotated: AnnotatedDocument, item: SelectedTarget) -> ChosenTarget:
    quantity = annotated.quantity(item.quantity)
    return ChosenTarget(quantity.start, item.indicator, item.basis, _span(annotated, item.deadline))
