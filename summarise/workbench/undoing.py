"""Undoes acts of a journal, and refuses what cannot be undone."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from summarise.review.events import Event
from summarise.review.fold import Folded, fold, taken_back
from summarise.review.reviewed_reply import Reply
from summarise.workbench.calls import Json, Refused

__all__ = ["check_undo", "final", "undone", "undone_next"]

_FINAL = frozenset({"first", "hand_in", "leave"})
"""Kinds of act that nobody can undo: what they were followed by cannot be taken back."""
_STAY = _FINAL | {"seen"}
"""Kinds of act that the key for undoing passes over."""


def final(events: Sequence[Event]) -> frozenset[int]:
    """Return the numbers of those of `events` that cannot be undone, and of undo events on them from older journals."""
    found: set[int] = set()
    for event in events:
        if event.do in _FINAL or event.undoes in found:
            found.add(event.n)
    return frozenset(found)


def check_undo(event: Event, events: Sequence[Event], known: AbstractSet[int] | None = None) -> None:
    """Check that the act that `event` undoes is one of `events` on the text, can be undone and is not undone yet.

    If `known` is given, the number of the act must be in it.

    Raises:
        Refused: there is no such act, it cannot be undone, or it is undone already (409).

    """
    if event.undoes in final(events):
        raise Refused(409, "moved", "这一步不能撤销", now=None)
    if event.undoes in taken_back(events):
        raise Refused(409, "moved", "this act was undone already", now=None)
    if event.undoes not in ({one.n for one in events} if known is None else known):
        raise Refused(409, "moved", "there is no such act here", now=None)


def undone(reply: Reply, events: Sequence[Event], event: Event) -> Folded:
    """Return the state of `reply` after its `events`, without the edit that `event` undoes.

    Raises:
        Refused: there is no such edit, it cannot be undone or is undone already, or later edits depend on it (409).

    """
    check_undo(event, events)
    made = fold(reply, (*events, event))
    if len(made.clashes) > len(fold(reply, events).clashes):
        raise Refused(409, "moved", "后面的改动以这一步为前提，请先撤销后面的", now=None)
    return made


def undone_next(events: Sequence[Event], name: str) -> Json:
    """Return the numbers of the acts that the keys of the person `name` take back: `undo` and `redo`, None for no act.

    `undo` is the person's last act in force. `redo` is the last event by which the person undid an act that is still
    undone; it is None once another act has followed in `events`.
    """
    gone, undos = taken_back(events), {event.n for event in events if event.do == "undo"}
    mine = [event for event in events if event.by == name and event.n not in gone]
    acts = [event.n for event in mine if event.do != "undo" and event.do not in _STAY]
    undone_acts = [event.n for event in mine if event.do == "undo" and event.undoes not in undos]
    is_open = bool(events) and events[-1].do == "undo"
    return {"undo": acts[-1] if acts else None, "redo": undone_acts[-1] if undone_acts and is_open else None}
