"""Word 97 files: raised signs, breaks and equations come as a reader sees them."""

from __future__ import annotations

import struct

import pytest

from eval.fixtures.old_word import word97
from summarise.load import load_bytes


def lines(text: str, raised: str = "") -> list[str]:
    begins = [at for at in range(len(text)) if raised and text.startswith(raised, at)]
    data = word97([(text + "\r", True)], raised=[(at, at + len(raised)) for at in begins])
    return load_bytes(data, "a.doc").text.split("\n")


def test_a_raised_mark_is_no_digit_and_breaks_no_line() -> None:
    assert lines("新增泊位1800[1]个，全部免费。", raised="[1]") == ["新增泊位1800个，全部免费。"]
    assert lines("绿化5000m2，公园8个。", raised="2") == ["绿化5000m2，公园8个。"]


def test_breaks_of_lines_pages_and_columns_end_a_line() -> None:
    assert lines("甲。\x0b乙。\x0c丙。\x0e丁。") == ["甲。", "乙。", "丙。", "丁。"]


def test_signs_that_mark_raised_text_here_say_nothing_in_a_file() -> None:
    assert lines("泊位18\x0f\x1100个。\x12") == ["泊位1800个。"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    text = "年内新建公\r共厕所21座。\r另行安排。\r"
    end = text.index("\r")
    data = word97([(text, True)], hidden=[(end, end + 1)])
    assert load_bytes(data, "a.doc").text.split("\n") == ["年内新建公共厕所21座。", "另行安排。"]


IN_CELL = struct.pack("<HB", 0x2416, 1)


def row_end(borders: list[int], joined: list[int]) -> bytes:
    cells = b"".join(struct.pack("<H18x", how) for how in joined)
    definition = struct.pack(f"<B{len(borders)}h", len(joined), *borders) + cells
    return IN_CELL + struct.pack("<HBHH", 0x2417, 1, 0xD608, len(definition) + 1) + definition


def table(*rows: tuple[list[str], list[int], list[int]], outside: tuple[str, str] = ("", "")) -> list[str]:
    """Return the lines of a document with a table: of each row the cells, their borders, how they are joined."""
    text, paragraphs = "", []

    def add(said: str, properties: bytes) -> None:
        nonlocal text
        paragraphs.append((len(text), len(text) + len(said), properties))
        text += said

    add(outside[0] + "\r", b"")
    for cells, borders, joined in rows:
        for cell in cells:
            *lines, last = cell.split("\r")
            for line in lines:
                add(line + "\r", IN_CELL)
            add(last + "\x07", IN_CELL)
        add("\x07", row_end(borders, joined))
    add(outside[1] + "\r", b"")
    return load_bytes(word97([(text, True)], paragraphs=paragraphs), "a.doc").text.split("\n")


def test_empty_cells_leave_a_row_whole() -> None:
    borders = [0, 900, 1800, 2700]
    assert table(
        (["项目", "数量", "备注"], borders, [0, 0, 0]),
        (["公厕", "21座", ""], borders, [0, 0, 0]),
        (["", "4座", "改造"], borders, [0, 0, 0]),
        (["驿站", "", "暂缓"], borders, [0, 0, 0]),
        outside=("任务如下", "另行安排。"),
    ) == ["任务如下", "项目 | 数量 | 备注", "公厕 | 21座", "4座 | 改造", "驿站 | 暂缓", "另行安排。"]


def test_cells_over_several_rows_and_columns_of_an_old_table() -> None:
    wide, narrow = [0, 900, 2700], [0, 910, 1790, 2700]
    assert table(
        (["片区", "泊位（个）"], wide, [0x60, 0]),
        (["", "2026年", "2027年"], narrow, [0x20, 0, 0]),
        (["城东", "310", "450"], narrow, [0, 0, 0]),
    ) == ["片区 | 泊位（个）", "片区 | 2026年 | 2027年", "城东 | 泊位2026年（个）：310 | 泊位2027年（个）：450"]


def test_a_border_that_was_moved_in_one_row_of_an_old_table_makes_no_column() -> None:
    assert table(
        (["片区", "泊位（个）", "公厕（座）"], [0, 900, 1800, 2700], [0, 0, 0]),
        (["城东", "310", "21"], [0, 500, 1800, 2700], [0, 0, 0]),
    ) == ["片区 | 泊位（个） | 公厕（座）", "城东 | 泊位（个）：310 | 公厕（座）：21"]


def test_paragraphs_in_cells_of_an_old_table_stay_in_their_cells() -> None:
    borders = [0, 910, 1790, 2700]
    assert table(
        (["城\r东", "泊位310个", "2026年"], borders, [0x60, 0, 0x60]),
        (["", "另有\r公厕5座", ""], borders, [0x20, 0, 0x20]),
    ) == ["城东 | 泊位310个 | 2026年", "城东 | 另有公厕5座 | 2026年"]


def test_an_old_table_without_the_properties_of_its_rows_is_read_by_its_signs() -> None:
    assert lines("任务如下\r公厕\x0721座\x07\x07驿站\x074座\x07\x07完。") == [
        "任务如下",
        "公厕 | 21座",
        "驿站 | 4座",
        "完。",
    ]


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ('EQ \\* jc3 \\* "Font:Calibri" \\* hps22 \\o\\al(\\s\\up 1 0(yáo),垚)', "垚"),
        ("EQ \\o\\ad(\\s\\up 9(shí èr),12)", "12"),
        ("EQ \\f(2,3)", "2/3"),
        ("PAGE", ""),
    ],
)
def test_an_equation_is_shown_though_it_stands_in_the_code_of_a_field(asked: str, shown: str) -> None:
    assert lines(f"前\x13 {asked} \x15后。") == [f"前{shown}后。"]
    assert lines(f"前\x13 IF \x13 {asked} \x15\x14果\x15后。") == ["前果后。"]
