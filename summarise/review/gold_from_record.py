"""Converts a record that a person accepted to a gold file."""

from __future__ import annotations

from summarise.commitment_attributes import with_deadline
from summarise.document import Document
from summarise.evaluation.gold.gold_file import (
    GoldCommitment,
    GoldDeadline,
    GoldFile,
    GoldProposal,
    GoldReply,
    GoldSentence,
    GoldTarget,
    Label,
)
from summarise.evaluation.gold.label_units import units
from summarise.evaluation.scores.sentences import Coverage
from summarise.evaluation.span import Span
from summarise.record import Commitment, Deadline, NumericTarget, ProposalFields, Record

__all__ = ["gold_from_record"]


def gold_from_record(document: Document, record: Record) -> GoldFile:
    """Return the gold file that is equivalent to `record`; `document` is the text from which the record was made.

    A unit gets the label of the items whose evidence covers at least half of its visible characters. Scoring uses the
    same rule, because gold files and annotation split texts differently. All other units become background; the labels
    heading, proposal and furniture are not used (`labels: "mc"`).
    """
    spans = {
        "measure": [(span.start, span.end) for item in record.measures_taken for span in item.evidence],
        "commitment": [(span.start, span.end) for item in record.commitments for span in item.evidence],
    }
    held = {label: Coverage(document.text, found) for label, found in spans.items()}
    sentences: list[GoldSentence] = []
    commitments: list[GoldCommitment] = []
    for start, end in units(document.text):
        bare = GoldSentence(start=start, end=end, labels=("background",))
        labels: list[Label] = []
        if held["measure"].holds(bare):
            labels.append("measure")
        if held["commitment"].holds(bare):
            labels.append("commitment")
            commitments.append(_commitment((start, end), _owner(record, (start, end))))
        sentences.append(bare.model_copy(update={"labels": tuple(labels) or ("background",)}))
    return GoldFile(
        document=document.source,
        sha256=document.sha256,
        characters=len(document.text),
        proposal=_proposal(record.proposal),
        reply=GoldReply.model_validate(record.reply.model_dump(exclude={"title"})),
        sentences=tuple(sentences),
        commitments=tuple(commitments),
        numeric_targets=tuple(_target(one) for one in sorted(record.numeric_targets, key=lambda t: t.evidence.start)),
        labels="mc",
        made="from-record",
    )


def _owner(record: Record, unit: Span) -> Commitment:
    """Return the commitment whose evidence shares the most characters with a unit; the first one if several tie."""

    def shared(item: Commitment) -> int:
        return sum(max(0, min(span.end, unit[1]) - max(span.start, unit[0])) for span in item.evidence)

    return max(record.commitments, key=shared)


def _commitment(unit: Span, item: Commitment) -> GoldCommitment:
    return GoldCommitment(start=unit[0], end=unit[1], **with_deadline(item, _deadline(item.deadline)))


def _deadline(deadline: Deadline | None) -> GoldDeadline:
    return GoldDeadline(text=deadline.text, by=deadline.by) if deadline else GoldDeadline()


def _target(target: NumericTarget) -> GoldTarget:
    return GoldTarget(
        **target.evidence.model_dump(),
        indicator=target.indicator,
        value=target.value,
        upper=target.upper,
        unit=target.unit,
        comparator=target.comparator,
        basis=target.basis,
        deadline=_deadline(target.deadline),
    )


def _proposal(fields: ProposalFields) -> GoldProposal:
    topic = (fields.topic,) if fields.topic else ()
    return GoldProposal.model_validate(fields.model_dump() | {"topic": topic})
