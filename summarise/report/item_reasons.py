"""Explains why the built-in engine gives the sentences of a record's items their labels."""

from __future__ import annotations

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules.explaining import Explained, explain
from summarise.record import Record
from summarise.reference import statements_of

__all__ = ["reasons_by_item"]


def reasons_by_item(record: Record, text: str) -> dict[str, list[str]]:
    """Return lines that explain the engine's labels, by the id of the measure or commitment.

    There is a line for each labelled sentence, with its label and, for each reason, the rule, the words and the entry
    of the lexicon. `text` is the source text of the record.
    """
    explained = {one.sentence.start: one for one in explain(annotate(Document(record.document.source, text)))}
    return {
        item.id: [_line(explained[span.start], text) for span in item.evidence if span.start in explained]
        for item in statements_of(record)
    }


def _line(one: Explained, text: str) -> str:
    told = []
    for reason in one.reasons:
        words = f" “{text[reason.start : reason.end]}”" if reason.end else ""
        told.append(reason.rule + words + (f" ({reason.entry})" if reason.entry else ""))
    return f"{one.label}: {', '.join(told)}"
