"""Measures how well the rules do with their second reading, by cross-validation.

The second reading is a classifier that corrects the rules. Its weights are always fitted to other replies than those it
reads.
"""

from __future__ import annotations

from collections.abc import Sequence

from summarise.engines.rules import RulesEngine
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.answers import Answer
from summarise.evaluation.scores.scoring import Evaluation, Failed, predict_all, score_set
from summarise.evaluation.training import trained
from summarise.pipeline import summarise

__all__ = ["by_rules_alone", "held_out"]


def by_rules_alone(golds: Sequence[Gold]) -> Evaluation:
    """Return the scores of the rule engine, without its second reading, on the labelled replies `golds`."""
    return score_set(golds, _answers(golds, RulesEngine(None)))


def held_out(golds: Sequence[Gold], folds: int, beside: Sequence[Gold] = ()) -> Evaluation:
    """Return the scores of the rule engine with its second reading, by cross-validation with `folds` parts of the set.

    The weights for each part are fitted to the other parts and to the replies in `beside`.

    Raises:
        GoldError: the replies to fit to do not have enough labels; see `trained`.

    """
    answers: dict[str, Answer | Failed] = {}
    for fold in range(min(folds, len(golds))):
        others = [gold for at, gold in enumerate(golds) if at % folds != fold]
        answers |= _answers(golds[fold::folds], RulesEngine(trained([*others, *beside])))
    return score_set(golds, answers)


def _answers(golds: Sequence[Gold], engine: RulesEngine) -> dict[str, Answer | Failed]:
    return predict_all(golds, lambda document: summarise(document, engine))
