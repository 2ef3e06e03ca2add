"""Selection in, Record out: nothing passes that the text does not support."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from summarise.annotated import AnnotatedDocument, DateExpression, Quantity, Sentence, Spanned
from summarise.attest import is_assembled_from, numbers_in, share_of_words, unattested
from summarise.corrected_fields import corrected_fields
from summarise.date_scope import covers
from summarise.errors import NotGrounded
from summarise.record import Record, WarningKind
from summarise.selection import (
    LONGEST_OF_THE_RULES,
    LONGEST_SUMMARY,
    Remark,
    SelectedCommitment,
    SelectedMeasure,
    SelectedTarget,
    Selection,
)

__all__ = ["ground", "own_words"]

_Plain = dict[str, Any]
"""What the record makes a value of: it validates all of them at once."""
_TOPIC_SHARE = 0.6
"""Part of a topic that must be worded by the text; it names the matter and may do so in its own verbs."""


def ground(
    annotated: AnnotatedDocument,
    selection: Selection,
    *,
    strict: bool = False,
    indicator_words: Literal["sentence", "point"] = "sentence",
) -> Record:
    """Turn ids into quoted evidence; what cannot be grounded is left out and becomes a warning.

    An engine's choice is mended so; a person's is taken whole or, with `strict`, refused. An indicator is worded by its
    sentence and the headings above it, or by all sentences of its point.

    Raises:
        NotGrounded: with `strict`, at the first thing that the text does not bear out.

    """
    return _Grounding(annotated, strict=strict, indicator_words=indicator_words).record(selection)


class _Grounding:
    """One document's grounding under way: the document, and the warnings gathered so far."""

    def __init__(
        self, annotated: AnnotatedDocument, *, strict: bool, indicator_words: Literal["sentence", "point"]
    ) -> None:
        self.annotated = annotated
        self.strict = strict
        self.indicator_words = indicator_words
        self.warnings: list[_Plain] = [
            {"kind": caveat.kind, "message": caveat.message, "start": 0, "end": 0}
            for caveat in annotated.document.caveats
        ]
        self._words_of: dict[int, str] = {}
        self._quantities_of: dict[int, list[Quantity]] = {}
        for quantity in annotated.quantities:
            self._quantities_of.setdefault(quantity.sentence, []).append(quantity)
        self.reported: frozenset[int] = frozenset()
        """Sentences that the selection takes for work done and for nothing else."""
        self.promised: frozenset[int] = frozenset()
        self.longest_summary = LONGEST_SUMMARY
        self.nouns_from_before = False
        """The rules take a noun that a sentence leaves out from the one before it."""

    def record(self, selection: Selection) -> Record:
        document = self.annotated.document
        reply, proposal, refused = corrected_fields(self.annotated, selection.fields)
        for value in refused:
            message = "a correction of the letter's own fields was left out: the text does not bear it out"
            self._warn(WarningKind.UNGROUNDED, message, (), value)
        by_rules = selection.provenance.engine == "rules"
        self.longest_summary = LONGEST_OF_THE_RULES if by_rules else LONGEST_SUMMARY
        self.nouns_from_before = by_rules
        for remark in selection.remarks:
            self._remark(remark)
        self.promised = frozenset(number for item in selection.commitments for number in item.sentences)
        done = frozenset(number for item in selection.measures for number in item.sentences)
        # What a person takes for done may yet state the date of what follows: they have read both.
        self.reported = frozenset() if self.strict else done - self.promised
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
                "proposal": proposal.model_copy(update={"topic": self._topic(selection)}),
                "measures_taken": measures,
                "commitments": commitments,
                "numeric_targets": targets,
                "warnings": self.warnings,
                "provenance": selection.provenance,
            }
        )

    # -- items ---------------------------------------------------------------------------------------------------

    def _measures(self, selected: Iterable[SelectedMeasure]) -> list[_Plain]:
        items: list[_Plain] = []
        seen: set[int] = set()
        for item in selected:
            sentences = [one for one in self._sentences(item.sentences) if one.number not in seen]
            seen.update(one.number for one in sentences)
            if not sentences:
                self._warn(WarningKind.UNGROUNDED, "a measure without evidence was left out", (), item.summary)
                continue
            items.append(
                {
                    "id": f"m{len(items) + 1}",
                    "summary": self._summary(item.summary, sentences),
                    "section": _section(sentences[0]),
                    "evidence": [self._evidence(sentence) for sentence in sentences],
                    "figures": list(self._figures(item, sentences)),
                }
            )
        return items

    def _figures(self, item: SelectedMeasure, sentences: Sequence[Sentence]) -> Iterable[_Plain]:
        """Achieved numbers: all of a sentence that only reports; of one that promises too, those that are named."""
        for quantity in (
            quantity for sentence in sentences for quantity in self._quantities_of.get(sentence.number, ())
        ):
            if quantity.number in item.figures or quantity.sentence not in self.promised:
                yield self._figure(quantity)

    def _commitments(self, selected: Iterable[SelectedCommitment]) -> list[_Plain]:
        items: list[_Plain] = []
        seen: set[int] = set()
        for item in selected:
            sentences = [one for one in self._sentences(item.sentences) if one.number not in seen]
            seen.update(one.number for one in sentences)
            if not sentences:
                self._warn(WarningKind.UNGROUNDED, "a commitment without evidence was left out", (), item.summary)
                continue
            items.append(
                {
                    "id": f"c{len(items) + 1}",
                    "summary": self._summary(item.summary, sentences),
                    "section": _section(sentences[0]),
                    "evidence": [self._evidence(sentence) for sentence in sentences],
                    "responsible": list(self._responsible(item.responsible, sentences)),
                    "certainty": item.certainty,
                    "deadline": self._deadline(item.deadline, sentences),
                }
            )
        return items

    def _targets(self, selected: Iterable[SelectedTarget], commitments: Sequence[_Plain]) -> list[_Plain]:
        holders = {span["start"]: commitment["id"] for commitment in commitments for span in commitment["evidence"]}
        items: list[_Plain] = []
        seen: set[int] = set()
        for item in selected:
            quantity = self._quantity(item.quantity)
            if quantity is None or quantity.number in seen:
                self._warn(WarningKind.UNGROUNDED, "a target without a quantity was left out", (), item.indicator)
                continue
            seen.add(quantity.number)
            sentence = self.annotated.sentence(quantity.sentence)
            holder = holders.get(sentence.start)
            if holder is None and not (sentence.heading and self._is_ours(sentence)):
                self._warn(WarningKind.TARGET_OUTSIDE_COMMITMENT, "a target in no commitment was left out", [quantity])
                continue
            items.append(
                {
                    "id": f"t{len(items) + 1}",
                    "indicator": self._indicator(item.indicator, sentence),
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
        """Warn of the numbers in selected sentences that are not understood."""
        unread = self.annotated.unread_numbers()
        starts = [token.start for token in unread]
        for sentence in self.annotated.sentences if unread else ():
            if sentence.number in selected and self._is_ours(sentence):
                for token in unread[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]:
                    number = _plain(self.annotated.document.text[token.start : token.end])
                    self._note(WarningKind.UNREAD_NUMBER, f"a number was not read: “{number}”", [token])

    # -- attributes ----------------------------------------------------------------------------------------------

    def _topic(self, selection: Selection) -> str:
        """Return the selection's topic if the text speaks of it, else the one in the proposal's title."""
        topic, known = selection.topic.strip(), self.annotated.metadata.proposal.topic
        if not topic or topic == known:
            return known
        text = self.annotated.document.text
        if share_of_words(topic, text) >= _TOPIC_SHARE and numbers_in(topic) <= numbers_in(text):
            return topic
        self._warn(WarningKind.TOPIC_REPLACED, f"the text does not speak of “{topic}” in these words", (), topic)
        return known

    def _summary(self, summary: str, sentences: Sequence[Sentence]) -> str:
        """Return the summary if the evidence bears it out, else the evidence's own words."""
        evidence = own_words(self.annotated.quote(sentence) for sentence in sentences)
        summary = _plain(summary)
        if not summary:
            return evidence
        if len(summary) > self.longest_summary:
            self._warn(WarningKind.SUMMARY_REPLACED, "the summary is longer than its limit", sentences, summary)
            return evidence
        if self.longest_summary == LONGEST_OF_THE_RULES and _is_quoted_in_order(summary, evidence):
            return summary
        if strange := unattested(summary.removesuffix("…"), evidence):
            self._warn(
                WarningKind.SUMMARY_REPLACED, f"the evidence does not say {'、'.join(strange)}", sentences, summary
            )
            return evidence
        return summary

    def _responsible(self, bodies: Sequence[str], sentences: Sequence[Sentence]) -> Iterable[str]:
        """Return bodies as written in the evidence, or in the sentence that it directly continues."""
        if not bodies:
            return
        context = [*sentences, *filter(None, [self.annotated.continued_by(sentences[0])])]
        for body in dict.fromkeys(body.strip() for body in bodies):
            if len(body) > 1 and any(body in self.annotated.quote(sentence) for sentence in context):
                yield body
            else:
                self._warn(
                    WarningKind.BODY_NOT_IN_EVIDENCE, "a body that it does not name was left out", sentences, body
                )

    def _indicator(self, indicator: str, sentence: Sentence) -> str:
        """Return the indicator if the sentence or its headings hold its words, else "" and a warning."""
        indicator = indicator.strip()
        if self.strict and not indicator:  # a record may have none; it says so
            return indicator
        if is_assembled_from(indicator, self._words_around(sentence)):
            return indicator
        self._warn(WarningKind.INDICATOR_NOT_IN_EVIDENCE, "the evidence does not word it so", [sentence], indicator)
        return ""

    def _words_around(self, sentence: Sentence) -> str:
        """Return the words that an indicator may take; made once, since one sentence may hold many."""
        if sentence.number not in self._words_of:
            words = [self.annotated.quote(sentence), *sentence.path]
            if self.indicator_words == "point":
                words += [self.annotated.quote(one) for one in self.annotated.point_of(sentence)]
            elif self.nouns_from_before and sentence.number > 1:
                before = self.annotated.sentence(sentence.number - 1)
                words += [self.annotated.quote(before)] if before.paragraph == sentence.paragraph else []
            self._words_of[sentence.number] = "\n".join(words)
        return self._words_of[sentence.number]

    def _deadline(self, number: int | None, sentences: Sequence[Sentence]) -> _Plain | None:
        if number is None:
            return None
        found = self._date(number)
        if found is None or not any(covers(self.annotated, found, sentence, self.reported) for sentence in sentences):
            self._warn(WarningKind.DEADLINE_OUT_OF_SCOPE, "a date that is not this item's was left out", sentences)
            return None
        return {"text": self.annotated.quote(found), "by": found.by.isoformat() if found.by else ""}

    # -- spans ---------------------------------------------------------------------------------------------------

    def _sentences(self, numbers: Iterable[int]) -> list[Sentence]:
        found: list[Sentence] = []
        for number in sorted(set(numbers)):
            try:
                sentence = self.annotated.sentence(number)
            except IndexError:
                self._warn(WarningKind.UNGROUNDED, f"there is no sentence {number}")
                continue
            if self._is_ours(sentence):
                found.append(sentence)
            else:
                self._warn(WarningKind.NOT_THE_REPLY, "a sentence that is not the reply's was left out", [sentence])
        return found

    def _is_ours(self, sentence: Sentence) -> bool:
        """True if the replying side speaks: not the page's furniture, not the printed proposal."""
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
        """Whether a second reader confirms a number of a text that was recognised; None for other texts."""
        document = self.annotated.document
        if not document.text_from:
            return None
        if not any(start < quantity.end and quantity.start < end for start, end in document.doubtful):
            return True
        self._note(WarningKind.UNVERIFIED_NUMBER, "a recognised number that no second reader confirms", [quantity])
        return False

    def _remark(self, remark: Remark) -> None:
        quantity = self._quantity(remark.quantity) if remark.quantity else None
        if quantity:
            self._note(remark.kind, remark.message, [quantity], *remark.about)
        else:
            known = remark.sentence is not None and 1 <= remark.sentence <= len(self.annotated.sentences)
            places = [self.annotated.sentence(remark.sentence or 1)] if known else []
            self._note(remark.kind, remark.message, places, *remark.about)

    def _warn(self, kind: WarningKind, message: str, places: Sequence[Spanned] = (), *about: str) -> None:
        """Say what was left out or replaced, or refuse it."""
        if self.strict:
            raise NotGrounded(": ".join((message, *filter(None, about))), kind=kind)
        self._note(kind, message, places, *about)

    def _note(self, kind: WarningKind, message: str, places: Sequence[Spanned], *about: str) -> None:
        start, end = (places[0].start, places[-1].end) if places else (0, 0)
        words = list(filter(None, about))
        self.warnings.append({"kind": kind, "message": message, "start": start, "end": end, "about": words})


def _is_quoted_in_order(summary: str, evidence: str) -> bool:
    """True if a summary is pieces of the evidence, one behind the other, with … where something is left out."""
    at = 0
    for piece in summary.split("…"):
        found = evidence.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


_MARK_UP = re.compile(
    r"\*{2,}|</?(?:br|p|div|span|b|i|em|strong|font|td|tr|li|h\d)\b[^<>\u4e00-\u9fff]{0,40}>", re.IGNORECASE
)


def own_words(quotes: Iterable[str]) -> str:
    """Return what represents a summary where there is none: the evidence, as it is read."""
    return " ".join(_plain(quote) for quote in quotes)


def _plain(quote: str) -> str:
    """Return a quote without the left-overs of Markdown and HTML, for reading; the evidence keeps it as it is."""
    if "*" in quote or "<" in quote:
        quote = _MARK_UP.sub(" ", quote)
    return " ".join(quote.split())


def _section(sentence: Sentence) -> str:
    return " > ".join(sentence.path)
