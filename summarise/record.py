"""The checked record of one reply, and the line that represents a reply that failed.

Schema 1.1 adds fields to 1.0 and changes none; `ADDED` names them. Both are read, and `Record.in_schema` turns one into
the other.

Field order is the order in the JSON; every value is plain, so that two runs give the same bytes. The title of a field
of reply or proposal is its label in Chinese, wherever the field is shown.
"""

from __future__ import annotations

import json
from enum import StrEnum
from typing import Any, Literal, Self, get_args

from pydantic import ConfigDict, Field

from summarise.record_html import html_table
from summarise.record_items import (
    Basis,
    Certainty,
    Commitment,
    Comparator,
    Deadline,
    Evidence,
    Figure,
    Measure,
    Number,
    NumericTarget,
    Value,
)

__all__ = [
    "ADDED",
    "SCHEMA_VERSION",
    "SCHEMA_VERSIONS",
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
    "Review",
    "SchemaVersion",
    "Usage",
    "WarningKind",
]

SchemaVersion = Literal["1.0", "1.1"]
SCHEMA_VERSION: SchemaVersion = "1.1"
SCHEMA_VERSIONS: tuple[SchemaVersion, ...] = get_args(SchemaVersion)
"""Every schema version that can be read, oldest first."""


class WarningKind(StrEnum):
    """What a warning is about. A record of a later version may contain kinds that are not listed here."""

    UNSELECTED_COMMITMENT = "unselected_commitment"
    """A sentence reads like a commitment but belongs to none."""
    UNSELECTED_QUANTITY = "unselected_quantity"
    """A number in a commitment is not selected as a target."""
    SUMMARY_REPLACED = "summary_replaced"
    """The evidence does not support the summary; the words of the evidence replace it."""
    TOPIC_REPLACED = "topic_replaced"
    """The topic is not in words of the text; the topic from the title replaces it."""
    INDICATOR_NOT_IN_EVIDENCE = "indicator_not_in_evidence"
    """The evidence does not contain the indicator's words; the indicator is left empty."""
    VAGUE_INDICATOR = "vague_indicator"
    """The indicator does not say what is counted (项目, 改造), and neither do its clause and heading."""
    BODY_NOT_IN_EVIDENCE = "body_not_in_evidence"
    """The evidence does not name a responsible body; the body is left out."""
    DEADLINE_OUT_OF_SCOPE = "deadline_out_of_scope"
    """The date cannot be the deadline of the item's sentences; the deadline is left out."""
    TARGET_OUTSIDE_COMMITMENT = "target_outside_commitment"
    """The target is in no commitment; the target is left out."""
    UNGROUNDED = "ungrounded"
    """An item or a correction has no evidence in the text and is left out."""
    NOT_THE_REPLY = "not_the_reply"
    """A selected sentence belongs to the page or the proposal and is left out."""
    UNREAD_NUMBER = "unread_number"
    """A number in a selected sentence is written in a way that the program does not understand."""
    UNREAD_TEXT = "unread_text"
    """Text after the end of the letter was not read."""
    UNREAD_PAGE = "unread_page"
    """A page of the file shows a picture and no text. Its content is not in the record."""
    SEVERAL_LETTERS = "several_letters"
    """The text contains several letters in a row; they were read as one."""
    RECOGNISED = "recognised"
    """The text comes from character recognition or from the text layer of a scan."""
    UNVERIFIED_NUMBER = "unverified_number"
    """Only one character recogniser read a number of the record; no second one confirms it."""
    UNREAD_PART = "unread_part"
    """A part of the file (a chart, an embedded file …) was not read."""
    ANSWER_MENDED = "answer_mended"
    """A part of the model's answer was not valid and is left out."""


class ReaderWarning(Value):
    """A warning for the reader, with its place in the text."""

    kind: str
    message: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    about: tuple[str, ...] = Field(default=(), description="words of the answer that it is about; often not the text's")
    picture: str = Field(
        default="",
        max_length=6_000,
        pattern="^[A-Za-z0-9+/=]*$",
        description='part of a scan that shows the number, a PNG in base64; "" for none',
    )


class Usage(Value):
    """Number of tokens and calls that the record cost, including repeated requests."""

    input_tokens: int = Field(default=0, ge=0)
    output_tokens: int = Field(default=0, ge=0)
    cached_input_tokens: int = Field(default=0, ge=0)
    calls: int = Field(default=0, ge=0)


class Review(Value):
    """What people did to a record: who, until when, how many changes, and the hash of the journal that holds them."""

    by: tuple[str, ...] = Field(min_length=1, description="reviewers, each once, in the order of their first change")
    accepted_on: str = Field(pattern=r"^(\d{4}-\d{2}-\d{2})?$", description='ISO date, "" while it is not accepted')
    changes: int = Field(ge=0)
    journal: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the last journal line that was applied")


