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
