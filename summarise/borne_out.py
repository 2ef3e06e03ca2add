"""Checks the words that an engine wrote, and keeps those that the text supports."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from summarise.annotated import AnnotatedDocument, Sentence
from summarise.attest import is_assembled_from, numbers_in, share_of_words, unattested
from summarise.objections import Objections
from summarise.plain_quote import is_quoted_in_order, own_words, plain_quote
from summarise.record import WarningKind
from summarise.selection import LONGEST_OF_THE_RULES, LONGEST_SUMMARY, Selection

__all__ = ["BorneOut"]

_TOPIC_SHARE = 0.6
"""Least share of a topic's characters that must come from the text. The rest may be other words, such as verbs."""


class BorneOut:
    """Decides which words of an engine's selection go into the record, and reports all others to `objections`.

    Args:
        annotated: the document that the selection is of.
        objections: receives each word that is left out or replaced; it may raise an error instead of recording it.
        indicator_words: where the words of an indicator must occur: "sentence" means its sentence and the headings
            above it, "point" also the other sentences of its point.
        by_rules: True if the rules made the selection. Their summaries may be longer, and their indicators may also
            use words of the sentence before.

    """

    def __init__(
        self,
        annotated: AnnotatedDocument,
        objections: Objections,
        *,
        indicator_words: Literal["sentence", "point"],
        by_rules: bool,
    ) -> None:
        self._annotated, self._objections, self._indicator_words = annotated, objections, indicator_words
        self._is_of_the_rules = by_rules
        self._longest_summary = LONGEST_OF_THE_RULES if by_rules else LONGEST_SUMMARY
        self._words_of: dict[int, str] = {}

    def topic(self, selection: Selection) -> str:
        """Return the selection's topic if its words come from the text, else the topic in the proposal's title."""
        topic, known = selection.topic.strip(), self._annotated.metadata.proposal.topic
        if not topic or topic == known:
            return known
        text = self._annotated.document.text
        numbers = numbers_in(topic)
        if share_of_words(topic, text) >= _TOPIC_SHARE and (not numbers or numbers <= numbers_in(text)):
            return topic
        self._objections.object(
            WarningKind.TOPIC_REPLACED, f"the text does not speak of “{topic}” in these words", (), topic
        )
        return known

    def summary(self, summary: str, sentences: Sequence[Sentence]) -> str:
        """Return the summary if its sentences support it, else the text of these sentences."""
        evidence = own_words(self._annotated.quote(sentence) for sentence in sentences)
        summary = plain_quote(summary)
        if not summary:
            return evidence
        if len(summary) > self._longest_summary:
            self._objections.object(
                WarningKind.SUMMARY_REPLACED, "the summary is longer than its limit", sentences, summary
            )
            return evidence
        if self._is_of_the_rules and is_quoted_in_order(summary, evidence):
            return summary
        if strange := unattested(summary.removesuffix("…"), evidence):
            self._objections.object(
                WarningKind.SUMMARY_REPLACED, f"the evidence does not say {'、'.join(strange)}", sentences, summary
            )
            return evidence
        return summary

    def responsible(self, bodies: Sequence[str], sentences: Sequence[Sentence]) -> Iterable[str]:
        """Yield each body that is named in the sentences, in the first one's row or in the sentence that it continues.

        All other bodies are reported to `objections`.
        """
        if not bodies:
            return
        before = self._annotated.continued_by(sentences[0])
        context = [*sentences, *filter(None, [before]), *self._annotated.row_of(sentences[0])]
        for body in dict.fromkeys(body.strip() for body in bodies):
            if len(body) > 1 and any(body in self._annotated.quote(sentence) for sentence in context):
                yield body
            else:
                self._objections.object(
                    WarningKind.BODY_NOT_IN_EVIDENCE, "a body that it does not name was left out", sentences, body
                )

    def indicator(self, indicator: str, sentence: Sentence) -> str:
        """Return the indicator if sentence, headings or point contain its words; else "", with an objection.

        The sentence before, in the same paragraph, counts too for an indicator by the rules.
        """
        indicator = indicator.strip()
        if self._objections.is_strict and not indicator:  # a record may have none; it says so
            return indicator
        if is_assembled_from(indicator, self._words_around(sentence)):
            return indicator
        self._objections.object(
            WarningKind.INDICATOR_NOT_IN_EVIDENCE, "the evidence does not word it so", [sentence], indicator
        )
        return ""

    def _words_around(self, sentence: Sentence) -> str:
        """Return the text from which the words of an indicator may come; it is cached by sentence."""
        if sentence.number not in self._words_of:
            words = [self._annotated.quote(sentence), *sentence.path]
            if self._indicator_words == "point":
                words += [self._annotated.quote(one) for one in self._annotated.point_of(sentence)]
            elif self._is_of_the_rules and sentence.number > 1:
                before = self._annotated.sentence(sentence.number - 1)
                words += [self._annotated.quote(before)] if before.paragraph == sentence.paragraph else []
            self._words_of[sentence.number] = "\n".join(words)
        return self._words_of[sentence.number]
