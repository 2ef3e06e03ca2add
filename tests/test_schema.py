from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from owned import record_of

from summarise.document import Document
from summarise.errors import UsageError
from summarise.record import Failure
from summarise.schema import NAMES, schema, schema_text

COMMITTED = Path(__file__).parents[1] / "schemas"


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    committed = (COMMITTED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(name), "write it anew: summarise schema NAME > schemas/NAME.schema.json"


def test_a_record_as_written_fits_the_schema_and_a_field_less_does_not() -> None:
    validator = Draft202012Validator(schema("record"))
    record = json.loads(record_of(Document("a.txt", "已修缮道路。")).to_json())
    assert list(validator.iter_errors(record)) == []
    for field in record:
        assert list(validator.iter_errors({name: value for name, value in record.items() if name != field}))
    assert list(validator.iter_errors({**record, "created_at": "2024"}))


def test_a_failure_as_written_fits_the_schema() -> None:
    failure = json.loads(Failure(source="a", kind="empty", message="a: empty").to_json())
    assert list(Draft202012Validator(schema("failure")).iter_errors(failure)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_a_valid_schema_of_its_dialect(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))
    assert schema(name)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(UsageError, match="record, failure"):
        schema("gold")
