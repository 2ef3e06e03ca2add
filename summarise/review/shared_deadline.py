"""Passes the deadline that a person sets for a commitment on to the targets of its sentences that have none.

A correction of this deadline is passed on in the same way.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from summarise.evaluation.span import Span
from summarise.review.events import Event
from summarise.review.fold import Folded, active
from summarise.review.reviewed_reply import Reply
from summarise.review.sheet import Sheet

__all__ = ["deadline_on_sheet", "shared_deadline"]


def shared_deadline(folded: Folded, reply: Reply, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values`, the fields of an event of `reply`, or those of an event that sets several deadlines.

    An event of several deadlines (`deadlines`) is returned if `values` set or take away the deadline of a commitment
    whose sentences have targets without a deadline of their own. Such a target has no deadline, or the commitment's old
    one, which it got by an earlier event `deadlines` or when it was made a target. It gets the new one. It gets none if
    the new date cannot be its deadline, or if its sentence states another date, which may be the target's. What a
    person set or took away at the target itself stays.
    """
    starts = next((one.starts for one in folded.choice.commitments if one.name == values.get("item")), ())
    targets = folded.choice.targets
    own = {one.start: one.deadline for one in targets if reply.home(one.start).start in starts}
    return _passed_on(values, reply, own, folded.applied)


def deadline_on_sheet(sheet: Sheet, reply: Reply, events: Sequence[Event], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return what `shared_deadline` returns, for an event on `sheet`, a labelling of `reply` after `events`."""
    units = [unit for unit in sheet.units if f"c{unit[0]}" == values.get("item")]
    own = {at: one.deadline for at, one in sheet.numbers.items() if any(start <= at < end for start, end in units)}
    return _passed_on(values, reply, own, active(events))


def _passed_on(
    values: Mapping[str, Any], reply: Reply, targets: Mapping[int, Span | None], events: Sequence[Event]
) -> dict[str, Any]:
    """Return `values`, or an event with the deadlines of `targets` too: those of the commitment's sentences."""
    item, to, old = values.get("item"), values.get("to"), values.get("from")
    if values.get("do") != "deadline" or not (to is None or isinstance(to, list)) or not str(item).startswith("c"):
        return dict(values)
    before: dict[str, Any] = {str(item): old}
    after: dict[str, Any] = {str(item): to}
    for start, deadline in targets.items():
        name, now = f"t{start}", list(deadline) if deadline else None
        new = to if to is not None and _applies(reply, to, start) else None
        last = _last_setting(events, name)
        is_free = now is None and not (last and last.do == "deadline")
        is_given = now is not None and now == old and last is not None and last.do != "deadline"
        if (is_free or is_given) and new != now:
            before[name], after[name] = now, new
    return {**values, "do": "deadlines", "from": before, "to": after} if len(after) > 1 else dict(values)


def _last_setting(events: Sequence[Event], name: str) -> Event | None:
    """Return the last event that set or took away the deadline of the target `name`; None if there is none."""
    for event in reversed(events):
        if event.do == "deadlines" and isinstance(event.to, dict) and name in event.to:
            return event
        if event.item == name and (event.do == "deadline" or (event.do == "target" and _is_dated(event.to))):
            return event
    return None


def _is_dated(target: object) -> bool:
    return isinstance(target, dict) and target.get("deadline") is not None


def _applies(reply: Reply, to: list[Any], start: int) -> bool:
    home, date = reply.home(start), tuple(one for one in to if isinstance(one, int))
    stated = {(one.start, one.end) for one in reply.annotated.dates if one.sentence == home.number}
    return len(date) == 2 and not stated - {date} and reply.covers((date[0], date[1]), [home.start])  # noqa: PLR2004 - start and end
