"""Functions that apply a reviewer's edit of measures and commitments; each returns the selection after the edit.

Each raises NotGrounded if the text does not support the edit.
"""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

from summarise.annotated import Sentence
from summarise.errors import NotGrounded
from summarise.record import Certainty
from summarise.review.choice import Choice, ChosenItem, Kind
from summarise.review.events import Event
from summarise.review.reviewed_reply import Reply
from summarise.review.standing import item_of

__all__ = ["changed", "join", "label", "part", "set_firmness", "set_responsible"]

_CERTAINTIES = get_args(Certainty)
_KINDS: tuple[Kind, ...] = ("m", "c")
_LABELS = ("", "m", "c", "mc")
_SHORTEST_NAME = 2


def label(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Make a sentence of `reply` a measure, a commitment, both or neither; return `choice` with this change.

    `event.start` is the offset of the sentence; `event.to` is "m", "c", "mc" or "".
    """
    if event.to not in _LABELS or event.start is None:
        raise NotGrounded(f"a sentence is m, c, both or neither, not {event.to!r}")
    sentence = reply.sentence(event.start)
    for kind in _KINDS:
        held = choice.holder(kind, sentence.start) is not None
        if (kind in str(event.to)) and not held:
            choice = _with(choice, ChosenItem(kind, (sentence.start,)))
        elif held and kind not in str(event.to):
            choice = _without(choice, reply, kind, sentence)
    inside = {quantity.start for quantity in reply.annotated.quantities if quantity.sentence == sentence.number}
    if event.to == "mc":
        return replace(choice, figures=choice.figures | (inside - {target.start for target in choice.targets}))
    return replace(choice, figures=choice.figures - inside)


def _with(choice: Choice, item: ChosenItem) -> Choice:
    """Return the selection with `item` added at its place in the order of the text."""
    items = choice.items(item.kind)
    at = next((n for n, other in enumerate(items) if other.starts[0] > item.starts[0]), len(items))
    return choice.with_items(item.kind, (*items[:at], item, *items[at:]))


def _without(choice: Choice, reply: Reply, kind: Kind, sentence: Sentence) -> Choice:
    """Return the selection with a sentence removed from its item.

    For a commitment, also without the sentence's targets.
    """
    kept: list[ChosenItem] = []
    for item in choice.items(kind):
        left = tuple(start for start in item.starts if start != sentence.start)
        if left == item.starts:
            kept.append(item)
        elif left:
            kept.append(reply.settled(replace(item, starts=left)))
    choice = choice.with_items(kind, tuple(kept))
    if kind == "m" or sentence.heading:  # a heading may state a target without being a commitment
        return choice
    inside = {quantity.start for quantity in reply.annotated.quantities if quantity.sentence == sentence.number}
    return replace(choice, targets=tuple(target for target in choice.targets if target.start not in inside))


def changed(choice: Choice, old: ChosenItem, new: ChosenItem) -> Choice:
    """Return `choice` with `new` in the position of `old`, which is found by identity, not by equality."""
    return choice.with_items(old.kind, tuple(new if one is old else one for one in choice.items(old.kind)))


def set_firmness(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Set the certainty of the commitment `event.item` to `event.to` (firm, effort or explore).

    Return `choice` with this change; `reply` is not used.
    """
    del reply
    item = item_of(choice, event)
    for certainty in _CERTAINTIES:
        if event.to == certainty and item.kind == "c":
            return changed(choice, item, replace(item, certainty=certainty))
    raise NotGrounded(f"the firmness of a promise is one of {', '.join(_CERTAINTIES)}, not {event.to!r}")


def set_responsible(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Set the responsible bodies of the item `event.item` to the names in `event.to`; return `choice` with this change.

    Each name must occur in a sentence of the item in `reply`, or in the previous sentence if the first one continues
    it.
    """
    item = item_of(choice, event)
    quotes = reply.quotes(item.starts)
    names = [body.strip() if isinstance(body, str) else "" for body in event.to] if isinstance(event.to, list) else [""]
    for name in names:
        if len(name) < _SHORTEST_NAME or not any(name in quote for quote in quotes):
            raise NotGrounded(
                f"“{name}” is not in the sentence or the one that it continues", kind="body_not_in_evidence"
            )
    return changed(choice, item, replace(item, responsible=tuple(dict.fromkeys(names))))


def join(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Merge the item `event.item` with a later one of the same kind; return `choice` with this change.

    `event.to` lists the offsets of the sentences of both. `reply` has the text of the items.
    """
    item = item_of(choice, event)
    others = (one for one in choice.items(item.kind) if [*item.starts, *one.starts] == event.to)
    other = next(others, None)
    if other is None or other.starts[0] < item.starts[-1]:
        raise NotGrounded("an item is joined with the one that follows it")
    kept = choice.with_items(item.kind, tuple(one for one in choice.items(item.kind) if one is not other))
    bodies = tuple(dict.fromkeys((*item.responsible, *other.responsible)))
    return changed(kept, item, reply.settled(replace(item, starts=(*item.starts, *other.starts), responsible=bodies)))


def part(choice: Choice, reply: Reply, event: Event) -> Choice:
    """Split the item `event.item` in two; return `choice` with this change.

    The item keeps the sentences whose offsets `event.to` lists; the others become a new item. `reply` has the text of
    both.
    """
    item = item_of(choice, event)
    kept = tuple(start for start in event.to if isinstance(start, int)) if isinstance(event.to, list) else ()
    if not kept or kept == item.starts or item.starts[: len(kept)] != kept:
        raise NotGrounded("an item is parted between two of its sentences")
    upper = reply.settled(replace(item, starts=kept))
    lower = reply.settled(replace(item, starts=item.starts[len(kept) :]))
    return _with(changed(choice, item, upper), lower)
