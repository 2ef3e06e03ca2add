"""Scores the attributes (certainty, deadline, responsible bodies) of the commitments that an answer has found."""

from __future__ import annotations

from collections.abc import Iterator

from summarise.commitment_attributes import ATTRIBUTES, Attribute
from summarise.evaluation.gold.gold_file import GoldCommitment
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import normalised
from summarise.evaluation.scores.answers import Answer, AnsweredCommitment
from summarise.evaluation.scores.findings import Counts, Findings, Mistake, Share, Tally, share_of_stated, summed
from summarise.evaluation.scores.sentences import Coverage
from summarise.stated_fields import StatedValue, in_words

__all__ = ["agree", "score_commitment_slots"]


def score_commitment_slots(gold: Gold, answer: Answer) -> Findings:
    """Score each attribute of each gold commitment sentence that the answer covers.

    The attributes are compared with those of the answered commitment that covers most of the sentence; among equals,
    with the one that has the least other evidence. A deadline is not counted if neither gold nor answer has one;
    responsible bodies are not counted if neither names any.
    """
    pairs = tuple(_pairs(gold, answer))
    tallies: dict[str, Tally] = {}
    unstated: dict[str, Share] = {}
    for attribute in ATTRIBUTES.values():
        found = [_compared(attribute, wanted, given) for wanted, given in pairs]
        tallies[attribute.score] = summed([_none_of(attribute), *(tally for tally, _ in found)])
        unstated[attribute.score] = sum((share for _, share in found), Share())
    return Findings(
        tallies,
        tuple(mistake for wanted, given in pairs for mistake in _mistakes(wanted, given)),
        {name: share for name, share in unstated.items() if share.of},
    )


def agree(wanted: StatedValue, given: StatedValue) -> bool:
    """True if an attribute has the same value in the labels (`wanted`) and in the answer (`given`).

    Order, spaces and quotes of names do not count.
    """
    if isinstance(wanted, tuple):
        return set(map(normalised, wanted)) == set(map(normalised, given))
    return wanted == given


def _pairs(gold: Gold, answer: Answer) -> Iterator[tuple[GoldCommitment, AnsweredCommitment]]:
    """Yield each gold commitment sentence that the answer covers, with the item that its attributes are taken from."""
    text = gold.document.text
    whole = Coverage(text, (span for item in answer.commitments for span in item.spans))
    ordered = sorted(answer.commitments, key=lambda item: item.order)
    items = [(item, Coverage(text, item.spans)) for item in ordered]
    sentences = {(s.start, s.end): s for s in gold.labels.sentences}
    for wanted in gold.labels.commitments:
        if whole.holds(sentences[wanted.start, wanted.end]):
            yield wanted, _item_at(wanted, items, len(text))


def _item_at(
    wanted: GoldCommitment, items: list[tuple[AnsweredCommitment, Coverage]], length: int
) -> AnsweredCommitment:
    return max(items, key=lambda pair: (pair[1].of(wanted.start, wanted.end), -pair[1].of(0, length)))[0]


def _none_of(attribute: Attribute) -> Tally:
    return Counts() if attribute.kind == "names" else Share()


def _given(attribute: Attribute, answered: AnsweredCommitment) -> StatedValue:
    return answered.stated.get(attribute.name, "")


def _compared(attribute: Attribute, wanted: GoldCommitment, answered: AnsweredCommitment) -> tuple[Tally, Share]:
    """Return what one attribute of one sentence counts in the score, and in the share of rightly empty values."""
    expected, given = attribute.of(wanted), _given(attribute, answered)
    if attribute.kind == "names":
        return _set_counts(expected, given), Share() if expected else Share(int(not given), 1)
    return share_of_stated(in_words(expected), in_words(given))


def _set_counts(wanted: StatedValue, given: StatedValue) -> Counts:
    gold, answer = set(map(normalised, wanted)), set(map(normalised, given))
    return Counts(len(gold & answer), len(answer - gold), len(gold - answer))


def _mistakes(wanted: GoldCommitment, answered: AnsweredCommitment) -> Iterator[Mistake]:
    span = (wanted.start, wanted.end)
    for attribute in ATTRIBUTES.values():
        expected, given = attribute.of(wanted), _given(attribute, answered)
        if not agree(expected, given):
            yield Mistake(attribute.score, "wrong", in_words(expected), in_words(given), span, span)
