"""Tells which rows of the table of scores a gold set has labels for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final

from summarise.commitment_attributes import ATTRIBUTES, Attribute
from summarise.evaluation.gold.gold_file import GoldFile
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.reports.field_rows import ROWS
from summarise.evaluation.scores.fields import SCORED_FIELDS
from summarise.stated_fields import StatedField

__all__ = ["held_rows"]


def held_rows(golds: Sequence[Gold]) -> frozenset[str]:
    """Return the names of the rows that at least one reply of the gold set has a label for.

    Sentences are labelled all or not at all, and the rows on edits count every row; these are always held. A number, an
    attribute or a field without any label may be one that nobody labelled: gold files do not tell it from one that no
    text states.
    """
    names = (row.name for row in ROWS)
    return frozenset(name for name in names if name not in _LABELS or any(_LABELS[name](gold.labels) for gold in golds))


def _attributes(attribute: Attribute, labels: GoldFile) -> Any:
    return any(attribute.words(one) for one in labels.commitments)


def _field(field: StatedField, labels: GoldFile) -> Any:
    return getattr(getattr(labels, field.part), field.name)


_LABELS: Final[dict[str, Callable[[GoldFile], Any]]] = {
    **dict.fromkeys(("targets", "targets_found", "basis", "indicator"), lambda labels: labels.numeric_targets),
    "target_deadline": lambda labels: any(target.deadline.text for target in labels.numeric_targets),
    **{attribute.score: partial(_attributes, attribute) for attribute in ATTRIBUTES.values()},
    **dict.fromkeys(("topic", "topic_likeness"), lambda labels: labels.proposal.topic),
    **{field.name: partial(_field, field) for field in SCORED_FIELDS},
}
"""For each row that a gold set may lack: returns whether a gold file has a label for it."""
