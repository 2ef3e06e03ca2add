"""Defines a selection: an engine's answer as numbers of sentences, quantities and dates.

The function `ground` checks its content later.
"""

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
"""Maximum length in characters of a summary that the rules build from whole clauses."""
LONGEST_SUMMARY = 40
"""Maximum length in characters of a summary by any other engine. A longer one is replaced by the evidence."""


Signals = Mapping[tuple[str, int], tuple[str, ...]]
"""The reasons for each selected item, by kind and number; a calibration gives each reason a weight.

Keys are ("m" or "c", number of the first sentence) and ("t", number of the quantity).
"""


@dataclass(frozen=True, slots=True)
class SelectedMeasure:
    """One act that was done or is being done, given by the numbers of its sentences.

    An empty `summary` is replaced by the evidence. `figures` are the numbers of quantities that the act achieved. They
    are needed only in sentences that also promise something; in other sentences all quantities count.
    """

    sentences: tuple[int, ...]
    summary: str = ""
    figures: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SelectedCommitment(Attributes[int]):
    """One promised act, given by the numbers of its sentences.

    `deadline` is the number of a date expression, None if none is stated. An empty `summary` is replaced by the
    evidence.
    """

    sentences: tuple[int, ...]
    summary: str = ""


@dataclass(frozen=True, slots=True)
class SelectedTarget:
    """One number to be reached. `quantity` is the number of a quantity, `deadline` that of a date expression."""

    quantity: int
    indicator: str
    basis: Basis
    deadline: int | None = None


FieldName = Literal["title", "issuer", "session", "number", "date", "co"]
"""Name of a field of the letter that an engine may correct; `co` is a body that took part in handling."""


@dataclass(frozen=True, slots=True)
class SelectedField:
    """The value that an engine proposes for one field of the page or letter; `value` is in words of the text."""

    name: FieldName
    value: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A hint from an engine to the reader, which becomes a warning.

    `sentence` or `quantity` is the number of the part of the text that it is about, None for the whole record. `about`
    holds words of the engine's answer that it is about.
    """

    kind: WarningKind
    message: str
    sentence: int | None = None
    quantity: int | None = None
    about: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """What an engine selected from the sentences, quantities and dates of one annotated document, by their numbers."""

    provenance: Provenance
    topic: str = ""
    measures: tuple[SelectedMeasure, ...] = ()
    commitments: tuple[SelectedCommitment, ...] = ()
    targets: tuple[SelectedTarget, ...] = ()
    remarks: tuple[Remark, ...] = ()
    fields: tuple[SelectedField, ...] = ()
    """Corrections of fields that code read from the letter."""
    signals: Signals = field(default_factory=dict)
