"""Scores the attributes (basis, deadline, indicator) of the targets that an answer has found."""

from __future__ import annotations

from collections.abc import Iterator

from summarise.evaluation.gold.gold_file import GoldTarget
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import lcs_f1
from summarise.evaluation.scores.answers import Answer, AnsweredTarget
from summarise.evaluation.scores.findings import Findings, Mistake, Share, share_of_stated
from summarise.evaluation.scores.target_pairs import match_targets

__all__ = ["INDICATOR_THRESHOLD", "score_target_slots"]

INDICATOR_THRESHOLD = 0.8
"""Two indicators count as equal if the F1 score of their longest common subsequence is at least this."""


def score_target_slots(gold: Gold, answer: Answer) -> Findings:
    """Score basis, deadline and indicator of each target that was found.

    The deadline is not counted if neither gold nor answer has one.
    """
    basis, deadline, indicator, unstated = Share(), Share(), Share(), Share()
    mistakes: list[Mistake] = []
    for wanted, given in match_targets(gold, answer).pairs:
        scored, empty = share_of_stated(wanted.deadline.by, given.by)
        deadline, unstated = deadline + scored, unstated + empty
        basis += Share(int(wanted.basis == given.basis), 1)
        indicator += Share(int(_same_indicator(wanted, given)), 1)
        mistakes += _mistakes(wanted, given)
    return Findings(
        {"basis": basis, "target_deadline": deadline, "indicator": indicator},
        tuple(mistakes),
        {"target_deadline": unstated} if unstated.of else {},
    )


def _same_indicator(wanted: GoldTarget, given: AnsweredTarget) -> bool:
    return lcs_f1(wanted.indicator, given.indicator) >= INDICATOR_THRESHOLD


def _mistakes(wanted: GoldTarget, given: AnsweredTarget) -> Iterator[Mistake]:
    slots = (
        ("basis", wanted.basis == given.basis, wanted.basis, given.basis),
        ("target_deadline", wanted.deadline.by == given.by, wanted.deadline.by, given.by),
        ("indicator", _same_indicator(wanted, given), wanted.indicator, given.indicator),
    )
    for slot, right, expected, got in slots:
        if not right:
            yield Mistake(slot, "wrong", expected, got, (wanted.start, wanted.end), given.span)
