"""Passes the deadline that a person sets for a commitment on to the targets of its sentences that have none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from summarise.review.fold import Folded
from summarise.review.reviewed_reply import Reply

__all__ = ["shared_deadline"]


def shared_deadline(folded: Folded, reply: Reply, values: Mapping[str, Any]) -> dict[str, Any]:
    """Return `values`, the fields of an event of `reply`, or those of an event that sets several deadlines.

    They become an event `deadlines` if they set the deadline of a commitment in whose sentences targets have none, and
    the date applies to these targets. A target keeps none if a person took its deadline away, or if its sentence states
    another date, since the date of the target may be that one.
    """
    item, to = values.get("item"), values.get("to")
    if values.get("do") != "deadline" or not isinstance(to, list) or not str(item).startswith("c"):
        return dict(values)
    starts = next((one.starts for one in folded.choice.commitments if one.name == item), ())
    taken = {event.item for event in folded.applied if event.do == "deadline" and event.to is None}
    others = [
        f"t{target.start}"
        for target in folded.choice.targets
        if target.deadline is None
        and f"t{target.start}" not in taken
        and reply.home(target.start).start in starts
        and _applies(reply, to, target.start)
    ]
    if not others:
        return dict(values)
    return {
        **values,
        "do": "deadlines",
        "from": {str(item): values.get("from"), **dict.fromkeys(others)},
        "to": dict.fromkeys([str(item), *others], to),
    }


def _applies(reply: Reply, to: list[Any], start: int) -> bool:
    home, date = reply.home(start), tuple(one for one in to if isinstance(one, int))
    stated = {(one.start, one.end) for one in reply.annotated.dates if one.sentence == home.number}
    return len(date) == 2 and not stated - {date} and reply.covers((date[0], date[1]), [home.start])  # noqa: PLR2004 - start and end
