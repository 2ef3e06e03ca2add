"""Scores the attributes (certainty, deadline, responsible bodies) of the commitments that an answer has found."""

from __future__ import annotations

from summarise.evaluation.gold.gold_file import GoldCommitment
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import normalised
from summarise.evaluation.scores.answers import Answer, AnsweredCommitment
from summarise.evaluation.scores.findings import Counts, Findings, Mistake, Share, share_of_stated
from summarise.evaluation.scores.sentences import Coverage

__all__ = ["score_commitment_slots"]


def score_commitment_slots(gold: Gold, answer: Answer) -> Findings:
    """Score certainty, deadline and responsible bodies for each gold commitment sentence that the answer covers.

    The attributes are compared with those of the answered commitment that covers most of the sentence; among equals,
    with the one that has the least other evidence. A deadline that neither gold nor answer has is not counted, and
    likewise for bodies.
    """
    text = gold.document.text
    whole = Coverage(text, (span for item in answer.commitments for span in item.spans))
    items = [(item, Coverage(text, item.spans)) for item in sorted(answer.commitments)]
    sentences = {(s.start, s.end): s for s in gold.labels.sentences}
    certainty, deadline, responsible = Share(), Share(), Counts()
    no_deadline, nobody = Share(), Share()
    mistakes: list[Mistake] = []
    for wanted in gold.labels.commitments:
        if not whole.holds(sentences[wanted.start, wanted.end]):
            continue
        given = _item_at(wanted, items, len(text))
        certainty += Share(int(given.certainty == wanted.certainty), 1)
        scored, empty = share_of_stated(wanted.deadline.by, given.by)
        deadline, no_deadline = deadline + scored, no_deadline + empty
        responsible += _set_counts(wanted.responsible, given.responsible)
        nobody += Share() if wanted.responsible else Share(int(not given.responsible), 1)
        mistakes += _mistakes(wanted, given)
    unstated = {"commitment_deadline": no_deadline, "responsible": nobody}
    return Findings(
        {"certainty": certainty, "commitment_deadline": deadline, "responsible": responsible},
        tuple(mistakes),
        {name: share for name, share in unstated.items() if share.of},
    )


def _item_at(
    wanted: GoldCommitment, items: list[tuple[AnsweredCommitment, Coverage]], length: int
) -> AnsweredCommitment:
    return max(items, key=lambda pair: (pair[1].of(wanted.start, wanted.end), -pair[1].of(0, length)))[0]


def _set_counts(wanted: tuple[str, ...], given: tuple[str, ...]) -> Counts:
    gold, answer = set(map(normalised, wanted)), set(map(normalised, given))
    return Counts(len(gold & answer), len(answer - gold), len(gold - answer))


def _mistakes(wanted: GoldCommitment, given: AnsweredCommitment) -> list[Mistake]:
    span = (wanted.start, wanted.end)
    slots = [
        ("certainty", given.certainty == wanted.certainty, wanted.certainty, given.certainty),
        ("commitment_deadline", given.by == wanted.deadline.by, wanted.deadline.by, given.by),
        (
            "responsible",
            _set_counts(wanted.responsible, given.responsible).denominator
            == _set_counts(wanted.responsible, given.responsible).numerator,
            "、".join(wanted.responsible),
            "、".join(given.responsible),
        ),
    ]
    return [Mistake(field, "wrong", expected, got, span, span) for field, right, expected, got in slots if not right]
