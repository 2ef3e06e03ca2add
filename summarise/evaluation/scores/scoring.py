"""Runs all scorers over one reply and over a set of replies."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from summarise.document import Document
from summarise.errors import AnswerError, InputError
from summarise.evaluation.gold.gold_set import Gold, load_gold_set
from summarise.evaluation.scores.answers import Answer, answer_of_record
from summarise.evaluation.scores.commitment_slots import score_commitment_slots
from summarise.evaluation.scores.fields import score_fields, score_topic
from summarise.evaluation.scores.findings import Findings, Mistake, Scorer, Share, Tally, summed
from summarise.evaluation.scores.right_items import rated_items
from summarise.evaluation.scores.sentences import score_commitments, score_confusion, score_measures
from summarise.evaluation.scores.target_pairs import score_targets
from summarise.evaluation.scores.target_slots import score_target_slots
from summarise.record import Record

__all__ = [
    "SCORERS",
    "Evaluation",
    "Failed",
    "ReplyScore",
    "evaluate",
    "predict_all",
    "score_reply",
    "score_set",
]

SCORERS: tuple[Scorer, ...] = (
    score_measures,
    score_commitments,
    score_targets,
    score_target_slots,
    score_commitment_slots,
    score_topic,
    score_fields,
    score_confusion,
)


@dataclass(frozen=True, slots=True)
class Failed:
    """A reply without an answer. `kind` and `message` give the reason."""

    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class ReplyScore:
    """Counts and mistakes of one reply. If the reply failed, all its labels count as missed.

    `tallies`, `specificity` and `tables` are those of `Findings`, from all scorers.
    """

    gold: Gold
    answer: Answer
    failed: Failed | None
    tallies: Mapping[str, Tally]
    mistakes: tuple[Mistake, ...]
    specificity: Mapping[str, Share]
    tables: Mapping[str, Mapping[str, int]]
    rated: tuple[tuple[float, bool], ...] = ()
    """For each item with a confidence: the confidence, and whether the item is right."""

    @property
    def perfect(self) -> bool:
        """True if the reply did not fail and its answer has no mistake."""
        return self.failed is None and not self.mistakes


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The scores of a run: one entry for each reply, in the order of the gold set, and sums over the replies."""

    replies: tuple[ReplyScore, ...]

    @property
    def totals(self) -> dict[str, Tally]:
        """Counts summed over the replies, by the row of the table of scores."""
        names = dict.fromkeys(name for reply in self.replies for name in reply.tallies)
        return {name: summed(reply.tallies[name] for reply in self.replies if name in reply.tallies) for name in names}

    @property
    def specificity(self) -> dict[str, Share]:
        """For each field: how often the answer is empty where the gold is empty, over replies that did not fail."""
        total: dict[str, Share] = {}
        for reply in self.replies:
            for name, share in reply.specificity.items():
                total[name] = total.get(name, Share()) + share
        return total

    @property
    def tables(self) -> dict[str, dict[str, int]]:
        """Further counts by table and category, such as the confusion of labels and the kinds of errors in numbers."""
        sums: dict[str, Counter[str]] = {}
        for reply in self.replies:
            for name, table in reply.tables.items():
                sums.setdefault(name, Counter()).update(table)
        return {name: dict(sorted(table.items())) for name, table in sums.items()}


def score_reply(gold: Gold, answer: Answer | Failed, scorers: Sequence[Scorer] = SCORERS) -> ReplyScore:
    """Return the scores that `scorers` give to one reply: to `answer`, compared with the labels in `gold`.

    A failed answer is scored as an empty one.
    """
    failed = answer if isinstance(answer, Failed) else None
    given = Answer() if isinstance(answer, Failed) else answer
    findings: list[Findings] = [scorer(gold, given) for scorer in scorers]
    return ReplyScore(
        gold=gold,
        answer=given,
        failed=failed,
        tallies={name: tally for found in findings for name, tally in found.tallies.items()},
        mistakes=tuple(mistake for found in findings for mistake in found.mistakes),
        specificity={} if failed else {n: s for found in findings for n, s in found.specificity.items()},
        tables={name: dict(table) for found in findings for name, table in found.tables.items()},
        rated=tuple(rated_items(gold, given.record)) if given.record else (),
    )


def score_set(
    golds: Sequence[Gold], answers: Mapping[str, Answer | Failed], scorers: Sequence[Scorer] = SCORERS
) -> Evaluation:
    """Score the answers for the replies in `golds`, by each of `scorers`.

    `answers` has the names of the gold files as its keys. A missing answer counts as a failure.
    """
    missing = Failed("no_prediction", "the predictions hold no answer for this reply")
    return Evaluation(tuple(score_reply(gold, answers.get(gold.name, missing), scorers) for gold in golds))


def evaluate(gold_dir: Path, predict: Callable[[Document], Record], scorers: Sequence[Scorer] = SCORERS) -> Evaluation:
    """Score the records that `predict` makes from the texts of the gold set in `gold_dir`, by each of `scorers`.

    A reply for which `predict` raises `InputError` or `AnswerError` counts as failed.

    Raises:
        GoldError: the gold set is missing or faulty.

    """
    golds = load_gold_set(gold_dir)
    return score_set(golds, predict_all(golds, predict), scorers)


def predict_all(golds: Sequence[Gold], predict: Callable[[Document], Record]) -> dict[str, Answer | Failed]:
    """Call `predict` for each text of a gold set; return answers and failures by the name of the gold file.

    Raises:
        ServiceRejected, BudgetExhausted: no further call can succeed.

    """
    answers: dict[str, Answer | Failed] = {}
    for gold in golds:
        try:
            answers[gold.name] = answer_of_record(predict(gold.document), gold.document.text)
        except (InputError, AnswerError) as error:
            answers[gold.name] = Failed(error.kind, error.message)
    return answers
