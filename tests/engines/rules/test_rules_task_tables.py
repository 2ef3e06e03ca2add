"""Tables of tasks in a letter: each row below a heading of future work is a commitment, or its loss is told."""

from __future__ import annotations

import pytest

from summarise.annotate.sentence_splitting import find_units
from summarise.annotate.task_tables import task_tables
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.load import load_bytes
from summarise.pipeline import summarise
from summarise.record import Record

LETTER = """关于加快青塘区充电设施建设的提案的答复
王某某委员：
您提出的《关于加快青塘区充电设施建设的提案》（第12号）收悉。现答复如下：
一、工作开展情况
2024年，我局建成充电桩320个，投入资金900万元。
二、{heading}
{table}
感谢您对我们工作的关心。
青塘区发展和改革局
2025年3月12日"""
HEADS = "序号 | 任务 | 责任单位 | 完成时限"


def read(*rows: str, heading: str = "下一步工作", weights: bool = True) -> Record:
    text = LETTER.format(heading=heading, table="\n".join(rows))
    return summarise(Document("x", text), RulesEngine() if weights else RulesEngine(None))


def promised(record: Record) -> list[tuple[str, str, str]]:
    return [
        (one.evidence[0].quote, "、".join(one.responsible), one.deadline.text if one.deadline else "")
        for one in record.commitments
    ]


@pytest.mark.parametrize("weights", [True, False])
@pytest.mark.parametrize("heading", ["下一步工作", "下步举措", "下一步工作打算"])
def test_each_row_without_a_word_of_promise_is_a_commitment(heading: str, *, weights: bool) -> None:
    rows = (
        HEADS,
        "1 | 建桩200个 | 住建局 | 2025年12月",
        "2 | 修缮校舍 | 教育局 | 长期",
        "3 | 增开班车 | 交通局 | 年底前",
    )
    record = read(*rows, heading=heading, weights=weights)
    assert promised(record) == [
        (rows[1], "住建局", "2025年12月"),
        (rows[2], "教育局", ""),
        (rows[3], "交通局", "年底前"),
    ]
    assert [f"{t.indicator} {t.value}{t.unit} {t.deadline and t.deadline.by}" for t in record.numeric_targets] == [
        "建桩 200个 2025-12-31"
    ]


def test_rows_below_a_heading_of_work_done_are_measures() -> None:
    record = read(HEADS, "1 | 建桩200个 | 住建局 | 2024年12月", heading="已完成的任务")
    assert not record.commitments
    assert record.measures_taken[-1].evidence[0].quote == "1 | 建桩200个 | 住建局 | 2024年12月"


def test_the_sentences_of_a_cell_have_the_body_and_the_date_of_their_row() -> None:
    record = read(HEADS, "1 | 建设充电桩200个；改造变压器3台。 | 住建局 | 2025年12月", "2 | 完善平台。 | 发改委 | 长期")
    assert promised(record) == [
        ("1 | 建设充电桩200个；", "住建局", "2025年12月"),
        ("改造变压器3台。", "住建局", "2025年12月"),
        ("2 | 完善平台。", "发改委", ""),
    ]
    assert not [warning for warning in record.warnings if "left out" in warning.message]


@pytest.mark.parametrize("group", ["一 | 道路", "一、道路", "（一）道路"])
def test_a_line_that_names_a_group_of_tasks_neither_promises_nor_ends_the_table(group: str) -> None:
    record = read(HEADS, group, "1 | 修补路面 | 交通局 | 长期", "二、其他", "2 | 换灯 | 城管局 | 年底前")
    assert promised(record) == [
        ("1 | 修补路面 | 交通局 | 长期", "交通局", ""),
        ("2 | 换灯 | 城管局 | 年底前", "城管局", "年底前"),
    ]


def test_a_row_with_an_empty_cell_is_read_and_sums_and_notes_are_not() -> None:
    record = read(f"{HEADS} | 备注", "1 | 换灯 | 城管局 | 年底前 |", "2 | 修路 | 交通局", "合计 | 2项 |  |  |")
    assert promised(record) == [
        ("1 | 换灯 | 城管局 | 年底前 |", "城管局", "年底前"),
        ("2 | 修路 | 交通局", "", ""),
    ]


