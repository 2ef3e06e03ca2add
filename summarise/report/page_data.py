"""Makes the JSON data for the script of the review page: lists of replies and promises, and a block for each reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from summarise.commitment_attributes import with_deadline
from summarise.confidence import Acceptance, reading
from summarise.failure_notes import failure_note, without_source
from summarise.ledger import Promise, digits
from summarise.reader_notes import Cutout, Place, notes_by_place
from summarise.record import (
    Commitment,
    Deadline,
    Evidence,
    Failure,
    Figure,
    Measure,
    NumericTarget,
    Record,
)
from summarise.reference import Item, Reference, references, text_name
from summarise.report.field_of_government import FIELDS, OTHER, field_of
from summarise.report.page_text import PageText
from summarise.wording import headline

__all__ = ["accepted", "entry", "failed", "fields_of_government", "promise_entry", "reply_block"]

Json = dict[str, Any]
"""A JSON object for the page's script, by field name."""


def accepted(acceptance: Acceptance | None) -> Iterator[Json]:
    """Yield one object with the confidence threshold: its level, its value, and a sentence that explains it.

    Nothing is yielded if `acceptance` is None.
    """
    if acceptance:
        yield {"level": acceptance.level, "threshold": acceptance.threshold, "words": acceptance.words()}


def fields_of_government() -> Iterator[Json]:
    """Yield the fields of government that replies can be filtered by: key, Chinese and English name."""
    return ({"key": field.key, "zh": field.chinese, "en": field.english} for field in (*FIELDS, OTHER))


def failed(failures: Iterable[Failure]) -> Iterator[Json]:
    """Yield one object for each failure: source, kind, message, label and note."""
    return map(_failed, failures)


def _failed(failure: Failure) -> Json:
    """Return a failure as JSON. The source is removed from the message, since it has an entry of its own."""
    label, said = failure_note(failure)
    message = without_source(failure)
    return {"source": failure.source, "kind": failure.kind, "message": message, "label": label, "said": said}


def entry(record: Record, acceptance: Acceptance | None = None) -> Json:
    """Return the data of the reply with this `record` for the page's list, filters and overview.

    If `acceptance` is given, the data include the number of items that a person must still read.
    """
    return _stated(record) | _left(record, acceptance)


def _stated(record: Record) -> Json:
    reply, proposal = record.reply, record.proposal
    return {
        "sha": text_name(record.document.sha256),
        "source": record.document.source,
        "title": proposal.title or reply.title or proposal.topic or record.document.source,
        "topic": proposal.topic,
        "issuer": reply.issuer,
        "number": reply.document_number,
        "proposal": proposal.number,
        "proposers": list(proposal.proposers),
        "date": reply.day,
        "field": field_of(reply.issuer).key,
        "measures": len(record.measures_taken),
        "commitments": len(record.commitments),
        "targets": len(record.numeric_targets),
        "warnings": len(record.warnings),
    }


def _left(record: Record, acceptance: Acceptance | None) -> Json:
    """Return how many items of a reply a person must read, and how many of these are expected to be wrong.

    The result is empty without `acceptance`.
    """
    if acceptance is None:
        return {}
    left = reading(record, acceptance)
    return {"unread": left.items, "wrong": left.expected_wrong}


def _standing(item: Item, acceptance: Acceptance | None) -> Json:
    """Return the confidence of an item and whether a person must read it; the result is empty without `acceptance`."""
    if acceptance is None:
        return {}
    return {"sure": item.confidence, "unread": not acceptance.accepts(item.confidence)}


def promise_entry(number: int, promise: Promise, acceptance: Acceptance | None = None) -> Json:
    """Return the data of a promise for the page's ledger; `number` is the number of its reply on the page, from 0.

    If `acceptance` is given, the data include the confidence, and whether a person must still read the promise.
    """
    return _promised(number, promise) | _standing(promise.item, acceptance)


def _promised(number: int, promise: Promise) -> Json:
    item = promise.item
    return {
        "reply": number,
        "id": item.id,
        "ref": promise.reference.place,
        "who": list(promise.responsible),
        "what": promise.what,
        "certainty": promise.certainty,
        "when": promise.deadline.text if promise.deadline else "",
        "by": promise.deadline.by if promise.deadline else "",
        "amount": item.evidence.quote if isinstance(item, NumericTarget) else "",
        "of": (item.commitment or "") if isinstance(item, NumericTarget) else "",
        "basis": item.basis if isinstance(item, NumericTarget) else "",
    }


