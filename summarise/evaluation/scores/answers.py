"""Defines an answer: what an engine or another program found in one reply, in the form that is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from summarise.commitment_attributes import stated_values
from summarise.evaluation.gold.gold_file import GoldTarget
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.span import Span
from summarise.record import Evidence, Figure, NumericTarget, Provenance, Record, Usage
from summarise.stated_fields import StatedValue

__all__ = [
    "Answer",
    "AnsweredCommitment",
    "AnsweredItem",
    "AnsweredTarget",
    "answer_of_gold",
    "answer_of_record",
]


@dataclass(frozen=True, slots=True)
class AnsweredItem:
    """A measure in an answer: the spans of its evidence, and the number of its quotes that are not in the text."""

    spans: tuple[Span, ...]
    lost: int = 0


@dataclass(frozen=True, slots=True)
class AnsweredCommitment(AnsweredItem):
    """A commitment in an answer. `stated` holds its attributes by name; the answer does not state the others."""

    stated: Mapping[str, StatedValue] = field(default_factory=dict)

    @property
    def order(self) -> tuple[tuple[Span, ...], int, str]:
        """A sort key made of the content alone, so that the order of an answer does not affect scores."""
        return (self.spans, self.lost, str(sorted(self.stated.items())))


@dataclass(frozen=True, slots=True)
class AnsweredTarget:
    """A numeric target in an answer. `span` is None if its quote is not in the text; `by` is an ISO date or ""."""

    span: Span | None
    value: Decimal | None
    upper: Decimal | None
    unit: str
    comparator: str
    basis: str = ""
    by: str = ""
    indicator: str = ""

    @property
    def order(self) -> tuple[str, ...]:
        """A sort key that depends only on the content. So the order of targets in an answer does not affect scores."""
        start, end = self.span or (0, 0)
        numbers = (str(self.value), str(self.upper), self.unit, self.comparator)
        return (f"{start:09d}", f"{end:09d}", *numbers, self.basis, self.by, self.indicator)


@dataclass(frozen=True, slots=True)
class Answer:
    """The parts of an answer that are scored. An empty answer is used for a reply that failed.

    `proposal` and `reply` have the stated fields of proposal and reply, by name.
    """

    measures: tuple[AnsweredItem, ...] = ()
    commitments: tuple[AnsweredCommitment, ...] = ()
    targets: tuple[AnsweredTarget, ...] = ()
    proposal: Mapping[str, StatedValue] = field(default_factory=dict)
    reply: Mapping[str, StatedValue] = field(default_factory=dict)
    misquoted: tuple[str, ...] = ()
    """A message for each quote that differs from the text at its span. A single one makes the whole run invalid."""
    quotes: int = 0
    """Number of quotes with offsets that were compared with the text."""
    usage: Usage = field(default_factory=Usage)
    origin: Mapping[str, str] = field(default_factory=dict)
    """What produced the answer: engine, model, prompt, schema, version and fallback, as far as they are stated."""
    record: Record | None = None
    """The record that the answer was made from; None for an answer of another system."""


def answer_of_record(record: Record, text: str) -> Answer:
    """Convert a record to an answer; compare each quote with `text` at its span."""
    quoted = _quoted(record)
    return Answer(
        measures=tuple(AnsweredItem(_spans(item.evidence)) for item in record.measures_taken),
        commitments=tuple(
            AnsweredCommitment(_spans(item.evidence), stated=stated_values(item)) for item in record.commitments
        ),
        targets=tuple(_target(target, target.evidence) for target in record.numeric_targets),
        proposal=record.proposal.model_dump(),
        reply=record.reply.model_dump(),
        misquoted=tuple(
            f"{id_}: {span.quote[:40]!r} is not the text at {span.start}–{span.end}"
            for id_, span in quoted
            if text[span.start : span.end] != span.quote
        ),
        quotes=len(quoted),
        usage=record.provenance.usage,
        origin=_origin(record.provenance),
        record=record,
    )


def _quoted(record: Record) -> list[tuple[str, Evidence | Figure]]:
    """Return all quotes of a record that have offsets, each with the id of its item."""
    return [
        *((item.id, span) for item in record.measures_taken for span in item.evidence),
        *((item.id, figure) for item in record.measures_taken for figure in item.figures),
        *((item.id, span) for item in record.commitments for span in item.evidence),
        *((item.id, item.evidence) for item in record.numeric_targets),
    ]


def _spans(evidence: tuple[Evidence, ...]) -> tuple[Span, ...]:
    return tuple((quoted.start, quoted.end) for quoted in evidence)


def _target(target: NumericTarget | GoldTarget, place: Evidence | GoldTarget) -> AnsweredTarget:
    return AnsweredTarget(
        span=(place.start, place.end),
        value=target.value,
        upper=target.upper,
        unit=target.unit,
        comparator=target.comparator,
        basis=target.basis,
        by=target.deadline.by if target.deadline else "",
        indicator=target.indicator,
    )


def _origin(provenance: Provenance) -> dict[str, str]:
    return {
        "engine": provenance.engine,
        "model": provenance.model,
        "prompt": provenance.prompt,
        "schema": provenance.schema_,
        "version": provenance.version,
        "fallback": provenance.fallback or "",
    }


def answer_of_gold(gold: Gold) -> Answer:
    """Convert the labels of `gold` to an answer.

    It has an item for each labelled sentence, and the first accepted wording as topic.
    """
    labels = gold.labels
    proposal = labels.proposal.model_dump()
    proposal["topic"] = labels.proposal.topic[0] if labels.proposal.topic else ""
    return Answer(
        measures=tuple(AnsweredItem(((s.start, s.end),)) for s in labels.sentences if "measure" in s.labels),
        commitments=tuple(
            AnsweredCommitment(((item.start, item.end),), stated=stated_values(item)) for item in labels.commitments
        ),
        targets=tuple(_target(target, target) for target in labels.numeric_targets),
        proposal=proposal,
        reply=labels.reply.model_dump(),
        origin={"engine": "gold"},
    )
