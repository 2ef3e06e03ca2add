import csv
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from summarise.cli import app
from summarise.ledger import promises
from summarise.records_file import read_records
from tests.support.composed_run import composed_run
from tests.support.places import ROOT

PROGRAM = [sys.executable, "-c", "from summarise.cli import main; main()"]


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
        first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
        for path in (first, second):
            assert _export(records, "--to", form, "-o", path)[0] == 0
        assert first.read_bytes() == second.read_bytes()


def test_before_a_day_lists_the_earliest_first_and_says_what_has_no_day(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 12)
    code, said = _export(records, "--to", "csv", "-o", tmp_path / "out", "--by-deadline", "--before", "2025-12-31")
    assert code == 0, said
    assert "without a deadline that can be resolved: 24" in said
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


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.parametrize("theirs", ["targets", "left_out"])
def test_files_of_somebody_else_in_the_folder_stay(tmp_path: Path, form: str, theirs: str) -> None:
    records = composed_run(tmp_path / "run", 1)
    out = tmp_path / "out"
    assert _export(records, "--to", form, "-o", out)[0] == 0
    assert _export(records, "--to", form, "-o", out)[0] == 0
    path = out / (f"targets.{form}" if theirs == "targets" else "left_out.txt")
    path.write_text("my own list", encoding="utf-8")
    code, said = _export(records, "--to", form, "-o", out)
    assert code == 2
    assert "not written by this program" in said
    assert path.read_text(encoding="utf-8") == "my own list"


@pytest.mark.parametrize("name", ["records.failures.jsonl", "records.manifest.json", "records.jsonl.journal"])
def test_an_export_takes_the_place_of_no_other_file_of_the_run(tmp_path: Path, name: str) -> None:
    records = composed_run(tmp_path / "run", 1)
    path = records.with_name(name)
    before = path.read_bytes() if path.exists() else b""
    (tmp_path / "link.md").symlink_to(path)
    for output in (path, tmp_path / "link.md"):
        code, said = _export(records, "--to", "markdown", "-o", output)
        assert code == 2
        assert "is an input" in said
    assert (path.read_bytes() if path.exists() else b"") == before


def test_the_records_are_never_overwritten(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    before = records.read_bytes()
    assert "is the records file itself" in _export(records, "--to", "markdown", "-o", records)[1]
    assert records.read_bytes() == before


def test_the_form_is_read_off_the_ending(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    assert _export(records, "-o", tmp_path / "a.xlsx")[0] == 0
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    code, said = _export(records, "-o", tmp_path / "a")
    assert code == 2
    assert "give --to" in said


def test_one_table_is_one_file_and_four_do_not_fit_one_stream(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 2)
    for where in ("-", "/dev/stdout", tmp_path / "a.csv"):
        code, said = _export(records, "--to", "csv", "-o", where)
        assert code == 2
        assert "csv makes four files" in said
    assert _export(records, "-o", tmp_path / "a.csv", "--table", "targets")[0] == 0
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith("id,reference,responsible,indicator")


def test_a_brief_goes_to_the_standard_output(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 2)
    for name in ("-", "/dev/stdout"):
        done = subprocess.run(
            [
                sys.executable,
                "-c",
                "from summarise.cli import main; main()",
                "export",
                str(records),
                "--to",
                "markdown",
                "-o",
                name,
            ],
            capture_output=True,
            check=True,
            cwd=ROOT,
        )
        assert done.stdout.decode().startswith("# 提案建议答复办理摘要")


@pytest.mark.parametrize("day", ["2025-12-31", "2025/12/31", "2025-12"])
def test_a_day_may_be_written_as_people_write_it(tmp_path: Path, day: str) -> None:
    records = composed_run(tmp_path / "run", 12)
    assert _export(records, "--to", "markdown", "-o", tmp_path / "out", "--before", day)[0] == 0
    assert "2025-12-31（含）前到期" in (tmp_path / "out").read_text(encoding="utf-8")


def test_what_has_no_day_is_counted_in_the_file_too(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 12)
    said = "另有 24 项承诺和目标没有能确定日期的时限"
    for form, file in (("markdown", "a.md"), ("csv", "tables/left_out.txt")):
        output = tmp_path / Path(file).parts[0]
        assert _export(records, "--to", form, "-o", output, "--before", "2025-12-31")[0] == 0
        assert said in (tmp_path / file).read_text(encoding="utf-8")
    assert _export(records, "--to", "csv", "-o", tmp_path / "tables")[0] == 0
    assert not (tmp_path / "tables/left_out.txt").exists()


def test_every_form_has_the_same_promises_in_the_same_order_under_the_same_references(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 12)
    wanted = [str(p.reference) for record in read_records(records) for p in promises(record) if p.item.id[0] == "c"]
    for form in ("csv", "xlsx", "parquet"):
        _export(records, "--table", "commitments", "-o", tmp_path / f"a.{form}", "--to", form)
    with (tmp_path / "a.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["reference"] for row in csv.DictReader(file)] == wanted
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["承诺事项"]
    assert [cell.value for cell in next(sheet.iter_cols(2, 2))][1:] == wanted
    assert parquet.read_table(tmp_path / "a.parquet")["reference"].to_pylist() == wanted
    _export(records, "-o", tmp_path / "a.md")
    assert (
        re.findall(r"^- ([0-9a-f]{10}-c\d+)", (tmp_path / "a.md").read_text(encoding="utf-8"), re.MULTILINE) == wanted
    )


def test_links_are_for_a_workbook_and_to_a_whole_address(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    for output, page in (("a.md", "https://files.example/a.html"), ("a.xlsx", "page.html")):
        code, said = _export(records, "-o", tmp_path / output, "--page", page)
        assert code == 2
        assert "--page" in said


def test_what_may_be_taken_unread_is_told_with_what_the_threshold_promises(tmp_path: Path) -> None:
    records = composed_run(tmp_path, 4)
    done = CliRunner().invoke(
        app, ["export", str(records), "--table", "commitments", "-o", str(tmp_path / "c.csv"), "--accept-at", "0.9"]
    )
    assert done.exit_code == 0, done.output
    assert "labelled replies" in done.output
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["acceptance"] for row in csv.DictReader(file)} <= {"可直接采用", "待复核"}