def reply_block(
    record: Record, text: str | None, *, with_reasons: bool = False, acceptance: Acceptance | None = None
) -> Json:
    """Return the data of one reply with all its items, and their offsets in the text that the page shows.

    Args:
        record: the record of the reply.
        text: its source text; if None, the page shows only the quoted passages.
        with_reasons: add why the rules label each sentence as they do; this needs `text`.
        acceptance: adds the confidence of each item, and whether a person must still read it.

    Raises:
        InputError: a quote is not in the text at its offsets, or two quotes contradict each other.

    """
    shown = PageText.of_quotes(record) if text is None else PageText.of_source(text, record)
    names = references(record)
    return {
        "document": record.document.model_dump(mode="json"),
        "reply": record.reply.model_dump(mode="json"),
        "proposal": record.proposal.model_dump(mode="json"),
        "provenance": record.provenance.model_dump(mode="json", by_alias=True),
        "text": shown.text,
        "gaps": shown.gaps,
        "whole": shown.whole,
        "measures": [
            _measure(item, shown, names[item.id]) | _standing(item, acceptance) for item in record.measures_taken
        ],
        "commitments": [
            _commitment(item, shown, names[item.id]) | _standing(item, acceptance) for item in record.commitments
        ],
        "targets": [
            _target(item, shown, names[item.id]) | _scanned(item.evidence, record) | _standing(item, acceptance)
            for item in record.numeric_targets
        ],
        "warnings": [_noted(place, shown) for place in notes_by_place(record, text)],
        **({"reasons": _reasons(record, text)} if with_reasons and text is not None else {}),
    }


def _reasons(record: Record, text: str) -> dict[str, list[str]]:
    from summarise.report.item_reasons import reasons_by_item  # noqa: PLC0415 - it loads the whole engine

    return reasons_by_item(record, text)


def _measure(item: Measure, shown: PageText, name: Reference) -> Json:
    figures = [
        {"quote": figure.quote, "reading": _reading(figure), "places": shown.places([(figure.start, figure.end)])}
        for figure in item.figures
    ]
    return _item(item.id, name, item.evidence, shown) | {
        "summary": headline(item),
        "section": item.section,
        "figures": figures,
    }


def _commitment(item: Commitment, shown: PageText, name: Reference) -> Json:
    return _item(item.id, name, item.evidence, shown) | {
        "summary": headline(item),
        "section": item.section,
        **with_deadline(item, _deadline(item.deadline)),
    }


def _target(item: NumericTarget, shown: PageText, name: Reference) -> Json:
    return _item(item.id, name, (item.evidence,), shown) | {
        "indicator": item.indicator,
        "quote": item.evidence.quote,
        "reading": _reading(item),
        "basis": item.basis,
        "deadline": _deadline(item.deadline),
        "commitment": item.commitment or "",
    }


def _scanned(evidence: Evidence, record: Record) -> Json:
    """Return the picture of the scan at an unconfirmed number; the result is empty if there is no picture."""
    found = (
        one.picture for one in record.warnings if one.picture and evidence.start < one.end and one.start < evidence.end
    )
    return {"pictures": [asdict(Cutout(evidence.quote, picture))]} if (picture := next(found, "")) else {}


def _item(item_id: str, name: Reference, evidence: tuple[Evidence, ...], shown: PageText) -> Json:
    spans = [(span.start, span.end) for span in evidence]
    return {"id": item_id, "ref": name.place, "places": shown.places(spans), "source": spans}


def _noted(place: Place, shown: PageText) -> Json:
    notes = [
        {"kind": note.kind, "label": note.label, "about": note.about, "said": note.said, "messages": note.messages}
        | ({"pictures": [asdict(one) for one in note.pictures]} if note.pictures else {})
        for note in place.notes
    ]
    source = [(place.start, place.end)] if place.end else []
    return {"notes": notes, "quote": place.quote, "places": shown.places(source), "source": source}


def _deadline(deadline: Deadline | None) -> Json | None:
    return deadline.model_dump() if deadline else None


def _reading(number: Figure | NumericTarget) -> Json:
    return {
        "value": _grouped(number.value),
        "upper": "" if number.upper is None else _grouped(number.upper),
        "unit": number.unit,
        "comparator": number.comparator,
    }


def _grouped(value: Decimal) -> str:
    """Return a number as text with all digits and thousands separators. JavaScript would round long numbers."""
    whole, point, decimals = digits(value).partition(".")
    return f"{int(whole):,}{point}{decimals}"
