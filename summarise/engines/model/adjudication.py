"""Ask the model a second, short question about sentences that the model and the rules label differently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StrictInt, ValidationError

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.engines.model.marking import harmless
from summarise.engines.model.masking import persons_in
from summarise.engines.model.prompt import rendered, source
from summarise.engines.model.strict_json import read_object
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.protocol import Message, Request
from summarise.selection import SelectedCommitment, SelectedMeasure, Selection

__all__ = ["Decisions", "adjudicated", "decisions_in", "disagreements", "request_about"]

Label = Literal["m", "c", "mc", "n"]
"""m for measure, c for commitment, mc for both, n for neither."""
Decisions = Mapping[int, Label]
"""The label of each disputed sentence, by sentence number."""

_MOST = 40
"""Maximum number of sentences in one question; if more are disputed, a short question does not help."""

_READINGS: Mapping[str, str] = {"m": "措施", "c": "承诺", "mc": "措施和承诺", "n": "都不是"}
_LONGEST_NEIGHBOUR = 80


class _Decided(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True)
    sentence: StrictInt = Field(alias="s")
    label: Label = Field(alias="k")


class _Verdicts(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True)
    decided: list[_Decided] = Field(alias="a")


@dataclass(frozen=True, slots=True)
class _Case:
    """A disputed sentence as the question shows it."""

    number: int
    path: str
    before: str
    sentence: str
    after: str
    one: str
    other: str


def disagreements(document: AnnotatedDocument, model: Selection, rules: Selection) -> tuple[int, ...]:
    """Return the numbers of the sentences of `document` that `model` and `rules` label differently, in order.

    Headings and page parts are left out. The result is empty if there are more than 40 such sentences.
    """
    read, ruled = _labels(model), _labels(rules)
    found = [
        sentence.number
        for sentence in document.sentences
        if read.get(sentence.number, "n") != ruled.get(sentence.number, "n")
        and not (sentence.furniture or sentence.heading)
    ]
    return tuple(found) if len(found) <= _MOST else ()


def request_about(
    document: AnnotatedDocument, numbers: Iterable[int], model: Selection, rules: Selection, settings: ModelSettings
) -> Request:
    """Return the request that asks the model to decide on the labels of the sentences of `document` in `numbers`.

    The request shows both labels of each sentence, from `model` and from `rules`, but not which of the two gave which
    label. `settings` are those of the model.
    """
    read, ruled = _labels(model), _labels(rules)
    persons = persons_in(document) if settings.mask == "names" else ()
    cases = [_case(document, number, read.get(number, "n"), ruled.get(number, "n"), persons) for number in numbers]
    metadata = document.metadata
    question = rendered(
        "adjudicate.md.j2",
        issuer=harmless(metadata.reply.issuer, persons),
        date=metadata.reference.isoformat() if metadata.reference else "",
        cases=cases,
    )
    return Request(
        settings.model,
        (Message("system", source("adjudicate.md")), Message("user", question)),
        settings.answer_limit,
        settings.temperature,
        settings.extra,
        settings.stated_limit,
        settings.dialect or "",
        form="adjudication",
    )


def decisions_in(text: str, numbers: Iterable[int]) -> Decisions:
    """Return the labels, by sentence number, in `text`, an answer of the model.

    The result is empty if the answer is malformed, or names a sentence twice or one that is not in `numbers`.
    """
    asked = frozenset(numbers)
    try:
        verdicts = _Verdicts.model_validate(read_object(text), strict=True)
    except (ValidationError, ValueError):
        return {}
    decided = {entry.sentence: entry.label for entry in verdicts.decided if entry.sentence in asked}
    return decided if len(decided) == len(verdicts.decided) else {}  # a sentence twice, or one that nobody asked about


def adjudicated(document: AnnotatedDocument, model: Selection, rules: Selection, decisions: Decisions) -> Selection:
    """Return `model`, the selection of the model in `document`, with the labels in `decisions`.

    A sentence that becomes a commitment gets its attributes and targets from `rules`, the selection of the rules.
    """
    read = _labels(model)
    changed = {number: label for number, label in decisions.items() if label != read.get(number, "n")}
    dropped_done = {number for number, label in changed.items() if "m" not in label and "m" in read.get(number, "n")}
    dropped_due = {number for number, label in changed.items() if "c" not in label and "c" in read.get(number, "n")}
    new_done = [number for number, label in changed.items() if "m" in label and "m" not in read.get(number, "n")]
    new_due = [number for number, label in changed.items() if "c" in label and "c" not in read.get(number, "n")]
    promises = [_promise(rules, number) for number in new_due]
    kept_targets = [t for t in model.targets if document.quantity(t.quantity).sentence not in dropped_due]
    known = {target.quantity for target in kept_targets}
    new_targets = [
        target
        for target in rules.targets
        if document.quantity(target.quantity).sentence in new_due and target.quantity not in known
    ]
    measures = [*_without(model.measures, dropped_done), *(SelectedMeasure((number,)) for number in new_done)]
    commitments = [*_without(model.commitments, dropped_due), *promises]
    return replace(
        model,
        measures=tuple(sorted(measures, key=lambda item: item.sentences)),
        commitments=tuple(sorted(commitments, key=lambda item: item.sentences)),
        targets=tuple(sorted([*kept_targets, *new_targets], key=lambda target: target.quantity)),
    )


_Item = TypeVar("_Item", SelectedMeasure, SelectedCommitment)


def _without(items: Iterable[_Item], dropped: set[int]) -> Iterable[_Item]:
    """Yield the items without the dropped sentences; an item that loses a sentence also loses its summary."""
    for item in items:
        left = tuple(number for number in item.sentences if number not in dropped)
        if left:
            yield item if left == item.sentences else replace(item, sentences=left, summary="")


def _promise(rules: Selection, number: int) -> SelectedCommitment:
    for item in rules.commitments:
        if number in item.sentences:
            return replace(item, sentences=(number,), summary="")
    return SelectedCommitment((number,))


def _labels(selection: Selection) -> dict[int, str]:
    done = {number for item in selection.measures for number in item.sentences}
    due = {number for item in selection.commitments for number in item.sentences}
    return {number: "m" * (number in done) + "c" * (number in due) for number in done | due}


def _case(document: AnnotatedDocument, number: int, read: str, ruled: str, persons: Sequence[str]) -> _Case:
    sentence = document.sentence(number)
    first, second = sorted((_READINGS[read], _READINGS[ruled]))  # whose reading is whose must not be told by the order
    return _Case(
        number,
        harmless(" > ".join(sentence.path), persons),
        _neighbour(document, number - 1, persons),
        harmless(document.quote(sentence), persons),
        _neighbour(document, number + 1, persons),
        first,
        second,
    )


def _neighbour(document: AnnotatedDocument, number: int, persons: Sequence[str]) -> str:
    if not 1 <= number <= len(document.sentences):
        return ""
    neighbour: Sentence = document.sentence(number)
    if neighbour.furniture:
        return ""
    text = harmless(document.quote(neighbour), persons)
    return text if len(text) <= _LONGEST_NEIGHBOUR else text[:_LONGEST_NEIGHBOUR] + "……"
