"""The attributes of a commitment, for everything that compares or lists them.

A new attribute is a field of `Commitment` in the record and of `GoldCommitment` in the labels, and an entry here. What
finds it in a sentence, and what supports it there, is code of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

from summarise.stated_fields import StatedValue, in_words

__all__ = ["ATTRIBUTES", "Attribute", "stated_values"]


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
