"""Holds one person's labelling of a text in progress: its units with their labels and attributes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from summarise.commitment_attributes import Attributes
from summarise.errors import NotGrounded
from summarise.evaluation.gold.label_units import units
from summarise.evaluation.span import Span
from summarise.record import Basis

__all__ = ["LETTERS", "Number", "Promise", "Sheet", "begun"]

LETTERS = "mchpbf"
"""Letters of the labels, in this order: measure, commitment, heading, proposal, background, furniture."""


@dataclass(frozen=True, slots=True)
class Promise(Attributes[Span]):
    """Attributes of a unit that is labelled as a commitment.

    `deadline` is the span (start, end) of a date expression, end exclusive.
    """


@dataclass(frozen=True, slots=True)
class Number:
    """Attributes of a number that is a target.

    `deadline` is the span (start, end) of a date expression, end exclusive.
    """

    indicator: str
    basis: Basis
    deadline: Span | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's labelling of one text; immutable.

    `units` are (start, end) with an exclusive end. `labels` (letters of `LETTERS`), `promises` and `doubts` are keyed
    by the offset of a unit, `numbers` by the offset of a number, `fields` by paths such as reply.issuer.
    """

    units: tuple[Span, ...]
    labels: Mapping[int, str] = field(default_factory=dict)
    promises: Mapping[int, Promise] = field(default_factory=dict)
    numbers: Mapping[int, Number] = field(default_factory=dict)
    fields: Mapping[str, JsonValue] = field(default_factory=dict)
    doubts: Mapping[int, str] = field(default_factory=dict)
    touched: frozenset[int] = frozenset()
    """Offsets of the units that the person labelled; units that still have the labels of a draft are not included."""
    handed_in: bool = False

    def unit(self, start: int | None) -> Span:
        """Return the unit that begins at offset `start`.

        Raises:
            NotGrounded: no unit begins there.

        """
        for span in self.units:
            if span[0] == start:
                return span
        raise NotGrounded(f"no unit begins at character {start}")

    @property
    def unlabelled(self) -> list[int]:
        """Return the offsets of the units without a label."""
        return [start for start, _ in self.units if not self.labels.get(start)]


def begun(text: str) -> Sheet:
    """Return a new sheet with the units of a text and no labels."""
    return Sheet(units(text))
