"""Tables of figures in plain text become rows that can be understood alone; every other line stays as it is."""

from __future__ import annotations

import pytest

from summarise.load.text import read_text
from tests.support.replies import CLOSING, OPENING

TABS = "县区\t新建水厂（座）\t改造管网（公里）\t投资（万元）\n东川县\t2\t35\t1800\n西屏区\t1\t20\t950"
BARS = "| 县区 | 新建水厂（座） | 投资（万元） |\n| --- | --- | --- |\n| 东川县 | 2 | 1800 |\n| 西屏区 | 1 | 950 |"
OF_TABLE = "（单位：座）\n| 县区 | 新建水厂 |\n| 东川县 | 2 |"


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (
            TABS,
            [
                "县区 | 新建水厂（座） | 改造管网（公里） | 投资（万元）",
                "东川县 | 新建水厂（座）：2 | 改造管网（公里）：35 | 投资（万元）：1800",
                "西屏区 | 新建水厂（座）：1 | 改造管网（公里）：20 | 投资（万元）：950",
            ],
        ),
        (
            BARS,
            [
                "县区 | 新建水厂（座） | 投资（万元）",
                "东川县 | 新建水厂（座）：2 | 投资（万元）：1800",
                "西屏区 | 新建水厂（座）：1 | 投资（万元）：950",
            ],
        ),
        (OF_TABLE, ["（单位：座）", "县区 | 新建水厂", "东川县 | 新建水厂（座）：2"]),
        (
            "任务如下（单位：座）：\n县区\t新建水厂\n东川县\t2",
            ["任务如下（单位：座）：", "县区 | 新建水厂", "东川县 | 新建水厂（座）：2"],
        ),
        ("新建水厂\t3座\n改造管网\t55公里", ["新建水厂 | 3座", "改造管网 | 55公里"]),
        (
            "水厂\t管网（公里）\t完成时间\n东川\t35\t2026年",
            ["水厂 | 管网（公里） | 完成时间", "东川 | 管网（公里）：35 | 2026年"],
        ),
        ("项目\t目标\n水厂\t新建3座\n管网\t改造55公里", ["项目 | 目标", "水厂 | 新建3座", "管网 | 改造55公里"]),
    ],
)
def test_a_table_of_figures_becomes_rows(table: str, rows: list[str]) -> None:
    read = read_text(f"{OPENING}2025年建设任务如下：\n{table}{CLOSING}", "letter.txt")
    assert read == f"{OPENING}2025年建设任务如下：\n" + "\n".join(rows) + CLOSING


@pytest.mark.parametrize(
    "lines",
    [
        "| 索引号 | 0100/2024-1 | 分类 | 提案 |\n| 文号 | 3号 | 有效 | 是 |",
        "签发人：\t王某某",
        "索引号\t0100/2024-1\n文号\t3号",
        "| 县区 | 责任单位 |\n| 东川县 | 水务站 |",
        "| 县区 | 任务 |\n| 东川县 | 2 |",
        "| 县区 | 新建水厂（座） |",
        "我局将建成A|B两座泵站。\n再建C|D两座。",
    ],
)
def test_other_lines_stay_as_they_are(lines: str) -> None:
    text = OPENING + lines + CLOSING
    assert read_text(text, "letter.txt") == text


def test_rows_that_were_made_are_read_again_unchanged() -> None:
    once = read_text(OPENING + TABS + CLOSING, "letter.txt")
    assert read_text(once, "letter.txt") == once
