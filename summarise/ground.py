"""Converts a selection to a record that contains only what the text supports."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, TypeVar

from summarise.annotated import AnnotatedDocument, DateExpression, Quantity, Sentence
from summarise.borne_out import BorneOut
from summarise.commitment_attributes import with_deadline
from summarise.corrected_fields import corrected_fields
from summarise.date_scope import covers
from summarise.objections import Objections
from summarise.plain_quote import plain_quote
from summarise.record import Record, WarningKind
from summarise.selection import Remark, SelectedCommitment, SelectedMeasure, SelectedTarget, Selection

__all__ = ["ground"]

_Statement = TypeVar("_Statement", SelectedMeasure, SelectedCommitment)
_Plain = dict[str, Any]
"""A value of the record as a plain dict. The record validates all of them at once."""


def ground(
    annotated: AnnotatedDocument,
    selection: Selection,
    *,
    strict: bool = False,
    indicator_words: Literal["sentence", "point"] = "sentence",
) -> Record:
    """Replace the numbers of a selection by quotes and values of the text, and return the record.

    Without `strict`, what the text does not support is left out or replaced, with a warning in the record.

    Args:
        annotated: the document that the selection is of.
        selection: what an engine or a person selected.
        strict: True to raise an error instead; used for what a person selected.
        indicator_words: where an indicator's words must occur: "sentence" means its sentence and the headings above
            it, "point" also the other sentences of its point.

    Raises:
        NotGrounded: with `strict`, at the first part of the selection that the text does not support.

    """
    objections = Objections(is_strict=strict)
    by_rules = selection.provenance.engine == "rules"
    words = BorneOut(annotated, objections, indicator_words=indicator_words, by_rules=by_rules)
    return _Grounding(annotated, objections, words).record(selection)


class _Grounding:
    """Makes the record of one document, and collects the objections to the selection."""

    def __init__(self, annotated: AnnotatedDocument, objections: Objections, words: BorneOut) -> None:
        self.annotated, self.objections, self.words = annotated, objections, words
        for caveat in annotated.document.caveats:
            objections.note(WarningKind(caveat.kind), caveat.message)
        self._quantities_of: dict[int, list[Quantity]] = {}
        for quantity in annotated.quantities:
            self._quantities_of.setdefault(quantity.sentence, []).append(quantity)
        self.reported: frozenset[int] = frozenset()
        """Numbers of the sentences that are selected as measures and not as commitments."""
        self.promised: frozenset[int] = frozenset()

    def record(self, selection: Selection) -> Record:
        document = self.annotated.document
        reply, proposal, refused = corrected_fields(self.annotated, selection.fields)
        for value in refused:
            message = "a correction of the letter's own fields was left out: the text does not bear it out"
            self.objections.object(WarningKind.UNGROUNDED, message, (), value)
        for remark in selection.remarks:
            self._remark(remark)
        self.promised = frozenset(number for item in selection.commitments for number in item.sentences)
        done = frozenset(number for item in selection.measures for number in item.sentences)
        # What a person takes for done may yet state the date of what follows: they have read both.
        self.reported = frozenset() if self.objections.is_strict else done - self.promised
        measures = self._measures(selection.measures)
        commitments = self._commitments(selection.commitments)
        targets = self._targets(selection.targets, commitments)
        self._unread_numbers(done | self.promised)
        return Record.model_validate(
            {
                "document": {
                    "source": document.source,
                    "sha256": document.sha256,
                    "characters": len(document.text),
                    "media_type": document.media_type,
                    "url": document.url,
                    "text_from": document.text_from,
                },
                "reply": reply,
                "proposal": proposal.model_copy(update={"topic": self.words.topic(selection)}),
                "measures_taken": measures,
                "commitments": commitments,
                "numeric_targets": targets,
                "warnings": self.objections.warnings,
                "provenance": selection.provenance,
            }
        )

    # -- items ---------------------------------------------------------------------------------------------------

    def _measures(self, selected: Iterable[SelectedMeasure]) -> list[_Plain]:
        stated = self._stated(selected, "m", "a measure without evidence was left out")
        return [both | {"figures": list(self._figures(item, sentences))} for item, sentences, both in stated]

    def _figures(self, item: SelectedMeasure, sentences: Sequence[Sentence]) -> Iterable[_Plain]:
        """Yield the figures of a measure.

        These are all numbers in sentences that promise nothing, and in other sentences the numbers that `item` names.
        """
        for quantity in (
            quantity for sentence in sentences for quantity in self._quantities_of.get(sentence.number, ())
        ):
            if quantity.number in item.figures or quantity.sentence not in self.promised:
                yield self._figure(quantity)

    def _commitments(self, selected: Iterable[SelectedCommitment]) -> list[_Plain]:
        return [
            both
            | with_deadline(item, self._deadline(item.deadline, sentences))
            | {"responsible": list(self.words.responsible(item.responsible, sentences))}
            for item, sentences, both in self._stated(selected, "c", "a commitment without evidence was left out")
        ]

    def _stated(
        self, selected: Iterable[_Statement], kind: str, lost: str
    ) -> Iterator[tuple[_Statement, list[Sentence], _Plain]]:
        """Yield each item with those of its sentences that no earlier item has, and the fields common to all items.

        An item without such a sentence is reported and left out.
        """
        seen: set[int] = set()
        number = 0
        for item in selected:
            sentences = [one for one in self._sentences(item.sentences) if one.number not in seen]
            seen.update(one.number for one in sentences)
            if not sentences:
                self.objections.object(WarningKind.UNGROUNDED, lost, (), item.summary)
                continue
            number += 1
            yield (
                item,
                sentences,
                {
                    "id": f"{kind}{number}",
                    "summary": self.words.summary(item.summary, sentences),
                    "section": _section(sentences[0]),
                    "evidence": [self._evidence(sentence) for sentence in sentences],
                },
            )

    def _targets(self, selected: Iterable[SelectedTarget], commitments: Sequence[_Plain]) -> list[_Plain]:
        holders = {span["start"]: commitment["id"] for commitment in commitments for span in commitment["evidence"]}
        items: list[_Plain] = []
        seen: set[int] = set()
        for item in selected:
            quantity = self._quantity(item.quantity)
            if quantity is None or quantity.number in seen:
                self.objections.object(
                    WarningKind.UNGROUNDED, "a target without a quantity was left out", (), item.indicator
                )
                continue
            seen.add(quantity.number)
            sentence = self.annotated.sentence(quantity.sentence)
            holder = holders.get(sentence.start)
            if holder is None and not (sentence.heading and self._is_ours(sentence)):
                self.objections.object(
                    WarningKind.TARGET_OUTSIDE_COMMITMENT, "a target in no commitment was left out", [quantity]
                )
                continue
            items.append(
                {
                    "id": f"t{len(items) + 1}",
                    "indicator": self.words.indicator(item.indicator, sentence),
                    "value": quantity.value,
                    "upper": quantity.upper,
                    "unit": quantity.unit,
                    "comparator": quantity.comparator,
                    "basis": item.basis,
                    "deadline": self._deadline(item.deadline, [sentence]),
                    "commitment": holder,
                    "evidence": self._evidence(quantity),
                    "verified": self._verified(quantity),
                }
            )
        return items

    def _unread_numbers(self, selected: frozenset[int]) -> None:
        """Add a warning for each number in the selected sentences that the number grammar does not understand.

        A number that a line break cuts may also begin in the sentence before.
        """
        sentences = self.annotated.sentences
        starts = [sentence.start for sentence in sentences]
        for token in self.annotated.unread_numbers():
            touched = sentences[max(0, bisect_right(starts, token.start) - 1) : bisect_left(starts, token.end)]
            if any(sentence.number in selected and self._is_ours(sentence) for sentence in touched):
                number = plain_quote(self.annotated.document.text[token.start : token.end])
                self.objections.note(WarningKind.UNREAD_NUMBER, f"a number was not read: “{number}”", [token])

    # -- attributes ----------------------------------------------------------------------------------------------

    def _deadline(self, number: int | None, sentences: Sequence[Sentence]) -> _Plain | None:
        if number is None:
            return None
        found = self._date(number)
        if found is None or not any(covers(self.annotated, found, sentence, self.reported) for sentence in sentences):
            self.objections.object(
                WarningKind.DEADLINE_OUT_OF_SCOPE, "a date that is not this item's was left out", sentences
            )
            return None
        return {"text": self.annotated.quote(found), "by": found.by.isoformat() if found.by else ""}

    # -- spans ---------------------------------------------------------------------------------------------------

    def _sentences(self, numbers: Iterable[int]) -> list[Sentence]:
        found: list[Sentence] = []
        for number in sorted(set(numbers)):
            try:
                sentence = self.annotated.sentence(number)
            except IndexError:
                self.objections.object(WarningKind.UNGROUNDED, f"there is no sentence {number}")
                continue
            if self._is_ours(sentence):
                found.append(sentence)
            else:
                self.objections.object(
                    WarningKind.NOT_THE_REPLY, "a sentence that is not the reply's was left out", [sentence]
                )
        return found

    def _is_ours(self, sentence: Sentence) -> bool:
        """Return True if a sentence is part of the reply itself, and not of the page or of the printed proposal."""
        return not (sentence.furniture or sentence.proposal)

    def _quantity(self, number: int) -> Quantity | None:
        try:
            return self.annotated.quantity(number)
        except IndexError:
            return None

    def _date(self, number: int) -> DateExpression | None:
        try:
            return self.annotated.date(number)
        except IndexError:
            return None

    def _evidence(self, spanned: Sentence | Quantity) -> _Plain:
        return {"start": spanned.start, "end": spanned.end, "quote": self.annotated.quote(spanned)}

    def _figure(self, quantity: Quantity) -> _Plain:
        return {
            **self._evidence(quantity),
            "value": quantity.value,
            "upper": quantity.upper,
            "unit": quantity.unit,
            "comparator": quantity.comparator,
            "verified": self._verified(quantity),
        }

    def _verified(self, quantity: Quantity) -> bool | None:
        """Return True if a second recogniser confirms a number of a recognised text, else False.

        Return None for other texts.
        """
        document = self.annotated.document
        if not document.text_from:
            return None
        doubts = [one for one in document.doubtful if one.start < quantity.end and quantity.start < one.end]
        if not doubts:
            return True
        self.objections.note(
            WarningKind.UNVERIFIED_NUMBER,
            "a recognised number that no second reader confirms",
            [quantity],
            picture=next((one.png for one in doubts if one.png), ""),
        )
        return False

    def _remark(self, remark: Remark) -> None:
        quantity = self._quantity(remark.quantity) if remark.quantity else None
        if quantity:
            self.objections.note(remark.kind, remark.message, [quantity], *remark.about)
        else:
            number = remark.sentence or 0
            places = [self.annotated.sentence(number)] if 1 <= number <= len(self.annotated.sentences) else []
            self.objections.note(remark.kind, remark.message, places, *remark.about)


def _section(sentence: Sentence) -> str:
    return " > ".join(sentence.path)
