"""Converts sheets to gold files, and gold files to sheets."""

from __future__ import annotations

from typing import Literal

from summarise.annotated import AnnotatedDocument
from summarise.commitment_attributes import with_deadline
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
from summarise.evaluation.span import Span
from summarise.review.sheet import LETTERS, Number, Promise, Sheet

__all__ = ["gold_of_sheet", "sheet_of_gold"]

_NAMES: tuple[Label, ...] = ("measure", "commitment", "heading", "proposal", "background", "furniture")
_LABELS: dict[str, Label] = dict(zip(LETTERS, _NAMES, strict=True))
_OF_LABEL = {label: letter for letter, label in _LABELS.items()}


def gold_of_sheet(
    annotated: AnnotatedDocument, sheet: Sheet, made: Literal["blind", "from-draft"], name: str = ""
) -> GoldFile:
    """Convert `sheet`, a labelling of the text `annotated`, to a gold file.

    The values of numbers and dates come from the annotation. `made` says whether the labeller began without labels
    ("blind") or with those of an engine ("from-draft"). `name` is the name of the document in the file; "" means the
    source of the document.
    """
    document = annotated.document
    quantities = {one.start: one for one in annotated.quantities}
    fields: dict[str, dict[str, object]] = {"reply": {}, "proposal": {}}
    for path, value in sheet.fields.items():
        part, key = path.split(".")
        fields[part][key] = (
            (value,) if path == "proposal.topic" and value else () if path == "proposal.topic" else value
        )
    return GoldFile(
        document=name or document.source,
        sha256=document.sha256,
        characters=len(document.text),
        proposal=GoldProposal.model_validate(fields["proposal"]),
        reply=GoldReply.model_validate(fields["reply"]),
        sentences=tuple(
            GoldSentence(start=start, end=end, labels=tuple(_LABELS[letter] for letter in sheet.labels[start]))
            for start, end in sheet.units
            if sheet.labels.get(start)
        ),
        commitments=tuple(
            GoldCommitment(start=start, end=end, **with_deadline(promise, _deadline(annotated, promise.deadline)))
            for start, end in sheet.units
            if "c" in sheet.labels.get(start, "")
            for promise in (sheet.promises.get(start, Promise()),)
        ),
        numeric_targets=tuple(
            GoldTarget(
                start=start,
                end=quantities[start].end,
                quote=annotated.quote(quantities[start]),
                indicator=number.indicator,
                value=quantities[start].value,
                upper=quantities[start].upper,
                unit=quantities[start].unit,
                comparator=quantities[start].comparator,
                basis=number.basis,
                deadline=_deadline(annotated, number.deadline),
            )
            for start, number in sorted(sheet.numbers.items())
        ),
        made=made,
    )


def _deadline(annotated: AnnotatedDocument, span: Span | None) -> GoldDeadline:
    if span is None:
        return GoldDeadline()
    found = next(one for one in annotated.dates if (one.start, one.end) == span)
    return GoldDeadline(text=annotated.quote(found), by=found.by.isoformat() if found.by else "")


def sheet_of_gold(annotated: AnnotatedDocument, gold: GoldFile) -> Sheet:
    """Convert the gold file `gold` to a sheet; `annotated` is the same text with its annotation.

    A deadline becomes the last date expression with the same words that begins before the end of its unit, or None if
    there is none. Targets whose number the annotation does not contain are left out.
    """
    reply, proposal = gold.reply.model_dump(mode="json"), gold.proposal.model_dump(mode="json")
    proposal["topic"] = gold.proposal.topic[0] if gold.proposal.topic else ""
    stated = {f"reply.{key}": value for key, value in reply.items()} | {f"proposal.{k}": v for k, v in proposal.items()}
    quantities = {one.start for one in annotated.quantities}
    return Sheet(
        units=tuple((one.start, one.end) for one in gold.sentences),
        labels={one.start: "".join(_OF_LABEL[label] for label in one.labels) for one in gold.sentences},
        promises={
            one.start: Promise(**with_deadline(one, _span(annotated, one.deadline, one.end)))
            for one in gold.commitments
        },
        numbers={
            one.start: Number(one.indicator, one.basis, _span(annotated, one.deadline, _unit_end(gold, one.start)))
            for one in gold.numeric_targets
            if one.start in quantities
        },
        fields={path: value for path, value in stated.items() if value},
    )


def _unit_end(gold: GoldFile, at: int) -> int:
    return next((one.end for one in gold.sentences if one.start <= at < one.end), at)


def _span(annotated: AnnotatedDocument, deadline: GoldDeadline, end: int) -> Span | None:
    if not deadline.text:
        return None
    fitting = [one for one in annotated.dates if annotated.quote(one) == deadline.text and one.start < end]
    return (fitting[-1].start, fitting[-1].end) if fitting else None
