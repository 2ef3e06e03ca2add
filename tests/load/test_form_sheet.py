"""Workbooks whose sheets are forms, with a label beside each value."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from summarise.errors import InputError
from summarise.load.tables import csv_replies, workbook_replies
from tests.support.several_letters import letter


def workbook(**sheets: list[list[str]]) -> bytes:
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def form(text: str, label: str = "答复意见") -> list[list[str]]:
    return [
        ["代表建议办理单"],
        ["建议编号：", "041", "承办单位", "青岚市水务局"],
        ["建议内容", "建议到2030年新建泵站5000座。"],
        [label, text],
        ["答复日期", "2026年5月6日"],
        ["联系人", "王某"],
    ]


@pytest.mark.parametrize("label", ["答复意见", "答复内容", "落实情况及意见"])
def test_a_form_is_one_reply_with_the_values_beside_its_labels(label: str) -> None:
    text = "\n".join(letter(7).split("\n")[:-2])
    many = workbook_replies(workbook(a=form(text, label)), "a.xlsx", {})
    (member,) = many.members
    assert member.name == "4"
    assert isinstance(member.content, bytes)
    assert member.content.decode().startswith("答复单位：青岚市水务局\n答复日期：2026年5月6日\n")
    assert member.content.decode().endswith(text)
    assert many.notes == (f"text={label}",)


def test_a_label_with_nothing_beside_it_does_not_take_the_next_label() -> None:
    rows = [["标题", "", "承办单位", "青岚市水务局"], ["答复意见", "\n".join(letter(7).split("\n")[1:-2])]]
    (member,) = workbook_replies(workbook(a=rows), "a.xlsx", {}).members
    assert isinstance(member.content, bytes)
    assert member.content.decode().split("\n")[0] == "答复单位：青岚市水务局"


def test_each_sheet_may_be_a_form() -> None:
    many = workbook_replies(workbook(甲=form(letter(7)), 乙=form(letter(8))), "a.xlsx", {})
    assert [member.name for member in many.members] == ["甲:4", "乙:4"]
    assert many.notes == ("sheet “甲”: text=答复意见", "sheet “乙”: text=答复意见")


def test_hidden_rows_of_a_form_are_told() -> None:
    book = load_workbook(io.BytesIO(workbook(a=form(letter(7)))))
    book["a"].row_dimensions[3].hidden = True
    out = io.BytesIO()
    book.save(out)
    many = workbook_replies(out.getvalue(), "a.xlsx", {})
    assert many.notes == ("text=答复意见; hidden and left out: 1 rows, 0 columns",)


def test_a_sheet_with_several_letters_and_no_heads_is_no_form() -> None:
    rows = [["1", "水务局", letter(7)], ["2", "教育局", letter(8)]]
    with pytest.raises(InputError, match="no column holds the replies"):
        workbook_replies(workbook(a=rows), "a.xlsx", {})
    table = "编号,答复内容\n" + "".join(f'{n},"{letter(n)}"\n' for n in (7, 8))
    assert [member.name for member in csv_replies(table.encode(), "a.csv", {}).members] == ["2", "3"]


def test_a_binary_workbook_whose_hidden_cells_cannot_be_found_is_refused_by_name() -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.bin", b"\x83\x01\x00")
        package.writestr("xl/worksheets/sheet1.bin", b"\x81\x01\x00")
    with pytest.raises(InputError, match=r"a\.xlsb: a binary workbook.*save it as \.xlsx"):
        workbook_replies(written.getvalue(), "a.xlsb", {})
