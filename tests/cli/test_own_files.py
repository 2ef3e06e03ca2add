"""What is handed on replaces a file of its own form, and no file of somebody else."""

import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from summarise.cli import app
from tests.support.composed_run import composed_run

WRITTEN = [
    ("report", "page.html", ()),
    ("export", "ledger.xlsx", ()),
    ("export", "one.xlsx", ("--table", "replies")),
    ("export", "brief.md", ()),
    ("export", "replies.csv", ("--table", "replies")),
    ("export", "targets.parquet", ("--table", "targets")),
    ("search", "found.xlsx", ()),
    ("search", "found.docx", ()),
    ("search", "found.csv", ()),
    ("search", "found.json", ()),
    ("workbench export", "corrected.jsonl", ()),
]


def _run(command: str, *arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [*command.split(), *map(str, arguments)])
    return result.exit_code, f"{result.output}{result.exception or ''}"


def _foreign_workbook(path: Path) -> bytes:
    book = openpyxl.Workbook()
    book.active["A1"] = "预算"
    book.save(path)
    return path.read_bytes()


def _foreign_document(path: Path) -> bytes:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<w:document><w:t>关于公园建设的答复</w:t></w:document>")
    return path.read_bytes()


@pytest.mark.parametrize(("command", "name", "options"), WRITTEN)
@pytest.mark.parametrize("content", ["letter", "binary", "form"])
def test_a_file_of_somebody_else_stays(
    tmp_path: Path, command: str, name: str, options: tuple[str, ...], content: str
) -> None:
    records = composed_run(tmp_path / "run", 2)
    output = tmp_path / name
    if content == "form" and output.suffix == ".xlsx":
        before = _foreign_workbook(output)
    elif content == "form" and output.suffix == ".docx":
        before = _foreign_document(output)
    else:
        before = {
            "letter": "关于公园建设的答复\n我局已新建公园2座。\n".encode(),
            "binary": bytes(range(256)),
            "form": b"<!doctype html>\nname,value\n",
        }[content]
        output.write_bytes(before)
    code, said = _run(command, records, "-o", output, *options)
    assert code != 0
    assert "was not written by this program" in said
    assert output.read_bytes() == before


def test_a_page_and_records_are_not_replaced_by_a_table(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 2)
    page, copy = tmp_path / "page.html", tmp_path / "copy.jsonl"
    assert _run("report", records, "-o", page)[0] == 0
    shutil.copy(records, copy)
    for kept in (page, copy):
        before = kept.read_bytes()
        for form in ("csv", "parquet"):
            assert _run("export", records, "-o", kept, "--to", form, "--table", "replies")[0] != 0
        assert kept.read_bytes() == before


@pytest.mark.parametrize(("command", "name", "options"), WRITTEN)
def test_a_file_of_its_own_is_replaced(tmp_path: Path, command: str, name: str, options: tuple[str, ...]) -> None:
    records = composed_run(tmp_path / "run", 2)
    output = tmp_path / name
    output.touch()  # as mktemp leaves it
    for _ in range(2):
        code, said = _run(command, records, "-o", output, *options)
        assert code == 0, said
        assert output.stat().st_size
    if output.suffix == ".xlsx":
        openpyxl.load_workbook(output).save(output)  # a person saves it in Excel
        assert _run(command, records, "-o", output, *options)[0] == 0


def test_a_source_letter_is_not_replaced_under_its_own_ending(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 2)
    letter = tmp_path / "a.txt"
    letter.write_text("关于公园建设的答复\n", encoding="utf-8")
    before = letter.read_bytes()
    for command, options in (
        ("report", ()),
        *(("export", ("--to", form)) for form in ("xlsx", "markdown")),
        *(("export", ("--to", form, "--table", "replies")) for form in ("csv", "parquet", "xlsx")),
    ):
        code, said = _run(command, records, "-o", letter, *options)
        assert code != 0, said
        assert letter.read_bytes() == before


def test_search_does_not_replace_a_companion_of_the_records(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 2)
    manifest = records.with_name("records.manifest.json")
    before = manifest.read_bytes()
    assert _run("search", records, "-o", manifest)[0] != 0
    assert manifest.read_bytes() == before


def test_the_corrected_records_do_not_replace_the_records(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 2)
    before = records.read_bytes()
    shutil.copy(records, tmp_path / "copy.jsonl")
    assert _run("workbench export", records, "-o", records)[0] != 0
    assert records.read_bytes() == before
