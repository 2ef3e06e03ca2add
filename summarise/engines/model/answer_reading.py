"""Convert a model's `Answer` into the parts of a Selection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from summarise.annotated import AnnotatedDocument
from summarise.commitment_attributes import Attributes, with_deadline
from summarise.engines.model.answer import Answer
from summarise.record import Basis, Certainty
from summarise.selection import SelectedCommitment, SelectedField, SelectedMeasure, SelectedTarget

__all__ = ["commitments", "corrections", "measures", "targets"]

_BASES: dict[str, Basis] = {"L": "level", "I": "increment", "G": "growth", "R": "reduction"}


def measures(answer: Answer) -> tuple[SelectedMeasure, ...]:
    """Return one measure for each group of sentences in `answer`, in text order.

    A sentence in two groups stays only in the first.
    """
    words = {entry.sentence: entry.words for entry in answer.summaries}
    return tuple(
        SelectedMeasure(sentences=group, summary=words.get(group[0], "")) for group in _distinct_groups(answer.measures)
    )


def commitments(answer: Answer, annotated: AnnotatedDocument) -> tuple[SelectedCommitment, ...]:
    """Return the commitments in `answer`, in text order.

    A group is split between sentences that differ in responsible bodies, certainty or deadline. `annotated` is the
    reply that the answer is about.
    """
    words = {entry.sentence: entry.words for entry in answer.summaries}
    bodies: dict[int, list[str]] = {}
    for named in answer.responsible:
        for number in named.sentences:
            bodies.setdefault(number, []).extend(named.bodies)
    certainties: dict[int, Certainty] = {}
    certainties.update((number, "effort") for number in answer.effort)
    certainties.update((number, "explore") for number in answer.explore)
    deadlines = _deadlines(answer, annotated)

    def attributes(number: int) -> Attributes[int]:
        named = tuple(dict.fromkeys(bodies.get(number, ())))
        certainty = certainties.get(number, "firm")
        return Attributes(responsible=named, certainty=certainty, deadline=deadlines.get(number))

    found: list[SelectedCommitment] = []
    for group in _distinct_groups(answer.commitments):
        for stated, run in groupby(group, key=attributes):
            sentences = tuple(run)
            summary = words.get(sentences[0], "")
            found.append(SelectedCommitment(sentences, summary, **with_deadline(stated, stated.deadline)))
    return tuple(found)


def targets(answer: Answer) -> tuple[SelectedTarget, ...]:
    """Return the targets in `answer`, in text order.

    If two of them have the same quantity number, the first counts.
    """
    first = {goal.quantity: goal for goal in reversed(answer.targets)}
    return tuple(
        SelectedTarget(goal.quantity, goal.indicator, _BASES[goal.basis], goal.date or None)
        for goal in sorted(first.values(), key=lambda goal: goal.quantity)
    )


def corrections(answer: Answer) -> tuple[SelectedField, ...]:
    """Return the corrections in `answer` of fields of the letter's head, except blank ones.

    They are checked against the text later.
    """
    return tuple(SelectedField(entry.name, entry.value) for entry in answer.corrections if entry.value.strip())


def _deadlines(answer: Answer, annotated: AnnotatedDocument) -> dict[int, int]:
    """Return the number of the deadline by sentence number; if a sentence has several, the latest."""
    found: dict[int, int] = {}

    def day(number: int) -> str:
        by = annotated.date(number).by
        return by.isoformat() if by else ""

    for entry in answer.deadlines:
        for number in entry.sentences:
            if number not in found or day(entry.date) > day(found[number]):
                found[number] = entry.date
    return found


def _distinct_groups(groups: Iterable[Iterable[int]]) -> Iterator[tuple[int, ...]]:
    seen: set[int] = set()
    ordered = sorted((tuple(sorted(set(group))) for group in groups), key=lambda group: group[:1])
    for group in ordered:
        fresh = tuple(number for number in group if number not in seen)
        seen.update(fresh)
        if fresh:
            yield fresh
