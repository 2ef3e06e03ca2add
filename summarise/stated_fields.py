"""Lists the fields of reply and proposal that the record declares, for all code that needs the list."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from summarise.record import ProposalFields, Record, ReplyFields

__all__ = ["STATED", "StatedField", "StatedValue", "in_words", "script_of_fields"]

StatedValue = str | tuple[str, ...]
"""The value of a field: one text or several names; "" or () if nothing is stated."""


@dataclass(frozen=True, slots=True)
class StatedField:
    """A field of reply or proposal, with its Chinese label and the kind of its value."""

    part: Literal["reply", "proposal"]
    name: str
    label: str
    kind: Literal["text", "names", "date"]

    @property
    def path(self) -> str:
        """Part and name of the field, such as reply.issuer."""
        return f"{self.part}.{self.name}"

    @property
    def english(self) -> str:
        """English label made from the path, such as Reply issuer."""
        return f"{self.part} {self.name.replace('_', ' ')}".capitalize()

    def of(self, record: Record) -> StatedValue:
        """Return the value of the field in a record; "" or () if nothing is stated."""
        value: StatedValue = getattr(getattr(record, self.part), self.name)
        return value

    def words(self, record: Record) -> str:
        """Return the value in a record as one text, with names separated by 、."""
        return in_words(self.of(record))


def in_words(value: StatedValue) -> str:
    """Return a value as one text; several names are separated by 、."""
    return value if isinstance(value, str) else "、".join(value)


def _fields(part: Literal["reply", "proposal"], model: type[ReplyFields | ProposalFields]) -> Iterator[StatedField]:
    for name, field in model.model_fields.items():
        kind: Literal["text", "names", "date"] = "date" if name.endswith("_on") else "text"
        yield StatedField(part, name, field.title or name, "names" if field.default == () else kind)


STATED: Mapping[str, StatedField] = MappingProxyType(
    {one.path: one for one in (*_fields("reply", ReplyFields), *_fields("proposal", ProposalFields))}
)
"""All fields of reply and proposal by path, in the order of the record."""


def script_of_fields() -> str:
    """Return a line of JavaScript that defines `STATED`: path and label of each field, and whether it is a list."""
    fields = [
        {"path": one.path, "zh": one.label} | ({"several": True} if one.kind == "names" else {})
        for one in STATED.values()
    ]
    return f"const STATED = {json.dumps(fields, ensure_ascii=False, separators=(',', ':'))};"
