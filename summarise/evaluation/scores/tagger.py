"""Counts how many gold targets are among the numbers that the annotation finds.

An engine selects its targets from these numbers, so it cannot find any others.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from summarise.annotated import AnnotatedDocument, Quantity
from summarise.document import Document
from summarise.errors import InputError
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.answers import AnsweredTarget
from summarise.evaluation.scores.target_pairs import differences, target_text

__all__ = ["TaggerRecall", "tagger_recall"]


@dataclass(frozen=True, slots=True)
class TaggerRecall:
    """How many gold targets the annotation found as numbers: `found` out of `of`.

    `missed` has a line of text for each target that it did not find.
    """

    found: int
    of: int
    missed: tuple[str, ...]


def tagger_recall(golds: Sequence[Gold], annotate: Callable[[Document], AnnotatedDocument]) -> TaggerRecall:
    """Look for each gold target among the quantities of its text; optional targets are left out.

    A quantity counts if it overlaps the target and has the same value, range, unit and comparator.

    Args:
        golds: the labelled replies.
        annotate: finds the quantities of a text.

    """
    found = of = 0
    missed: list[str] = []
    for gold in golds:
        targets = [target for target in gold.labels.numeric_targets if not target.optional]
        quantities = _quantities(gold, annotate) if targets else ()
        for target in targets:
            of += 1
            near = [q for q in quantities if q.start < target.end and target.start < q.end]
            if any(not differences(target, _as_answer(q)) for q in near):
                found += 1
            else:
                read = "; ".join(target_text(_as_answer(q)) for q in near) or "nothing"
                missed.append(f"{gold.name}: “{target.quote}” is {target_text(target)}, read as {read}")
    return TaggerRecall(found, of, tuple(missed))


def _quantities(gold: Gold, annotate: Callable[[Document], AnnotatedDocument]) -> tuple[Quantity, ...]:
    try:
        return annotate(gold.document).quantities
    except InputError:
        return ()


def _as_answer(quantity: Quantity) -> AnsweredTarget:
    return AnsweredTarget(
        (quantity.start, quantity.end), quantity.value, quantity.upper, quantity.unit, quantity.comparator
    )
