"""View 操作记录: every act of the journal, newest first, each with its words and a link to its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from summarise.reference import text_name
from summarise.review.events import FOLLOW_UP, Event
from summarise.review.fold import taken_back
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.views.event_words import event_words, plain_words
from summarise.workbench.withheld import withheld

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_PAGE = 40


def acts(desk: Desk, call: Call) -> Json:
    """Return up to forty acts, newest first, each with its time, person, words and a link to its place.

    The request has, as `before`, the number of the act below which the list begins, and as `by`, the name of the person
    whose acts are wanted. An act that was undone has True as `gone`. Acts on texts that the caller must first label
    without seeing other results are left out. `next` is the number with which the list goes on, None at its end.
    """
    closed, before, by = desk.closed_to(call.caller), call.number("before"), call.query.get("by", "")
    every = desk.journal.since(0)
    wanted = [
        event
        for event in reversed(every)
        if event.on not in closed and (not before or event.n < before) and (not by or event.by == by)
    ]
    page = wanted[:_PAGE]
    desk.saw(call.caller, *(event.on for event in page if desk.shelf.row(event.on)))
    gone = taken_back(every)
    return {
        "acts": [_told(desk, event, gone) for event in page],
        "next": page[-1].n if len(wanted) > len(page) else None,
        "n": len(every),
        "by": by,
        "closed": withheld(desk, call.caller),
    }


def _told(desk: Desk, event: Event, gone: Collection[int]) -> Json:
    """Return an act as JSON. `gone` are the numbers of all undone acts."""
    row, events = desk.shelf.row(event.on), desk.journal.on(event.on)
    return {
        "n": event.n,
        "at": event.at[:16].replace("T", " "),
        "by": event.by,
        "title": row.title if row else f"不在这批记录里的答复 {text_name(event.on)}",
        "href": _href(event, events) if row else "",
        "gone": event.n in gone,
        **_words(desk, event, events),
    }


def _words(desk: Desk, event: Event, events: Sequence[Event]) -> Json:
    row = desk.shelf.row(event.on)
    try:
        return event_words(desk.reply(row).annotated, event, events) if row else plain_words(event)
    except Refused:  # the text is not available
        return plain_words(event)


def _href(event: Event, events: Sequence[Event]) -> str:
    """Return the address of the place in the text, or of the promise, that an act or the act that it undoes is on."""
    act = next((one for one in events if one.n == event.undoes), event)
    name = text_name(act.on)
    if act.do in FOLLOW_UP:
        return f"/follow/{name}-{act.item}"
    return f"/r/{name}/{act.item}" if act.start is not None else f"/r/{name}"


ROUTES = (Route("GET", "/api/acts", acts),)
