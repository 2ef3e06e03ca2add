"""Explain which label the built-in engine gives to each sentence of a letter, and why."""

from __future__ import annotations

from dataclasses import dataclass

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules.labels import Label, judge
from summarise.engines.rules.reasons import Reason
from summarise.engines.rules.scopes import Scope
from summarise.engines.rules.second_reading import Overruled, overruled, read_again
from summarise.engines.rules.weights import SHIPPED, WeightsChoice, chosen_weights
from summarise.engines.rules.wording import cue_text

__all__ = ["Explained", "explain"]


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence with its label, its scope, and the reasons for the label, the deciding one first.

    `opener` is the number of the sentence that opened the scope; 0 if there is none. `overruled` describes a change of
    the label by the linear model (see `second_reading`); it is None if the label is that of the rules.
    """

    sentence: Sentence
    label: Label
    scope: Scope
    opener: int
    reasons: tuple[Reason, ...]
    overruled: Overruled | None = None


def explain(annotated: AnnotatedDocument, choice: WeightsChoice = SHIPPED) -> tuple[Explained, ...]:
    """Return every sentence of `annotated`, a letter, in order, with its label and the reasons.

    `choice` says which weights the linear model uses, which may change labels; with None, only the rules decide.
    """
    judged = judge(annotated, cue_text(annotated.folded))
    changed: dict[int, Overruled] = {}
    if (weights := chosen_weights(choice)) is not None:
        changed = overruled(judged, annotated, weights)
        judged = read_again(judged, annotated, weights)
    return tuple(
        Explained(one.sentence, one.label, one.scope, one.opener, tuple(one.reasons), changed.get(one.sentence.number))
        for one in judged
    )
