"""A labelling under way: units of one text, each with its labels, and attributes as the gold has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pydantic import JsonValue

from summarise.errors import NotGrounded
from summarise.evaluation.gold.label_units import units
from summarise.evaluation.span import Span
from summarise.record import Basis, Certainty

__all__ = ["LETTERS", "Number", "Promise", "Sheet", "begun"]

LETTERS = "mchpbf"
"""Measure, commitment, heading, proposal, background, furniture."""


@dataclass(frozen=True, slots=True)
class Promise:
    """Attributes of a unit that is a commitment; a date by its place in the text."""

    certainty: Certainty = "firm"
    responsible: tuple[str, ...] = ()
    deadline: Span | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A number that is a target."""

    indicator: str
    basis: Basis
    deadline: Span | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One person's labels of one text, as a value; units and numbers are known by their first characters."""

    units: tuple[Span, ...]
    labels: Mapping[int, str] = field(default_factory=dict)
    promises: Mapping[int, Promise] = field(default_factory=dict)
    numbers: Mapping[int, Number] = field(default_factory=dict)
    fields: Mapping[str, JsonValue] = field(default_factory=dict)
    doubts: Mapping[int, str] = field(default_factory=dict)
    touched: frozenset[int] = frozenset()
    """Units that the person labelled; those of a draft that they left are not among them."""
    handed_in: bool = False

    def unit(self, start: int | None) -> Span:
        """Return the unit that begins at a character.

        Raises:
            NotGrounded: none does.

        """
        for span in self.units:
            if span[0] == start:
                return span
        raise NotGrounded(f"no unit begins at character {start}")

    @property
    def unlabelled(self) -> list[int]:
        """First characters of the units without a label."""
        return [start for start, _ in self.units if not self.labels.get(start)]


def begun(text: str) -> Sheet:
    """Return an empty sheet for a text."""
    return Sheet(units(text))
