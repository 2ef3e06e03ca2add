"""Scores the fields of the proposal and of the reply, such as number and issuer."""

from __future__ import annotations

from typing import Literal

from summarise.evaluation.gold.gold_file import GoldProposal, GoldReply
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import lcs_f1, normalised
from summarise.evaluation.scores.answers import Answer
from summarise.evaluation.scores.findings import Findings, Mistake, Share, Tally
from summarise.stated_fields import STATED, StatedValue, in_words

__all__ = ["SCORED_FIELDS", "score_fields", "score_topic"]

SCORED_FIELDS = tuple(
    STATED[f"{part}.{name}"]
    for part, model in (("proposal", GoldProposal), ("reply", GoldReply))
    for name in model.model_fields
    if name != "topic"
)
"""The labelled fields of proposal and reply, without the topic, which is scored separately."""


def score_fields(gold: Gold, answer: Answer) -> Findings:
    """Score each field of proposal and reply as equal or not, after normalisation.

    The order of several values is ignored.

    A field that is empty in both gold and answer is not counted.
    """
    tallies: dict[str, Tally] = {}
    specificity: dict[str, Share] = {}
    mistakes: list[Mistake] = []
    for field in SCORED_FIELDS:
        name = field.name
        wanted = getattr(getattr(gold.labels, field.part), name)
        given = getattr(answer, field.part).get(name, "")
        right = _compared(wanted) == _compared(given)
        if not _compared(wanted):
            specificity[name] = Share(int(right), 1)
        tallies[name] = Share(int(right), 1) if _compared(wanted) or _compared(given) else Share()
        if not right:
            kind = _kind(bool(_compared(wanted)), bool(_compared(given)))
            mistakes.append(Mistake(name, kind, in_words(wanted), in_words(given)))
    return Findings(tallies, tuple(mistakes), specificity)


def score_topic(gold: Gold, answer: Answer) -> Findings:
    """Score the topic of `answer` against the most similar wording that `gold` accepts.

    The scores are equality, and the F1 score of the longest common subsequence of characters.
    """
    wordings = tuple(w for w in gold.labels.proposal.topic if normalised(w))
    given = in_words(answer.proposal.get("topic", ""))
    if not wordings:
        right = not normalised(given)
        mistakes = () if right else (Mistake("topic", "invented", given=given),)
        tally = Share() if right else Share(0, 1)
        return Findings({"topic": tally, "topic_likeness": tally}, mistakes, {"topic": Share(int(right), 1)})
    exact = normalised(given) in {normalised(wording) for wording in wordings}
    likeness = max(lcs_f1(wording, given) for wording in wordings)
    mistakes = () if exact else (Mistake("topic", _kind(True, bool(normalised(given))), " | ".join(wordings), given),)
    return Findings({"topic": Share(int(exact), 1), "topic_likeness": Share(likeness, 1)}, mistakes)


def _kind(wanted: bool, given: bool) -> Literal["missing", "invented", "wrong"]:
    if wanted and given:
        return "wrong"
    return "missing" if wanted else "invented"


def _compared(value: StatedValue) -> frozenset[str]:
    parts = (value,) if isinstance(value, str) else value
    return frozenset(normalised(part) for part in parts) - {""}
