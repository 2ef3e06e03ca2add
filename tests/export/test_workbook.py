import gc
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from summarise.errors import InputError
from summarise.export import Choice, Tables
from summarise.export.sheet_rows import LONGEST_CELL
from summarise.forms import FORMS, FormName, abandoned_on_error
from summarise.record import ProposalFields, Record, ReplyFields
from summarise.reference import items_of, references
from tests.support.composed_letter import Letter
from tests.support.composed_replies import composed_reply
from tests.support.hostile_cells import FORMULAS
from tests.support.tables_of import sheets, tables, write_workbook


def _book(tmp_path: Path, records: list[Record]) -> Any:
    write_workbook(sheets(records), tmp_path / "a.xlsx")
    return openpyxl.load_workbook(tmp_path / "a.xlsx")


def _rows(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.iter_rows()
    return [dict(zip([cell.value for cell in head], row, strict=True)) for row in rows]


def test_every_sheet_has_a_frozen_head_a_filter_and_widths(tmp_path: Path) -> None:
    book = _book(tmp_path, [composed_reply(number)[0] for number in (1, 2, 3)])
    assert book.sheetnames == ["承诺事项", "量化目标", "已做工作", "答复", "原文位置"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["B"].width > 5


def test_dates_are_dates_and_numbers_are_numbers(tmp_path: Path) -> None:
    record, _ = composed_reply(4)
    for row, target in zip(_rows(_book(tmp_path, [record])["量化目标"]), record.numeric_targets, strict=True):
        assert target.deadline
        assert row["时限"].value == datetime.fromisoformat(target.deadline.by)
        assert row["时限"].number_format == "yyyy-mm-dd"
        assert row["数值"].data_type == "n"
        assert row["数值"].value == float(target.value)
        assert row["原文摘录"].value == target.evidence.quote


def test_a_full_disk_is_an_error_of_the_system() -> None:
    with pytest.raises(OSError, match="No space left"):
        write_workbook(sheets([composed_reply(4)[0]]), Path("/dev/full"))
    gc.collect()  # what an archive says when it is left half closed would fail this test


def test_words_are_chinese(tmp_path: Path) -> None:
    letter = Letter()
    letter.commit("力争建设20公里以上。", certainty="effort")
    letter.target("c1", "20公里以上", "建设", value="20", unit="公里", comparator=">=")
    row = _rows(_book(tmp_path, [letter.record("a", ReplyFields(), ProposalFields())[0]])["量化目标"])[0]
    assert [row[name].value for name in ("比较", "口径", "力度")] == ["不少于", "新增", "力争"]


def test_no_cell_but_a_state_is_a_formula_or_begins_one(tmp_path: Path) -> None:
    records = []
    for text in FORMULAS:
        letter = Letter()
        letter.commit(text + "将办", who=(text,), when=text, by="")
        reply = ReplyFields(title=text, issuer=text, co_bodies=(text,))
        records.append(letter.record(text, reply, ProposalFields(title=text, topic=text))[0])
    for sheet in _book(tmp_path, records):
        head, *rows = sheet.iter_rows()
        for row in rows:
            for cell in row:
                if cell.data_type == "f":
                    assert head[cell.column - 1].value == "到期情况"
                    continue
                assert cell.data_type in {"s", "n"}
                assert not isinstance(cell.value, str) or cell.value.strip("\u200b\ufeff")[:1] not in set(
                    "=+-@＝＋－＠"
                )


def test_a_number_with_more_digits_than_excel_keeps_stays_exact_as_text(tmp_path: Path) -> None:
    letter = Letter()
    letter.commit("将投资12345678901234567元。")
    letter.target("c1", "12345678901234567元", "投资", value="12345678901234567", unit="元")
    row = _rows(_book(tmp_path, [letter.record("a", ReplyFields(), ProposalFields())[0]])["量化目标"])[0]
    assert row["数值"].value == "12345678901234567"


def test_a_cell_that_is_too_long_is_cut_and_counted(tmp_path: Path) -> None:
    letter = Letter()
    letter.commit("长" * (LONGEST_CELL + 1), summary="短")
    record, _ = letter.record("a", ReplyFields(), ProposalFields())
    assert write_workbook(sheets([record]), tmp_path / "a.xlsx") == 1
    row = _rows(openpyxl.load_workbook(tmp_path / "a.xlsx")["承诺事项"])[0]
    assert row["原文摘录"].value.endswith("长…")


def test_markup_codes_and_spaces_in_a_text_stay_text(tmp_path: Path) -> None:
    letter = Letter()
    letter.commit("将建<r><t>甲</t></r>&amp;乙。")
    reply = ReplyFields(issuer=" 甲局 ", document_number="_x0041_号\x07")
    [sheet, *_] = _book(tmp_path, [letter.record("<r>丙</r>", reply, ProposalFields(title="a\nb"))[0]])
    [row] = _rows(sheet)
    assert row["原文摘录"].value == "将建<r><t>甲</t></r>&amp;乙。"
    assert row["来源文件"].value == "<r>丙</r>"
    assert row["答复单位"].value == " 甲局 "
    assert row["提案建议题目"].value == "a\nb"
    assert row["文号"].value == "_x005F_x0041_号_x0007_"  # as Excel writes them, and reads them back


def test_no_records_make_an_empty_workbook_with_its_heads(tmp_path: Path) -> None:
    book = _book(tmp_path, [])
    assert [sheet.max_row for sheet in book] == [1, 1, 1, 1, 1]


def test_a_workbook_that_an_error_ends_leaves_no_file_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    made, drafts = FORMS[FormName.XLSX].tables, {one.name: (one, tmp_path / "a.xlsx") for one in Tables.of().all}
    assert made is not None
    writer = made(drafts, "")
    assert list(tmp_path.iterdir())  # the rows of each sheet
    with pytest.raises(InputError), abandoned_on_error(writer):
        raise InputError("a line is no record")
    assert not list(tmp_path.iterdir())


def test_two_workbooks_of_the_same_records_are_the_same_bytes(tmp_path: Path) -> None:
    records = [composed_reply(1)[0]]
    for name in ("a", "b"):
        write_workbook(sheets(records), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_reference_leads_to_its_item_on_the_page_that_is_named(tmp_path: Path) -> None:
    record, _ = composed_reply(4)
    write_workbook(sheets([record]), tmp_path / "a.xlsx", page="https://files.example/page.html")
    rows = _rows(openpyxl.load_workbook(tmp_path / "a.xlsx")["承诺事项"])
    for row, commitment in zip(rows, record.commitments, strict=True):
        named = references(record)[commitment.id]
        assert row["编号"].value == str(named)
        link = row["编号"].hyperlink
        assert f"{link.target}#{link.location}" == f"https://files.example/page.html#{named.text}/{named.place}"
    assert all(row["编号"].hyperlink is None for row in _rows(_book(tmp_path, [record])["承诺事项"]))


def test_the_state_of_a_deadline_is_computed_by_the_sheet_and_coloured(tmp_path: Path) -> None:
    book = _book(tmp_path, [composed_reply(4)[0]])
    for name in ("承诺事项", "量化目标"):
        rows = _rows(book[name])
        assert rows
        for row in rows:
            due = row["时限"].coordinate
            assert row["到期情况"].value.startswith(f'=IF({due}="","无确定时限",IF({due}<TODAY(),"已到期"')
        [rules] = book[name].conditional_formatting
        assert next(iter(rules.sqref.ranges)).coord.startswith(rows[0]["到期情况"].coordinate)
        assert [rule.formula[0].split('"')[1] for rule in rules.rules] == ["已到期", "即将到期"]


def test_places_in_the_text_are_on_a_sheet_of_their_own(tmp_path: Path) -> None:
    record, _ = composed_reply(4)
    book = _book(tmp_path, [record])
    assert not {"起始字", "终止字", "位置", "原文校验码"} & {cell.value for cell in book["承诺事项"][1]}
    places = {row["编号"].value: row for row in _rows(book["原文位置"])}
    named = references(record)
    assert places.keys() == {str(named[item.id]) for item in items_of(record)}
    for item in record.commitments:
        row = places[str(named[item.id])]
        assert (row["起始字"].value, row["终止字"].value) == (item.evidence[0].start, item.evidence[-1].end)
        assert row["原文校验码"].value == record.document.sha256


def test_the_state_stands_beside_deadlines_in_their_order(tmp_path: Path) -> None:
    filled = tables([composed_reply(number)[0] for number in (4, 5)], Choice(by_deadline=True), Tables.of(sheets=True))
    write_workbook(filled, tmp_path / "a.xlsx")
    rows = _rows(openpyxl.load_workbook(tmp_path / "a.xlsx")["承诺事项"])
    days = [row["时限"].value for row in rows if row["时限"].value]
    assert days == sorted(days)
    assert all(str(row["到期情况"].value).startswith("=IF(") for row in rows)
