from __future__ import annotations

from decimal import Decimal

import pytest

from summarise import Document
from summarise.annotate import annotate
from summarise.annotated import Quantity


def quantities(words: str) -> list[Quantity]:
    """The quantities of a sentence that holds these words."""
    text = f"青澜市建设局关于第118号提案的答复\n现答复如下：\n二、下一步工作计划\n下一步，我局将{words}，抓好落实。\n"
    return list(annotate(Document("letter.txt", text)).quantities)


@pytest.mark.parametrize(
    "words",
    [
        "新增资金3’500元",
        "建设沟渠6x82米",
        "增派车辆.5个",
        "使占比为.35%",
        "新增资金7e3元",
        "新增资金4。5万元",
        "新增展品10的5次方个",
        "新建泵房三、四百座",
        "新增泊位3..6个",
        "新增泊位三十6个",
        "新增泊位三十四56个",
        "新增资金2万元8角",
        "使增幅为－7%",
        "总量达到25¾个",
        "配比达到6比11",
        "新增资金1；000元",
        "新增席位30l7个",
        "使总量达到30l7个",
        "使总量达到37e3件",
        "使总量达到3..6个",
        "使容积率0.\n7、完成验收",
        "到2026年175对外开放",
        "到2026年175组织完成",
    ],
)
def test_a_part_of_a_number_is_no_quantity(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize(
    ("words", "value", "comparator"),
    [
        ("投入超300万元", 3000000, ">"),
        ("提高超7个百分点", 7, ">"),
        ("赶超30家", 30, "="),
        ("新增泊位40个+", 40, ">="),
        ("新增泊位4万06个", 40006, "="),
        ("新建泵房3座", 3, "="),
        ("新建防护设施12组", 12, "="),
        ("新引进两家企业", 2, "="),
    ],
)
def test_words_around_a_number_leave_it_whole(words: str, value: int, comparator: str) -> None:
    assert [(q.value, q.comparator) for q in quantities(words)] == [(Decimal(value), comparator)]


@pytest.mark.xfail(strict=True, reason="a break that no loader joined parts the words in front of a number")
def test_a_break_inside_the_words_in_front_of_a_number_changes_nothing() -> None:
    assert [q.comparator for q in quantities("新增泊位不少\n于30个")] == [">="]
