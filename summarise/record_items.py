"""Defines the items of a record: measures, commitments and numeric targets, with evidence, numbers and deadlines."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, field_validator, model_validator

__all__ = [
    "Basis",
    "Certainty",
    "Commitment",
    "Comparator",
    "Deadline",
    "Evidence",
    "Figure",
    "Measure",
    "Number",
    "NumericTarget",
    "Value",
]

Comparator = Literal[">=", ">", "<=", "<", "~", "=", "range"]
"""How a value limits the amount; `~` is about, and `range` is from the value to its upper bound."""
Basis = Literal["level", "increment", "growth", "reduction"]
"""How a target counts: a state to be reached, so many new ones, a rise, or a fall."""
Certainty = Literal["firm", "effort", "explore"]
"""How firmly a commitment is worded: will, will strive, will explore."""


def _exact(value: object) -> object:
    """Convert a float to the decimal number with the same digits; return other values unchanged."""
    if isinstance(value, bool):
        raise ValueError("a number is expected, not a truth value")
    return Decimal(repr(value)) if isinstance(value, float) else value


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    Field(allow_inf_nan=False),  # in front of the function below, which would make of it another one in Python
    BeforeValidator(_exact),
    PlainSerializer(_plain, return_type=int | float, when_used="json"),
]
"""An exact decimal number. In JSON it is an integer if it is whole, else a float."""

Confidence = Annotated[
    float | None,
    Field(
        ge=0, le=1, description="probability that a reader of the guidelines agrees; null where it was not estimated"
    ),
]


ConfidenceOf = Annotated[
    Mapping[str, Annotated[float, Field(ge=0, le=1)]],
    Field(description="the same for attributes, given that the item is right; empty where it was not estimated"),
]


class Value(BaseModel):
    """A part of a record. It is immutable and accepts no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def _other_length(start: int, end: int, quote: str) -> str:
    return f"the span {start}–{end} does not have the length of its quote {quote!r}"


class Evidence(Value):
    """Characters of the source: `text[start:end] == quote`."""

    start: int = Field(ge=0, description="first character, counted in Unicode code points of the canonical text")
    end: int = Field(gt=0, description="one past the last character")
    quote: str = Field(min_length=1, description="the characters themselves")

    @model_validator(mode="after")
    def _spans_its_quote(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(_other_length(self.start, self.end, self.quote))
        return self


def _check_range(comparator: Comparator, upper: Decimal | None) -> None:
    if (comparator == "range") != (upper is not None):
        raise ValueError("`upper` belongs to the comparator range, and only to it")


class Figure(Value):
    """A number in a measure's evidence: a result that was achieved, or the present state."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)
    value: Number = Field(description="in the written unit, 万 and 亿 expanded")
    upper: Number | None = Field(default=None, description="the upper end, for a range only")
    unit: str = Field(description='measure word or unit without 万 and 亿, "" for a bare number')
    comparator: Comparator
    verified: bool | None = Field(
        default=None, description="for a number read by character recognition: whether two readers agree; else null"
    )

    @model_validator(mode="after")
    def _spans_its_quote(self) -> Self:
        _check_range(self.comparator, self.upper)
        if self.end - self.start != len(self.quote):
            raise ValueError(_other_length(self.start, self.end, self.quote))
        return self


class Deadline(Value):
    """A deadline: the words that state it, and the last day that they cover."""

    text: str = Field(min_length=1)
    by: str = Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description='ISO date, "" where it cannot be resolved')

    @field_validator("by")
    @classmethod
    def _is_a_day(cls, by: str) -> str:
        if by:
            date.fromisoformat(by)
        return by


class Measure(Value):
    """Something done or being done by the time of writing."""

    id: str = Field(pattern=r"^m[1-9]\d*$")
    summary: str
    section: str = Field(description="path of numbered headings that the item stands under")
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    figures: tuple[Figure, ...] = ()
    confidence: Confidence = None


class Commitment(Value):
    """Something the replying side says it will do, plans, strives or explores to do."""

    id: str = Field(pattern=r"^c[1-9]\d*$")
    summary: str
    section: str
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    responsible: tuple[str, ...] = Field(
        default=(), description="bodies named as doing it, as written; empty for the replying body"
    )
    certainty: Certainty
    deadline: Deadline | None = None
    confidence: Confidence = None
    confidence_of: ConfidenceOf = Field(default_factory=dict)


class NumericTarget(Value):
    """A number that the replying side sets out to reach."""

    id: str = Field(pattern=r"^t[1-9]\d*$")
    indicator: str = Field(description="what is counted, in words of the text")
    value: Number = Field(description="in the written unit, 万 and 亿 expanded")
    upper: Number | None = Field(default=None, description="the upper end, for a range only")
    unit: str = Field(description='measure word or unit without 万 and 亿, "" for a bare number')
    comparator: Comparator
    basis: Basis
    deadline: Deadline | None = None
    commitment: str | None = Field(default=None, pattern=r"^c[1-9]\d*$")
    evidence: Evidence
    verified: bool | None = Field(
        default=None, description="for a number read by character recognition: whether two readers agree; else null"
    )
    confidence: Confidence = None
    confidence_of: ConfidenceOf = Field(default_factory=dict)

    @model_validator(mode="after")
    def _ranges_have_an_upper_end(self) -> Self:
        _check_range(self.comparator, self.upper)
        return self
