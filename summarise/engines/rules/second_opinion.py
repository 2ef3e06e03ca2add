"""What a selection may have missed: sentences that read like promises, and numbers inside promises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarise.annotate.folding import fold
from summarise.annotated import AnnotatedDocument
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.cues import cue_text
from summarise.engines.rules.targets import is_target
from summarise.engines.rules.tense import Judged, judge
from summarise.selection import Remark, SelectedCommitment, SelectedTarget, Selection

__all__ = ["oversights", "second_opinion"]


def second_opinion(annotated: AnnotatedDocument, selection: Selection) -> tuple[Remark, ...]:
    """What the rules find that an engine's selection leaves out."""
    text = cue_text(fold(annotated.document.text))
    return tuple(oversights(annotated, judge(annotated, text), selection.commitments, selection.targets, text))


def oversights(
    annotated: AnnotatedDocument,
    judged: Sequence[Judged],
    commitments: Sequence[SelectedCommitment],
    targets: Sequence[SelectedTarget],
    text: str,
) -> Iterator[Remark]:
    """Every sentence that reads like a commitment and is in none, every quantity of a commitment that is no target.

    `text` is the document's in one width and script.
    """
    chosen = {number for commitment in commitments for number in commitment.sentences}
    for one in judged:
        if one.sentence.number not in chosen and (one.marks.promises or one.label in ("commitment", "both")):
            yield Remark("unselected_commitment", _REASONS.get(one.label, _SELECTED_AS_NOTHING), one.sentence.number)
    counted = {target.quantity for target in targets}
    for quantity in annotated.quantities:
        if quantity.sentence in chosen and quantity.number not in counted:
            sentence = annotated.sentence(quantity.sentence)
            aim = is_target(InClause.of(text, sentence, quantity))
            message = "the number reads like a target and was not chosen as one" if aim else _NO_TARGET
            yield Remark("unselected_quantity", message, quantity=quantity.number)


_NO_TARGET = "a number inside a commitment that was not chosen as a target"
_SELECTED_AS_NOTHING = "the sentence reads like a commitment and is in none"
_REASONS = {
    "background": "the sentence has words of a promise, and was taken for context",
    "measure": "the sentence has words of a promise, and was taken for work done",
}
