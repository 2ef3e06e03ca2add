"""Labels that a person gave a reply before anything of an engine was shown, and where the engine says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import JsonValue

from summarise.errors import NotGrounded
from summarise.review.choice import Choice
from summarise.review.events import Event
from summarise.review.fold import active
from summarise.review.reviewed_reply import Reply

__all__ = ["Difference", "checked_labels", "differences"]


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence that the first look and the engine label differently."""

    start: int
    by: str
    looked: str
    """Labels of the first look: "", m, c or mc."""
    engine: str


def checked_labels(reply: Reply, value: JsonValue) -> dict[str, str]:
    """Return the labels of a first look, by the first character of their sentence.

    Raises:
        NotGrounded: one is not a label, or of no sentence of the reply.

    """
    if not isinstance(value, dict):
        raise NotGrounded("a first look is labels by sentence")
    made: dict[str, str] = {}
    for start, letters in value.items():
        if letters not in {"m", "c", "mc"} or not start.isdecimal():
            raise NotGrounded(f"a sentence has the labels m, c or mc, not {letters!r}")
        made[str(reply.sentence(int(start)).start)] = str(letters)
    return made


def differences(reply: Reply, events: Sequence[Event]) -> tuple[Difference, ...]:
    """Return where the first looks at a reply and its engine's labels differ, in the order of the text."""
    chosen = Choice.of(reply.annotated, reply.record)
    found = [
        Difference(sentence.start, event.by, looked, engine)
        for event in active(events)
        if event.do == "first" and isinstance(event.to, Mapping)
        for sentence in reply.annotated.sentences
        if not (sentence.furniture or sentence.proposal)
        if (looked := str(event.to.get(str(sentence.start), ""))) != (engine := chosen.labels(sentence.start))
    ]
    return tuple(sorted(found, key=lambda one: one.start))
