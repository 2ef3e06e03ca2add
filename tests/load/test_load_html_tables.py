"""Tables of web pages, and what a style or a role makes one."""

from __future__ import annotations

import pytest

from summarise.load import load_bytes
from tests.support.counted_page import counted
from tests.support.small_page import text


def test_cells_of_a_table_keep_their_row_head_and_unit() -> None:
    table = (
        "<table><tr><th>项目</th><th>年份</th><th>投资<br>（万元）</th></tr>"
        "<tr><td rowspan=2>充电桩</td><td>2025年</td><td>300</td></tr><tr><td>2026年</td><td>1500</td></tr></table>"
    )
    assert counted(table) == [
        "项目 | 年份 | 投资（万元）",
        "充电桩 | 2025年 | 投资（万元）：300",
        "充电桩 | 2026年 | 投资（万元）：1500",
    ]


@pytest.mark.parametrize(
    ("day", "repeated"),
    [("2027年底前", True), ("2027.06", True), ("2026—2027年", True), ("到2027年第三季度", True), ("46处", False)],
)
def test_a_date_over_several_rows_is_that_of_each_and_a_count_is_not(day: str, repeated: bool) -> None:
    table = (
        "<table><tr><th>项目</th><th>规模</th><th>时限</th></tr>"
        f"<tr><td>口袋公园</td><td>14个</td><td rowspan=2>{day}</td></tr><tr><td>游园步道</td><td>9公里</td></tr></table>"
    )
    assert counted(table)[1:] == [
        f"口袋公园 | 14个 | {day}",
        f"游园步道 | 9公里 | {day}" if repeated else "游园步道 | 9公里",
    ]


def test_the_unit_of_a_row_may_stand_in_a_cell_before_its_numbers() -> None:
    table = (
        "<table><tr><th>指标</th><th>单位</th><th>2027年目标</th></tr><tr><td>茶园面积</td><td>万亩</td><td>3.4</td></tr>"
        "<tr><td>良种率</td><td>%</td><td>96</td></tr><tr><td>新增泊位</td><td>区住建局</td><td>350</td></tr></table>"
    )
    assert counted(table)[1:] == [
        "茶园面积 | 万亩 | 2027年目标（万亩）：3.4",
        "良种率 | % | 2027年目标（%）：96",
        "新增泊位 | 区住建局 | 350",
    ]


def test_a_table_of_an_attachment_behind_the_sites_own_lines_is_kept() -> None:
    letter = "<p>王小明委员：您的提案收悉，现答复如下：</p><p>我局将于2026年底前新建水厂2座，改造管网35公里。</p>"
    table = "<table><tr><td>任务</td><td>目标</td></tr><tr><td>水厂</td><td>2座</td></tr></table>"
    assert text(f"{letter}<p>版权所有：石泉县水利局</p><p>附件：任务分解表</p>{table}").endswith(
        "附件：任务分解表\n任务 | 目标\n水厂 | 2座"
    )
    assert "版权" not in text(f"{letter}<p>附件：任务分解表</p>{table}<p>版权所有：石泉县水利局</p><p>附件下载</p>")


@pytest.mark.parametrize("cell", ["span", "div"])
def test_what_a_style_shows_as_a_table_is_one(cell: str) -> None:
    rows = [["县区", "驿站（座）"], ["北塘区", "12"]]
    table = "".join(f"<li class=r>{''.join(f'<{cell} class=c>{text}</{cell}>' for text in row)}</li>" for row in rows)
    page = f"<style>.r{{display:table-row}}.c{{display:table-cell}}</style><ul class=t>{table}</ul>"
    read = load_bytes(f"<html><meta charset=utf-8><body>{page}<p>特此答复。</p></body></html>".encode(), "a.html")
    assert read.text.split("\n")[:2] == ["县区 | 驿站（座）", "北塘区 | 驿站（座）：12"]


def test_roles_of_a_table_make_one() -> None:
    rows = [["县区", "驿站（座）"], ["北塘区", "12"]]
    cells = "".join(f"<div role=row>{''.join(f'<span role=cell>{text}</span>' for text in row)}</div>" for row in rows)
    read = load_bytes(f"<html><meta charset=utf-8><body>{cells}<p>特此答复。</p></body></html>".encode(), "a.html")
    assert read.text.split("\n") == ["县区 | 驿站（座）", "北塘区 | 驿站（座）：12", "特此答复。"]


def test_numbers_that_a_style_sets_side_by_side_are_two() -> None:
    page = "<p>特此答复。</p><div style='display:flex'><span>北塘区</span><span>12</span><span>350</span></div>"
    read = load_bytes(f"<html><meta charset=utf-8><body>{page}</body></html>".encode(), "a.html")
    assert read.text.endswith("北塘区12 350")


@pytest.mark.parametrize("display", ["flex", "grid"])
def test_figures_that_a_style_sets_side_by_side_are_told(display: str) -> None:
    cells = "".join(f"<div>{text}</div>" for text in ("北塘区", "12", "350"))
    page = f"<p>2026年底前完成下列任务：</p><div style='display:{display}'>{cells}</div><p>特此答复。</p>"
    read = load_bytes(f"<html><meta charset=utf-8><body>{page}</body></html>".encode(), "a.html")
    assert "figures that a style sets side by side" in read.caveats[0].message


def test_a_layout_and_a_list_of_pages_set_side_by_side_are_not_told() -> None:
    pages = "".join(f"<a href='{number}'>{number}</a>" for number in range(1, 5))
    letter = "<div><p>我局将在2026年新建驿站12座。</p><p>35</p><p>36</p></div>"
    page = f"<div style='display:flex'>{letter}<div>其他</div></div><div style='display:flex'>{pages}</div>"
    read = load_bytes(f"<html><meta charset=utf-8><body>{page}<p>特此答复。</p></body></html>".encode(), "a.html")
    assert not read.caveats
