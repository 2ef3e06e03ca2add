"""The checked record of one reply, and the line that stands for a reply that failed.

Field order is the order in the JSON; every value is plain, so that two runs give the same bytes.
"""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, field_validator, model_validator

__all__ = [
    "SCHEMA_VERSION",
    "Basis",
    "Certainty",
    "Commitment",
    "Comparator",
    "Deadline",
    "DocumentFields",
    "Evidence",
    "Failure",
    "Figure",
    "Measure",
    "Number",
    "NumericTarget",
    "ProposalFields",
    "Provenance",
    "ReaderWarning",
    "Record",
    "ReplyFields",
    "Usage",
]

SCHEMA_VERSION = "1.0"

Comparator = Literal[">=", ">", "<=", "<", "~", "=", "range"]
Basis = Literal["level", "increment", "growth", "reduction"]
Certainty = Literal["firm", "effort", "explore"]


def _exact(value: object) -> object:
    """Read a JSON number by its written digits, never by its binary neighbour."""
    if isinstance(value, bool):
        raise ValueError("a number is expected, not a truth value")
    return Decimal(repr(value)) if isinstance(value, float) else value


def _plain(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


Number = Annotated[
    Decimal,
    BeforeValidator(_exact),
    Field(allow_inf_nan=False),
    PlainSerializer(_plain, return_type=int | float, when_used="json"),
]
"""An exact decimal; in JSON an integer where it is whole."""


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


def _check_span(start: int, end: int, quote: str) -> None:
    if end - start != len(quote):
        raise ValueError(f"the span {start}–{end} does not have the length of its quote {quote!r}")


class Evidence(_Value):
    """Characters of the source: `text[start:end] == quote`."""

    start: int = Field(ge=0, description="first character, counted in Unicode code points of the canonical text")
    end: int = Field(gt=0, description="one past the last character")
    quote: str = Field(min_length=1, description="the characters themselves")

    @model_validator(mode="after")
    def _spans_its_quote(self) -> Self:
        _check_span(self.start, self.end, self.quote)
        return self


def _check_range(comparator: Comparator, upper: Decimal | None) -> None:
    if (comparator == "range") != (upper is not None):
        raise ValueError("`upper` belongs to the comparator range, and only to it")


class Figure(_Value):
    """A number in a measure's evidence: achieved, or the case now."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)
    value: Number = Field(description="in the written unit, 万 and 亿 expanded")
    upper: Number | None = Field(default=None, description="the upper end, for a range only")
    unit: str = Field(description='measure word or unit without 万 and 亿, "" for a bare number')
    comparator: Comparator

    @model_validator(mode="after")
    def _spans_its_quote(self) -> Self:
        _check_range(self.comparator, self.upper)
        _check_span(self.start, self.end, self.quote)
        return self


class Deadline(_Value):
    """By when: the expression as written, and the last day that it covers."""

    text: str = Field(min_length=1)
    by: str = Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description='ISO date, "" where it cannot be resolved')

    @field_validator("by")
    @classmethod
    def _is_a_day(cls, by: str) -> str:
        if by:
            date.fromisoformat(by)
        return by


class Measure(_Value):
    """Something done or being done by the time of writing."""

    id: str = Field(pattern=r"^m[1-9]\d*$")
    summary: str
    section: str = Field(description="path of numbered headings that the item stands under")
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    figures: tuple[Figure, ...] = ()


class Commitment(_Value):
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


class NumericTarget(_Value):
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

    @model_validator(mode="after")
    def _ranges_have_an_upper_end(self) -> Self:
        _check_range(self.comparator, self.upper)
        return self


class ReaderWarning(_Value):
    """Something a reader should look at, with its place in the text."""

    kind: str
    message: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Usage(_Value):
    """Tokens and calls that this record cost, over every re-ask."""

    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cached_input_tokens: int = Field(default=0, ge=0)
    calls: int = Field(default=0, ge=0)


class Provenance(_Value):
    """Which engine chose, by which prompt and answer schema, in which version of this program."""

    engine: Literal["rules", "model"]
    model: str = ""
    prompt: str = Field(default="", description="first 12 hex digits of the prompt's SHA-256")
    schema_: str = Field(default="", alias="schema", description="first 12 hex digits of the answer schema's SHA-256")
    version: str = ""
    usage: Usage = Usage()
    fallback: str | None = Field(default=None, description="why the rules stand in for the model")

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class DocumentFields(_Value):
    """Which text the offsets refer to."""

    source: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the canonical text in UTF-8")
    characters: int = Field(ge=0)
    media_type: str


class ReplyFields(_Value):
    """The reply as a document; what is not stated is empty."""

    title: str = ""
    issuer: str = ""
    document_number: str = ""
    index_number: str = ""
    handling_class: str = ""
    issued_on: str = ""
    published_on: str = ""
    lead_body: str = ""
    co_bodies: tuple[str, ...] = ()


class ProposalFields(_Value):
    """The proposal or suggestion that the reply answers; what is not stated is empty."""

    kind: Literal["cppcc", "npc", ""] = ""
    number: str = ""
    session: str = ""
    title: str = ""
    topic: str = ""
    proposers: tuple[str, ...] = ()


class Record(_Value):
    """One reply, checked: every quote is the text at its span, every number was read from the text by code."""

    schema_version: Literal["1.0"] = "1.0"
    document: DocumentFields
    reply: ReplyFields
    proposal: ProposalFields
    measures_taken: tuple[Measure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    numeric_targets: tuple[NumericTarget, ...] = ()
    warnings: tuple[ReaderWarning, ...] = ()
    provenance: Provenance

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values, keys in the order of the schema."""
        return self.model_dump(mode="json", by_alias=True)

    def to_json(self) -> str:
        """One line, Chinese characters as they are."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Read one line of a records file.

        Raises:
            pydantic.ValidationError: the line is no record of this schema version.

        """
        return cls.model_validate_json(line)


class Failure(_Value):
    """One reply that could not be summarised, and why."""

    source: str
    sha256: str = Field(default="", description='of the canonical text, "" where there is none')
    kind: str
    message: str

    def to_json(self) -> str:
        """One line, Chinese characters as they are."""
        return json.dumps(self.model_dump(), ensure_ascii=False, separators=(",", ":"))
