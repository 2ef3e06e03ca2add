"""Defines the rows of the table of scores: their names, titles and kinds of score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from summarise.commitment_attributes import ATTRIBUTES, Attribute
from summarise.evaluation.scores.fields import SCORED_FIELDS
from summarise.evaluation.scores.findings import Counts, Share, Tally, summed
from summarise.evaluation.scores.intervals import Interval, mean_interval, ratio_interval, wilson_interval
from summarise.evaluation.scores.scoring import Evaluation, ReplyScore

__all__ = ["HEADLINES", "ROWS", "Row", "ScoredRow", "reply_tallies", "scored_rows"]

HEADLINES = ("measures", "commitments", "targets", "edits")
"""Names of the rows for which a comparison of two runs tests whether the difference is significant."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table of scores: its name in the data, its title, its group, and the kind of score that it shows."""

    name: str
    title: str
    group: Literal["sentences", "targets", "slots", "fields", "record", "other"]
    kind: Literal["f1", "accuracy", "mean", "share"]


def _row_of(attribute: Attribute) -> Row:
    return Row(attribute.score, attribute.title, "slots", "f1" if attribute.kind == "names" else "accuracy")


ROWS = (
    Row("measures", "Measures, sentence F1", "sentences", "f1"),
    Row("commitments", "Commitments, sentence F1", "sentences", "f1"),
    Row("targets", "Numeric targets, strict F1", "targets", "f1"),
    Row("targets_found", "Numeric targets, found F1", "targets", "f1"),
    Row("basis", "Target basis", "slots", "accuracy"),
    Row("target_deadline", "Target deadline", "slots", "accuracy"),
    Row("indicator", "Target indicator", "slots", "accuracy"),
    *(_row_of(attribute) for attribute in ATTRIBUTES.values()),
    Row("topic", "Proposal topic, exact", "fields", "accuracy"),
    Row("topic_likeness", "Proposal topic, likeness", "fields", "mean"),
    *(Row(field.name, field.english, "fields", "accuracy") for field in SCORED_FIELDS),
    Row("edits", "Edits per reply", "record", "mean"),
    Row("perfect", "Replies without an edit", "record", "share"),
)
"""The rows of the built-in scorers, in the order of the table."""


@dataclass(frozen=True, slots=True)
class ScoredRow:
    """A row with its counts, its score and the 95 % interval. The score is None if there was nothing to count."""

    row: Row
    tally: Tally
    score: float | None
    interval: Interval | None
    replies: int
    """Number of replies that have something to count in this row."""


def reply_tallies(reply: ReplyScore) -> dict[str, Tally]:
    """Return the counts of one reply for every row, including `edits` and `perfect`."""
    return {
        **reply.tallies,
        "edits": Share(len(reply.mistakes), 1),
        "perfect": Share(int(reply.perfect), 1),
    }


def scored_rows(evaluation: Evaluation) -> tuple[ScoredRow, ...]:
    """Return the table of scores of `evaluation`; the rows of built-in scorers come first."""
    columns = [reply_tallies(reply) for reply in evaluation.replies]
    names = {name: None for column in columns for name in column}
    known = [row for row in ROWS if row.name in names]
    others = [_unknown(name, columns) for name in names if name not in {row.name for row in known}]
    return tuple(_scored(row, [column[row.name] for column in columns if row.name in column]) for row in known + others)


def _unknown(name: str, columns: Sequence[Mapping[str, Tally]]) -> Row:
    counted = any(isinstance(column.get(name), Counts) for column in columns)
    return Row(name, name, "other", "f1" if counted else "accuracy")


def _scored(row: Row, tallies: Sequence[Tally]) -> ScoredRow:
    total = summed(tallies)
    counted = [tally for tally in tallies if tally.denominator]
    score = total.numerator / total.denominator if total.denominator else None
    return ScoredRow(row, total, score, _interval(row, counted), len(counted))


def _interval(row: Row, counted: Sequence[Tally]) -> Interval | None:
    if row.kind == "share":
        return wilson_interval(sum(tally.numerator for tally in counted), len(counted)) if counted else None
    if row.name == "edits":
        return mean_interval([tally.numerator for tally in counted])
    return ratio_interval([t.numerator for t in counted], [t.denominator for t in counted])
