"""Scores measures and commitments by counting labelled sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from summarise.evaluation.gold.gold_file import GoldSentence
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import visible_counts
from summarise.evaluation.scores.answers import Answer, AnsweredItem
from summarise.evaluation.scores.findings import Counts, Findings, Mistake, Share
from summarise.evaluation.span import Span

__all__ = ["Coverage", "score_commitments", "score_confusion", "score_measures"]

_FIELDS = {"measures": "measure", "commitments": "commitment"}


class Coverage:
    """Counts how many visible characters of an interval are covered by given spans, such as the evidence of items."""

    def __init__(self, text: str, spans: Iterable[Span]) -> None:
        self._visible = visible_counts(text)
        self._spans = _merged(spans, len(text))
        self._ends = [end for _, end in self._spans]

    def of(self, start: int, end: int) -> int:
        """Return the number of covered visible characters between `start` and `end` (exclusive)."""
        covered = 0
        for a, b in islice(self._spans, bisect_right(self._ends, start), None):
            if a >= end:
                break
            covered += self._visible[min(end, b)] - self._visible[max(start, a)]
        return covered

    def holds(self, sentence: GoldSentence) -> bool:
        """Return True if at least half of the sentence's visible characters are covered."""
        visible = self._visible[sentence.end] - self._visible[sentence.start]
        return visible > 0 and 2 * self.of(sentence.start, sentence.end) >= visible


def _merged(spans: Iterable[Span], length: int) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted((max(0, a), min(b, length)) for a, b in spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        elif start < end:
            merged.append((start, end))
    return merged


def score_measures(gold: Gold, answer: Answer) -> Findings:
    """Count the sentences that are measures in both gold and answer, in the gold only, and in the answer only."""
    return _score(gold, answer.measures, "measures")


def score_commitments(gold: Gold, answer: Answer) -> Findings:
    """Count the sentences that are commitments in both gold and answer, in the gold only, and in the answer only."""
    return _score(gold, answer.commitments, "commitments")


def _score(gold: Gold, items: Sequence[AnsweredItem], field: str) -> Findings:
    label = _FIELDS[field]
    coverage = Coverage(gold.document.text, (span for item in items for span in item.spans))
    tp, missed, invented = 0, list[GoldSentence](), list[GoldSentence]()
    for sentence in gold.labels.sentences:
        covered = coverage.holds(sentence)
        if label in sentence.labels:
            tp += covered
            missed += [] if covered else [sentence]
        elif covered and "heading" not in sentence.labels:
            invented.append(sentence)
    lost = sum(item.lost for item in items)
    mistakes = [
        *(Mistake(field, "missing", gold=(s.start, s.end), expected=label) for s in missed),
        *(Mistake(field, "invented", answer=(s.start, s.end), expected=_named(s), given=label) for s in invented),
        *(Mistake(field, "invented", given=label, detail="quote not in the text") for _ in range(lost)),
    ]
    counts = Counts(tp, len(invented) + lost, len(missed))
    empty = tp + len(missed) == 0
    specificity = {field: Share(int(counts.fp == 0), 1)} if empty else {}
    return Findings({field: counts}, tuple(mistakes), specificity)


def _named(sentence: GoldSentence) -> str:
    return "+".join(sorted(sentence.labels))


def score_confusion(gold: Gold, answer: Answer) -> Findings:
    """Count sentences by their pair of labels: the label in the gold and the label in the answer.

    Each of the two is measure, commitment, both or neither. Headings that are neither in the gold are left out.
    """
    text = gold.document.text
    measures = Coverage(text, (span for item in answer.measures for span in item.spans))
    commitments = Coverage(text, (span for item in answer.commitments for span in item.spans))
    table: Counter[str] = Counter()
    for sentence in gold.labels.sentences:
        wanted = _state("measure" in sentence.labels, "commitment" in sentence.labels)
        if wanted == "neither" and "heading" in sentence.labels:
            continue
        table[f"{wanted} as {_state(measures.holds(sentence), commitments.holds(sentence))}"] += 1
    return Findings(tables={"confusion": table})


def _state(measure: bool, commitment: bool) -> str:
    if measure:
        return "both" if commitment else "measure"
    return "commitment" if commitment else "neither"
