"""How many gold targets the quantity tagger offers: the ceiling of every engine that selects among its numbers."""

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
    """Gold targets that are offered as they are, and a line for each that is not."""

    found: int
    of: int
    missed: tuple[str, ...]


def tagger_recall(golds: Sequence[Gold], annotate: Callable[[Document], AnnotatedDocument]) -> TaggerRecall:
    """Look for every counted target among the quantities: overlapping, with the same value, range, unit, comparator."""
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
