"""Scores of an engine's answers against hand-made labels (gold files)."""

from __future__ import annotations

from summarise.evaluation.gold.gold_set import Gold, load_gold, load_gold_set
from summarise.evaluation.scores.answers import Answer, answer_of_gold, answer_of_record
from summarise.evaluation.scores.scoring import (
    SCORERS,
    Evaluation,
    Failed,
    ReplyScore,
    evaluate,
    score_reply,
    score_set,
)

__all__ = [
    "SCORERS",
    "Answer",
    "Evaluation",
    "Failed",
    "Gold",
    "ReplyScore",
    "answer_of_gold",
    "answer_of_record",
    "evaluate",
    "load_gold",
    "load_gold_set",
    "score_reply",
    "score_set",
]
