"""Defines references: names of items for citation, which are the same in every run and with every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from summarise.lazy_pattern import lazy_pattern
from summarise.record import Commitment, Evidence, Measure, NumericTarget, Record

__all__ = [
    "Item",
    "Reference",
    "by_reference",
    "evidence_of",
    "item_place",
    "items_of",
    "references",
    "statements_of",
    "text_name",
]

_HASH_DIGITS = 10
_FORM = lazy_pattern(r"([0-9a-f]{10,64})[-/]([mct])(\d+)(?:-(\d+))?")

Item = Measure | Commitment | NumericTarget


@dataclass(frozen=True, slots=True)
class Reference:
    """The name of an item, such as `f7e1f8abed-c1387`.

    It consists of the first digits of the text's SHA-256, the item's kind (m, c or t), and the character of the text
    at which its evidence begins. A second item of the same kind at the same character has -2 added.
    """

    text: str
    """First 10 hex digits of the SHA-256 of the text."""
    place: str
    """Kind and first character of the item, such as c1387. A number is added from the second item there on: c1387-2."""

    def __str__(self) -> str:
        return f"{self.text}-{self.place}"

    @classmethod
    def parse(cls, written: str) -> Reference | None:
        """Parse the reference `written`, with - or / between its two parts; return None if it is not a reference."""
        found = _FORM.fullmatch(written.strip())
        if found is None:
            return None
        sha256, kind, start, turn = found.groups()
        return cls(sha256[:_HASH_DIGITS], f"{kind}{int(start)}" + (f"-{turn}" if turn else ""))


def text_name(sha256: str) -> str:
    """Return the first 10 hex digits of `sha256`, the SHA-256 of a text; a reference names the text by them."""
    return sha256[:_HASH_DIGITS]


def items_of(record: Record) -> Iterator[Item]:
    """Yield the record's measures, commitments and targets, in this order."""
    yield from statements_of(record)
    yield from record.numeric_targets


def statements_of(record: Record) -> Iterator[Measure | Commitment]:
    """Yield the record's measures, then its commitments. The evidence of both consists of whole sentences."""
    yield from record.measures_taken
    yield from record.commitments


def evidence_of(item: Item) -> tuple[Evidence, ...]:
    """Return the spans of an item's evidence; a target has one span."""
    return (item.evidence,) if isinstance(item, NumericTarget) else item.evidence


def item_place(item: Item) -> int:
    """Return the offset in the text of the first character of an item's evidence."""
    return evidence_of(item)[0].start


def references(record: Record) -> dict[str, Reference]:
    """Return the reference of each item of a record, by the item's id."""
    text, turns, found = text_name(record.document.sha256), dict[str, int](), dict[str, Reference]()
    for item in items_of(record):
        place = f"{item.id[0]}{item_place(item)}"
        turns[place] = turns.get(place, 0) + 1
        found[item.id] = Reference(text, place if turns[place] == 1 else f"{place}-{turns[place]}")
    return found


def by_reference(record: Record, wanted: Reference) -> Item | None:
    """Return the item of `record` that has the reference `wanted`; None if the record has no such item."""
    names = references(record)
    return next((item for item in items_of(record) if names[item.id] == wanted), None)
