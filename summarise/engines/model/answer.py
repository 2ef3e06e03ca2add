"""The JSON answer of a model, with one-letter keys, numbers instead of quotes, and lists for unusual attributes.

Attributes of commitments are listed by sentence, and only if they differ from the usual case: done by the replying
side, firm, no deadline. Most commitments are the usual case, and each key of each item would cost tokens.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Callable
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictInt

from summarise.engines.service.protocol import Form
from summarise.printable import without_controls
from summarise.selection import FieldName

__all__ = ["Answer", "Bodies", "Due", "Goal", "Words", "answer_schema", "schema_hash", "schema_of"]


Said = Annotated[str, AfterValidator(without_controls)]
"""Words of a model. Control characters and halves of pairs are in no letter, and a record could not be written."""


class _Part(BaseModel):
    """A part of the answer; in the JSON text each key is one letter, in Python the fields have names."""

    model_config = ConfigDict(frozen=True, extra="forbid", validate_by_alias=True, validate_by_name=True)


class Bodies(_Part):
    """Names of bodies, and the numbers of the commitment sentences for which these bodies are responsible."""

    bodies: list[Said] = Field(alias="b")
    sentences: list[StrictInt] = Field(alias="s")


class Due(_Part):
    """A deadline, as the number of a date expression, and the numbers of the commitment sentences that it is for."""

    date: StrictInt = Field(alias="d")
    sentences: list[StrictInt] = Field(alias="s")


class Goal(_Part):
    """A numeric target: the numbers of its quantity and its date expression (0 for no date), and its indicator.

    `basis` is L for level, I for increment, G for growth, R for reduction.
    """

    quantity: StrictInt = Field(alias="q")
    indicator: Said = Field(alias="i")
    basis: Literal["L", "I", "G", "R"] = Field(alias="b")
    date: StrictInt = Field(alias="d")


class Words(_Part):
    """A summary (`words`) of the measure or commitment that begins with the sentence numbered `sentence`."""

    sentence: StrictInt = Field(alias="s")
    words: Said = Field(alias="w")


class Correction(_Part):
    """A field of the letter's head (title, number, …) for which the model gives another value than the annotation."""

    name: FieldName = Field(alias="k")
    value: Said = Field(alias="v")


class Answer(_Part):
    """The whole answer of a model about one window; sentences, quantities and dates are given by their numbers.

    `measures` and `commitments` hold groups of sentence numbers. `effort` and `explore` hold the numbers of commitment
    sentences that are worded less firmly.
    """

    topic: Said = Field(alias="t")
    measures: list[list[StrictInt]] = Field(alias="m")
    commitments: list[list[StrictInt]] = Field(alias="c")
    effort: list[StrictInt] = Field(alias="e")
    explore: list[StrictInt] = Field(alias="x")
    responsible: list[Bodies] = Field(alias="r")
    deadlines: list[Due] = Field(alias="d")
    targets: list[Goal] = Field(alias="n")
    summaries: list[Words] = Field(alias="z")
    corrections: list[Correction] = Field(alias="f", default_factory=list)
    """Corrected fields; empty if the answer has no such key."""


def answer_schema() -> dict[str, Any]:
    """Return the JSON Schema of `Answer` as it is sent: every key is required.

    Each `$ref` is replaced by the definition that it names, and titles are removed.
    """
    schema = Answer.model_json_schema()
    schema["required"] = list(schema["properties"])
    definitions = schema.pop("$defs")
    plain = _plain(schema, definitions)
    assert isinstance(plain, dict)
    return plain


def _plain(node: Any, definitions: dict[str, Any]) -> Any:
    if isinstance(node, list):
        return [_plain(item, definitions) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain(definitions[node["$ref"].rpartition("/")[2]], definitions)
    kept = {key: value for key, value in node.items() if key not in {"title", "description"} or isinstance(value, dict)}
    return {key: _plain(value, definitions) for key, value in kept.items()}


def adjudication_schema() -> dict[str, Any]:
    """Return the JSON Schema of the answer to the question about disputed sentences (see `adjudication`)."""
    entry = {
        "type": "object",
        "properties": {"s": {"type": "integer"}, "k": {"type": "string", "enum": ["m", "c", "mc", "n"]}},
        "required": ["s", "k"],
        "additionalProperties": False,
    }
    return {
        "type": "object",
        "properties": {"a": {"type": "array", "items": entry}},
        "required": ["a"],
        "additionalProperties": False,
    }


SCHEMAS: dict[Form, Callable[[], dict[str, Any]]] = {"answer": answer_schema, "adjudication": adjudication_schema}


@functools.cache
def schema_of(form: Form) -> dict[str, Any]:
    """Return the JSON Schema of `form`: "answer" (about a window) or "adjudication" (about disputed sentences).

    The returned object is cached and must not be modified.
    """
    return SCHEMAS[form]()


@functools.cache
def schema_hash(form: Form = "answer") -> str:
    """Return the first 12 hex digits of the SHA-256 of the JSON Schema of `form` (see `schema_of`)."""
    return hashlib.sha256(json.dumps(schema_of(form), sort_keys=True).encode()).hexdigest()[:12]
