"""An engine's answer, in ids: its shape is valid, its content is not trusted until it is grounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from summarise.record import Basis, Certainty, Provenance, WarningKind

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
"""Characters of a summary that the rules put together from whole clauses."""
LONGEST_SUMMARY = 40
"""Characters of a summary that an engine writes; a longer one is replaced by its evidence."""


Signals = Mapping[tuple[str, int], tuple[str, ...]]
"""What an engine goes by, for each item: m or c and its first sentence, t and its quantity. Labels tell their worth."""


@dataclass(frozen=True, slots=True)
class SelectedMeasure:
    """One act that was done or is being done: sentence numbers, and a summary ("" lets the evidence speak).

    `figures` are the quantities that it achieved in sentences that promise as well; elsewhere all count.
    """

    sentences: tuple[int, ...]
    summary: str = ""
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SelectedCommitment:
    """One promised act; `deadline` is the number of a date expression, None where none is stated for it."""

    sentences: tuple[int, ...]
    summary: str = ""
    responsible: tuple[str, ...] = ()
    certainty: Certainty = "firm"
    deadline: int | None = None


@dataclass(frozen=True, slots=True)
class SelectedTarget:
    """One number to be reached; `quantity` and `deadline` are the numbers of a quantity and a date expression."""

    quantity: int
    indicator: str
    basis: Basis
    deadline: int | None = None


FieldName = Literal["title", "issuer", "session", "number", "date", "co"]
"""A field that an engine may read otherwise than the code; `co` is one of the bodies that took part."""


@dataclass(frozen=True, slots=True)
class SelectedField:
    """What an engine reads of the page or letter for one field, in words that are there."""

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class Remark:
    """What an engine wants the reader to know; it becomes a warning at the quantity or sentence that it names.

    `about` holds the words of the answer that it is about.
    """

    kind: WarningKind
    message: str
    sentence: int | None = None
    quantity: int | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What an engine chose among the numbered sentences, quantities and dates of one annotated document."""

    provenance: Provenance
    topic: str = ""
    measures: tuple[SelectedMeasure, ...] = ()
    commitments: tuple[SelectedCommitment, ...] = ()
    targets: tuple[SelectedTarget, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fields: tuple[SelectedField, ...] = ()
    """Corrections of what the code read."""
    signals: Signals = field(default_factory=dict)
