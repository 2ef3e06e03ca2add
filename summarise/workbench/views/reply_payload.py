"""Converts a reply to JSON for the review view, in two parts: what edits cannot change, and what they can."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

from summarise.annotated import Sentence
from summarise.confidence import Acceptance
from summarise.reader_notes import Note, notes_by_place
from summarise.record import Commitment, Measure, ProposalFields, ReplyFields, WarningKind
from summarise.reference import Item, references
from summarise.review.choice import Choice, ChosenItem
from summarise.review.events import Event
from summarise.review.fold import Folded, record_hash
from summarise.review.reviewed_reply import Reply
from summarise.review.suggestions import Suggestions
from summarise.web_address import web_address
from summarise.workbench.calls import Json
from summarise.workbench.views.attributes_payload import attributes_json
from summarise.workbench.views.event_words import event_words, value_words
from summarise.workbench.views.field_offers import field_offers

__all__ = ["event_json", "fixed_part", "moving_part", "nothing_yet", "said_of"]

_HEAD = 4
"""Number of sentences at the head of a text that are offered for fields, with those that are not the reply's own."""
_MENDED = "更正之后不再如此"


def fixed_part(reply: Reply) -> Json:
    """Return the part of `reply` that edits cannot change: text, sentences, numbers, dates and suggested attributes."""
    annotated, document = reply.annotated, reply.record.document
    suggested = Suggestions(annotated)
    return {
        "name": document.sha256[:10],
        "sha256": document.sha256,
        "source": document.source,
        "url": web_address(document.url),
        "text": annotated.document.text,
        "base": record_hash(reply.record),
        "sentences": [_sentence(one, suggested) for one in annotated.sentences],
        "offered": field_offers(
            annotated.quote(one)
            for n, one in enumerate(annotated.sentences)
            if n < _HEAD or one.furniture or one.proposal
        ),
        "quantities": [
            {
                "start": one.start,
                "end": one.end,
                "sentence": one.sentence,
                "indicators": suggested.indicators(one),
                "basis": suggested.basis(one),
            }
            for one in annotated.quantities
        ],
        "dates": [
            {"start": one.start, "end": one.end, "sentence": one.sentence, "by": one.by.isoformat() if one.by else ""}
            for one in annotated.dates
        ],
    }


def _sentence(sentence: Sentence, suggested: Suggestions) -> Json:
    ours = not (sentence.furniture or sentence.proposal)
    return {
        "start": sentence.start,
        "end": sentence.end,
        "paragraph": sentence.paragraph,
        "heading": sentence.heading,
        "ours": ours,
        "path": list(sentence.path),
        "bodies": suggested.bodies(sentence) if ours else [],
        "dates": suggested.dates(sentence) if ours else [],
    }


def moving_part(reply: Reply, folded: Folded, acceptance: Acceptance | None = None) -> Json:
    """Return the part of `reply` that edits can change: items, targets, fields and warnings.

    It also has the events that could not be applied. `folded` is the reply after the edits. If `acceptance` is given,
    `unread` says for each item and target whether a person still has to read it.
    """
    record, choice, annotated = folded.record, folded.choice, reply.annotated
    unread = _unread(folded, acceptance)
    names = references(record)
    chosen_items: list[tuple[ChosenItem, Measure | Commitment]] = [
        *zip(choice.measures, record.measures_taken, strict=True),
        *zip(choice.commitments, record.commitments, strict=True),
    ]
    return {
        "state": folded.state,
        "changes": folded.changes,
        "accepted_on": choice.accepted_on,
        "reply": record.reply.model_dump(mode="json"),
        "proposal": record.proposal.model_dump(mode="json"),
        "engine": record.provenance.engine,
        "items": [
            {
                "kind": chosen.kind,
                "id": made.id,
                "name": chosen.name,
                "ref": str(names[made.id]),
                "starts": list(chosen.starts),
                "confidence": made.confidence,
                **unread(made),
                **attributes_json(chosen),
            }
            for chosen, made in chosen_items
        ],
        "targets": [
            {
                "id": made.id,
                "start": chosen.start,
                "ref": str(names[made.id]),
                "confidence": made.confidence,
                **unread(made),
                "indicator": chosen.indicator,
                "basis": chosen.basis,
                "deadline": list(chosen.deadline) if chosen.deadline else None,
            }
            for chosen, made in zip(choice.targets, record.numeric_targets, strict=True)
        ],
        "warnings": _warnings(reply, folded),
        "left": len(record.warnings),
        "clashes": [
            {
                "event": event_json(clash.event) | event_words(annotated, clash.event, (clash.event,)),
                "reason": f"；现在是 {value_words(annotated, clash.event, clash.now)}"
                if clash.reason == "changed"
                else "；原文已不支持这处改动",
            }
            for clash in folded.clashes
        ],
        "seen": sorted(choice.seen),
    }


