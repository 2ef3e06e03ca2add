"""An engine's answer, as numbers of sentences, quantities and dates; its content is checked later, by `ground`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from summarise.commitment_attributes import Attributes
from summarise.record import Basis, Provenance, WarningKind

__all__ = [
    "LONGEST_OF_THE_RULES",
    "LONGEST_SUMMARY",
    "FieldName",
    "Remark",
    "SelectedCommitment",
    "SelectedField",
    "SelectedMeasure",
    "SelectedTarget",
    "Selection",
    "Signals",
]

LONGEST_OF_THE_RULES = 60
"""Longest summary, in characters, that the rules may build from whole clauses."""
LONGEST_SUMMARY = 40
"""Longest summary, in characters, that any other engine may write; the evidence's words replace a longer one."""


Signals = Mapping[tuple[str, int], tuple[str, ...]]
"""The reasons for each selected item, by the item's kind and number; a calibration gives each reason a weight.

Keys are ("m" or "c", number of the first sentence) and ("t", number of the quantity).
"""


@dataclass(frozen=True, slots=True)
class SelectedMeasure:
    """One act that was done or is being done, by the numbers of its sentences.

    A `summary` of "" is replaced by the evidence. `figures` are numbers of quantities that the act achieved; they
    matter only in sentences that promise something too, since in other sentences all quantities count.
    """

    sentences: tuple[int, ...]
    summary: str = ""
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SelectedCommitment(Attributes[int]):
    """One promised act, by the numbers of its sentences.

    `deadline` is the number of a date expression, None if none is stated; a `summary` of "" is replaced by the
    evidence.
    """

    sentences: tuple[int, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SelectedTarget:
    """One number to be reached; `quantity` and `deadline` are numbers of a quantity and a date expression."""

    quantity: int
    indicator: str
    basis: Basis
    deadline: int | None = None


FieldName = Literal["title", "issuer", "session", "number", "date", "co"]
"""A field of the letter that an engine may correct; `co` is a body that took part in handling."""


@dataclass(frozen=True, slots=True)
class SelectedField:
    """An engine's reading of one field of the page or letter; `value` is in words of the text."""

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A hint from an engine to the reader; it becomes a warning.

    `sentence` or `quantity` is the number of the part of the text concerned, None for the whole record. `about` holds
    the words of the engine's answer concerned.
    """

    kind: WarningKind
    message: str
    sentence: int | None = None
    quantity: int | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What an engine selected from the numbered sentences, quantities and dates of one annotated document."""

    provenance: Provenance
    topic: str = ""
    measures: tuple[SelectedMeasure, ...] = ()
    commitments: tuple[SelectedCommitment, ...] = ()
    targets: tuple[SelectedTarget, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fields: tuple[SelectedField, ...] = ()
    """Corrections of fields that code read from the letter."""
    signals: Signals = field(default_factory=dict)
