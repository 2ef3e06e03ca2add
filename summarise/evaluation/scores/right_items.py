"""Decides for each item of a record whether the labels agree with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarise.commitment_attributes import ATTRIBUTES
from summarise.confidence.calibration import KINDS
from summarise.evaluation.gold.gold_file import GoldCommitment, GoldSentence, Label
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import lcs_f1
from summarise.evaluation.scores.answers import AnsweredTarget, answer_of_record
from summarise.evaluation.scores.commitment_slots import agree
from summarise.evaluation.scores.target_pairs import differences, match_targets
from summarise.evaluation.scores.target_slots import INDICATOR_THRESHOLD
from summarise.record import Commitment, Evidence, NumericTarget, Record
from summarise.reference import items_of, statements_of

__all__ = ["Verdict", "rated_items", "verdicts"]

_LABEL: dict[str, Label] = {"m": "measure", "c": "commitment"}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an item of a record, or an attribute of a right item, agrees with the labels.

    `item` is the item's id; `kind` is m, c or t, or an attribute such as c.deadline.
    """

    item: str
    kind: str
    is_right: bool


def verdicts(gold: Gold, record: Record) -> Iterator[Verdict]:
    """Yield a verdict for each item of `record`, and one for each attribute of a right commitment or target.

    A measure or commitment is right if the sentence with most of its evidence has this label in `gold`; a target is
    right if it matches a labelled one. There is no verdict on an item whose evidence is a heading or has no label, nor
    on a target that is optional in the labels.
    """
    commitments = {(one.start, one.end): one for one in gold.labels.commitments}
    for item in statements_of(record):
        sentence = _most_of(item.evidence, gold.labels.sentences)
        if sentence is None or sentence.labels == ("heading",):
            continue
        is_right = _LABEL[item.id[0]] in sentence.labels
        yield Verdict(item.id, item.id[0], is_right)
        wanted = commitments.get((sentence.start, sentence.end))
        if is_right and isinstance(item, Commitment) and wanted is not None:
            yield from _commitment_attributes(item, wanted)
    yield from _targets(gold, record)


def rated_items(gold: Gold, record: Record) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of an item of `record`, and whether the item is right by the labels of `gold`.

    Items without a confidence or a verdict are left out.
    """
    stated = {item.id: item.confidence for item in items_of(record) if item.confidence is not None}
    for verdict in verdicts(gold, record):
        if verdict.kind in KINDS and verdict.item in stated:
            yield stated[verdict.item], verdict.is_right


def _most_of(evidence: tuple[Evidence, ...], sentences: tuple[GoldSentence, ...]) -> GoldSentence | None:
    """Return the labelled sentence that shares the most characters with an item's evidence; None if none shares any."""

    def shared(one: GoldSentence) -> int:
        return sum(max(0, min(span.end, one.end) - max(span.start, one.start)) for span in evidence)

    best = max(sentences, key=shared, default=None)
    return best if best is not None and shared(best) else None


def _commitment_attributes(item: Commitment, wanted: GoldCommitment) -> Iterator[Verdict]:
    for attribute in ATTRIBUTES.values():
        yield Verdict(item.id, f"c.{attribute.name}", agree(attribute.of(wanted), attribute.of(item)))


def _targets(gold: Gold, record: Record) -> Iterator[Verdict]:
    answer = answer_of_record(record, gold.document.text)
    match = match_targets(gold, answer)
    items = {(item.evidence.start, item.evidence.end): item for item in record.numeric_targets}

    def item_of(answered: AnsweredTarget) -> NumericTarget | None:
        return items.get(answered.span) if answered.span else None

    for answered in match.invented:
        if item := item_of(answered):
            yield Verdict(item.id, "t", is_right=False)
    for wanted, answered in match.pairs:
        item = item_of(answered)
        if item is None:
            continue
        is_right = not differences(wanted, answered)
        yield Verdict(item.id, "t", is_right)
        if is_right:
            yield Verdict(item.id, "t.basis", answered.basis == wanted.basis)
            yield Verdict(item.id, "t.deadline", answered.by == wanted.deadline.by)
            alike = lcs_f1(wanted.indicator, answered.indicator) >= INDICATOR_THRESHOLD
            yield Verdict(item.id, "t.indicator", alike)
