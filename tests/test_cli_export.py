import csv
from pathlib import Path

import pytest
from composed_run import composed_run
from typer.testing import CliRunner

from summarise.cli import app


def _export(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["export", *map(str, arguments)])
    return result.exit_code, f"{result.output}{result.exception or ''}"


@pytest.mark.parametrize(
    ("form", "files"),
    [
        ("csv", ["commitments.csv", "measures.csv", "replies.csv", "targets.csv"]),
        ("parquet", ["commitments.parquet", "measures.parquet", "replies.parquet", "targets.parquet"]),
        ("xlsx", []),
        ("markdown", []),
    ],
)
def test_every_form_is_written_where_it_was_asked_for(tmp_path: Path, form: str, files: list[str]) -> None:
    records = composed_run(tmp_path / "run", 3)
    code, said = _export(records, "--to", form, "-o", tmp_path / "out")
    assert code == 0, said
    out = tmp_path / "out"
    assert sorted(path.name for path in out.iterdir()) == files if files else out.stat().st_size > 0


def test_a_second_export_gives_the_same_bytes(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 3)
    for form in ("xlsx", "markdown"):
        for name in ("a", "b"):
            assert _export(records, "--to", form, "-o", tmp_path / name)[0] == 0
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_before_a_day_lists_the_earliest_first_and_says_what_has_no_day(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 12)
    code, said = _export(records, "--to", "csv", "-o", tmp_path / "out", "--by-deadline", "--before", "2025-12-31")
    assert code == 0, said
    assert "24 commitments and targets state no deadline" in said
    with (tmp_path / "out/commitments.csv").open(encoding="utf-8-sig", newline="") as file:
        days = [row["deadline"] for row in csv.DictReader(file)]
    assert days
    assert days == sorted(days)
    assert days[-1] <= "2025-12-31"


def test_a_day_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    code, said = _export(records, "--to", "csv", "-o", tmp_path / "out", "--before", "2025年底")
    assert code == 2
    assert "2025年底" in said


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    code, said = _export(records, "--to", "csv", "-o", tmp_path / "out")
    assert code != 0
    assert "cannot be made a folder" in said
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_the_records_are_never_overwritten(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    before = records.read_bytes()
    assert "is the records file itself" in _export(records, "--to", "markdown", "-o", records)[1]
    assert records.read_bytes() == before
