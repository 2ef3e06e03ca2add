"""Struck, raised and hidden text in plain text and Markdown."""

from __future__ import annotations

import pytest

from summarise.load import load_bytes
from tests.support.several_letters import letter


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("将新建停车场~~26~~31处。", "将新建停车场31处。"),
        ("将新建停车场<del>26</del><ins>31</ins>处。", "将新建停车场31处。"),
        ("将新建停车场<s class='x'>26处，</s>31处。", "将新建停车场31处。"),
        ("将新建停车场26<sup>[1]</sup>处。", "将新建停车场26处。"),
        ("将新建停车场26<SUP>2</SUP>处。", "将新建停车场26处。"),
        ("将新增绿地500m<sup>2</sup>。", "将新增绿地500m2。"),
        ("将新建停车场31处。<!-- 我局将新建书屋99个。 -->", "将新建停车场31处。"),
        ("将新建停车场31处。<!--\n我局将新建书屋99个。\n-->", "将新建停车场31处。"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_nobody_reads_is_left_out_of_text(written: str, read: str, name: str) -> None:
    text = letter(3).replace("\n", f"\n{written}\n", 1)
    assert f"\n{read}\n" in load_bytes(text.encode(), name).text


@pytest.mark.parametrize(
    "line",
    [
        "力争达到26~~31处。",
        "好的~~~谢谢~~~",
        "~~ 26 ~~",
        "占比<20%，其余>30%。",
        "<!--EndFragment-->",
        "<s></s>",
        "<sup>没有关上的标记26处。",
        "若5<s，t>3，则26</s>处。",
        "若5<sup，t>3</sup>处。",
        "将新建停车场26处<!--。",
    ],
)
def test_signs_that_mark_nothing_stay(line: str) -> None:
    text = letter(3).replace("\n", f"\n{line}\n", 1)
    assert load_bytes(text.encode(), "a.txt").text == text


def test_a_comparison_beside_struck_text_stays() -> None:
    text = letter(3).replace("\n", "\n若5<b 且 a>3，将新建~~26~~31处。\n", 1)
    assert "\n若5<b 且 a>3，将新建31处。\n" in load_bytes(text.encode(), "a.txt").text
