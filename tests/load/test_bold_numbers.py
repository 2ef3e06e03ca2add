"""Marks of bold type at a number in plain text and Markdown neither part it nor make it a masked telephone number."""

from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.load import load_bytes
from summarise.pipeline import summarise

LETTER = """关于修建渡口的提案的答复

王小川委员：

您提出的《关于修建渡口的提案》（第12号）收悉。现答复如下：

下一步，我局将在2026年底前{}，并修建渡口3处。

青岚县交通运输局

2025年6月18日"""


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("新增座位**1200**个", "1200个"),
        ("新增座位**1,200**余个", "1200个"),
        ("新增**座位1200**个", "1200个"),
        ("**新增座位12**00个", "1200个"),
        ("新增座位__1200__个", "1200个"),
        ("新增座位***1200***个", "1200个"),
        ("投入**1200**万元", "12000000元"),
        ("使普及率达到**95%**以上", "95%"),
    ],
)
def test_a_bold_number_is_read_whole(words: str, target: str, name: str) -> None:
    record = summarise(load_bytes(LETTER.format(words).encode(), name), RulesEngine())
    assert [f"{one.value.normalize():f}{one.unit}" for one in record.numeric_targets] == [target, "3处"]


@pytest.mark.parametrize(
    "text",
    [
        "电话138****5678。",
        "4**、7**路公交车",
        "新增**座位**，加强值守",
        "138**12**34",
        "3*5*2",
        "a__12__b",
    ],
)
def test_other_stars_and_underscores_stay(text: str) -> None:
    assert load_bytes(text.encode(), "a.txt").text == text


@pytest.mark.parametrize("words", ["新增座位1200**个**", "新增座位**1200个座位"])
def test_stars_beside_a_quantity_are_no_masked_telephone_number(words: str) -> None:
    record = summarise(Document("x", LETTER.format(words)), RulesEngine())
    read = [f"{one.value}{one.unit}" for one in record.numeric_targets]
    told = [one for one in record.warnings if one.kind == "unread_number"]
    assert ("1200个" in read) != bool(told)
