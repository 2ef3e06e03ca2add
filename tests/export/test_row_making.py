"""What is made of many records by several processes is what one makes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.batch import spreading
from summarise.cli import app, many_records
from tests.support.composed_replies import composed_reply


def written(records: Path, folder: Path, forms: Iterable[str]) -> dict[str, bytes]:
    folder.mkdir()
    for form in forms:
        output = ["export", str(records), "-o", str(folder / form), "--to", form]
        assert CliRunner().invoke(app, output).exit_code == 0
    page = CliRunner().invoke(app, ["report", str(records), "-o", str(folder / "page.html")])
    assert page.exit_code == 0
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = tmp_path / "records.jsonl"
    made = [composed_reply(number)[0] for number in range(1, 41)]
    path.write_text("".join(f"{record.to_json()}\n" for record in made), encoding="utf-8")
    return path


@pytest.fixture
def _everything_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many_records, "_LARGE", 0)
    monkeypatch.setattr("summarise.batch.processes.available", lambda: 2)
    monkeypatch.setattr(spreading, "FEW", 4)


def test_tables_and_page_are_the_same_from_any_number_of_processes(
    records: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    forms = ("csv", "xlsx", "parquet", "markdown")
    one = written(records, tmp_path / "one", forms)
    assert len(one) == 11
    request.getfixturevalue("_everything_is_large")
    assert written(records, tmp_path / "two", forms) == one


@pytest.mark.usefixtures("_everything_is_large")
@pytest.mark.parametrize(
    "command", [["export", "--to", "csv"], ["export", "--to", "xlsx"], ["export", "--to", "markdown"], ["report"]]
)
def test_a_line_that_is_no_record_is_told_by_its_number(command: list[str], records: Path, tmp_path: Path) -> None:
    lines = records.read_text(encoding="utf-8").splitlines()
    lines[21] = lines[21][:300]
    records.write_text("\n".join(lines), encoding="utf-8")
    told = CliRunner().invoke(app, [command[0], str(records), "-o", str(tmp_path / "out"), *command[1:]])
    assert told.exit_code == 1
    assert "line 22" in told.output
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and path != records]
