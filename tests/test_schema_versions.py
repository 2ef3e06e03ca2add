"""Records of both schema versions: 1.1 adds fields to 1.0 and changes none."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.record import Record
from summarise.records_file import read_records
from tests.support.one_reply import REPLY
from tests.support.replies import reply

NEW = {"url", "text_from", "confidence", "verified", "review"}


def names_in(value: object) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


@pytest.fixture
def record() -> Record:
    return reply("2023年，我局修缮道路3公里。\n下一步，我局将于2025年底前修缮道路6公里。")


def test_the_present_schema_writes_every_field_and_1_0_none_of_the_new_ones(record: Record) -> None:
    assert names_in(record.to_dict()) >= NEW
    old = record.in_schema("1.0")
    assert not names_in(old.to_dict()) & NEW
    assert json.loads(old.to_json())["schema_version"] == "1.0"


def test_a_line_of_1_0_is_read_and_written_again_as_it_was(record: Record) -> None:
    line = record.in_schema("1.0").to_json()
    assert Record.from_json(line).to_json() == line
    assert names_in(Record.from_json(line).in_schema("1.1").to_dict()) >= NEW


def test_a_run_writes_the_schema_that_is_asked_for_and_never_mixes_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        Path(f"{number}.txt").write_text(REPLY.replace("第12号", f"第{number}号"), encoding="utf-8")
    runner = CliRunner()
    first = runner.invoke(app, ["run", "1.txt", "-o", "records.jsonl", "--schema", "1.0"])
    second = runner.invoke(app, ["run", "1.txt", "2.txt", "-o", "records.jsonl"])
    assert (first.exit_code, second.exit_code) == (0, 0), second.output
    assert [record.schema_version for record in read_records(Path("records.jsonl"))] == ["1.1", "1.1"]
