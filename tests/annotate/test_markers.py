from __future__ import annotations

import pytest

from summarise.annotate.folding import fold
from summarise.annotate.markers import marker_at


@pytest.mark.parametrize(
    ("text", "rank", "word", "ordinal"),
    [
        ("一、工作开展情况", 1, "一、", 1),
        ("十二、保障措施", 1, "十二、", 12),
        ("第三部分 下一步", 1, "第三部分 ", 3),
        ("（二）加强监管", 2, "(二)", 2),
        ("（三）、加强监管", 2, "(三)、", 3),
        ("3、加强监管", 3, "3、", 3),
        ("3.加强监管", 3, "3.", 3),
        ("（4）加强监管", 4, "(4)", 4),
        ("4）加强监管", 4, "4)", 4),
        *((f"{sign}加强监管", 4, sign, 0) for sign in "①②⑳"),
        *((f"{sign}加强监管", 2, sign, 0) for sign in "㈠㈩"),
        ("一是加强监管", 5, "一是", 1),
        ("二则加强监管", 5, "二则", 2),
        ("其三，加强监管", 5, "其三，", 3),
        ("首先，加强监管", 5, "首先，", 0),
        ("首先，感谢您的关心", 5, "首先，", 0),
        ("最后，加强监管", 5, "最后，", 0),
        ("**一、**工作开展情况", 1, "一、", 1),
        ("● 一是加强监管", 5, "一是", 1),
        ("| （一）加强监管", 2, "(一)", 1),
    ],
)
def test_an_enumerator_is_read_with_its_rank(text: str, rank: int, word: str, ordinal: int) -> None:
    found = marker_at(fold(text))
    assert found is not None
    assert (found.rank, found.word, found.ordinal) == (rank, word, ordinal)


@pytest.mark.parametrize(
    "text",
    [
        "3.5亿元资金已拨付",
        "2025年完成改造",
        "一般公共预算",
        "一是否可行",
        "此外，加强监管",
        "同时，加强监管",
        "最后，感谢您的关心",
        "我局高度重视",
        "12家企业",
        "",
    ],
)
def test_what_only_looks_like_an_enumerator_is_none(text: str) -> None:
    assert marker_at(fold(text)) is None


def test_the_text_begins_behind_the_enumerator() -> None:
    found = marker_at("xx（一）加强".replace("（", "(").replace("）", ")"), 2)
    assert found is not None
    assert found.end == 5


@pytest.mark.parametrize("text", ["三、四季度分别举办展会3场、2场", "五、六月，我局分别抽检40批次、60批次"])
def test_the_first_of_two_quarters_or_months_is_no_enumerator(text: str) -> None:
    assert marker_at(fold(text)) is None


def test_a_heading_about_a_quarter_keeps_its_enumerator() -> None:
    marker = marker_at(fold("一、二季度工作完成情况"))
    assert marker is not None
    assert marker.word == "一、"
