"""Computes the agreement between two people's labels for the same replies, and lists the differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from summarise.errors import GoldError
from summarise.evaluation.gold.gold_file import GoldTarget
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.label_lines import in_notation
from summarise.evaluation.gold.similarity import is_visible
from summarise.evaluation.gold.unit_sheet import numbered_units
from summarise.evaluation.scores.answers import answer_of_gold
from summarise.evaluation.scores.commitment_slots import score_commitment_slots
from summarise.evaluation.scores.fields import score_fields, score_topic
from summarise.evaluation.scores.findings import Counts, Findings, Tally, summed
from summarise.evaluation.scores.target_pairs import score_targets, target_text
from summarise.evaluation.scores.target_slots import score_target_slots

__all__ = ["Agreement", "Segment", "agreement", "differences", "segments"]


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that lies within one unit of each of two labellings, with the labels of both."""

    start: int
    end: int
    first: tuple[str, ...]
    second: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement of two labellings, summed over replies.

    `same` is the number of segments with equal labels. `kappa` is None if there are no segments, or all have the same
    labels. `tallies` are counts by row of the table of scores, with the first labelling as gold.
    """

    replies: int
    segments: int
    same: int
    kappa: float | None
    tallies: dict[str, Tally]

    @property
    def percent(self) -> float:
        """Percentage of segments with equal labels; 100 if there are no segments."""
        return 100 * self.same / self.segments if self.segments else 100.0

    def to_dict(self) -> dict[str, Any]:
        """Return the numbers in the form of `agreement.json`: percentage, kappa, and the score of each row (0 to 1)."""
        return {
            "replies": self.replies,
            "sentences": self.segments,
            "percent": round(self.percent, 1),
            "kappa": None if self.kappa is None else round(self.kappa, 3),
            "fields": {
                name: round(tally.numerator / tally.denominator, 3) if tally.denominator else None
                for name, tally in self.tallies.items()
            },
        }


def segments(first: Gold, second: Gold) -> tuple[Segment, ...]:
    """Split a text at the ends of all sentences of its labellings `first` and `second`.

    Return the pieces that are not blank.

    Raises:
        GoldError: the labellings are of different texts.

    """
    if first.document.sha256 != second.document.sha256:
        raise GoldError(f"{first.name}: the two labellings are of different texts")
    text = first.document.text
    cuts = sorted({cut for gold in (first, second) for s in gold.labels.sentences for cut in (s.start, s.end)})
    return tuple(
        Segment(a, b, _labels_at(first, a), _labels_at(second, a))
        for a, b in pairwise(cuts)
        if any(map(is_visible, text[a:b]))
    )


def _labels_at(gold: Gold, at: int) -> tuple[str, ...]:
    return next((tuple(sorted(s.labels)) for s in gold.labels.sentences if s.start <= at < s.end), ())


def agreement(pairs: Sequence[tuple[Gold, Gold]]) -> Agreement:
    """Return the agreement of pairs of labellings; the two of a pair are of the same reply.

    The F1 scores of measures and commitments leave out headings.

    Raises:
        GoldError: a pair is of two different texts.

    """
    parts = [segment for first, second in pairs for segment in segments(first, second)]
    tallies: dict[str, Tally] = {field: _label_counts(parts, label) for field, label in _LABELS.items()}
    for first, second in pairs:
        for name, tally in _attribute_tallies(first, second).items():
            tallies[name] = summed((tallies[name], tally)) if name in tallies else tally
    same = sum(part.first == part.second for part in parts)
    return Agreement(len(pairs), len(parts), same, _kappa(parts), tallies)


_LABELS = {"measures": "measure", "commitments": "commitment"}


def _label_counts(parts: Sequence[Segment], label: str) -> Counts:
    both = sum(label in part.first and label in part.second for part in parts)
    only_first = sum(label in part.first and not {label, "heading"} & set(part.second) for part in parts)
    only_second = sum(label in part.second and not {label, "heading"} & set(part.first) for part in parts)
    return Counts(both, only_second, only_first)


def _kappa(parts: Sequence[Segment]) -> float | None:
    """Return Cohen's kappa of the label sets; None if the agreement expected by chance is 1 or there are no segments.

    Source: J. Cohen, Educational and Psychological Measurement 20 (1960).
    """
    total = len(parts)
    first, second = Counter(part.first for part in parts), Counter(part.second for part in parts)
    by_chance = sum(first[labels] * second[labels] for labels in first)
    if not total or by_chance == total * total:
        return None
    observed = sum(part.first == part.second for part in parts)
    return (observed * total - by_chance) / (total * total - by_chance)


def _attribute_tallies(first: Gold, second: Gold) -> dict[str, Tally]:
    answer = answer_of_gold(second)
    scorers = (score_targets, score_target_slots, score_commitment_slots, score_topic, score_fields)
    found: list[Findings] = [scorer(first, answer) for scorer in scorers]
    return {name: tally for findings in found for name, tally in findings.tallies.items()}


def differences(first: Gold, second: Gold) -> Iterator[str]:
    """Yield one line for each difference between two labellings, `first` (A) and `second` (B), with its unit's number.

    Raises:
        GoldError: the labellings are of different texts.

    """
    text = first.document.text
    for part in segments(first, second):
        here, there = _described(first, part), _described(second, part)
        if here != there:
            yield f"{_unit(text, part.start)}\tA: {here}\tB: {there}\t{text[part.start : part.end].strip()}"
    yield from _target_differences(first, second)
    for part_name in ("proposal", "reply"):
        left, right = (getattr(gold.labels, part_name).model_dump() for gold in (first, second))
        for name in left:
            if left[name] != right[name]:
                yield f"{name}\tA: {_joined(left[name])}\tB: {_joined(right[name])}"


def _described(gold: Gold, part: Segment) -> str:
    labels = "+".join(_labels_at(gold, part.start)) or "nothing"
    item = next((c for c in gold.labels.commitments if c.start <= part.start < c.end), None)
    return f"{labels} {in_notation(item)}" if item else labels


def _target_differences(first: Gold, second: Gold) -> Iterator[str]:
    left, right = ({(t.start, t.end): t for t in gold.labels.numeric_targets} for gold in (first, second))
    for span in sorted({*left, *right}):
        here, there = (_target(side.get(span)) for side in (left, right))
        if here != there:
            yield f"t {_unit(first.document.text, span[0])}\tA: {here}\tB: {there}\t{first.quote(*span)}"


def _target(target: GoldTarget | None) -> str:
    if target is None:
        return "none"
    deadline = f' "{target.deadline.text}" {target.deadline.by}' if target.deadline.text else ""
    optional = " optional" if target.optional else ""
    return f"{target.indicator} | {target_text(target)} | {target.basis}{deadline}{optional}"


def _unit(text: str, at: int) -> str:
    return next((number for number, (start, end) in numbered_units(text) if start <= at < end), "?")


def _joined(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else " | ".join(value)
