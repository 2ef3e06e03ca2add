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


def test_a_line_behind_a_table_is_whole_and_no_row_of_it() -> None:
    table = "| 名 | 数（个） |\n|--|--|\n| 甲 | 5 |\n"
    rows = ["名 | 数（个）", "甲 | 数（个）：5"]
    assert read(f"{table}合计120") == [*rows, "合计120"]
    assert read(f"{table}合计120，\n其中新建26个。") == [*rows, "合计120，其中新建26个。"]
    assert read(f"{table}- 甲 | 乙") == [*rows, "甲 | 乙"]


def test_a_row_may_lack_the_bars_at_its_ends() -> None:
    table = "| 名 | 数（个） |\n|--|--\n| 甲 | 5 |\n乙 | 26\n| 丙 | 78\n丁 | 90 |\n| 戊 | 6\\|"
    assert read(table) == [
        "名 | 数（个）",
        "甲 | 数（个）：5",
        "乙 | 数（个）：26",
        "丙 | 数（个）：78",
        "丁 | 数（个）：90",
        "戊 | 6|",
    ]


def test_a_bar_in_code_divides_no_cell() -> None:
    assert read("| 名 | 数（个） |\n|--|--|\n| `甲|乙` | 5 |") == ["名 | 数（个）", "甲|乙 | 数（个）：5"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("建站5<br>10个。", ["建站5", "10个。"]),
        ("建站5个，<BR />扩建10个。", ["建站5个，", "扩建10个。"]),
        ("<p>共建5</p><p>20个在建。</p>", ["共建5", "20个在建。"]),
        ('<div class="a">共建5</div> <div>20个在建。</div>', ["共建5", "20个在建。"]),
        ("建站5<p hidden>旧稿99个。</p>10个。", ["建站5", "10个。"]),
        ("| 甲<br>乙 | 5<br>6 |", ["甲 乙 | 5；6"]),
        ("| 甲 | 5<br>600个 |", ["甲 | 5；600个"]),
        ('新建<span class="x">5</span><font color=red>6</font>个。', ["新建56个。"]),
    ],
)
def test_tags_that_end_a_line_part_the_numbers_on_both_sides(written: str, shown: list[str]) -> None:
    assert read(written) == shown


def test_the_lines_of_a_cell_in_a_drawn_table_are_parted() -> None:
    ruler = "  ------ ------------\n"
    table = f"{ruler}  名     数\n\n  甲     5\n         600个\n\n  乙     5\\\n         600个\n{ruler}"
    assert read(table) == ["名 | 数", "甲 | 5 600个", "乙 | 5；600个"]


@pytest.mark.parametrize(
    "line", ["若5<a 且 b>3，新建5个。", "若5<p，新建5个，q>3。", "若5<br 或 6>3。", "若3<u，v>2，共5个。"]
)
def test_a_comparison_is_no_tag(line: str) -> None:
    assert read(line) == [line]


@pytest.mark.parametrize(
    "attributes",
    [
        'style="overflow: hidden"',
        'class="not hidden"',
        'aria-hidden="false"',
        'title="display none"',
        'style="backface-visibility: hidden"',
    ],
)
@pytest.mark.parametrize("place", ["某处", "“某处”"])
def test_text_in_an_element_that_hides_nothing_is_read(attributes: str, place: str) -> None:
    assert read(f"{place}<div {attributes}>新建7个站点。</div>后面20个。") == [place, "新建7个站点。", "后面20个。"]


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'class="a" hidden=""',
        "HIDDEN='hidden'",
        'style="color: red; display : none"',
        "style='visibility:hidden'",
        "style=display:none",
    ],
)
def test_text_in_a_hidden_element_is_not_read(attributes: str) -> None:
    assert read(f"某处新建5<span {attributes}>旧稿99个。</span>6个。") == ["某处新建56个。"]
    assert read(f"某处新建5<div {attributes}>旧稿99个。</div>6个。") == ["某处新建5", "6个。"]


@pytest.mark.parametrize("line", ["3==3，若 a==20==b。", "若投资==30，则比例==50。", "甲==乙，丙==丁。"])
def test_signs_that_compare_stay(line: str) -> None:
    assert read(line) == [line]


def test_highlighted_words_within_a_sentence_lose_their_signs() -> None:
    assert read("将==新建26处==停车场，==改建3处，扩建5处==。") == ["将新建26处停车场，改建3处，扩建5处。"]


def test_a_quote_around_a_tag_is_closed() -> None:
    written = '推进"新建<span class="x" id="y">5</span>个"和"改建<b title="z">6</b>个"行动。'
    assert read(written) == ["推进“新建5个”和“改建6个”行动。"]
