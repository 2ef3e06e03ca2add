"""Applies journal events to an engine's record. The same record and events always give the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarise.confidence import Acceptance
from summarise.errors import NotGrounded
from summarise.ground import ground
from summarise.record import ReaderWarning, Record, Review
from summarise.reference import Item, items_of
from summarise.review.acts import ACTS
from summarise.review.choice import WHOLE, Choice
from summarise.review.events import EDITS, FOLLOW_UP, Event, line_hash
from summarise.review.record_fields import with_fields
from summarise.review.reviewed_reply import Reply
from summarise.review.standing import standing

__all__ = [
    "Clash",
    "Folded",
    "Moved",
    "active",
    "admit",
    "fold",
    "grounded",
    "record_hash",
    "taken_back",
]


@dataclass(frozen=True, slots=True)
class Clash:
    """An event that can no longer be applied.

    If the value that it replaces has changed since, `reason` is "changed" and `now` is the present value. Otherwise
    `reason` is a message that says why the text does not support the event.
    """

    event: Event
    reason: str
    now: object = None


@dataclass(frozen=True, slots=True)
class Folded:
    """The record and the selection of a reply after the events of its journal."""

    record: Record
    choice: Choice
    applied: tuple[Event, ...]
    """The events that were applied, in order; undone events and clashes are left out."""
    clashes: tuple[Clash, ...]
    made_by_people: frozenset[str]
    """Ids of the items of `record` that people added to the engine's record or changed in it."""

    def unread(self, acceptance: Acceptance) -> tuple[Item, ...]:
        """Return the items that a person still has to read; () if the reply is accepted.

        Items that people added or changed, and items that `acceptance` accepts by their confidence, need not be read.
        """
        if self.state == "accepted":
            return ()
        items = (item for item in items_of(self.record) if item.id not in self.made_by_people)
        return tuple(item for item in items if not acceptance.accepts(item.confidence))

    @property
    def changes(self) -> int:
        """Number of applied events that change the record."""
        return sum(event.do in EDITS for event in self.applied)

    @property
    def is_lapsed(self) -> bool:
        """True if the reply was accepted and then changed, and nobody has accepted or reopened it since."""
        told = [event.do for event in self.applied if event.do in {"accept", "reopen"}]
        return not self.choice.accepted_on and told[-1:] == ["accept"]

    @property
    def state(self) -> str:
        """State of the review.

        It is "clashing" if an event could not be applied; else "accepted" if a person accepted the reply; else "open"
        if any event was applied; else "waiting".
        """
        if self.clashes:
            return "clashing"
        if self.choice.accepted_on:
            return "accepted"
        return "open" if self.applied else "waiting"


def record_hash(record: Record) -> str:
    """Return the SHA-256, in hexadecimal, of a record's items and fields.

    It does not depend on provenance, on file names and addresses, or on the version of the schema.
    """
    values = record.in_schema("1.0").to_dict()
    found = {name: values[name] for name in ("reply", "proposal", "measures_taken", "commitments", "numeric_targets")}
    return hashlib.sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def taken_back(events: Sequence[Event]) -> frozenset[int]:
    """Return the numbers (`Event.n`) of the undone events. An undo event that was itself undone has no effect."""
    gone: set[int] = set()
    for event in reversed(events):
        if event.do == "undo" and event.n not in gone and event.undoes is not None:
            gone.add(event.undoes)
    return frozenset(gone)


