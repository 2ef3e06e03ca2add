"""A number alone on a line inside a sentence: a page's number is left out, and what may be part of a number is told."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.load import load_bytes
from summarise.pipeline import summarise
from tests.support.wrapped_lines import WRAPPED, text_of

HEAD = "关于修建渡口的提案的答复\n王小川委员：\n您提出的《关于修建渡口的提案》（第12号）收悉。现答复如下：\n"
FOOT = "\n青岚县交通运输局\n2025年6月18日"
BEFORE = "2026年底前，我局将修建渡口6处，新增座位31"
SHORT = WRAPPED[:-1]
PAGE = "\n".join(f"第{number}个渡口由所在乡镇的专人值守，每月检查。" for number in range(1, 11))


@pytest.mark.parametrize("end", ["\n1\f", "\n1\n\f", "\n  12\n\n\f", "\n2/5\n\f", "\n[2]\n\f", "\n（2）\f"])
def test_a_bare_number_at_the_end_of_a_page_is_the_page_s(end: str) -> None:
    assert text_of(f"{BEFORE}{end}50个，并更换救生衣。") == f"{BEFORE}50个，并更换救生衣。"


def test_bare_numbers_that_count_pages_are_the_pages() -> None:
    text = f"{PAGE}\n{BEFORE}\n1\n50个，并更换救生衣。\n{PAGE}\n全县现有渡口1\n2\n2处，均已登记。"
    assert text_of(text) == f"{PAGE}\n{BEFORE}50个，并更换救生衣。\n{PAGE}\n全县现有渡口12处，均已登记。"


@pytest.mark.parametrize("number", ["1", "\n1\n", "  23"])
def test_a_bare_number_between_words_that_count_nothing_is_the_page_s(number: str) -> None:
    assert (
        text_of(f"我局将修建渡口，并改造栈桥，\n{number}\n更换救生衣。") == "我局将修建渡口，并改造栈桥，更换救生衣。"
    )


@pytest.mark.parametrize("at", [2, 4])
@pytest.mark.parametrize("number", ["1", "- 1 -"])
def test_lines_at_a_margin_are_joined_on_both_sides_of_a_page(at: int, number: str) -> None:
    lines = [*SHORT[:at], number, "\f" + SHORT[at], *SHORT[at + 1 :]]
    assert text_of("\n".join(lines)) == text_of("\n".join(SHORT)) == "".join(SHORT).replace("起。", "起。\n")


UNSURE = [
    (BEFORE, "1", "50个，并更换救生衣。"),
    ("2026年底前，我局将修建渡口6处，并改造", "1", "50座栈桥。"),
    ("2026年底前，我局将修建渡口6处，共", "1", "个村受益。"),
]


@pytest.mark.parametrize("lines", UNSURE)
def test_a_bare_number_that_may_be_part_of_another_stays_and_is_told(lines: tuple[str, str, str]) -> None:
    document = load_bytes((HEAD + "\n".join(lines) + FOOT).encode(), "a.txt")
    assert "\n".join(lines) in document.text
    record = summarise(document, RulesEngine())
    told = [one for one in record.warnings if "alone on a line" in one.message]
    assert [document.text[one.start or 0 : one.end] for one in told] == ["1"]
    assert [f"{target.value}{target.unit}" for target in record.numeric_targets] == ["6处"]
    assert not [one for one in annotate(document).quantities if one.unit in ("个", "座")]


@pytest.mark.parametrize(
    "text", ["我局将做好以下工作：\n1\n修建渡口6处。\n2\n更换救生衣50件。", "序号 | 任务\n1\n修桥，铺路"]
)
def test_numbers_of_lists_and_of_rows_are_not_told(text: str) -> None:
    assert text_of(text) == text
    record = summarise(Document("x", HEAD + text + FOOT), RulesEngine())
    assert not [one for one in record.warnings if "alone on a line" in one.message]
