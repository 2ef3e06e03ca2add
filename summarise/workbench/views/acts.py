"""View 操作记录: every act of people, newest first, each with its words and a link to its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from summarise.reference import text_name
from summarise.review.events import FOLLOW_UP, Event
from summarise.review.fold import taken_back
from summarise.workbench.all_acts import ToldAct, every_act
from summarise.workbench.calls import Call, Json, Refused, Route
from summarise.workbench.views.event_words import event_words, plain_words
from summarise.workbench.withheld import withheld

if TYPE_CHECKING:
    from summarise.workbench.desk import Desk

__all__ = ["ROUTES"]

_PAGE = 40


def acts(desk: Desk, call: Call) -> Json:
    """Return up to forty acts, newest first, each with its time, person, words and a link to its place.

    The request has, as `before`, the place of the act below which the list begins (from 1, the oldest), and as `by`,
    the name of the person whose acts are wanted. An act that was undone has True as `gone`. Acts on texts that the
    caller must first label without seeing other results are left out. `next` is the place with which the list goes on,
    None at its end.
    """
    closed, before, by = desk.closed_to(call.caller), call.number("before"), call.query.get("by", "")
    every = every_act(desk, call.caller.name)
    wanted = [
        (place, one)
        for place, one in reversed(list(enumerate(every, 1)))
        if one.on not in closed and (not before or place < before) and (not by or one.by == by)
    ]
    page = wanted[:_PAGE]
    desk.saw(call.caller, *(one.on for _, one in page if one.event and desk.shelf.row(one.on)))
    gone = taken_back(desk.journal.since(0))
    return {
        "acts": [_told(desk, one, gone) for _, one in page],
        "next": page[-1][0] if len(wanted) > len(page) else None,
        "n": sum(one.steps for one in every),
        "by": by,
        "closed": withheld(desk, call.caller),
    }


def _told(desk: Desk, act: ToldAct, gone: Collection[int]) -> Json:
    """Return an act as JSON. `gone` are the numbers of all undone events of the records' journal."""
    row, event = desk.shelf.row(act.on) if act.on else None, act.event
    events = desk.journal.on(act.on) if event else ()
    away = f"不在这批记录里的答复 {text_name(act.on)}" if act.on else ""
    # What is no act on a record is told without a result of the engine.
    title = away if row is None else row.title if event else desk.shelf.listed(row).title
    return {
        "n": event.n if event else None,
        "nth": f"第 {event.n:,} 条" if event else "",
        "at": act.at[:16].replace("T", " "),
        "by": act.by,
        "title": title,
        "href": act.href if event is None else _href(event, events) if row else "",
        "gone": event is not None and event.n in gone,
        **(_words(desk, event, events) if event else {"said": act.said}),
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
