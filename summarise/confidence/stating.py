"""Add the confidence of items and attributes to a record."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import TypeVar

from summarise.annotated import AnnotatedDocument
from summarise.confidence.calibration import ATTRIBUTES, Calibration
from summarise.record import Commitment, Evidence, Measure, NumericTarget, Record
from summarise.reference import statements_of
from summarise.selection import Signals

__all__ = ["signals_by_item", "with_confidence"]

_Item = TypeVar("_Item", Measure, Commitment, NumericTarget)


def with_confidence(record: Record, annotated: AnnotatedDocument, signals: Signals, calibration: Calibration) -> Record:
    """Return `record` with a probability for each item and attribute for which the calibration has a model.

    `annotated` is the reply. `signals` are the engine's signals for the selection from which the record was made.
    """
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
    """Return the signals of each item of `record`, by the item's id.

    `annotated` is the reply, and `signals` are those of the engine. The result holds the engine's signals for the
    item's first sentence (for a target: for its number), and `warned: KIND` for each warning whose text range overlaps
    the item's evidence.
    """
    touching = _Touching(record)
    sentences = {one.start: one.number for one in annotated.sentences}
    quantities = {one.start: one.number for one in annotated.quantities}
    found: dict[str, tuple[str, ...]] = {}
    for item in statements_of(record):
        number = sentences.get(item.evidence[0].start, 0)
        found[item.id] = (*signals.get((item.id[0], number), ()), *touching.signals(item.evidence))
    for target in record.numeric_targets:
        number = quantities.get(target.evidence.start, 0)
        found[target.id] = (*signals.get(("t", number), ()), *touching.signals((target.evidence,)))
    return found


class _Touching:
    """The warnings of a record by kind, sorted by position, so that the kinds that overlap an item are found fast."""

    def __init__(self, record: Record) -> None:
        self._starts: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        """The farthest end of a warning of each kind and of those in front of it."""
        for start, end, kind in sorted((one.start, one.end, one.kind) for one in record.warnings if one.end):
            self._starts.setdefault(kind, []).append(start)
            farthest = self._ends.setdefault(kind, [])
            farthest.append(max([end, *farthest[-1:]]))

    def signals(self, evidence: Sequence[Evidence]) -> tuple[str, ...]:
        """Return `warned: KIND` for each kind of warning that overlaps the evidence of an item."""
        kinds: set[str] = set()
        for span in evidence:
            for kind, starts in self._starts.items():
                before = bisect_left(starts, span.end)
                if before and self._ends[kind][before - 1] > span.start:
                    kinds.add(f"warned: {kind}")
        return tuple(sorted(kinds))
