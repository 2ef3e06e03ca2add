"""Word 97 files: raised signs, breaks and equations come as a reader sees them."""

from __future__ import annotations

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
