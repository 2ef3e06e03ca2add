"""Rows of a letter's tables are statements: what is counted, how much of it, by when."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.annotate.table_rows import cells_of, rows_of, tells_a_figure
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.load.page_furniture import Line
from summarise.load.rows import Cell, table_texts
from summarise.pipeline import summarise

LETTER = """关于加强社区养老服务的提案（第0123号）的答复
王某某委员：
您提出的《关于加强社区养老服务的提案》（第0123号）收悉，现答复如下：
一、下一步工作
2026年重点任务如下：
{rows}
感谢您对我们工作的关心和支持。
青岚市民政局
2025年6月18日"""


@pytest.mark.parametrize(
    ("row", "tells"),
    [
        ("新建助餐点 | 30个以上 | 市民政局", True),
        ("1 | 改造床位 | 计划投资（万元）：3500 | 2026年底", True),
        ("发布机构 | 市民政局 | 浏览次数 | 58次", False),
        ("来源：某镇 | 2024年9月30日 | 点击58", False),
        ("2027年 | 造林（万亩）：1.2", True),
        ("城东 | 2024年已建（处）：12 | 2025年拟建（处）：25", True),
        ("城西 | 停车场2025年拟建：17处", True),
        ("城北 | 实际：12处 | 应建：20处", True),
        ("新增公共停车泊位和充电泊位任务（万平方米）：约3.5 | 2026年", True),
        ("| 新建助餐点 | 30个 |", True),
        ("首页 | 政务公开 | 办事服务", False),
        ("事项 | 2026年目标 | 责任单位", False),
    ],
)
def test_a_row_with_a_number_of_things_is_told_from_those_of_a_page(row: str, tells: bool) -> None:
    assert tells_a_figure(row) is tells


def test_each_row_has_its_indicator_and_the_year_that_leads_the_table() -> None:
    rows = "事项 | 目标 | 责任单位\n新建助餐点 | 30个以上 | 市民政局\n改造床位 | 400张 | 市卫生健康委"
    record = summarise(Document("x", LETTER.format(rows=rows)), RulesEngine())
    assert [
        f"{t.indicator} {t.value}{t.unit} {t.deadline.by if t.deadline else ''}" for t in record.numeric_targets
    ] == [
        "助餐点 30个 2026-12-31",
        "改造床位 400张 2026-12-31",
    ]


def test_a_row_s_number_counts_nothing_and_no_figure_goes_on_in_the_next_row() -> None:
    rows = "1 | 新建球场 | 块 | 数量（块）：6\n2 | 新建步道 | 公里 | 数量（公里）：35"
    years = "2026年 | 造林（万亩）：1.5 | 投资（万元）：3600\n2027年 | 造林（万亩）：1.2 | 投资（万元）：4500"
    for table, read in ((rows, ["6块", "35公里"]), (years, ["15000亩", "36000000元", "12000亩", "45000000元"])):
        record = summarise(Document("x", LETTER.format(rows=table)), RulesEngine())
        assert [f"{t.value.normalize():f}{t.unit}" for t in record.numeric_targets] == read
        assert not [warning for warning in record.warnings if warning.kind == "unread_number"]


def test_a_row_with_a_date_of_its_own_keeps_it_and_takes_its_unit_from_the_head() -> None:
    rows = "序号 | 项目 | 投资（万元） | 时限\n1 | 改造养老院 | 投资（万元）：3500 | 2027年底"
    record = summarise(Document("x", LETTER.format(rows=rows)), RulesEngine())
    assert [f"{t.value}{t.unit} {t.deadline.by if t.deadline else ''}" for t in record.numeric_targets] == [
        "35000000元 2027-12-31"
    ]


def targets(*rows: tuple[str, ...]) -> list[str]:
    """The targets of a letter with a table, which is loaded as any other."""
    table = "\n".join(table_texts([[Cell([Line(text)]) for text in row] for row in rows]))
    record = summarise(Document("x", LETTER.format(rows=table)), RulesEngine())
    return [f"{target.value:f}{target.unit}" for target in record.numeric_targets]


@pytest.mark.parametrize(
    "head",
    [
        *("现有", "现状", "原有", "已建", "目前", "共有", "实际", "完成数", "完成量", "完成情况", "完成率", "建成数"),
        *("累计", "基数", "上年", "去年", "2024年", "2024年实际"),
    ],
)
def test_what_a_head_says_is_there_is_no_target(head: str) -> None:
    plan = "2026年计划"
    assert targets(("项目", head, plan), ("养老床位", "12张", "20张")) == ["20张"]
    assert targets(("项目", f"{head}（张）", f"{plan}（张）"), ("养老床位", "12", "20")) == ["20张"]


def test_a_head_of_what_is_to_be_done_and_a_row_of_a_year_to_come_keep_their_targets() -> None:
    assert targets(("项目", "2026年完成数（张）"), ("养老床位", "20")) == ["20张"]
    assert targets(("项目", "实际（张）", "目标完成数（张）"), ("养老床位", "12", "20")) == ["20张"]
    assert targets(("年份", "床位完成数（张）"), ("2026年", "20")) == ["20张"]


@pytest.mark.parametrize(
    ("rows", "responsible"),
    [
        (
            "任务 | 数量 | 责任单位\n新建渡口 | 5座 | 县港航局\n更新渡船 | 9艘 | 县水利局、县财政局",
            [("县港航局",), ("县水利局", "县财政局")],
        ),
        ("| 责任单位 | 任务 | 数量 |\n| 县港航局 | 新建渡口 | 5座 |", [("县港航局",)]),
        ("任务 | 数量 | 责任单位\n新建渡口 | 5座 | 青岚市民政局", [()]),
        ("任务 | 数量 | 来源单位\n新建渡口 | 5座 | 县港航局", [()]),
        ("任务 | 责任单位\n此外，将做好渡口改造 | 新建渡口 | 5座", [()]),
    ],
)
def test_the_bodies_of_a_column_are_responsible_for_their_rows(rows: str, responsible: list[tuple[str, ...]]) -> None:
    record = summarise(Document("r.txt", LETTER.format(rows=rows)), RulesEngine())
    assert [item.responsible for item in record.commitments][-len(responsible) :] == responsible


@pytest.mark.parametrize(
    ("rows", "indicators"),
    [
        ("序号 | 内容 | 投资 | 牵头单位\n1 | 新建候船亭4个 | 投资（万元）：82 | 县港航局", ["候船亭", "候船亭"]),
        (
            "序号 | 内容 | 投资 | 牵头单位\n2 | 改造旧渡口7处 | 投资（万元）：61 | 县港航局",
            ["改造旧渡口", "改造旧渡口"],
        ),
        ("牵头单位 | 任务 | 数量\n县水利局 | 更新渡船 | 9艘", ["渡船"]),
    ],
)
def test_the_indicator_of_a_row_is_the_thing_and_not_the_body(rows: str, indicators: list[str]) -> None:
    record = summarise(Document("r.txt", LETTER.format(rows=rows)), RulesEngine())
    assert [one.indicator for one in record.numeric_targets] == indicators


def test_cells_are_told_with_their_places() -> None:
    row = "城东 | 泵站 | 3座"
    assert list(cells_of(row)) == [(0, "城东"), (5, "泵站"), (10, "3座")]
    assert list(cells_of(f"| {row} |")) == [(2, "城东"), (7, "泵站"), (12, "3座")]


@pytest.mark.parametrize(("between", "heads"), [(1, "事项 | 目标"), (2, "项目 | 规模")])
def test_a_second_line_between_rows_ends_the_table_and_the_next_row_names_its_columns(between: int, heads: str) -> None:
    lines = ["事项 | 目标", "新建助餐点 | 3个", *["以上由民政局负责。"] * between, "项目 | 规模", "改造床位 | 4张"]
    found = annotate(Document("x", "王某委员：\n您的提案收悉，现答复如下：\n" + "\n".join(lines) + "\n青岚市民政局\n"))
    (row,) = [row for row in rows_of(found.sentences, found.folded) if row.text.startswith("改造床位")]
    assert " | ".join(row.heads) == heads
