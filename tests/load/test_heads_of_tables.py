"""Heads of tables that stand over several rows and columns."""

from __future__ import annotations

from summarise.load.page_furniture import Line
from summarise.load.rows import Cell, table_texts


def cell(text: str, across: int = 1, down: int = 1) -> Cell:
    return Cell([Line(text)], across, down)


def row(*texts: str) -> list[Cell]:
    return [cell(text) for text in texts]


HEADS = [
    [cell("项目", down=2), cell("停车场（处）", across=2), cell("投资（万元）", down=2)],
    row("2024年已建", "2025年拟建"),
]


def test_a_number_gets_the_heads_of_all_rows_above_it_and_its_unit() -> None:
    assert table_texts([*HEADS, row("城东", "12", "25", "300")])[-1] == (
        "城东 | 停车场2024年已建（处）：12 | 停车场2025年拟建（处）：25 | 投资（万元）：300"
    )


def test_heads_in_three_rows_are_joined_too() -> None:
    heads = [
        [cell("项目", down=3), cell("停车场", across=2)],
        [cell("拟建（处）", across=2)],
        row("2025年", "2026年"),
    ]
    assert table_texts([*heads, row("城东", "12", "25")])[-1] == (
        "城东 | 停车场拟建2025年（处）：12 | 停车场拟建2026年（处）：25"
    )


def test_a_row_of_names_below_a_plain_head_is_no_head() -> None:
    rows = [row("项目", "个数（个）"), row("城东", "若干"), row("城西", "25")]
    assert table_texts(rows)[1:] == ["城东 | 若干", "城西 | 个数（个）：25"]


def test_a_head_across_columns_holds_for_each_of_them() -> None:
    rows = [[cell("项目"), cell("停车场（处）", across=2)], row("城东", "12", "25")]
    assert table_texts(rows)[-1] == "城东 | 停车场（处）：12 | 停车场（处）：25"


def test_numbers_with_units_get_their_heads_where_one_head_says_what_is_there() -> None:
    rows = [row("区域", "现有", "2025年拟建"), row("城东", "12处", "25处以上"), row("城西", "待定", "8处")]
    assert table_texts(rows)[1:] == ["城东 | 现有：12处 | 2025年拟建：25处以上", "城西 | 待定 | 2025年拟建：8处"]


def test_numbers_with_units_get_their_heads_where_the_heads_name_years() -> None:
    rows = [row("区域", "2024年", "2026年"), row("城东", "12处", "25处")]
    assert table_texts(rows)[-1] == "城东 | 2024年：12处 | 2026年：25处"


def test_numbers_with_units_stand_as_they_are_below_other_heads() -> None:
    assert table_texts([row("任务", "目标", "时限"), row("培训", "120人次", "2025年")])[-1] == "培训 | 120人次 | 2025年"
