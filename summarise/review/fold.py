"""Events folded onto an engine's record: the same record and events give the same bytes, whatever the day."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from summarise.errors import NotGrounded
from summarise.ground import ground
from summarise.record import ReaderWarning, Record, Review
from summarise.review.acts import ACTS
from summarise.review.choice import WHOLE, Choice
from summarise.review.events import EDITS, FOLLOW_UP, Event, line_hash
from summarise.review.record_fields import with_fields
from summarise.review.reviewed_reply import Reply
from summarise.review.standing import standing

__all__ = ["Clash", "Folded", "Moved", "active", "admit", "fold", "grounded", "record_hash", "taken_back"]


@dataclass(frozen=True, slots=True)
class Clash:
    """An event that no longer holds: what it changed is not so any more, or the text does not bear it out."""

    event: Event
    reason: str
    now: object = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A reply with everything that people did to it."""

    record: Record
    choice: Choice
    applied: tuple[Event, ...]
    """The events in force, in order; undone ones and clashes are not among them."""
    clashes: tuple[Clash, ...] = ()

    @property
    def changes(self) -> int:
        """Number of changes in force."""
        return sum(event.do in EDITS for event in self.applied)

    @property
    def state(self) -> str:
        """waiting, open (begun), accepted or clashing."""
        if self.clashes:
            return "clashing"
        if self.choice.accepted_on:
            return "accepted"
        return "open" if self.applied else "waiting"


def record_hash(record: Record) -> str:
    """SHA-256 of what an engine found: items and fields, not tokens, versions or addresses."""
    values = record.in_schema("1.0").to_dict()
    found = {name: values[name] for name in ("reply", "proposal", "measures_taken", "commitments", "numeric_targets")}
    return hashlib.sha256(json.dumps(found, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def taken_back(events: Sequence[Event]) -> frozenset[int]:
    """Return numbers of the events that an undo takes back; undoing an undo brings the first act back."""
    gone: set[int] = set()
    for event in reversed(events):
        if event.do == "undo" and event.n not in gone and event.undoes is not None:
            gone.add(event.undoes)
    return frozenset(gone)


def active(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the acts that no undo takes back, without the undos themselves."""
    gone = taken_back(events)
    return tuple(event for event in events if event.n not in gone and not (event.do == "undo" and event.undoes))


def fold(reply: Reply, events: Sequence[Event]) -> Folded:
    """Apply the events of one text, in order, to the record that an engine made of it.

    Raises:
        NotGrounded: the record itself is not of this text.

    """
    choice = Choice.of(reply.annotated, reply.record)
    base = record_hash(reply.record)
    applied: list[Event] = []
    clashes: list[Clash] = []
    for event in active(events):
        if event.do in FOLLOW_UP:
            continue
        try:
            choice = _applied(choice, reply, event, base)
            applied.append(event)
        except Moved as moved:
            clashes.append(Clash(event, "changed", moved.now))
        except NotGrounded as error:
            clashes.append(Clash(event, error.message))
    return Folded(_corrected(reply, choice, applied), choice, tuple(applied), tuple(clashes))


def admit(folded: Folded, reply: Reply, event: Event) -> Folded:
    """Apply one more event, which must hold.

    Raises:
        Moved: what the event changes is not as it says any more.
        NotGrounded: the text does not bear out what it makes.

    """
    choice = _applied(folded.choice, reply, event, record_hash(reply.record))
    applied = [*folded.applied, event]
    return Folded(_corrected(reply, choice, applied), choice, tuple(applied), folded.clashes)


class Moved(Exception):
    """What an event changes is not as it says any more; `now` is how it is."""

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
    """Return a reply that is changed after it was accepted has to be accepted again."""
    return replace(choice, accepted_on="") if choice.accepted_on else choice


def grounded(reply: Reply, choice: Choice) -> Record:
    """Return the record that a choice makes; its warnings, document and fields are the engine's, or what people set.

    Raises:
        NotGrounded: the text does not bear it out.

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
    """Items that people left as they were keep what was estimated of them."""
    known = {_core(item): item for item in (*engine.measures_taken, *engine.commitments, *engine.numeric_targets)}

    def kept(item: object) -> object:
        old = known.get(_core(item))
        return old.model_copy(update={"id": item.id} | _held(item)) if old is not None else item  # type: ignore[attr-defined]

    return made.model_copy(
        update={
            name: tuple(kept(item) for item in getattr(made, name))
            for name in ("measures_taken", "commitments", "numeric_targets")
        }
    )


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
    """True if people looked at the place of a warning, or changed something there."""
    if choice.accepted_on:
        return True
    if not warning.end:
        return WHOLE in looked
    homes = [one.start for one in reply.annotated.sentences if one.start < warning.end and warning.start < one.end]
    return any(place in looked for place in (*homes, warning.start))
