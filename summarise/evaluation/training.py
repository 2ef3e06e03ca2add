"""Fits the weights of the second reading, a classifier that corrects the rules, to labelled replies.

There are two logistic regressions, one for measures and one for commitments, with a penalty on squared weights. They
are solved in the dual form, one sentence at a time (Yu, Huang and Lin, 2011). Nothing is random: the same replies give
the same weights.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from summarise.annotate import annotate
from summarise.engines.rules.labels import judge
from summarise.engines.rules.traits import Traits, traits_of
from summarise.engines.rules.weights import Weights, digest_of
from summarise.engines.rules.wording import cue_text
from summarise.errors import GoldError
from summarise.evaluation.gold.gold_set import Gold

__all__ = ["Labelled", "labelled_sentences", "trained"]

_LEAST_REPLIES = 2
"""Least number of replies that must have a trait; a rarer trait gets no weight."""
_COST = 0.3
"""Cost of an error, relative to the penalty on the weights."""
_OF_SIGNS, _OF_WORDS = 0.5, 10.0
"""Factor for a trait that the rules found in a sentence, and factor for the words of a sentence."""
_ROUNDS = 30
_FIRST_DUAL = 1e-8
_NEWTON_STEPS, _CLOSE = 50, 1e-3
_DECIMALS, _RARITY_DECIMALS = 3, 2
_LABELS = ("measure", "commitment")


class Labelled(NamedTuple):
    """A sentence of a labelled reply: its traits, and which of the labels measure and commitment it has.

    `reply` is the index of the reply in the list of labelled replies.
    """

    reply: int
    traits: Traits
    labels: frozenset[str]


_Vector = list[tuple[int, float]]


def labelled_sentences(golds: Iterable[Gold]) -> list[Labelled]:
    """Return the sentences that the second reading decides on, with their traits and labels.

    A sentence has the labels of the gold sentence that it overlaps most. Headings and page parts are left out.
    """
    found: list[Labelled] = []
    for number, gold in enumerate(golds):
        annotated = annotate(gold.document)
        for one, traits in traits_of(judge(annotated, cue_text(annotated.folded)), annotated):
            start, end = one.sentence.start, one.sentence.end
            shared = [(min(s.end, end) - max(s.start, start), s) for s in gold.labels.sentences]
            most, sentence = max(shared, key=lambda pair: pair[0], default=(0, None))
            labels = frozenset(sentence.labels) if sentence is not None and most > 0 else frozenset()
            found.append(Labelled(number, traits, frozenset(labels & set(_LABELS))))
    return found


def trained(golds: Sequence[Gold]) -> Weights:
    """Fit the weights of the second reading to labelled replies.

    Raises:
        GoldError: for measure or for commitment, no sentence has the label, or every sentence has it.

    """
    sentences = labelled_sentences(golds)
    for label in _LABELS:
        if len({label in one.labels for one in sentences}) < len(_LABELS):
            raise GoldError(f"the labelled replies need sentences that are a {label}, and some that are none")
    signs = _known((one.reply, one.traits.signs) for one in sentences)
    words = _known(((one.reply, one.traits.words) for one in sentences), start=len(signs))
    rarity = _rarities(sentences, words)
    vectors = [_vector(one.traits, signs, words, rarity) for one in sentences]
    done, promised = (
        _fitted(vectors, [label in one.labels for one in sentences], len(signs) + len(words)) for label in _LABELS
    )
    return Weights(
        {sign: _rounded(_OF_SIGNS, done[at], promised[at]) for sign, at in signs.items()},
        {
            word: (rarity[word], *_rounded(_OF_WORDS * rarity[word], done[at], promised[at]))
            for word, at in words.items()
        },
        frozenset(digest_of(gold.document) for gold in golds),
        len(sentences),
    )


def _known(seen: Iterable[tuple[int, Iterable[str]]], start: int = 0) -> dict[str, int]:
    """Return consecutive numbers, from `start`, for the traits that at least two replies have."""
    replies: dict[str, set[int]] = {}
    for reply, traits in seen:
        for trait in traits:
            replies.setdefault(trait, set()).add(reply)
    known = sorted(trait for trait, having in replies.items() if len(having) >= _LEAST_REPLIES)
    return {trait: at for at, trait in enumerate(known, start)}


def _rarities(sentences: Sequence[Labelled], words: Mapping[str, int]) -> dict[str, float]:
    counts = Counter(word for one in sentences for word in one.traits.words if word in words)
    return {word: round(math.log(len(sentences) / counts[word]), _RARITY_DECIMALS) for word in words}


def _vector(traits: Traits, signs: Mapping[str, int], words: Mapping[str, int], rarity: Mapping[str, float]) -> _Vector:
    own = sorted(word for word in traits.words if word in words)
    length = math.sqrt(sum(rarity[word] ** 2 for word in own)) or 1.0
    return [
        *((signs[sign], _OF_SIGNS) for sign in traits.signs if sign in signs),
        *((words[word], _OF_WORDS * rarity[word] / length) for word in own),
    ]


def _fitted(vectors: Sequence[_Vector], holds: Sequence[bool], count: int) -> list[float]:
    """Return the weights of one logistic regression. `holds` says for each vector whether it has the label."""
    weights = [0.0] * count
    squares = [sum(value * value for _, value in vector) for vector in vectors]
    duals = [_FIRST_DUAL] * len(vectors)
    for vector, held, dual in zip(vectors, holds, duals, strict=True):
        _add(weights, vector, dual if held else -dual)
    for _ in range(_ROUNDS):
        for at, (vector, held) in enumerate(zip(vectors, holds, strict=True)):
            sign = 1.0 if held else -1.0
            margin = sign * sum(weights[place] * value for place, value in vector)
            dual = _stepped(duals[at], squares[at], margin)
            if dual != duals[at]:
                _add(weights, vector, sign * (dual - duals[at]))
                duals[at] = dual
    return weights


def _stepped(before: float, square: float, margin: float) -> float:
    """Return the best value of one dual variable while the others stay fixed.

    The value is between 0 and the cost. Newton's method solves square · (value - before) + margin + log(value / (cost -
    value)) = 0; the left side grows with the value.
    """
    low, high, value = 0.0, _COST, before
    for _ in range(_NEWTON_STEPS):
        slope = square * (value - before) + margin + math.log(value / (_COST - value))
        if abs(slope) < _CLOSE:
            break
        low, high = (value, high) if slope < 0 else (low, value)
        value -= slope / (square + _COST / (value * (_COST - value)))
        if not low < value < high:
            value = (low + high) / 2
    return value


def _add(weights: list[float], vector: _Vector, factor: float) -> None:
    for place, value in vector:
        weights[place] += factor * value


def _rounded(scale: float, done: float, promised: float) -> tuple[float, float]:
    return round(scale * done, _DECIMALS), round(scale * promised, _DECIMALS)
