"""A table or a workbook with a reply a row is read row by row; hidden rows and columns are left out and told."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from summarise.batch import Inputs
from summarise.errors import InputError
from summarise.load.hidden_cells import hidden_cells
from tests.support.several_inputs import HEADS, ROWS, TWO, comma_separated, read, workbook
from tests.support.several_letters import letter

pytestmark = pytest.mark.usefixtures("in_a_folder")
SHEET: list[list[object]] = [[*HEADS], [*ROWS[0]], [*ROWS[1]]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("sign", [",", "\t", ";"])
def test_a_table_is_a_reply_a_row_named_by_its_row(encoding: str, sign: str) -> None:
    Path("a.csv").write_bytes(comma_separated([HEADS, *ROWS], encoding, sign))
    assert read("a.csv") == {"a.csv:2": letter(7), "a.csv:3": letter(9)}
    inputs = Inputs(["a.csv"], BytesIO())
    assert [entry.load().url for entry in inputs] == ["https://a.example/7", "https://a.example/9"]
    assert inputs.notes == {
        "a.csv": ("text=答复内容, id=编号, title=标题, issuer=承办单位, date=日期, url=链接; not read: 备注",)
    }


def test_a_table_is_told_by_its_heads_without_a_name() -> None:
    data = comma_separated([HEADS, *ROWS])
    Path("a.txt").write_bytes(data)
    assert list(read("a.txt")) == ["a.txt:2", "a.txt:3"]
    assert list(read("-", stdin=data)) == ["stdin:2", "stdin:3"]


def test_a_workbook_is_a_reply_a_row_sheet_by_sheet_below_a_title() -> None:
    first: list[list[object]] = [["2025年提案答复一览"], [], [*HEADS], [*ROWS[0]], [*ROWS[1]]]
    Path("a.xlsx").write_bytes(workbook(一月=first, 说明=[["联系人", "电话"]], 二月=[["内容"], [letter(11)]]))
    assert read("a.xlsx") == {"a.xlsx:一月:4": letter(7), "a.xlsx:一月:5": letter(9), "a.xlsx:二月:2": letter(11)}


def partly_hidden() -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "表"
    book.create_sheet("空", 0)
    for at, row in enumerate(
        [["编号", "答复意见稿", "答复内容"], *([i, letter(99), t] for i, t in TWO.items())], start=3
    ):
        for column, value in zip("CDE", row, strict=True):
            sheet[f"{column}{at}"] = value
    sheet["C6"], sheet["E6"] = "11", letter(11)
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["D"].hidden = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def told_of_hidden_cells(name: str) -> str:
    inputs = Inputs([name], BytesIO())
    for entry in inputs:
        entry.load()
    return "".join(note for notes in inputs.notes.values() for note in notes)


def test_hidden_rows_and_columns_of_a_workbook_are_left_out_and_told() -> None:
    Path("a.xlsx").write_bytes(partly_hidden())
    assert read("a.xlsx") == {"a.xlsx:表:5": letter(9), "a.xlsx:表:6": letter(11)}
    assert told_of_hidden_cells("a.xlsx").endswith("; hidden and left out: 1 rows, 1 columns")
    Path("b.xlsx").write_bytes(workbook(a=SHEET))
    assert "hidden" not in told_of_hidden_cells("b.xlsx")


def _has_calc() -> bool:
    office = shutil.which("soffice")
    return office is not None and next(Path(office).resolve().parent.glob("libsclo.*"), None) is not None


@pytest.mark.skipif(not _has_calc(), reason="LibreOffice Calc is not here")
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_other_forms_of_workbooks_hide_as_well(suffix: str, tmp_path: Path) -> None:
    Path("a.xlsx").write_bytes(partly_hidden())
    home = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(["soffice", home, "--headless", "--convert-to", suffix, "a.xlsx"], check=True, capture_output=True)
    assert read(f"a.{suffix}") == {f"a.{suffix}:表:5": letter(9), f"a.{suffix}:表:6": letter(11)}
    assert told_of_hidden_cells(f"a.{suffix}").endswith("; hidden and left out: 1 rows, 1 columns")


@pytest.mark.parametrize(
    ("head", "kind"),
    [('<?xml version="1.0" encoding="gbk"?>', "unreadable"), ("<!DOCTYPE a>", "unsafe"), ("<a>" * 500, "unsafe")],
)
def test_a_sheet_whose_hidden_rows_cannot_be_told_is_refused(head: str, kind: str) -> None:
    sound = zipfile.ZipFile(BytesIO(partly_hidden()))
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in sound.namelist():
            content = sound.read(name)
            package.writestr(name, head.encode() + content if name.startswith("xl/worksheets/") else content)
    with pytest.raises(InputError) as caught:
        hidden_cells(out.getvalue(), "a.xlsx")
    assert caught.value.kind == kind


def test_a_workbook_whose_letters_are_hidden_says_so() -> None:
    book = load_workbook(BytesIO(workbook(a=SHEET)))
    book["a"].column_dimensions["D"].hidden = True
    book.save("a.xlsx")
    assert "not_a_reply: a.xlsx: no column holds the replies" in read("a.xlsx")["a.xlsx"]
    assert "; hidden and left out: 0 rows, 1 columns)" in read("a.xlsx")["a.xlsx"]


def test_the_columns_of_a_table_can_be_named() -> None:
    Path("a.csv").write_bytes(comma_separated([["甲", "乙", "内容"], [letter(7), "1", "摘要"]]))
    assert read("a.csv", columns={"text": "甲"}) == {"a.csv:2": letter(7)}


@pytest.mark.parametrize("head", ["对该件的答复全文如下", "办理答复（正文）", "承办答复意见内容"])
def test_a_column_of_letters_is_known_by_the_words_of_its_head(head: str) -> None:
    rows = [["件号", head, "答复单位", "建议内容"], ["1", letter(7), "教育局", "建议增加学位。" * 40]]
    Path("a.csv").write_bytes(comma_separated(rows, "gb18030", ";"))
    assert read("a.csv") == {"a.csv:2": letter(7)}


def test_the_first_letter_of_a_table_without_heads_is_not_taken_for_one() -> None:
    Path("a.csv").write_bytes(comma_separated([["1", letter(7)], ["2", letter(9)]]))
    assert read("a.csv")["a.csv"].startswith("unreadable: a.csv: no column holds the replies")


def test_a_table_without_a_column_of_replies_is_refused_with_its_heads_and_passed_over_in_a_folder() -> None:
    Path("in").mkdir()
    Path("in/a.csv").write_bytes(comma_separated([["姓名", "电话"], ["陆", "1"]]))
    Path("in/b.xlsx").write_bytes(workbook(a=[["姓名", "电话"]]))
    Path("in/c.txt").write_text(letter(), encoding="utf-8")
    (reason,) = read("in/a.csv").values()
    assert reason.startswith("not_a_reply")
    assert "(found: 姓名, 电话); name it with --columns text=HEAD" in reason
    inputs = Inputs(["in"], BytesIO())
    assert [entry.source for entry in inputs] == ["in/c.txt"]
    assert inputs.passed_over == {".csv": 1, ".xlsx": 1}


def test_a_sheet_with_a_letter_laid_down_line_by_line_is_listed_as_unread() -> None:
    Path("in").mkdir()
    Path("in/a.xlsx").write_bytes(workbook(a=[[line] for line in letter().split("\n")]))
    assert read("in")["in/a.xlsx"].startswith("unreadable: in/a.xlsx: no column holds the replies")


def test_a_row_that_cannot_be_trusted_fails_alone() -> None:
    rows = [["编号", "答复内容"], ["1", ""], ["2", "我局将新建学校3所", "面积1000平方米。"], ["3", letter()], ["", ""]]
    Path("a.csv").write_bytes(comma_separated(rows))
    found = read("a.csv")
    assert found.pop("a.csv:4") == letter()
    assert {name: text.partition(":")[0] for name, text in found.items()} == dict.fromkeys(
        ("a.csv:2", "a.csv:3"), "unreadable"
    )
    Path("b.xlsx").write_bytes(workbook(a=[["编号", "答复内容"], [1, "长" * 32767]]))
    assert "cut off" in read("b.xlsx")["b.xlsx:2"]
    Path("c.csv").write_bytes('编号,答复内容\n1,"没有收尾的引号\n2,又一件\n'.encode())
    assert read("c.csv")["c.csv"].startswith("unreadable")


def test_what_a_row_says_beside_its_letter_heads_a_letter_that_does_not_say_it() -> None:
    short = "您提出的提案收悉，现答复如下：我局将新增学位900个。"
    Path("a.csv").write_bytes(
        comma_separated([HEADS, ["1", "增加学位的提案", "云洲市教育局", short, "2025-06-03", "", ""]])
    )
    assert read("a.csv")["a.csv:2"] == f"增加学位的提案\n答复单位：云洲市教育局\n答复日期：2025-06-03\n{short}"


@pytest.mark.parametrize(("written", "read_as"), [("45809", "2025年6月1日"), ("2025.6.1", "2025.6.1"), ("95", "95")])
def test_a_year_in_the_last_sentences_is_no_day_and_a_counted_day_is_one(written: str, read_as: str) -> None:
    short = "您提出的提案收悉，现答复如下：\n我局将在2026年底前新增学位900个。"
    Path("a.csv").write_bytes(comma_separated([HEADS, ["1", "增加学位的提案", "云洲市教育局", short, written, "", ""]]))
    assert read("a.csv")["a.csv:2"] == f"增加学位的提案\n答复单位：云洲市教育局\n答复日期：{read_as}\n{short}"


def test_of_two_rows_of_heads_the_one_that_names_more_counts() -> None:
    Path("a.csv").write_bytes(comma_separated([["基本情况", "", "", "答复", "", "", ""], HEADS, *ROWS]))
    assert read("a.csv") == {"a.csv:3": letter(7), "a.csv:4": letter(9)}


def test_a_second_column_of_the_same_name_and_one_without_a_name_are_told() -> None:
    Path("a.csv").write_bytes(
        comma_separated([["答复内容", "答复内容", "", ""], [letter(7), letter(9), "另有附件", ""]])
    )
    assert told_of_hidden_cells("a.csv") == "text=答复内容; not read: 答复内容, column 3, which has no head"


@pytest.mark.parametrize("head", ["提案办理 | 答复", "答复,主动公开", "| 正文 |", "信息类别\t复函"])
def test_the_head_of_a_page_above_a_letter_makes_no_table_of_it(head: str) -> None:
    text = f"{head}\n{letter(7)}"
    Path("letter.txt").write_text(text, encoding="utf-8")
    assert list(read("letter.txt")) == ["letter.txt"]


@pytest.mark.parametrize("first", ["正文：\t", "内容:|", "索引号：1\t正文：\t"])
def test_a_label_in_front_of_a_letter_makes_no_table_of_it(first: str) -> None:
    Path("a.txt").write_text(first + letter(7), encoding="utf-8")
    assert read("a.txt") == {"a.txt": first + letter(7)}
