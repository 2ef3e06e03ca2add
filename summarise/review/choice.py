"""Holds the selection of one reply: its measures, commitments and targets, identified by offsets in the text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, Self

from pydantic import JsonValue

from summarise.annotated import AnnotatedDocument
from summarise.commitment_attributes import Attributes, with_deadline
from summarise.record import Basis, Provenance, Record
from summarise.review.selection_from_record import selection_from_record
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget, Selection

__all__ = ["WHOLE", "Choice", "ChosenItem", "ChosenTarget", "Kind", "Span"]

Kind = Literal["m", "c"]
"""m for a measure, c for a commitment."""
Span = tuple[int, int]
"""Offsets of the first character and of the character after the last one, in the text of the document."""
WHOLE = -1
"""Used in place of an offset for things that concern the whole document."""


@dataclass(frozen=True, slots=True)
class ChosenItem(Attributes[Span]):
    """A selected measure (`kind` "m") or commitment ("c") with its attributes.

    `starts` holds the offset of the first character of each of its sentences, in order. An empty `summary` means that
    the text of these sentences is the summary. `deadline` is the span (start, end) of a date expression, end exclusive.
    """

    kind: Kind
    starts: tuple[int, ...]
    summary: str = ""

    @property
    def name(self) -> str:
        """Kind and offset of the first sentence, such as c626. Journal events refer to the item by this name."""
        return f"{self.kind}{self.starts[0]}"


@dataclass(frozen=True, slots=True)
class ChosenTarget:
    """A selected numeric target; `start` is the offset of its number.

    `deadline` is the span (start, end) of a date expression, end exclusive.
    """

    start: int
    indicator: str
    basis: Basis
    deadline: Span | None = None

    @property
    def name(self) -> str:
        """Letter t and offset of the number, such as t640. Journal events refer to the target by this name."""
        return f"t{self.start}"


@dataclass(frozen=True, slots=True)
class Choice:
    """The selection in one reply at one point of its review; immutable.

    `accepted_on` is the date (YYYY-MM-DD) on which a person accepted the reply, "" if nobody has.
    """

    measures: tuple[ChosenItem, ...] = ()
    commitments: tuple[ChosenItem, ...] = ()
    targets: tuple[ChosenTarget, ...] = ()
    figures: frozenset[int] = frozenset()
    """Offsets of numbers that state a result already reached, in sentences that are both a measure and a commitment."""
    fields: Mapping[str, JsonValue] = field(default_factory=dict)
    """Values that people entered, by the path of the field, such as reply.issuer."""
    seen: frozenset[int] = frozenset()
    """Offsets of the sentences whose warnings people looked at; `WHOLE` for the warnings on the whole document."""
    accepted_on: str = ""

    @classmethod
    def of(cls, annotated: AnnotatedDocument, record: Record) -> Self:
        """Return the selection that a record was made from.

        Raises:
            NotGrounded: the evidence of an item is not a sentence, number or date of the annotated text.

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
        """Return the measures if `kind` is "m", the commitments if it is "c"."""
        return self.measures if kind == "m" else self.commitments

    def with_items(self, kind: Kind, items: tuple[ChosenItem, ...]) -> Choice:
        """Return a copy in which `items` replace all measures (`kind` "m") or all commitments ("c")."""
        return replace(self, measures=items) if kind == "m" else replace(self, commitments=items)

    def holder(self, kind: Kind, start: int) -> ChosenItem | None:
        """Return the item of this kind that contains the sentence at offset `start`, or None."""
        return next((item for item in self.items(kind) if start in item.starts), None)

    def labels(self, start: int) -> str:
        """Return the labels of the sentence at offset `start`: "", "m" (measure), "c" (commitment) or "mc" (both)."""
        return ("m" if self.holder("m", start) else "") + ("c" if self.holder("c", start) else "")

    def target(self, start: int) -> ChosenTarget | None:
        """Return the target whose number begins at offset `start`, or None if that number is not a target."""
        return next((target for target in self.targets if target.start == start), None)

    def selection(self, annotated: AnnotatedDocument, provenance: Provenance, topic: str) -> Selection:
        """Return the selection with numbers of sentences, quantities and dates instead of offsets, for grounding.

        `annotated` is the text with these numbers. `provenance` and `topic` are copied into the result.

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
                    **with_deadline(item, dates[item.deadline] if item.deadline else None),
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
        **with_deadline(item, _span(annotated, item.deadline)),
    )


def _target(annotated: AnnotatedDocument, item: SelectedTarget) -> ChosenTarget:
    quantity = annotated.quantity(item.quantity)
    return ChosenTarget(quantity.start, item.indicator, item.basis, _span(annotated, item.deadline))
