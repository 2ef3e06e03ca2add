"""The JSON Schemas of the files that this program reads and writes and of a model's answer, generated from the classes.

python -m summarise.schema_files FOLDER    write each to FOLDER/NAME.schema.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from summarise.engines.model.answer import answer_schema
from summarise.errors import OutputError, UsageError
from summarise.evaluation.gold.gold_file import gold_schema
from summarise.new_file import replacing
from summarise.record import Failure, Record
from summarise.review.events import event_schema

__all__ = ["NAMES", "schema", "schema_text", "write_schemas"]


class _AsWritten(GenerateJsonSchema):
    """Generates schemas in which every field is required, since missing values are written as "", [] or null."""

    def field_is_required(
        self,
        field: core_schema.ModelField | core_schema.DataclassField | core_schema.TypedDictField,  # noqa: ARG002
        total: bool,  # noqa: ARG002 - the parent's signature
    ) -> bool:
        return True

    def generate(self, schema: core_schema.CoreSchema, mode: str = "serialization") -> JsonSchemaValue:  # noqa: ARG002
        return {"$schema": self.schema_dialect, **super().generate(schema, "serialization")}


def _as_written(value: type[Record | Failure]) -> dict[str, Any]:
    return value.model_json_schema(by_alias=True, schema_generator=_AsWritten, mode="serialization")


_SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "record": lambda: _as_written(Record),
    "failure": lambda: _as_written(Failure),
    "gold": gold_schema,
    "answer": answer_schema,
    "review": event_schema,
}
NAMES = tuple(_SCHEMAS)


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of that name; names are in `NAMES`: record, failure, gold, answer, review.

    `answer` is the schema as it is sent to a model's service: without `$schema`, which some services refuse.

    Raises:
        UsageError: there is no schema of that name.

    """
    if name not in _SCHEMAS:
        raise UsageError(f"there is no schema {name!r}; choose one of {', '.join(NAMES)}")
    return _SCHEMAS[name]()


def schema_text(name: str) -> str:
    """Return the content of `schemas/NAME.schema.json`.

    Raises:
        UsageError: there is no schema of that name.

    """
    return json.dumps(schema(name), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema to `NAME.schema.json` in a folder, which is created if it is missing; replace older files.

    Raises:
        OutputError: the folder or a file cannot be written.

    """
    for name in NAMES:
        with replacing(folder / f"{name}.schema.json") as draft:
            draft.write_text(schema_text(name), encoding="utf-8")


def _main(arguments: Sequence[str]) -> int:
    if len(arguments) != 1:
        sys.stderr.write("usage: python -m summarise.schema_files FOLDER\n")
        return 2
    try:
        write_schemas(Path(arguments[0]))
    except OutputError as error:
        sys.stderr.write(f"{error.message}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:]))
