"""Tells which rows of the table of scores a gold set has labels for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarise.commitment_attributes import ATTRIBUTES
from summarise.evaluation.gold.gold_file import GoldFile
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.reports.field_rows import ROWS
from summarise.evaluation.scores.fields import SCORED_FIELDS

__all__ = ["held_rows"]

_ROW_NAMES = frozenset(row.name for row in ROWS)


def held_rows(golds: Sequence[Gold]) -> frozenset[str]:
    """Return the names of the rows that at least one reply of the gold set has a label for.

    Sentences are labelled all or not at all, and the rows on edits count every row; these are always held. A number, an
    attribute or a field without any label may be one that nobody labelled: gold files do not tell it from one that no
    text states.
    """
    return (_ROW_NAMES - _OPTIONAL) | {name for gold in golds for name in _labelled(gold.labels)}


def _labelled(labels: GoldFile) -> Iterator[str]:
    targets = labels.numeric_targets
    if targets:
        yield from _OF_TARGETS
    if any(target.deadline.text for target in targets):
        yield "target_deadline"
    for attribute in ATTRIBUTES.values():
        if any(attribute.words(one) for one in labels.commitments):
            yield attribute.score
    if labels.proposal.topic:
        yield from _OF_TOPIC
    for field in SCORED_FIELDS:
        if getattr(getattr(labels, field.part), field.name):
            yield field.name


_OF_TARGETS = ("targets", "targets_found", "basis", "indicator")
_OF_TOPIC = ("topic", "topic_likeness")
_OPTIONAL = frozenset(
    (
        *_OF_TARGETS,
        "target_deadline",
        *(attribute.score for attribute in ATTRIBUTES.values()),
        *_OF_TOPIC,
        *(field.name for field in SCORED_FIELDS),
    )
)
