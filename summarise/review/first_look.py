"""Compares the labels that a person gave a reply before seeing the engine's result with the labels of the engine."""

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
    """A sentence whose label by a person, given before seeing the engine's result, differs from the engine's label.

    `start` is the offset of the sentence, `by` the person's name.
    """

    start: int
    by: str
    looked: str
    """The person's labels: "", "m", "c" or "mc". `engine` has the same form."""
    engine: str


def checked_labels(reply: Reply, value: JsonValue) -> dict[str, str]:
    """Return `value` as a dict from the offset of a sentence, in decimal digits, to its labels: "m", "c" or "mc".

    Raises:
        NotGrounded: `value` is not such a mapping, or no sentence of the reply begins at an offset.

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
    """Return the sentences that people, before seeing the engine's result, labelled differently from the engine.

    They are in text order. `events` are the events on this reply's text; undone ones do not count.
    """
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
