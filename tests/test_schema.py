from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from summarise.document import Document
from summarise.errors import UsageError
from summarise.record import Failure
from summarise.schema_files import NAMES, schema, schema_text
from tests.support.owned import record_of
from tests.support.places import ROOT

COMMITTED = ROOT / "schemas"


@pytest.mark.parametrize("name", NAMES)
def test_the_committed_schema_is_the_generated_one(name: str) -> None:
    committed = (COMMITTED / f"{name}.schema.json").read_text(encoding="utf-8")
    assert committed == schema_text(name), "write it anew: make schemas"


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
    # Some endpoints refuse keywords that they do not know, so the answer's schema does not name its dialect.
    assert schema(name).get("$schema") == (None if name == "answer" else Draft202012Validator.META_SCHEMA["$schema"])


def test_an_unknown_name_is_told_the_known_ones() -> None:
    with pytest.raises(UsageError, match="record, failure, gold, answer"):
        schema("foo")


def test_the_module_writes_every_schema_that_is_committed(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "summarise.schema_files", tmp_path], check=True, cwd=COMMITTED.parent, timeout=60
    )
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in COMMITTED.iterdir()}
