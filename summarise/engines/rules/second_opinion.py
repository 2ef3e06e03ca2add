"""Find what a selection may lack: sentences that read like promises, and numbers in promises."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from summarise.annotated import AnnotatedDocument, Quantity
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.kinds_of_names import names_nothing
from summarise.engines.rules.labels import Judged, judge
from summarise.engines.rules.outside import said_outside
from summarise.engines.rules.second_reading import SECOND_READING
from summarise.engines.rules.sizes import is_size_of_each
from summarise.engines.rules.targets import is_standing, is_target
from summarise.engines.rules.wording import cue_text
from summarise.record import WarningKind
from summarise.selection import Remark, Selection

__all__ = ["oversights", "second_opinion"]


def second_opinion(annotated: AnnotatedDocument, selection: Selection) -> tuple[Remark, ...]:
    """Return remarks on what may be missing from `selection` or is doubtful in it, by the rules (see `oversights`).

    `annotated` is the reply.
    """
    text = cue_text(annotated.folded)
    return tuple(oversights(annotated, judge(annotated, text), text, selection))


def oversights(
    annotated: AnnotatedDocument, judged: Sequence[Judged], text: str, selection: Selection
) -> Iterator[Remark]:
    """Yield remarks on what may be missing from a selection, or is doubtful.

    The remarks are about sentences that read like a commitment but belong to none, and what is said outside the letter.
    They are also about targets whose indicator says nothing, and quantities of commitments that are not
    targets. Figures of measures and quantities that describe the present state are left out. `text` is the normalised
    text of `annotated`, and `judged` are its sentences with labels.
    """
    chosen = {number for commitment in selection.commitments for number in commitment.sentences}
    figures = {quantity.sentence for quantity in annotated.quantities}
    for one in judged:
        if one.sentence.number in chosen:
            continue
        if one.marks.promises or one.label in ("commitment", "both"):
            yield _missed(one)
            continue
        among_plans = one.scope == "future" or one.sentence.number - 1 in chosen
        if among_plans and one.sentence.number in figures and _is_overruled(one):
            yield Remark(WarningKind.UNSELECTED_COMMITMENT, _AMONG_PLANS, one.sentence.number)
    yield from said_outside(annotated, text)
    for target in selection.targets:
        if names_nothing(target.indicator):
            yield Remark(WarningKind.VAGUE_INDICATOR, _VAGUE, quantity=target.quantity)
    for quantity in _left_over(annotated, chosen, selection):
        found = InClause.of(text, annotated.sentence(quantity.sentence), quantity)
        if not (is_standing(found) or is_size_of_each(found)):
            message = _MAY_BE_TARGET if is_target(found) else _NO_TARGET
            yield Remark(WarningKind.UNSELECTED_QUANTITY, message, quantity=quantity.number)


def _left_over(annotated: AnnotatedDocument, chosen: Container[int], selection: Selection) -> Iterator[Quantity]:
    """Yield the quantities of promised sentences that are neither a target nor a figure of a measure."""
    known = {target.quantity for target in selection.targets}
    known |= {number for measure in selection.measures for number in measure.figures}
    for quantity in annotated.quantities:
        if quantity.sentence in chosen and quantity.number not in known:
            yield quantity


_VAGUE = "the text does not say what the number counts"
_MAY_BE_TARGET = "the number reads like a target and was not chosen as one"
_NO_TARGET = "a number inside a commitment that was not chosen as a target"
_AMONG_PLANS = "a number in a sentence among plans, which the second reading took for context"
_SELECTED_AS_NOTHING = "the sentence reads like a commitment and is in none"
_TAKEN_FOR = {"background": "context", "measure": "work done"}


def _is_overruled(one: Judged) -> bool:
    """Return True if the second reading took a sentence for context, and the rules took it for an act."""
    return one.label == "background" and one.why[0].rule == SECOND_READING


def _missed(one: Judged) -> Remark:
    """Return a remark on a sentence that promises and got another label, with the words and the rule that decided."""
    kind, sentence = WarningKind.UNSELECTED_COMMITMENT, one.sentence.number
    if one.label in ("commitment", "both"):
        return Remark(kind, _SELECTED_AS_NOTHING, sentence)
    rule, found = one.why[0]
    words = [words.match.group() for words in (one.marks.promise, found) if words]
    message = f"the sentence has words of a promise, and was taken for {_TAKEN_FOR[one.label]} ({rule})"
    return Remark(kind, message, sentence, about=tuple(dict.fromkeys(words)))
