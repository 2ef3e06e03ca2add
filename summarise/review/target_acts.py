"""Functions that apply a reviewer's edit of a target or a deadline; each returns the selection after the edit.

Each raises NotGrounded if the text does not support the edit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import get_args

from pydantic import JsonValue

from summarise.errors import NotGrounded
from summarise.record import Basis
from summarise.review.choice import Choice, ChosenTarget, Span
from summarise.review.events import Event
from summarise.review.item_acts import changed
from summarise.review.reviewed_reply import Reply
from summarise.review.standing import item_of, target_of

__all__ = ["set_basis", "set_deadline", "set_deadlines", "set_indicator", "set_target"]

_BASES = get_args(Basis)
_ENDS = 2


def set_target(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Make a number of `reply` a target, or an ordinary number if `event.to` is None; return `choice` with this change.

    `event.start` is the offset of the number. For a target, `event.to` is a dict of indicator, basis and deadline
    ([start, end] of a date expression, or None).
    """
    start = -1 if event.start is None else event.start
    home = reply.home(start)
    others = [target for target in choice.targets if target.start != start]
    if event.to is None:
        return replace(choice, targets=tuple(others))
    if not isinstance(event.to, dict):
        raise NotGrounded("a target needs its indicator, its basis and its deadline")
    if not choice.holder("c", home.start) and not home.heading:
        raise NotGrounded("the sentence of this number promises nothing", kind="target_outside_commitment")
    deadline = _date(reply, event.to.get("deadline"), [home.start])
    made = ChosenTarget(start, _words(event.to.get("indicator")), _basis(event.to.get("basis")), deadline)
    at = next((n for n, other in enumerate(others) if other.start > start), len(others))
    return replace(choice, targets=(*others[:at], made, *others[at:]), figures=choice.figures - {start})


def set_basis(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Set the basis of the target `event.item` to `event.to` (level, increment, growth or reduction).

    Return `choice` with this change; `reply` is not used.
    """
    del reply
    target = target_of(choice, event)
    return _with(choice, target, replace(target, basis=_basis(event.to)))


def set_indicator(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Set the indicator of the target `event.item` (what it counts) to the words in `event.to`.

    Return `choice` with this change; `reply` is not used.
    """
    del reply
    target = target_of(choice, event)
    return _with(choice, target, replace(target, indicator=_words(event.to)))


def set_deadline(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Set the deadline of the commitment or target `event.item` to `event.to`; return `choice` with this change.

    `event.to` is [start, end] of a date expression in `reply`, or None for no deadline.
    """
    if event.item.startswith("t"):
        target = target_of(choice, event)
        date = _date(reply, event.to, [reply.home(target.start).start])
        return _with(choice, target, replace(target, deadline=date))
    item = item_of(choice, event)
    if item.kind == "m":
        raise NotGrounded("work done has no deadline")
    return changed(choice, item, replace(item, deadline=_date(reply, event.to, item.starts)))


def set_deadlines(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Set the deadline of each commitment or target in `event.to`, a dict by item; return `choice` with this change."""
    if not isinstance(event.to, dict):
        raise NotGrounded("deadlines are given by item")
    for name, to in event.to.items():
        choice = set_deadline(choice, reply, event.model_copy(update={"item": name, "to": to}))
    return choice


def _with(choice: Choice, old: ChosenTarget, new: ChosenTarget) -> Choice:
    return replace(choice, targets=tuple(new if one is old else one for one in choice.targets))


def _basis(value: JsonValue) -> Basis:
    for basis in _BASES:
        if value == basis:
            found: Basis = basis
            return found
    raise NotGrounded(f"a basis is one of {', '.join(_BASES)}, not {value!r}")


def _words(value: JsonValue) -> str:
    if not isinstance(value, str) or not value.strip():
        raise NotGrounded("an indicator is in words of the text", kind="indicator_not_in_evidence")
    return value.strip()


def _date(reply: Reply, value: JsonValue, starts: Sequence[int]) -> Span | None:
    if value is None:
        return None
    ends = [one for one in value if isinstance(one, int)] if isinstance(value, list) else []
    if len(ends) != _ENDS or (ends[0], ends[1]) not in reply.dates:
        raise NotGrounded("a deadline is a date that the text states", kind="deadline_out_of_scope")
    if not reply.covers((ends[0], ends[1]), starts):
        raise NotGrounded(
            "this date is past, or not of this sentence, its point or a heading above", kind="deadline_out_of_scope"
        )
    return ends[0], ends[1]