class Provenance(Value):
    """The engine that made the selection, its prompt and answer schema, and the version of this program."""

    engine: Literal["rules", "model"]
    model: str = ""
    prompt: str = Field(default="", description="first 12 hex digits of the prompt's SHA-256")
    schema_: str = Field(default="", alias="schema", description="first 12 hex digits of the answer schema's SHA-256")
    version: str = ""
    usage: Usage = Usage()
    fallback: str | None = Field(default=None, description="why the rules stand in for the model")
    review: Review | None = Field(default=None, description="null for a record as an engine made it")

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_name=True, validate_by_alias=True)


class DocumentFields(Value):
    """The text that all offsets refer to: its source, hash and address."""

    source: str
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the canonical text in UTF-8")
    characters: int = Field(ge=0)
    media_type: str
    url: str = Field(default="", description='address of the page that was saved, "" where none is known')
    text_from: Literal["", "ocr", "text_layer"] = Field(
        default="", description='character recognition, or the text layer of a scan; "" for text of the file itself'
    )


class ReplyFields(Value):
    """The reply as a document; what is not stated is empty."""

    title: str = Field(default="", title="答复标题")
    issuer: str = Field(default="", title="答复单位")
    document_number: str = Field(default="", title="文号")
    index_number: str = Field(default="", title="索引号")
    handling_class: str = Field(default="", title="办理类别")
    issued_on: str = Field(default="", title="答复日期")
    published_on: str = Field(default="", title="公开日期")
    lead_body: str = Field(default="", title="主办单位")
    co_bodies: tuple[str, ...] = Field(default=(), title="会办单位")

    @property
    def day(self) -> str:
        """ISO date of the reply, or of its publication if it states none; "" if neither is known."""
        return self.issued_on or self.published_on


class ProposalFields(Value):
    """The proposal or suggestion that the reply answers; what is not stated is empty."""

    kind: Literal["cppcc", "npc", ""] = Field(default="", title="类型")
    number: str = Field(default="", title="提案编号")
    session: str = Field(default="", title="届次")
    title: str = Field(default="", title="提案题目")
    topic: str = Field(default="", title="议题")
    proposers: tuple[str, ...] = Field(default=(), title="提出者")


_ITEM: dict[str, Any] = {"confidence": True, "confidence_of": True}
ADDED: dict[str, Any] = {
    "document": {"url", "text_from"},
    "measures_taken": {"__all__": {**_ITEM, "figures": {"__all__": {"verified"}}}},
    "commitments": {"__all__": _ITEM},
    "numeric_targets": {"__all__": {**_ITEM, "verified": True}},
    "warnings": {"__all__": {"about", "picture"}},
    "provenance": {"review"},
}
"""The fields that are in schema 1.1 but not in 1.0, in the form of pydantic's `exclude`."""


class Record(Value):
    """One checked reply: every quote equals the text at its span, and code read every number from the text."""

    schema_version: SchemaVersion = SCHEMA_VERSION
    document: DocumentFields
    reply: ReplyFields
    proposal: ProposalFields
    measures_taken: tuple[Measure, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    numeric_targets: tuple[NumericTarget, ...] = ()
    warnings: tuple[ReaderWarning, ...] = ()
    provenance: Provenance

    def to_dict(self) -> dict[str, Any]:
        """Return the record as plain JSON values in the order of the schema.

        A record of schema version 1.0 lacks the fields that version 1.1 added (`ADDED`).
        """
        return self.model_dump(mode="json", by_alias=True, exclude=ADDED if self.schema_version == "1.0" else None)

    def in_schema(self, version: SchemaVersion) -> Self:
        """Return the same record with another schema version.

        If the version is 1.0, the fields that version 1.1 added (`ADDED`) are not written.
        """
        return self if version == self.schema_version else self.model_copy(update={"schema_version": version})

    def to_json(self) -> str:
        """Return the record as one line of JSON without line end; Chinese characters are not escaped."""
        return self.model_dump_json(by_alias=True, exclude=ADDED if self.schema_version == "1.0" else None)

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """Parse a line of a records file.

        Raises:
            pydantic.ValidationError: the line is not a record of one of `SCHEMA_VERSIONS`.

        """
        return cls.model_validate_json(line)

    def _repr_html_(self) -> str:
        """Return an HTML table of the record's items, which notebooks display."""
        rows = [
            *(("已做工作", one.summary, "", one.evidence[0].quote) for one in self.measures_taken),
            *(("承诺事项", one.summary, _words(one.deadline), one.evidence[0].quote) for one in self.commitments),
            *(("量化目标", one.indicator, _words(one.deadline), one.evidence.quote) for one in self.numeric_targets),
        ]
        title = self.reply.title or self.proposal.title or self.document.source
        return html_table(title, ("类别", "内容", "时限", "原文"), rows)


def _words(deadline: Deadline | None) -> str:
    return deadline.text if deadline else ""


class Failure(Value):
    """One reply that could not be summarised, and why."""

    source: str
    sha256: str = Field(default="", description='of the canonical text, "" where there is none')
    kind: str
    message: str

    def to_json(self) -> str:
        """Return the failure as one line of JSON without line end; Chinese characters are not escaped."""
        return json.dumps(self.model_dump(), ensure_ascii=False, separators=(",", ":"))
