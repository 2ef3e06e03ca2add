"""Looks up the present value of what an event would change."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import JsonValue

from summarise.errors import NotGrounded
from summarise.review.choice import Choice, ChosenItem, ChosenTarget, Kind, Span
from summarise.review.events import Event
from summarise.review.record_fields import field_value
from summarise.review.reviewed_reply import Reply

__all__ = ["item_of", "standing", "target_of"]


def standing(choice: Choice, reply: Reply, event: Event) -> JsonValue:
    """Return the present value of the item, label or field that a reviewer's edit (`event`) of `reply` would replace.

    The caller compares it with the old value that the edit states in its field `from`; `choice` holds the items as
    edited so far. Return None if the edit adds or removes something and replaces no value.

    Raises:
        NotGrounded: the item, sentence, number or field does not exist.

    """
    read = _READ.get(event.do)
    return read(choice, reply, event) if read else None


def item_of(choice: Choice, event: Event) -> ChosenItem:
    """Return the measure or commitment in `choice` whose name is `event.item`.

    Raises:
        NotGrounded: no item has this name.

    """
    kind: Kind = "m" if event.item.startswith("m") else "c"
    found = next((item for item in choice.items(kind) if item.name == event.item), None)
    if found is None:
        raise NotGrounded(f"no item begins there any more: {event.item}")
    return found


def target_of(choice: Choice, event: Event) -> ChosenTarget:
    """Return the target in `choice` whose number begins at the offset in `event.item`.

    Raises:
        NotGrounded: the number is not a target.

    """
    found = choice.target(event.start) if event.start is not None else None
    if found is None:
        raise NotGrounded(f"the number there is no target: {event.item}")
    return found


def _label(choice: Choice, reply: Reply, event: Event) -> JsonValue:
    return choice.labels(reply.sentence(-1 if event.start is None else event.start).start)


def _target(choice: Choice, reply: Reply, event: Event) -> JsonValue:
    start = -1 if event.start is None else event.start
    reply.home(start)
    target = choice.target(start)
    if target is None:
        return None
    return {"indicator": target.indicator, "basis": target.basis, "deadline": _list(target.deadline)}


def _deadline(choice: Choice, reply: Reply, event: Event) -> JsonValue:
    del reply
    item = target_of(choice, event) if event.item.startswith("t") else item_of(choice, event)
    return _list(item.deadline)


def _deadlines(choice: Choice, reply: Reply, event: Event) -> JsonValue:
    if not isinstance(event.to, dict):
        raise NotGrounded("deadlines are given by item")
    return {name: _deadline(choice, reply, event.model_copy(update={"item": name})) for name in event.to}


def _list(span: Span | None) -> JsonValue:
    return list(span) if span else None


def _starts(choice: Choice, reply: Reply, event: Event) -> JsonValue:
    del reply
    return list(item_of(choice, event).starts)


def _field(choice: Choice, reply: Reply, event: Event) -> JsonValue:
    return choice.fields.get(event.item, field_value(reply.record, event.item))


_READ: dict[str, Callable[[Choice, Reply, Event], JsonValue]] = {
    "label": _label,
    "target": _target,
    "deadline": _deadline,
    "deadlines": _deadlines,
    "join": _starts,
    "part": _starts,
    "field": _field,
    "firmness": lambda choice, _, event: item_of(choice, event).certainty,
    "responsible": lambda choice, _, event: list(item_of(choice, event).responsible),
    "basis": lambda choice, _, event: target_of(choice, event).basis,
    "indicator": lambda choice, _, event: target_of(choice, event).indicator,
}
