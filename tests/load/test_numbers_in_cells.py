from __future__ import annotations

from summarise.load import load_bytes


def test_two_numbers_that_a_break_parts_in_a_cell_do_not_become_one() -> None:
    rows = "<tr><th>名称</th><th>数量（个）</th></tr><tr><td>东桥<br>西桥</td><td>5<br>600</td></tr>"
    page = f"<html><meta charset=utf-8><body><p>关于第5号提案的答复</p><table>{rows}</table></body></html>"
    assert load_bytes(page.encode(), "a.html").text.splitlines()[-1] == "东桥西桥 | 5；600"
