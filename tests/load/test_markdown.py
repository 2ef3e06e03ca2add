"""Markdown that programs write, read as the text that it stands for; text with a few stars keeps its own characters."""

from __future__ import annotations

import pytest

from summarise.load import load_bytes

WRITTEN = r"""**青岚市教育局关于第12号建议的答复**

::: {custom-style="正文"}
王某代表：
:::

我局将在2026年底前新增学位1200[^1]个，库容3×10^4^立方米，绿化500m^2^，
建成学校~~200~~3所\*。

1.  加强"三进"工作

2.  完成3---5家示范校

```{=html}
<!-- -->
```
  ------------ ------------ ------------
  序号         任务         投资（万元）

  1            改造教室     1，200
               及食堂

  2            培训教师     35
  ------------ ------------ ------------

# 联系方式 {#contact .unnumbered}

[联系人]{.underline}：某某

[^1]: 含民办学校。
"""


def test_lines_without_a_blank_one_between_them_are_paragraphs() -> None:
    text = "王\\*\\*代表：\n收悉。\n我局将新建学校3所。"
    assert load_bytes(text.encode(), "m").text == text.replace("\\", "")


def test_the_text_that_a_program_wrote_as_markdown() -> None:
    assert load_bytes(WRITTEN.encode(), "x.md").text.split("\n") == [
        "青岚市教育局关于第12号建议的答复",
        "王某代表：",
        "我局将在2026年底前新增学位1200个，库容3×10^4立方米，绿化500m2，建成学校3所*。",
        "1.加强“三进”工作",
        "2.完成3—5家示范校",
        "序号 | 任务 | 投资（万元）",
        "1 | 改造教室及食堂 | 投资（万元）：1，200",
        "2 | 培训教师 | 投资（万元）：35",
        "# 联系方式",
        "联系人：某某",
        "含民办学校。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "**一、工作**\n- 新建学校3所\n| a | b |\n|---|---|\n[返回](#)",
        "1. 新建\n* 提案办理 *\n备注：见\\\\server\\share",
        "# 关于提案的答复\n\n您提出的提案收悉。\n2024年~2025年，投入10~20万元。",
    ],
)
def test_text_with_stars_and_pipes_keeps_its_characters(text: str) -> None:
    assert load_bytes(text.encode(), "x.md").text == text


def read(text: str) -> list[str]:
    """The lines of a text that a program wrote as Markdown."""
    return load_bytes(f"{text}\n\n\\*\\*\n".encode(), "x.md").text.split("\n")[:-1]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ('详见[实施方案](http://x.example/2023/88.html "77")第3条。', "详见实施方案第3条。"),
        ("见[附件](<a (1).doc>)和<http://x.example/9>。", "见附件和http://x.example/9。"),
        ("新建`26`处，占比&ge;95&percnt;，蓄水$3\\times10^6$方。", "新建26处，占比≥95%，蓄水$3\\times10^6$方。"),
        ("蓄水$10^{6}$立方米，每亩$5和$6。", "蓄水10^6立方米，每亩$5和$6。"),
        ("==新建26处==，<u>改建3处</u>。<span style='display:none'>旧稿99处。</span>", "新建26处，改建3处。"),
        ("图：![示意](a.png)，公式a==b。", "图：![示意](a.png)，公式a==b。"),
        ("原样：\\`26\\`、\\&lt;、\\[甲\\](乙)。", "原样：`26`、&lt;、[甲](乙)。"),
    ],
)
def test_signs_around_words_are_left_out_and_the_words_are_kept(written: str, shown: str) -> None:
    assert read(written) == [shown]


def test_a_table_with_pipes_is_read_by_rows() -> None:
    table = "正文。\n\n| 任务 | 投资（万元） |\n|:---|---:|\n| 改造\\|新建 | 1200 |\n| 培训 | **35** |\n\n此复。"
    assert read(table) == [
        "正文。",
        "任务 | 投资（万元）",
        "改造|新建 | 投资（万元）：1200",
        "培训 | 投资（万元）：35",
        "此复。",
    ]


def test_a_list_whose_items_are_all_written_as_1_gets_no_other_levels() -> None:
    assert read("1. 新建班线。\n1. 增设站点。\n1. 更新车辆。") == ["1.新建班线。", "1.增设站点。", "1.更新车辆。"]


def test_lists_that_a_comment_parts_are_two() -> None:
    long = "继续完善城乡公交一体化运行机制，逐步提高行政村通达深度，并按月向社会公布运行情况，接受群众监督评议。"
    for apart in ("<!-- -->", "```{=html}\n<!-- -->\n```"):
        numbers = [line[:2] for line in read(f"1. {long}\n\n2. {long}\n\n{apart}\n\n1. {long}\n\n2. {long}")]
        assert numbers == ["一、", "二、", "（一", "（二"]


def test_lines_of_a_code_block_are_shown_and_those_for_another_program_are_not() -> None:
    code = "正文。\n\n```\n一、新建班线3条。\n二、增设站点。\n```\n\n~~~ {=latex}\n\\newpage 99\n~~~\n\n此复。"
    assert read(code) == ["正文。", "一、新建班线3条。", "二、增设站点。", "此复。"]
