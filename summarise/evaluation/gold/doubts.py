"""Finds labels that are valid but rarely intended."""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarise.evaluation.gold.gold_file import GoldDeadline, GoldTarget
from summarise.evaluation.gold.gold_set import Gold
from summarise.evaluation.gold.similarity import is_visible, normalised
from summarise.evaluation.gold.written_number import implied_comparator

__all__ = ["doubts"]

_LONGEST_TOPIC = 30
_ALONE = ("heading", "proposal")
"""Labels that seldom occur together with others. Furniture is left out, since it often shares a sentence."""
_YEAR = re.compile(r"(20\d\d)年")


def doubts(gold: Gold) -> Iterator[str]:
    """Yield a message for each unusual label in `gold`, so that a person can check the label again."""
    yield from _sentence_doubts(gold)
    for target in gold.labels.numeric_targets:
        for doubt in _target_doubts(gold, target):
            yield f"target “{target.quote}” at {target.start}: {doubt}"
    for item in gold.labels.commitments:
        for doubt in _deadline_doubts(item.deadline):
            yield f"commitment {item.start}–{item.end}: {doubt}"
    yield from _field_doubts(gold)


def _sentence_doubts(gold: Gold) -> Iterator[str]:
    for sentence in gold.labels.sentences:
        quote = gold.quote(sentence.start, sentence.end)
        place = f"sentence {sentence.start}–{sentence.end} ({quote[:20]!r})"
        if len(sentence.labels) > 1 and (alone := sorted(set(sentence.labels) & set(_ALONE))):
            yield f"{place}: {alone[0]} rarely stands beside another label"
        if quote != quote.strip():
            yield f"{place}: begins or ends with white space"
        if {"measure", "commitment"} & set(sentence.labels) and not any(map(is_visible, quote)):
            yield f"{place}: has no visible text to score"


def _target_doubts(gold: Gold, target: GoldTarget) -> Iterator[str]:
    labels = {
        label
        for sentence in gold.labels.sentences
        if sentence.start <= target.start and target.end <= sentence.end
        for label in sentence.labels
    }
    if not target.optional and not labels & {"commitment", "heading"}:
        yield f"stands in a sentence that is no commitment ({', '.join(sorted(labels))})"
    stated = implied_comparator(target.quote)
    if stated and target.comparator != stated:
        yield f"the comparator is {target.comparator}, but the words state {stated}"
    if target.unit not in ("", "%") and not set(normalised(target.unit)) & set(normalised(target.quote)):
        yield f"the unit {target.unit} shares no character with the quote"
    if target.quote.startswith(("达", "到", "为", "突破")):
        yield f"the quote begins with {target.quote[0]}, which is not part of it"
    yield from _deadline_doubts(target.deadline)


def _deadline_doubts(deadline: GoldDeadline) -> Iterator[str]:
    year = _YEAR.search(deadline.text)
    if year and not deadline.by:
        yield f"the deadline “{deadline.text}” states a year but has no day"
    if year and deadline.by and deadline.text.endswith(f"{year[0]}前"):
        if deadline.by != f"{int(year[1]) - 1}-12-31":
            yield f"“{deadline.text}” ends on the last day of the year before, not {deadline.by}"
    elif year and deadline.by and not deadline.by.startswith(_YEAR.findall(deadline.text)[-1]):
        yield f"the deadline “{deadline.text}” and its day {deadline.by} are of different years"


def _field_doubts(gold: Gold) -> Iterator[str]:
    text = normalised(gold.document.text)
    proposal, reply = gold.labels.proposal, gold.labels.reply
    for wording in proposal.topic:
        if len(wording) > _LONGEST_TOPIC:
            yield f"proposal.topic: {wording} is longer than {_LONGEST_TOPIC} characters"
    if proposal.number and not proposal.number.isdigit():
        yield f"proposal.number: {proposal.number} is not digits alone"
    written = {
        "proposal.number": proposal.number,
        "proposal.title": proposal.title,
        "reply.document_number": reply.document_number,
        "reply.index_number": reply.index_number,
        "reply.issuer": reply.issuer,
    }
    for name, value in written.items():
        if value and normalised(value) not in text:
            yield f"{name}: {value} is not written so in the text"
