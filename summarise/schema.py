"""The JSON Schemas of what this program writes, generated from the values themselves."""

from __future__ import annotations

import json
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from summarise.errors import UsageError
from summarise.record import Failure, Record

__all__ = ["NAMES", "schema", "schema_text"]

_VALUES: dict[str, type[BaseModel]] = {"record": Record, "failure": Failure}
NAMES = tuple(_VALUES)


class _AsWritten(GenerateJsonSchema):
    """Every field is required: what is not stated is written as "", [] or null."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,  # noqa: ARG002
        total: bool,  # noqa: ARG002 - the parent's signature
    ) -> bool:
        return True

    def generate(self, schema: core_schema.CoreSchema, mode: str = "serialization") -> JsonSchemaValue:  # noqa: ARG002
        return {"$schema": self.schema_dialect, **super().generate(schema, "serialization")}


def schema(name: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of one line of a records file (`record`) or a failures file (`failure`).

    Raises:
        UsageError: there is no schema of that name.

    """
    if name not in _VALUES:
        raise UsageError(f"there is no schema {name!r}; choose one of {', '.join(NAMES)}")
    return _VALUES[name].model_json_schema(by_alias=True, schema_generator=_AsWritten, mode="serialization")


def schema_text(name: str) -> str:
    """The schema as it stands in `schemas/NAME.schema.json`."""
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"
