"""What a person did to a reply, as one line of the journal says it.

Places are characters of the text, never sentence numbers: another annotator or engine does not move them.
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
    "settle",
]
"""
label        item s626: which of "", "m", "c", "mc" the sentence that begins there is
firmness     item c626: certainty of the commitment that begins there
responsible  item c626: list of bodies
deadline     item c626 or t640: [start, end] of a date expression, or null
target       item t640: {indicator, basis, deadline} where the number is a target, null where it is none
basis, indicator   item t640
join, part   item c626 or m626, value the character of the sentence that is taken in or cut off
field        item reply.issuer and so on: a value in words of the text
seen         item s626: true; accept, reopen: the whole reply
first        the whole reply, before anything of an engine was shown: {626: "c"}, labels by a sentence's first character
remark       any item: words
verdict      item c626 or t640: {verdict, evidence, note}, null to take it back; see `verdicts`
match, unmatch   item c626 or t640, value the reference of a later measure: it speaks of the promise, or does not
undo         names another event in `undoes`
unit         item u626, in a labelling: letters of m, c, h, p, b, f
split, merge, doubt   item u626: the character to cut at; nothing; words
hand_in      a whole labelling; settle  item u626 or a field: which of two labellings is right
"""

EDITS = frozenset("label firmness responsible deadline target basis indicator join part field".split())
"""Acts that change a record."""
FOLLOW_UP = frozenset({"verdict", "match", "unmatch"})
"""Acts on what became of a promise; they say nothing of the record."""


def of_follow_up(events: Sequence[Event]) -> frozenset[int]:
    """Return numbers of the acts of follow-up among a text's events, and of those that take them back."""
    found = {event.n for event in events if event.do in FOLLOW_UP}
    for event in events:
        if event.do == "undo" and event.undoes in found:
            found.add(event.n)
    return frozenset(found)


class Event(BaseModel):
    """One line of a journal; `from_` is what the person saw, and an act on anything else is a conflict."""

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
        """Canonical JSON in UTF-8, without a line feed: the same event gives the same bytes."""
        return json.dumps(self.model_dump(by_alias=True), ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def start(self) -> int | None:
        """The character that the item names, None for one that names none."""
        return int(self.item[1:]) if self.item[1:].isdecimal() and self.item[:1] in "smctu" else None


def line_hash(line: bytes) -> str:
    """Return what the next line has as its `prev`."""
    return hashlib.sha256(line).hexdigest()


def event_schema() -> dict[str, Any]:
    """Return JSON Schema (2020-12) of a journal's line."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Event.model_json_schema(by_alias=True)}