def active(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events that are not undone. Undo events are left out."""
    gone = taken_back(events)
    return tuple(event for event in events if event.n not in gone and not (event.do == "undo" and event.undoes))


def fold(reply: Reply, events: Sequence[Event]) -> Folded:
    """Apply `events`, which are all on one text and in order, to the engine's record in `reply`.

    Events that cannot be applied are returned as clashes. Events on whether a promise was kept are skipped.

    Raises:
        NotGrounded: the evidence of the record itself is not in the text of `reply`.

    """
    choice = Choice.of(reply.annotated, reply.record)
    base = record_hash(reply.record)
    ended = _ended_acceptances(events)
    applied: list[Event] = []
    clashes: list[Clash] = []
    for event in active(events):
        if event.do in FOLLOW_UP:
            continue
        try:
            choice = choice if event.n in ended else _applied(choice, reply, event, base)
            applied.append(event)
        except Moved as moved:
            clashes.append(Clash(event, "changed", moved.now))
        except NotGrounded as error:
            clashes.append(Clash(event, error.message))
    return _folded(reply, choice, applied, clashes)


def _ended_acceptances(events: Sequence[Event]) -> frozenset[int]:
    """Return the numbers of the acceptances after which an edit from before them was undone or redone."""
    gone = taken_back(events)
    moves = {event.n for event in events if event.do in EDITS}
    found: set[int] = set()
    for event in events:
        if event.do == "undo" and event.undoes in moves:
            moves.add(event.n)
            if event.n not in gone:
                found |= {one.n for one in events if one.do == "accept" and event.undoes < one.n < event.n}
    return frozenset(found)


def admit(folded: Folded, reply: Reply, event: Event) -> Folded:
    """Return the state of `reply` after one more event; `folded` is the state before it.

    Raises:
        Moved: the present value is not the one that the event replaces (`from`).
        NotGrounded: the text does not support the result.

    """
    choice = _applied(folded.choice, reply, event, record_hash(reply.record))
    return _folded(reply, choice, (*folded.applied, event), folded.clashes)


def _folded(reply: Reply, choice: Choice, applied: Sequence[Event], clashes: Sequence[Clash]) -> Folded:
    record = _corrected(reply, choice, applied)
    return Folded(record, choice, tuple(applied), tuple(clashes), _made_by_people(record, reply.record))


class Moved(Exception):
    """Raised if the present value (`now`) is not the one that an event replaces (`from`)."""

    def __init__(self, now: object) -> None:
        super().__init__("changed meanwhile")
        self.now = now


def _applied(choice: Choice, reply: Reply, event: Event, base: str) -> Choice:
    if event.do in EDITS:
        now = standing(choice, reply, event)
        if now == event.to:  # somebody, or a new run of an engine, has done the same
            return _reopened(choice)
        if now != event.from_:
            raise Moved(now)
    if event.do == "accept" and event.base and event.base != base:
        return choice  # what was accepted is not what an engine finds now
    changed = ACTS[event.do](choice, reply, event)
    if event.do in EDITS:
        grounded(reply, changed)
        return _reopened(changed)
    return changed


def _reopened(choice: Choice) -> Choice:
    """Return the selection without its date of acceptance, since a changed reply must be accepted again."""
    return replace(choice, accepted_on="") if choice.accepted_on else choice


def grounded(reply: Reply, choice: Choice) -> Record:
    """Return the record for the selection `choice` from the text of `reply`, with the field values that people entered.

    Document, warnings and all other fields are copied from the engine's record.

    Raises:
        NotGrounded: the text does not support the selection.

    """
    record = reply.record
    try:
        selection = choice.selection(reply.annotated, record.provenance, record.proposal.topic)
    except KeyError as error:
        raise NotGrounded(f"the text has nothing to choose at {error.args[0]}") from error
    made = ground(reply.annotated, selection, strict=True, indicator_words="point")
    made = made.model_copy(
        update={
            "schema_version": record.schema_version,
            "document": record.document,
            "reply": record.reply,
            "proposal": record.proposal,
            "warnings": record.warnings,
        }
    )
    return with_fields(_with_estimates(made, record), dict(choice.fields))


def _with_estimates(made: Record, engine: Record) -> Record:
    """Return the record; each item that people left unchanged gets the engine's estimates, such as its confidence."""
    known = {_core(item): item for item in items_of(engine)}

    def kept(item: object) -> object:
        old = known.get(_core(item))
        return old.model_copy(update={"id": item.id} | _held(item)) if old is not None else item  # type: ignore[attr-defined]

    return made.model_copy(
        update={
            name: tuple(kept(item) for item in getattr(made, name))
            for name in ("measures_taken", "commitments", "numeric_targets")
        }
    )


def _made_by_people(record: Record, engine: Record) -> frozenset[str]:
    known = {_core(item) for item in items_of(engine)}
    return frozenset(item.id for item in items_of(record) if _core(item) not in known)


def _core(item: object) -> str:
    left_out = {"id", "confidence", "confidence_of", "verified", "commitment"}
    dumped = item.model_dump(mode="json", exclude=left_out)  # type: ignore[attr-defined]
    for figure in dumped.get("figures", ()):
        figure.pop("verified", None)
    return json.dumps([type(item).__name__, dumped], ensure_ascii=False, sort_keys=True)


def _held(item: object) -> dict[str, object]:
    return {"commitment": item.commitment} if hasattr(item, "commitment") else {}


def _corrected(reply: Reply, choice: Choice, applied: Sequence[Event]) -> Record:
    told = [event for event in applied if event.do in EDITS or event.do == "accept"]
    looked = choice.seen | {event.start for event in applied if event.do in EDITS and event.start is not None}
    if not told and not looked:
        return reply.record
    record = grounded(reply, choice)
    left = tuple(warning for warning in record.warnings if not _is_settled(reply, choice, looked, warning))
    if not told:
        return record.model_copy(update={"warnings": left})
    review = Review(
        by=tuple(dict.fromkeys(event.by for event in told)),
        accepted_on=choice.accepted_on,
        changes=sum(event.do in EDITS for event in told),
        journal=line_hash(applied[-1].to_line()),
    )
    provenance = record.provenance.model_copy(update={"review": review})
    update = {"schema_version": "1.1", "warnings": left, "provenance": provenance}
    return record.model_copy(update=update)


def _is_settled(reply: Reply, choice: Choice, looked: frozenset[int], warning: ReaderWarning) -> bool:
    """Return True if the reply is accepted, or if people looked at or changed the place of a warning."""
    if choice.accepted_on:
        return True
    if not warning.end:
        return WHOLE in looked
    homes = [one.start for one in reply.annotated.sentences if one.start < warning.end and warning.start < one.end]
    return any(place in looked for place in (*homes, warning.start))
