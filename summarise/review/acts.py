"""Maps the name of each kind of event (act) to the function that applies it to the selection of a reply."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from summarise.errors import NotGrounded
from summarise.review.choice import WHOLE, Choice
from summarise.review.events import Event
from summarise.review.item_acts import join, label, part, set_firmness, set_responsible
from summarise.review.record_fields import checked_value
from summarise.review.reviewed_reply import Reply
from summarise.review.target_acts import set_basis, set_deadline, set_deadlines, set_indicator, set_target

__all__ = ["ACTS"]


def _field(choice: Choice, reply: Reply, event: Event) -> Choice:
    value = checked_value(reply.annotated, event.item, event.to)
    return replace(choice, fields={**choice.fields, event.item: value})


def _seen(choice: Choice, reply: Reply, event: Event) -> Choice:
    place = WHOLE if event.start is None else event.start
    if place != WHOLE and place not in reply.sentences:
        raise NotGrounded(f"no sentence of the text begins at character {place}")
    return replace(choice, seen=choice.seen | {place})


def _accept(choice: Choice, reply: Reply, event: Event) -> Choice:
    del reply
    return replace(choice, accepted_on=event.at[:10])


def _reopen(choice: Choice, reply: Reply, event: Event) -> Choice:
    del reply, event
    return replace(choice, accepted_on="")


def _noted(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Return the selection unchanged, for events that do not edit the record, such as remarks and verdicts."""
    del reply, event
    return choice


ACTS: dict[str, Callable[[Choice, Reply, Event], Choice]] = {
    "label": label,
    "firmness": set_firmness,
    "responsible": set_responsible,
    "deadline": set_deadline,
    "deadlines": set_deadlines,
    "target": set_target,
    "basis": set_basis,
    "indicator": set_indicator,
    "join": join,
    "part": part,
    "field": _field,
    "seen": _seen,
    "first": _noted,
    "accept": _accept,
    "reopen": _reopen,
    "remark": _noted,
    "verdict": _noted,
    "match": _noted,
    "unmatch": _noted,
}
