"""Confidence as a record states it: for each item, and for its attributes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

from summarise.annotated import AnnotatedDocument
from summarise.confidence.calibration import ATTRIBUTES, Calibration
from summarise.record import Commitment, Evidence, Measure, NumericTarget, Record
from summarise.selection import Signals

__all__ = ["signals_by_item", "with_confidence"]

_Item = TypeVar("_Item", Measure, Commitment, NumericTarget)


def with_confidence(record: Record, annotated: AnnotatedDocument, signals: Signals, calibration: Calibration) -> Record:
    """Return the record with the probability of each item and of each of its attributes."""
    known = signals_by_item(record, annotated, signals)

    def rated(items: Sequence[_Item]) -> tuple[_Item, ...]:
        return tuple(item.model_copy(update=_rating(item.id, known, calibration)) for item in items)

    return record.model_copy(
        update={
            "measures_taken": rated(record.measures_taken),
            "commitments": rated(record.commitments),
            "numeric_targets": rated(record.numeric_targets),
        }
    )


def _rating(identity: str, known: Mapping[str, tuple[str, ...]], calibration: Calibration) -> dict[str, object]:
    kind, signals = identity[0], known.get(identity, ())
    names = ATTRIBUTES.get(kind, ())
    parts = {name: calibration.probability(f"{kind}.{name}", signals) for name in names}
    rating: dict[str, object] = {"confidence": calibration.probability(kind, signals)}
    if names:
        rating["confidence_of"] = {name: value for name, value in parts.items() if value is not None}
    return rating


def signals_by_item(record: Record, annotated: AnnotatedDocument, signals: Signals) -> dict[str, tuple[str, ...]]:
    """Return the signals of each item by its id: those of its first sentence or number, and what the record adds."""
    sentences = {one.start: one.number for one in annotated.sentences}
    quantities = {one.start: one.number for one in annotated.quantities}
    found: dict[str, tuple[str, ...]] = {}
    items: tuple[Measure | Commitment, ...] = (*record.measures_taken, *record.commitments)
    for item in items:
        number = sentences.get(item.evidence[0].start, 0)
        found[item.id] = (*signals.get((item.id[0], number), ()), *_warned(record, item.evidence))
    for target in record.numeric_targets:
        number = quantities.get(target.evidence.start, 0)
        found[target.id] = (*signals.get(("t", number), ()), *_warned(record, (target.evidence,)))
    return found


def _warned(record: Record, evidence: Sequence[Evidence]) -> tuple[str, ...]:
    """The kinds of the warnings that touch an item."""
    kinds = {
        f"warned: {warning.kind}"
        for warning in record.warnings
        for span in evidence
        if warning.start < span.end and span.start < warning.end
    }
    return tuple(sorted(kinds))
