"""Describe each item by signals of the rules, from which its confidence is computed."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from summarise.annotated import AnnotatedDocument
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.labels import Judged, judge
from summarise.engines.rules.targets import is_target
from summarise.engines.rules.wording import cue_text
from summarise.selection import Selection, Signals

__all__ = ["agreement_signals", "rule_signals"]

_SHORT, _LONG = 20, 120
_PROMISED, _DONE = ("commitment", "both"), ("measure", "both")


def rule_signals(document: AnnotatedDocument, judged: Sequence[Judged], targets: Collection[int]) -> Signals:
    """Return the signals of every measure, commitment and target that the rules chose in `document`.

    Keys are ("m" or "c", sentence number) and ("t", quantity number); `targets` holds the quantity numbers, `judged`
    the sentences with their labels. A value is a tuple of short texts, such as "scope: future" or "marks: promise".
    """
    figures = {quantity.sentence for quantity in document.quantities}
    aims = [quantity for quantity in document.quantities if quantity.number in targets]
    aimed = {quantity.sentence for quantity in aims}
    own: dict[int, tuple[str, ...]] = {}
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for one in judged:
        number = one.sentence.number
        kinds = [kind for kind, labels in (("m", _DONE), ("c", _PROMISED)) if one.label in labels]
        if kinds or number in aimed:
            own[number] = _of_sentence(one, figures)
        for kind in kinds:
            found[kind, number] = (*own[number], *_chance(one, kind))
    for quantity in aims:
        marks = (f"unit: {quantity.unit}", f"comparator: {quantity.comparator}")
        found["t", quantity.number] = (*own.get(quantity.sentence, ()), *marks)
    return found


def _chance(one: Judged, kind: str) -> tuple[str, ...]:
    """Return a signal with the log odds, rounded down, that the linear model gives for the label.

    Return () without a model.
    """
    if one.chances is None:
        return ()
    chance = one.chances[kind == "c"]
    return (f"second reading: {math.floor(math.log(chance / (1 - chance)))}",)


def _of_sentence(one: Judged, figures: Collection[int]) -> tuple[str, ...]:
    rule = one.why[0].rule if one.why else "none"
    length = one.sentence.end - one.sentence.start
    signals = [f"rule: {rule}", f"scope: {one.scope}", f"rule: {rule}, scope: {one.scope}", f"label: {one.label}"]
    signals += [f"{'short' if length < _SHORT else 'long'} sentence"] if not _SHORT <= length <= _LONG else []
    signals += ["scope opened"] if one.opener else []
    signals += ["under a heading"] if one.sentence.path else []
    signals += ["marks: promise"] if one.marks.promises else []
    signals += ["marks: report"] if one.marks.reports else []
    signals += ["figures"] if one.sentence.number in figures else []
    return tuple(signals)


def agreement_signals(annotated: AnnotatedDocument, selection: Selection) -> Signals:
    """Return signals for each item of `selection` by another engine: whether the rules give the same label.

    `annotated` is the reply. Keys and values are as in `rule_signals`; a value contains "rules agree", or what the
    rules say instead. If an item has several sentences, only the first is compared.
    """
    text = cue_text(annotated.folded)
    labels = {one.sentence.number: one for one in judge(annotated, text)}
    quantities = {quantity.number: quantity for quantity in annotated.quantities}
    figures = {quantity.sentence for quantity in annotated.quantities}
    found: dict[tuple[str, int], tuple[str, ...]] = {}
    for kind, items, agreeing in (("m", selection.measures, _DONE), ("c", selection.commitments, _PROMISED)):
        for item in items:
            one = labels.get(item.sentences[0]) if item.sentences else None
            if one is not None:
                agrees = "rules agree" if one.label in agreeing else f"rules say: {one.label}"
                found[kind, one.sentence.number] = (agrees, *_of_sentence(one, figures)[1:2])
    for target in selection.targets:
        quantity = quantities.get(target.quantity)
        if quantity is not None and (one := labels.get(quantity.sentence)):
            aim = is_target(InClause.of(text, one.sentence, quantity)) and one.label in _PROMISED
            found["t", target.quantity] = ("rules agree" if aim else "rules: no target", f"rules say: {one.label}")
    return found