def _unread(folded: Folded, acceptance: Acceptance | None) -> Callable[[Item], Json]:
    if acceptance is None:
        return lambda _: {}
    unread = {item.id for item in folded.unread(acceptance)}
    return lambda item: {"unread": item.id in unread}


def nothing_yet(title: str) -> Json:
    """Return a `moving_part` without items and warnings, for a reply whose engine result must stay hidden for now.

    Of the fields it has only the title of the reply.
    """
    none: Json = {name: [] for name in ("items", "targets", "warnings", "clashes", "seen")}
    fields = {"reply": ReplyFields(title=title), "proposal": ProposalFields()}
    named = {name: value.model_dump(mode="json") for name, value in fields.items()}
    return {"state": "waiting", "changes": 0, "left": 0, "accepted_on": "", "engine": "", **named, **none}


def _warnings(reply: Reply, folded: Folded) -> list[Json]:
    """Return the engine's warnings, grouped by sentence: their number as `all`, and `left` that nobody has looked at.

    `open` is true if there are such. A note may stand for several warnings of one kind. A warning that a correction has
    made untrue says so.
    """
    text = reply.annotated.document.text
    left = {(warning.kind, warning.start, warning.end, warning.message) for warning in folded.record.warnings}
    mended = _mended(reply, folded.choice) if folded.changes else frozenset()
    places: dict[int, Json] = {}
    for place in notes_by_place(reply.record, text):
        home = _home(reply, place.start, place.end)
        shown = places.setdefault(home, {"start": home, "notes": [], "open": False, "all": 0, "left": 0})
        shown["notes"] += [
            _note(note, place.quote if home < 0 else "") | ({"said": _MENDED} if (note.kind, home) in mended else {})
            for note in place.notes
        ]
    for warning in reply.record.warnings:
        there = places[_home(reply, warning.start, warning.end)]
        is_left = (warning.kind, warning.start, warning.end, warning.message) in left
        there["all"] += 1
        there["left"] += is_left
        there["open"] |= is_left
    return [places[start] for start in sorted(places)]


def _mended(reply: Reply, choice: Choice) -> frozenset[tuple[str, int]]:
    """Return kind and sentence (its offset) of the warnings on what is selected that corrections have made untrue."""
    before, after = (_promised(one) for one in (Choice.of(reply.annotated, reply.record), choice))
    found = {(str(WarningKind.UNSELECTED_COMMITMENT), start) for start in after - before}
    kind, targets = WarningKind.UNSELECTED_QUANTITY, {one.start for one in choice.targets}
    numbers: dict[int, set[int]] = {}
    for warning in reply.record.warnings:
        if warning.kind == kind:
            numbers.setdefault(_home(reply, warning.start, warning.end), set()).add(warning.start)
    found |= {(str(kind), home) for home, left in numbers.items() if home in before - after or left <= targets}
    return frozenset(found)


def _promised(choice: Choice) -> frozenset[int]:
    return frozenset(start for one in choice.commitments for start in one.starts)


def _note(note: Note, quote: str) -> Json:
    """Return a note on a warning as JSON; `quote` is used if the note has no words of its own."""
    pictures = [asdict(one) for one in note.pictures]
    return {"label": note.label, "about": note.about or quote, "said": note.said, "pictures": pictures}


def _home(reply: Reply, start: int, end: int) -> int:
    """Return the offset of the sentence that a warning is about; -1 if it is about the whole document."""
    if not end:
        return -1
    found = [one.start for one in reply.annotated.sentences if one.start < end and start < one.end]
    return found[0] if found else -1


def event_json(event: Event) -> Json:
    """Return an event as JSON for the list of past edits.

    An event that sets several deadlines is shown as that of its item; `more` is the number of further ones.
    """
    if event.do == "deadlines" and isinstance(event.from_, dict) and isinstance(event.to, dict):
        before, after = event.from_.get(event.item), event.to.get(event.item)
        one = event.model_copy(update={"do": "deadline", "from_": before, "to": after})
        return event_json(one) | {"more": len(event.to) - 1}
    return {
        "n": event.n,
        "at": event.at,
        "by": event.by,
        "on": event.on,
        "do": event.do,
        "item": event.item,
        "from": event.from_,
        "to": event.to,
        "undoes": event.undoes,
        "more": 0,
    }


def said_of(event: Event) -> str:
    """Return what an edit did beyond what its caller named; "" if nothing."""
    more = event_json(event)["more"]
    return f"句中没有自己时限的 {more} 个数字一并改了，撤销也是一步" if more else ""