def test_a_list_of_proposals_is_no_table_of_tasks() -> None:
    record = read("序号 | 提案内容 | 承办单位 | 办理时限", "1 | 修路 | 交通局 | 年底前", "2 | 换灯 | 城管局 | 年底前")
    assert not record.commitments


def test_a_table_that_is_not_read_is_told_with_its_rows() -> None:
    rows = ("序号 | 名称 | 地点 | 年份", "1 | 球场 | 柳坝 | 2025", "2 | 步道 | 清溪 | 2026")
    text = LETTER.format(heading="下一步工作", table="\n".join(rows))
    told = [one for one in summarise(Document("x", text), RulesEngine()).warnings if "not read; rows: 3" in one.message]
    assert [text[one.start or 0 : one.end] for one in told] == [rows[0]]


CELLS = "<td>1</td><td>{task}</td><td>住建局</td><td>年底前</td>"
ROWS = f"<tr><td>{HEADS.replace(' | ', '</td><td>')}</td></tr><tr>{{}}</tr>"
PAGE = f"<meta charset=utf-8><p>{{}}</p><table>{ROWS}</table><p>{{}}</p>"


@pytest.mark.parametrize(
    ("task", "line"),
    [
        ("<p>建桩200个。</p><p>改造配电房。</p>", "1 | 建桩200个。改造配电房。 | 住建局 | 年底前"),
        ("1.整治乱停<br>2.施划标线", "1 | 1.整治乱停；2.施划标线 | 住建局 | 年底前"),
        ("<p>建桩200个；</p><p>修缮道路</p>", "1 | 建桩200个；修缮道路 | 住建局 | 年底前"),
    ],
)
def test_a_cell_of_several_sentences_stays_in_its_row(task: str, line: str) -> None:
    before, _, behind = LETTER.format(heading="下一步工作", table="#").partition("#")
    page = PAGE.format(before.replace("\n", "</p><p>"), CELLS.format(task=task), behind.replace("\n", "</p><p>"))
    document = load_bytes(page.encode(), "page.html")
    assert line in document.text.splitlines()
    record = summarise(document, RulesEngine())
    assert {(one.responsible, one.deadline and one.deadline.text) for one in record.commitments} == {
        (("住建局",), "年底前")
    }


def test_a_letter_in_a_cell_stays_in_its_paragraphs() -> None:
    head = "<tr><td>提案人</td><td>王某某</td><td>承办单位</td></tr>"
    form = head + "<tr><td>答复</td><td><p>{}</p></td><td>住建局</td></tr>"
    letter = LETTER.format(heading="下一步工作", table="我局将修缮道路6公里。").replace("\n", "</p><p>")
    text = load_bytes(f"<meta charset=utf-8><table>{form.format(letter)}</table>".encode(), "page.html").text
    assert "我局将修缮道路6公里。" in text.splitlines()


def test_a_date_in_the_cell_of_a_sentence_is_not_that_of_the_sentence_behind_it() -> None:
    record = read(HEADS, "1 | 2025年6月建成泵站3座。改造水闸5座。 | 住建局 | 长期")
    assert [(one.evidence.quote, one.deadline and one.deadline.text) for one in record.numeric_targets] == [
        ("3座", "2025年6月"),
        ("5座", None),
    ]


@pytest.mark.parametrize(
    ("below", "tasks"),
    [
        (("以上由专班督办", "2 | 修缮校舍 | 教育局 | 长期"), ["建桩", "修缮校舍"]),
        (("以上由专班督办", "进度另行通报", "2 | 修缮校舍 | 教育局 | 长期"), ["建桩"]),
        (("以上由专班督办", "修缮校舍 | 教育局 | 长期"), ["建桩"]),
    ],
)
def test_a_table_ends_at_two_lines_without_cells_and_at_one_before_a_row_of_another_width(
    below: tuple[str, ...], tasks: list[str]
) -> None:
    folded = "\n".join((HEADS, "1 | 建桩 | 住建局 | 年底前", *below))
    units = find_units(folded)
    found = (folded[units[index].start : units[index].end] for index in sorted(task_tables(folded, units).tasks))
    assert [row.removeprefix("1 | ").removeprefix("2 | ").split(" | ")[0] for row in found] == tasks
