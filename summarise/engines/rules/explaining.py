"""What the rules make of every sentence of a letter, and why."""

from __future__ import annotations

from dataclasses import dataclass

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.rules.labels import Label, judge
from summarise.engines.rules.reasons import Reason
from summarise.engines.rules.scopes import Scope
from summarise.engines.rules.wording import cue_text

__all__ = ["Explained", "explain"]


@dataclass(frozen=True, slots=True)
class Explained:
    """A sentence with its label, the scope it is in, and the reasons, the deciding one first.

    `opener` is the number of the sentence that opened the scope, 0 where nothing says which.
    """

    sentence: Sentence
    label: Label
    scope: Scope
    opener: int
    reasons: tuple[Reason, ...]


def explain(annotated: AnnotatedDocument) -> tuple[Explained, ...]:
    """Return every sentence of a letter in order."""
    judged = judge(annotated, cue_text(annotated.folded))
    return tuple(Explained(one.sentence, one.label, one.scope, one.opener, tuple(one.reasons)) for one in judged)
