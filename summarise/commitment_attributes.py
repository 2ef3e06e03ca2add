"""The attributes of a commitment, for everything that copies, compares or lists them.

A new attribute is a field of `Commitment` in the record, of `GoldCommitment` in the labels and of `Attributes` here,
and an entry of `ATTRIBUTES`. What finds it in a sentence, and what supports it there, is code of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

from summarise.record_items import Certainty
from summarise.stated_fields import StatedValue, in_words

__all__ = ["ATTRIBUTES", "Attribute", "Attributes", "stated_values", "with_deadline"]

_Date = TypeVar("_Date")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a commitment, with its label in Chinese and what it holds.

    The methods take a commitment of a record or of the labels, or any other value with the same fields.
    """

    name: str
    label: str
    kind: Literal["word", "names", "deadline"]
    """A word of a fixed list, names of bodies, or a deadline."""
    score: str
    """Name of its row in the table of scores."""
    title: str
    """Title of that row in English."""

    def of(self, commitment: Any) -> StatedValue:
        """Return the value as it is compared, a deadline as its ISO date; "" or () where nothing is stated."""
        value = getattr(commitment, self.name)
        if self.kind == "deadline":
            return str(value.by) if value else ""
        stated: StatedValue = value
        return stated

    def words(self, commitment: Any) -> str:
        """Return the value as one text: names parted by 、, a deadline as its ISO date, or its words if it has none."""
        if self.kind == "deadline" and not self.of(commitment):
            deadline = getattr(commitment, self.name)
            return str(deadline.text) if deadline else ""
        return in_words(self.of(commitment))


ATTRIBUTES: Mapping[str, Attribute] = MappingProxyType(
    {
        one.name: one
        for one in (
            Attribute("certainty", "力度", "word", score="certainty", title="Commitment certainty"),
            Attribute("deadline", "时限", "deadline", score="commitment_deadline", title="Commitment deadline"),
            Attribute("responsible", "责任单位", "names", score="responsible", title="Commitment responsible, set F1"),
        )
    }
)
"""All attributes of a commitment by name, in the order in which scores and confidence list them."""


def stated_values(commitment: Any) -> dict[str, StatedValue]:
    """Return each attribute of a commitment of a record or of the labels by name, as it is compared."""
    return {name: attribute.of(commitment) for name, attribute in ATTRIBUTES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes(Generic[_Date]):
    """The attributes of a commitment that is selected in a text; `_Date` is how its class refers to a date of the text.

    `responsible` holds the names of the bodies that will do it, as written, () for the replying body. `deadline` is
    None if no deadline is stated.
    """

    responsible: tuple[str, ...] = ()
    certainty: Certainty = "firm"
    deadline: _Date | None = None


def with_deadline(commitment: Any, deadline: object) -> dict[str, Any]:
    """Return the attributes of a commitment by name, with this deadline, to make a commitment of another class.

    `commitment` is one of a record or of the labels, or `Attributes`.
    """
    return {one.name: getattr(commitment, one.name) for one in fields(Attributes)} | {"deadline": deadline}
