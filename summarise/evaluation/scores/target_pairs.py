"""Matches gold and answered targets one to one, and compares their numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from summarise.evaluation.gold.gold_file import GoldTarget
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import normalised, span_dice
from summarise.evaluation.scores.answers import Answer, AnsweredTarget
from summarise.evaluation.scores.assignment import assign
from summarise.evaluation.scores.findings import Counts, Findings, Mistake, Share

__all__ = ["TargetMatch", "differences", "match_targets", "score_targets", "target_text"]

_LEAST_DICE = 0.5


@dataclass(frozen=True, slots=True)
class TargetMatch:
    """Pairs of gold and answered targets, and the targets without a partner. Optional targets are left out."""

    pairs: tuple[tuple[GoldTarget, AnsweredTarget], ...]
    missed: tuple[GoldTarget, ...]
    invented: tuple[AnsweredTarget, ...]


def match_targets(gold: Gold, answer: Answer) -> TargetMatch:
    """Pair gold and answered targets by overlap and equal numbers.

    An answered target that matches only an optional gold target is left out of the result.
    """
    answered = sorted(answer.targets, key=lambda target: target.order)
    counted = sorted((t for t in gold.labels.numeric_targets if not t.optional), key=lambda t: t.start)
    optional = sorted((t for t in gold.labels.numeric_targets if t.optional), key=lambda t: t.start)
    found = assign(len(counted), len(answered), lambda r, c: _similarity(counted[r], answered[c]))
    rest = [target for index, target in enumerate(answered) if index not in found.values()]
    neutral = assign(len(optional), len(rest), lambda r, c: _similarity(optional[r], rest[c]))
    return TargetMatch(
        pairs=tuple((counted[row], answered[column]) for row, column in sorted(found.items())),
        missed=tuple(target for row, target in enumerate(counted) if row not in found),
        invented=tuple(target for column, target in enumerate(rest) if column not in neutral.values()),
    )


def _similarity(gold: GoldTarget, answered: AnsweredTarget) -> float | None:
    """Return the similarity of two targets: the overlap of their spans, plus 1 if their numbers are equal.

    Return None if they cannot be the same target.
    """
    if answered.span is None:
        return None
    dice = span_dice((gold.start, gold.end), answered.span)
    same_amount = answered.value == gold.value and _same_unit(gold, answered)
    if dice < _LEAST_DICE and not (dice > 0 and same_amount):
        return None
    return dice + (not differences(gold, answered))


def _same_unit(gold: GoldTarget, answered: AnsweredTarget) -> bool:
    return normalised(gold.unit) == normalised(answered.unit)


def differences(gold: GoldTarget, answered: AnsweredTarget) -> tuple[str, ...]:
    """Return a word for each part in which the numbers of a labelled and an answered target differ.

    The parts are value, upper end, unit and comparator. Return an empty tuple if nothing differs.
    """
    kinds = []
    if answered.value != gold.value:
        kinds.append(_value_error(gold.value, answered.value))
    if answered.upper != gold.upper:
        kinds.append("range end")
    if not _same_unit(gold, answered):
        per_cent = {"%", "个百分点", "百分点"}
        kinds.append("% against 百分点" if {gold.unit, answered.unit} <= per_cent else "unit")
    if answered.comparator != gold.comparator:
        kinds.append("comparator")
    return tuple(kinds)


def _value_error(wanted: Decimal, given: Decimal | None) -> str:
    if given is None or not given.is_finite():
        return "no value"
    for power, name in ((4, "×10⁴"), (8, "×10⁸")):
        if wanted and given in (wanted.scaleb(power), wanted.scaleb(-power)):
            return name
    return "value"


def target_text(target: GoldTarget | AnsweredTarget) -> str:
    """Return a target's number for readers: comparator, value, upper end of a range, unit."""
    upper = "" if target.upper is None else f"–{target.upper:f}"
    sign = "" if target.comparator in ("=", "range") else f"{target.comparator} "
    return f"{sign}{'?' if target.value is None else format(target.value, 'f')}{upper}{target.unit}"


def score_targets(gold: Gold, answer: Answer) -> Findings:
    """Count the targets of `answer` for two F1 scores: targets that `gold` has too, and those with the same number.

    A number is the same if value, upper end, unit and comparator are equal.
    """
    match = match_targets(gold, answer)
    wrong = [(g, a, kinds) for g, a in match.pairs if (kinds := differences(g, a))]
    tally = Counter(kind for _, _, kinds in wrong for kind in kinds)
    paired, strict = len(match.pairs), len(match.pairs) - len(wrong)
    missed, invented = len(match.missed), len(match.invented)
    altered = (
        Mistake("targets", "wrong", target_text(g), target_text(a), (g.start, g.end), a.span, ", ".join(kinds))
        for g, a, kinds in wrong
    )
    specificity = {} if paired + missed else {"targets": Share(int(not invented), 1)}
    return Findings(
        tallies={
            "targets_found": Counts(paired, invented, missed),
            "targets": Counts(strict, invented + len(wrong), missed + len(wrong)),
        },
        mistakes=(*map(_missing, match.missed), *map(_invented, match.invented), *altered),
        specificity=specificity,
        tables={"number_errors": tally},
    )


def _missing(target: GoldTarget) -> Mistake:
    return Mistake("targets", "missing", f"{target_text(target)} {target.indicator}", gold=(target.start, target.end))


def _invented(target: AnsweredTarget) -> Mistake:
    return Mistake(
        "targets",
        "invented",
        given=f"{target_text(target)} {target.indicator}",
        answer=target.span,
        detail="" if target.span else "quote not in the text",
    )
