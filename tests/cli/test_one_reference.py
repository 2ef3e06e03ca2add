"""An item is cited by one string, wherever it is read."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import unescape

import openpyxl
import pypdfium2
import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.record import Record
from summarise.reference import items_of, references
from tests.support.page_reader import launched_browser, needs_chromium, page_of, place_of, reader_of
from tests.support.places import ROOT

REPLY = ROOT / "eval" / "gold" / "yuelin-science-2023-214.txt"
_REFERENCE = re.compile(r"\b[0-9a-f]{10}-[mct]\d+(?:-\d+)?\b")


def run(*arguments: object) -> str:
    result = CliRunner(env={"COLUMNS": "60", "SUMMARISE_LANG": "en"}).invoke(app, [str(one) for one in arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("run") / "records.jsonl"
    run("run", REPLY, "-o", path, "--save-text", path.parent / "texts", "--engine", "rules", "--quiet")
    return path


def names(records: Path, kinds: str) -> set[str]:
    """The references of the record's items of these kinds."""
    record = Record.from_json(records.read_bytes().strip())
    return {str(references(record)[item.id]) for item in items_of(record) if item.id[0] in kinds}


def cells(path: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(cell) for cell in row if cell is not None)


def words(path: Path) -> str:
    """The text of a Word document."""
    with zipfile.ZipFile(path) as archive:
        return unescape(re.sub("<[^>]+>", "\n", archive.read("word/document.xml").decode()))


def read(path: Path) -> str:
    if path.is_dir():
        return "\n".join(read(one) for one in path.iterdir())
    if path.suffix == ".xlsx":
        return "\n".join(cells(path))
    return words(path) if path.suffix == ".docx" else path.read_text(encoding="utf-8")


def test_show_prints_the_reference_of_every_item_whole_at_60_columns(records: Path) -> None:
    assert set(_REFERENCE.findall(run("show", records, "1"))) == names(records, "mct")


@pytest.mark.parametrize("name", ["tables", "ledger.xlsx", "brief.md"])
def test_tables_workbook_and_brief_have_the_reference_of_every_item(records: Path, name: str) -> None:
    output = records.parent / name
    run("export", records, "-o", output, *(["--to", "csv"] if name == "tables" else []))
    assert set(_REFERENCE.findall(read(output))) == names(records, "mct")


@pytest.mark.parametrize("name", ["found.xlsx", "found.docx", "found.csv", "found.json"])
def test_the_ledger_of_a_search_has_the_same_references(records: Path, name: str) -> None:
    output = records.parent / name
    run("search", records, "-o", output)
    found = set(_REFERENCE.findall(read(output)))
    assert found >= names(records, "c")
    assert found <= names(records, "ct")


def test_every_reference_leads_show_back_to_its_record(records: Path) -> None:
    for name in sorted(names(records, "mct"))[::7]:
        assert name in run("show", records, name)


class TestInPageAndPrint:
    pytestmark = needs_chromium

    def test_one_item_has_one_reference_in_all_seven_forms(self, records: Path, tmp_path: Path) -> None:
        record = Record.from_json(records.read_bytes().strip())
        item = record.commitments[2]
        reference = str(references(record)[item.id])
        found = {"show": run("show", records, reference)}
        for form, name in (("csv", "tables"), ("xlsx", "ledger.xlsx"), ("brief", "brief.md")):
            run("export", records, "-o", tmp_path / name, *(["--to", "csv"] if form == "csv" else []))
            found[form] = read(tmp_path / name)
        run("search", records, "-o", tmp_path / "found.docx")
        found["docx"] = read(tmp_path / "found.docx")
        with launched_browser() as browser:
            reader = reader_of(browser, page_of(records))
            reader.open(place_of(record))
            found["page"] = reader.page.locator(f"#item-{item.id}").inner_text()
            reader.open()
            reader.page.pdf(path=tmp_path / "print.pdf", prefer_css_page_size=True)
        sheets = "".join(
            sheet.get_textpage().get_text_bounded() for sheet in pypdfium2.PdfDocument(tmp_path / "print.pdf")
        )
        found["print"] = "".join(sheets.split()).replace("\x02", "-")  # pdfium's sign for a hyphen after a letter
        assert [form for form, text in found.items() if reference not in text] == []
        assert len(found) == 7
