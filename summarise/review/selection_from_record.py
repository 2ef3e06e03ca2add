"""Finds the selection that a record was made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from summarise.annotated import AnnotatedDocument, DateExpression, Sentence
from summarise.commitment_attributes import with_deadline
from summarise.date_scope import covers
from summarise.errors import NotGrounded
from summarise.plain_quote import own_words
from summarise.record import Commitment, Deadline, Evidence, Figure, Measure, NumericTarget, Record
from summarise.selection import SelectedCommitment, SelectedMeasure, SelectedTarget, Selection

__all__ = ["selection_from_record"]

_VALUES = ("value", "upper", "unit", "comparator")
"""What a record says of a number that the number's words say too."""


def selection_from_record(annotated: AnnotatedDocument, record: Record) -> Selection:
    """Return the selection from which grounding makes the items of this record, without warnings.

    Raises:
        NotGrounded: an item's evidence is not a sentence, number or date of the annotated text, or its value or day is
            not what these words say. The message names the item.

    """
    return _Reading(annotated, record).selection()


class _Reading:
    """Looks up the items of one record among the numbered sentences, quantities and dates of its text."""

    def __init__(self, annotated: AnnotatedDocument, record: Record) -> None:
        self.annotated = annotated
        self.record = record
        self._sentences = {(one.start, one.end): one for one in annotated.sentences}
        self._quantities = {(one.start, one.end): one for one in annotated.quantities}

    def selection(self) -> Selection:
        return Selection(
            provenance=self.record.provenance,
            topic=self.record.proposal.topic,
            measures=tuple(self._measure(item) for item in self.record.measures_taken),
            commitments=tuple(self._commitment(item) for item in self.record.commitments),
            targets=tuple(self._target(item) for item in self.record.numeric_targets),
        )

    def _measure(self, item: Measure) -> SelectedMeasure:
        return SelectedMeasure(
            sentences=self._numbers(item.evidence),
            summary=_summary(item),
            figures=tuple(self._quantity(item.id, figure, figure) for figure in item.figures),
        )

    def _commitment(self, item: Commitment) -> SelectedCommitment:
        return SelectedCommitment(
            sentences=self._numbers(item.evidence),
            summary=_summary(item),
            **with_deadline(item, self._date(item, self._evidence(item.evidence))),
        )

    def _target(self, item: NumericTarget) -> SelectedTarget:
        number = self._quantity(item.id, item.evidence, item)
        home = self.annotated.sentence(self.annotated.quantity(number).sentence)
        return SelectedTarget(number, item.indicator, item.basis, self._date(item, [home]))

    def _numbers(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        return tuple(sentence.number for sentence in self._evidence(evidence))

    def _evidence(self, evidence: Iterable[Evidence]) -> list[Sentence]:
        found: list[Sentence] = []
        for span in evidence:
            sentence = self._sentences.get((span.start, span.end))
            if sentence is None:
                raise NotGrounded(f"there is no sentence at {span.start}–{span.end} of the text any more")
            found.append(sentence)
        return found

    def _quantity(self, name: str, span: Evidence | Figure, said: Figure | NumericTarget) -> int:
        """Return the number of the quantity at `span`, for which item `name` says the values of `said`."""
        quantity = self._quantities.get((span.start, span.end))
        if quantity is None:
            raise NotGrounded(f"there is no number at {span.start}–{span.end} of the text any more")
        other = [one for one in _VALUES if getattr(quantity, one) != getattr(said, one)]
        if other:
            recorded, written = (" ".join(str(getattr(one, value)) for value in other) for one in (said, quantity))
            raise NotGrounded(f"the record says {recorded} of {name}, and “{span.quote}” in the text says {written}")
        return quantity.number

    def _date(self, item: Commitment | NumericTarget, sentences: Sequence[Sentence]) -> int | None:
        """Return the number of the deadline's date in the text; None if there is no deadline.

        The date must have the deadline's words and day, and must be able to belong to one of the sentences. The last
        such date counts.
        """
        deadline = item.deadline
        if deadline is None:
            return None
        fitting = [date.number for date in self.annotated.dates if self._fits(date, deadline, sentences)]
        if not fitting:
            day = deadline.by or "—"
            raise NotGrounded(
                f"the record says {day} of {item.id}, and no “{deadline.text}” in the text that covers it does"
            )
        return fitting[-1]

    def _fits(self, date: DateExpression, deadline: Deadline, sentences: Sequence[Sentence]) -> bool:
        by = date.by.isoformat() if date.by else ""
        return (
            by == deadline.by
            and self.annotated.quote(date) == deadline.text
            and any(covers(self.annotated, date, sentence) for sentence in sentences)
        )


def _summary(item: Measure | Commitment) -> str:
    """Return the summary of an item, or "" if it only repeats the evidence."""
    return "" if item.summary == own_words(span.quote for span in item.evidence) else item.summary
