"""Defines an event: one act of a person on a reply, stored as one line of the journal.

An event refers to the text by offsets of characters, not by sentence numbers. So it stays valid if another version of
the program or another engine splits the text into other sentences.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

__all__ = ["EDITS", "FOLLOW_UP", "Act", "Event", "event_schema", "line_hash", "of_follow_up"]

Act = Literal[
    "label",
    "firmness",
    "responsible",
    "deadline",
    "deadlines",
    "target",
    "basis",
    "indicator",
    "join",
    "part",
    "field",
    "seen",
    "first",
    "accept",
    "reopen",
    "remark",
    "verdict",
    "match",
    "unmatch",
    "undo",
    "unit",
    "split",
    "merge",
    "doubt",
    "hand_in",
    "leave",
    "settle",
]
"""What `item` and `to` of an event hold, by the kind of act; the number in an item is an offset in the text.

label        item s626, a sentence: its labels "", "m", "c" or "mc" (measure, commitment)
firmness     item c626, a commitment: its certainty, "firm", "effort" or "explore"
responsible  item c626: list of bodies
deadline     item c626 or t640: [start, end] of a date expression, or null
deadlines    item c626: deadlines of it and of targets, by item, as in {c626: [700, 705], t640: [700, 705]}
target       item t640, a number: {indicator, basis, deadline} to make it a target, null to make it an ordinary number
basis, indicator   item t640, a target: the new value
join         item c626 or m626: offsets of its sentences and of those of the item that is merged into it
part         item c626 or m626: offsets of the sentences that it keeps; the others become an item of their own
field        item reply.issuer and so on: a value in words of the text
seen         item s626: true; accept, reopen: the whole reply
first        the whole reply, before the engine's result was shown: {626: "c"}, labels by offset of the sentence
remark       any item: words
verdict      item c626 or t640: {verdict, evidence, note}, null to withdraw the verdict; see `verdicts`
match, unmatch   item c626 or t640: reference of a passage in a later reply that concerns the promise, or does not
undo         `undoes` is the number of the event that is taken back
unit         item u626, a unit of a labelling: letters of m, c, h, p, b, f
split, merge, doubt   item u626: offset at which to cut; nothing; words
leave        a whole text, which the labeller will not label
hand_in      a whole labelling; settle  item u626 or a field: which of two labellings is right (1 or 2, 0 for neither)
"""

EDITS = frozenset("label firmness responsible deadline deadlines target basis indicator join part field".split())
"""Kinds of act that change a record."""
FOLLOW_UP = frozenset({"verdict", "match", "unmatch"})
"""Kinds of act on whether a promise was kept. They do not change the record."""


def of_follow_up(events: Sequence[Event]) -> frozenset[int]:
    """Return the numbers (`Event.n`) of events on whether a promise was kept, and of the events that undo them."""
    found = {event.n for event in events if event.do in FOLLOW_UP}
    for event in events:
        if event.do == "undo" and event.undoes in found:
            found.add(event.n)
    return frozenset(found)


class Event(BaseModel):
    """One line of a journal.

    `from_` is the value that the person saw and replaced. The event conflicts if the present value is another one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)

    n: int = Field(ge=1, description="its number in the journal, 1, 2, 3 …")
    at: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$")
    by: str = Field(min_length=1, max_length=80)
    on: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the text")
    do: Act
    item: str = Field(default="", max_length=80, description="kind and first character: c626; a field's name; or empty")
    from_: JsonValue = Field(default=None, alias="from")
    to: JsonValue = None
    base: str = Field(default="", pattern=r"^([0-9a-f]{64})?$", description="hash of the engine record that was seen")
    undoes: int | None = Field(default=None, ge=1, description="number of the event that an undo takes back")
    client: str = Field(
        default="", max_length=64, description="the browser's name for the act: repeated, it is one act"
    )
    prev: str = Field(
        default="", pattern=r"^([0-9a-f]{64})?$", description="SHA-256 of the line before, empty for first"
    )

    def to_line(self) -> bytes:
        """Return the event as JSON in UTF-8 without a line feed; equal events give equal bytes."""
        return json.dumps(self.model_dump(by_alias=True), ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def start(self) -> int | None:
        """Offset in the text at which the item of the event begins: 626 for "c626".

        None for an event about the whole reply (`item` is "") or about one of its fields (reply.issuer).
        """
        return int(self.item[1:]) if self.item[1:].isdecimal() and self.item[:1] in "smctu" else None


def line_hash(line: bytes) -> str:
    """Return the SHA-256, in hexadecimal, of a journal line without its line feed.

    The next line stores it as `prev`.
    """
    return hashlib.sha256(line).hexdigest()


def event_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a line of the journal."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Event.model_json_schema(by_alias=True)}
