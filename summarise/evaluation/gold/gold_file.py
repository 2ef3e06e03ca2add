"""The data model of hand-made labels: the content of `NAME.gold.json` beside `NAME.txt`."""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from summarise.record import Basis, Certainty, Comparator, Number

__all__ = [
    "GoldCommitment",
    "GoldDeadline",
    "GoldFile",
    "GoldProposal",
    "GoldReply",
    "GoldSentence",
    "GoldTarget",
    "Label",
    "gold_schema",
]

Label = Literal["measure", "commitment", "heading", "proposal", "background", "furniture"]
"""One label of a sentence; a sentence that is a measure and a commitment has both labels."""

_ISO_DATE = r"^(\d{4}-\d{2}-\d{2})?$"


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=False)


class GoldDeadline(_Value):
    """A deadline: the words that state it, and the last day it covers (ISO date); both are "" if none is stated."""

    text: str = ""
    by: str = Field(default="", pattern=_ISO_DATE, description='ISO date, "" where it cannot be resolved')


class GoldSentence(_Value):
    """A labelled sentence or heading: its span in the text, and its labels."""

    start: int = Field(ge=0, description="first character, counted in Unicode code points of the text")
    end: int = Field(gt=0, description="one past the last character")
    labels: tuple[Label, ...] = Field(min_length=1)


class GoldCommitment(_Value):
    """The attributes of one sentence that is labelled `commitment`."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    responsible: tuple[str, ...] = ()
    certainty: Certainty
    deadline: GoldDeadline = GoldDeadline()


class GoldTarget(_Value):
    """A labelled numeric target. If it is `optional`, an answer may contain it or not, and the scores ignore it."""

    start: int = Field(ge=0)
    end: int = Field(gt=0)
    quote: str = Field(min_length=1)
    indicator: str
    value: Number
    upper: Number | None = None
    unit: str
    comparator: Comparator
    basis: Basis
    deadline: GoldDeadline = GoldDeadline()
    optional: bool = False


class GoldProposal(_Value):
    """The proposal that the reply answers. `topic` lists all wordings that count as right."""

    kind: Literal["cppcc", "npc", ""] = ""
    number: str = ""
    session: str = ""
    title: str = ""
    topic: tuple[str, ...] = ()
    proposers: tuple[str, ...] = ()


class GoldReply(_Value):
    """Labelled fields of the reply as a document; "" or an empty list for what the text does not state."""

    issuer: str = ""
    document_number: str = ""
    index_number: str = ""
    handling_class: str = ""
    issued_on: str = Field(default="", pattern=_ISO_DATE)
    published_on: str = Field(default="", pattern=_ISO_DATE)
    lead_body: str = ""
    co_bodies: tuple[str, ...] = ()


class GoldFile(_Value):
    """The labels of one reply. Start and end of a span count characters of the text; the end is exclusive."""

    document: str = Field(min_length=1, description="name of the text file")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="of the text in UTF-8")
    characters: int = Field(ge=0)
    proposal: GoldProposal
    reply: GoldReply
    sentences: tuple[GoldSentence, ...]
    commitments: tuple[GoldCommitment, ...] = ()
    numeric_targets: tuple[GoldTarget, ...] = ()
    labels: Literal["all", "mc"] = Field(
        default="all", description="mc: only measures and commitments are told apart, all else is background"
    )
    made: Literal["", "blind", "from-draft", "from-record"] = Field(
        default="", description="from-draft, from-record: made from an engine's answer, whose own scores it flatters"
    )

    def to_json(self) -> str:
        """Return the file's content as JSON; optional fields that have their default value are left out."""
        values = self.model_dump(mode="json")
        for target in values["numeric_targets"]:
            if target["upper"] is None:
                del target["upper"]
            if not target["optional"]:
                del target["optional"]
        for name, nothing in (("labels", "all"), ("made", "")):
            if values[name] == nothing:
                del values[name]
        return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def gold_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a gold file. Fields that may be left unlabelled are optional."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **GoldFile.model_json_schema()}
