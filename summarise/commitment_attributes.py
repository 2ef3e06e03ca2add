"""Lists the attributes of a commitment (certainty, deadline, responsible bodies) for all code that needs the list.

A new attribute must be added as a field of `Commitment` in the record, of `GoldCommitment` in the labels and of
`Attributes` here, and as an entry of `ATTRIBUTES`. The code that finds it in a sentence, and the code that checks it
there, must be written separately.
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
    """An attribute of a commitment, with its Chinese label and the kind of its value.

    The methods accept a commitment of a record or of the labels, or any other object with the same fields.
    """

    name: str
    label: str
    kind: Literal["word", "names", "deadline"]
    """Kind of the value: a word of a fixed list, names of bodies, or a deadline."""
    score: str
    """Name of the attribute's row in the table of scores."""
    title: str
    """English title of the attribute's row in the table of scores."""

    def of(self, commitment: Any) -> StatedValue:
        """Return the value of the attribute in `commitment` for comparisons; a deadline is an ISO date.

        Return "" or () if none is stated.
        """
        value = getattr(commitment, self.name)
        if self.kind == "deadline":
            return str(value.by) if value else ""
        stated: StatedValue = value
        return stated

    def words(self, commitment: Any) -> str:
        """Return the value of the attribute in `commitment` as one text.

        Names are separated by 、. A deadline is its ISO date or, if it has no date, its words.
        """
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
    """Return the values of all attributes of a commitment for comparisons, by the attribute's name.

    See `Attribute.of`.
    """
    return {name: attribute.of(commitment) for name, attribute in ATTRIBUTES.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Attributes(Generic[_Date]):
    """The attributes of a commitment that is selected in a text.

    `responsible` holds the names of the responsible bodies as written; () means the body that replies. `deadline` is
    None if no deadline is stated. The type parameter is the type of `deadline`: int for the number of a date
    expression, or its span.
    """

    responsible: tuple[str, ...] = ()
    certainty: Certainty = "firm"
    deadline: _Date | None = None


def with_deadline(commitment: Any, deadline: object) -> dict[str, Any]:
    """Return the attributes of a commitment by name, with `deadline` in place of its own deadline.

    The result can be passed to the constructor of another class of commitments. `commitment` is a commitment of a
    record or of the labels, or an `Attributes` object.
    """
    return {name: getattr(commitment, name) for name in _NAMES} | {"deadline": deadline}


_NAMES = tuple(one.name for one in fields(Attributes))
