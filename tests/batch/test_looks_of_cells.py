"""What the cells of a workbook show where it is not their value, and sheets that cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from summarise.batch import Inputs
from summarise.errors import InputError
from tests.support.several_letters import letter

SHEET = "xl/worksheets/sheet1.xml"
SPACE = "http://schemas.openxmlformats.org"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"


def read(path: Path) -> dict[str, str]:
    found = {}
    for entry in Inputs([str(path)], io.BytesIO()):
        name = entry.source.removeprefix(str(path))
        try:
            found[name] = entry.load().text
        except InputError as error:
            found[name] = f"{error.kind}: {error.message}"
    return found


def put_together(path: Path) -> None:
    """Keep the text of the last cell apart from its sheet, as Excel does."""
    inside = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    parts = {name: inside.read(name).decode() for name in inside.namelist()}
    before, _, rest = parts[SHEET].rpartition('t="inlineStr"><is>')
    text, _, behind = rest.partition("</is>")
    assert "<r>" in text
    parts[SHEET] = f'{before}t="s"><v>0</v>{behind}'
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SPACE}/spreadsheetml/2006/main"><si>{text}</si></sst>'
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KIND}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace("</Types>", override)
    links = "xl/_rels/workbook.xml.rels"
    kind = f"{SPACE}/officeDocument/2006/relationships/sharedStrings"
    link = f'<Relationship Id="rS" Type="{kind}" Target="sharedStrings.xml"/></Relationships>'
    parts[links] = parts[links].replace("</Relationships>", link)
    with zipfile.ZipFile(path, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)


@pytest.mark.parametrize("is_together", [False, True])
@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        ([("将新建停车场", {}), ("25", {"strike": True}), ("31处。", {})], "将新建停车场31处。"),
        ([("将新建停车场31", {}), ("[2]", {"vertAlign": "superscript"}), ("处。", {})], "将新建停车场31处。"),
        ([("将新增绿地31m", {}), ("2", {"vertAlign": "superscript"}), ("。", {})], "将新增绿地31m2。"),
        ([("将新建停车场", {"b": True}), ("31处。", {"strike": False})], "将新建停车场31处。"),
    ],
)
def test_pieces_of_a_cell_are_read_as_they_are_shown(
    pieces: list[tuple[str, dict[str, object]]], shown: str, tmp_path: Path, *, is_together: bool
) -> None:
    book = Workbook()
    assert book.active is not None
    before, _, behind = letter(3).partition("\n")
    written = [TextBlock(InlineFont(**look), text) for text, look in pieces]
    book.active.append(["编号", "答复内容"])
    book.active["B2"] = CellRichText(f"{before}\n", *written, f"\n{behind}")
    path = tmp_path / "a.xlsx"
    book.save(path)
    if is_together:
        put_together(path)
    (text,) = read(path).values()
    assert f"\n{shown}\n" in text


def test_struck_text_in_one_sheet_leaves_the_same_words_of_another_sheet_whole(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    plain = book.create_sheet("乙")
    for sheet in (book.active, plain):
        sheet.append(["编号", "答复内容"])
    before, _, behind = letter(3).partition("\n")
    struck = TextBlock(InlineFont(strike=True), "25")
    book.active["B2"] = CellRichText(f"{before}\n将新建停车场", struck, f"31处。\n{behind}")
    plain["B2"] = f"{before}\n将新建停车场2531处。\n{behind}"
    path = tmp_path / "a.xlsx"
    book.save(path)
    one, other = read(path).values()
    assert "\n将新建停车场31处。\n" in one
    assert "\n将新建停车场2531处。\n" in other


@pytest.mark.parametrize(("is_struck", "said"), [(True, "nothing stands under “答复内容”"), (False, "将")])
def test_a_cell_that_is_struck_out_whole_is_not_read(said: str, tmp_path: Path, *, is_struck: bool) -> None:
    book = Workbook()
    assert book.active is not None
    for row in ([], [None, "编号", "答复内容"], [None, 3, letter(3)], [None, 5, letter(5)]):
        book.active.append(row)
    book.active["C3"].font = Font(strike=is_struck)
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = read(path)
    assert said in found[":3"]
    assert found[":4"] == letter(5)


def test_a_sheet_with_letters_under_no_known_head_is_a_failure_of_its_own(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "甲"
    for name, head, body in (("乙", "经过", letter(5)), ("丙", "备注", "已办结")):
        sheet = book.create_sheet(name)
        for row in (["编号", head], [1, body]):
            sheet.append(row)
    for row in (["编号", "复文"], [1, letter(3)]):
        book.active.append(row)
    path = tmp_path / "a.xlsx"
    book.save(path)
    found = read(path)
    assert found.pop(":甲:2") == letter(3)
    ((name, said),) = found.items()
    assert name == ":乙"
    assert said.startswith("unreadable: ")
    assert "no column holds its replies; name it with --columns text=HEAD" in said
