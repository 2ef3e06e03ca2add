from __future__ import annotations

import pytest

from summarise.load import load_bytes


def test_two_numbers_that_a_break_parts_in_a_cell_do_not_become_one() -> None:
    rows = "<tr><th>名称</th><th>数量（个）</th></tr><tr><td>东桥<br>西桥</td><td>5<br>600</td></tr>"
    page = f"<html><meta charset=utf-8><body><p>关于第5号提案的答复</p><table>{rows}</table></body></html>"
    assert load_bytes(page.encode(), "a.html").text.splitlines()[-1] == "东桥西桥 | 数量（个）：5；600"


@pytest.mark.parametrize(
    "cell", ["新建12个<br>改造8个以上", "<p>新建12个</p><p>改造8个以上</p>", "<ul><li>新建12个<li>改造8个以上</ul>"]
)
def test_lines_of_a_cell_that_each_count_a_thing_stay_apart(cell: str) -> None:
    rows = f"<tr><th>任务</th><th>目标</th><th>时限</th></tr><tr><td>驿站</td><td>{cell}</td><td>2026年<br>10月底</td></tr>"
    page = f"<html><meta charset=utf-8><body><p>关于第5号提案的答复</p><table>{rows}</table></body></html>"
    assert load_bytes(page.encode(), "a.html").text.splitlines()[-1] == "驿站 | 新建12个，改造8个以上 | 2026年10月底"


def test_two_numbers_of_one_cell_have_the_head_of_their_column() -> None:
    rows = (
        "<tr><th>项目</th><th>2026年</th><th>2027年</th></tr><tr><td>驿站（座）</td><td>20<br>30</td><td>40</td></tr>"
    )
    page = f"<html><meta charset=utf-8><body><p>关于第5号提案的答复</p><table>{rows}</table></body></html>"
    assert load_bytes(page.encode(), "a.html").text.splitlines()[-1] == (
        "驿站（座） | 2026年（座）：20；30 | 2027年（座）：40"
    )
