"""Fits a calibration to labelled replies: it maps signals of an engine to the probability that an item is right."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from summarise.annotate import annotate
from summarise.confidence.calibration import KINDS, Calibration, ItemModel
from summarise.confidence.stating import signals_by_item
from summarise.engines import Engine
from summarise.errors import AnswerError, GoldError, InputError
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.scores.right_items import verdicts
from summarise.pipeline import signals_of, summarise_annotated

__all__ = ["Example", "calibrate", "examples_of", "fitted"]

_FOLDS = 5
_PENALTY = 2.0
"""Factor of the penalty on squared weights; with few labels it keeps the weights small."""
_LEAST = 4
"""Least number of labelled items that must have a signal; a rarer signal gets no weight."""
_ROUNDS = 30
_FEW_REPLIES = 10


@dataclass(frozen=True, slots=True)
class Example:
    """One item or attribute of a labelled reply: its signals, and whether the labels agree with it.

    `reply` is the index of the reply; `kind` is m, c or t, or an attribute such as c.deadline.
    """

    reply: int
    kind: str
    signals: tuple[str, ...]
    is_right: bool


def examples_of(golds: Sequence[Gold], engine: Engine) -> list[Example]:
    """Run `engine` over labelled replies, `golds`, and compare its items with the labels; failed replies are left out.

    Raises:
        ServiceRejected: no call to the engine's service can succeed.

    """
    found: list[Example] = []
    for number, gold in enumerate(golds):
        annotated = annotate(gold.document)
        try:
            record, selection = summarise_annotated(annotated, engine)
        except (InputError, AnswerError):
            continue
        signals = signals_by_item(record, annotated, signals_of(annotated, selection))
        found += [
            Example(number, verdict.kind, signals.get(verdict.item, ()), verdict.is_right)
            for verdict in verdicts(gold, record)
        ]
    return found


def calibrate(golds: Sequence[Gold], engine: Engine, *, name: str = "") -> Calibration:
    """Run an engine over labelled replies and fit a calibration to its right and wrong items.

    `name` is the name of the model; "" means the built-in engine.

    Raises:
        GoldError: there are fewer than ten labelled replies, or the engine found no item in them.
        ServiceRejected: no call to the engine's service can succeed.

    """
    if len(golds) < _FEW_REPLIES:
        raise GoldError(f"{len(golds)} labelled replies are too few to calibrate on; label {_FEW_REPLIES} at least")
    examples = examples_of(golds, engine)
    models = _models(examples)
    if not models:
        raise GoldError("the engine found no item in the labelled replies; there is nothing to calibrate on")
    return Calibration(
        engine="model" if name else "rules",
        model=name,
        replies=len(golds),
        models=models,
        held_out=_held_out(examples, len(golds)),
    )


def _models(examples: Sequence[Example]) -> dict[str, ItemModel]:
    by_kind: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_kind[example.kind].append(example)
    return {kind: fitted(found) for kind, found in sorted(by_kind.items())}


def _held_out(examples: Sequence[Example], replies: int) -> list[list[tuple[float, bool]]]:
    """Return, for each reply, its items as (probability, is right), by cross-validation.

    The weights that give a reply's probabilities were fitted to other replies.
    """
    found: list[list[tuple[float, bool]]] = [[] for _ in range(replies)]
    for fold in range(_FOLDS):
        models = _models([one for one in examples if one.reply % _FOLDS != fold])
        for one in examples:
            if one.reply % _FOLDS == fold and one.kind in KINDS and one.kind in models:
                found[one.reply].append((models[one.kind].probability(one.signals), one.is_right))
    return found


def fitted(examples: Sequence[Example]) -> ItemModel:
    """Fit a logistic regression with a quadratic penalty by Newton's method; the same examples give the same weights.

    A signal gets no weight if fewer than four examples have it, or if all have it.
    """
    counts = Counter(signal for example in examples for signal in set(example.signals))
    names = sorted(name for name, count in counts.items() if _LEAST <= count < len(examples))
    columns = {name: at for at, name in enumerate(names, start=1)}
    rows = [sorted({0, *(columns[one] for one in example.signals if one in columns)}) for example in examples]
    right = [example.is_right for example in examples]
    weights = _newton(rows, right, len(names) + 1)
    return ItemModel(
        bias=round(weights[0], 4),
        weights={name: round(weights[at], 4) for name, at in columns.items() if round(weights[at], 4)},
        items=len(examples),
        right=sum(right),
    )


def _newton(rows: Sequence[Sequence[int]], right: Sequence[bool], size: int) -> list[float]:
    """Return the weights of a logistic regression. Each row lists the columns whose value is 1; all others are 0.

    Column 0 is the bias, on which there is almost no penalty.
    """
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        slope = [-_penalty(at) * weight for at, weight in enumerate(weights)]
        curve = [[0.0] * size for _ in range(size)]
        for at in range(size):
            curve[at][at] = _penalty(at)
        for row, is_right in zip(rows, right, strict=True):
            p = 1 / (1 + math.exp(-sum(weights[at] for at in row)))
            spread = p * (1 - p)
            for at in row:
                slope[at] += is_right - p
                for other in row:
                    curve[at][other] += spread
        step = _solved(curve, slope)
        weights = [weight + change for weight, change in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-6:  # noqa: PLR2004 - far below the rounding
            break
    return weights


def _penalty(at: int) -> float:
    return _PENALTY if at else 0.5


def _solved(matrix: list[list[float]], values: list[float]) -> list[float]:
    """Solve a system of linear equations by Gaussian elimination with pivots; the matrix is positive definite."""
    size = len(values)
    rows = [[*row, value] for row, value in zip(matrix, values, strict=True)]
    for at in range(size):
        pivot = max(range(at, size), key=lambda row: abs(rows[row][at]))
        rows[at], rows[pivot] = rows[pivot], rows[at]
        for below in range(at + 1, size):
            factor = rows[below][at] / rows[at][at]
            if factor:
                rows[below] = [x - factor * y for x, y in zip(rows[below], rows[at], strict=True)]
    found = [0.0] * size
    for at in reversed(range(size)):
        rest = sum(rows[at][column] * found[column] for column in range(at + 1, size))
        found[at] = (rows[at][size] - rest) / rows[at][at]
    return found
