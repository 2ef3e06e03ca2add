"""Where a line is parted into a title, a salutation and a sentence, and what quotations and brackets hold."""

from __future__ import annotations

import pytest

from summarise.annotate.folding import fold
from summarise.annotate.measure_words import unit_at
from summarise.annotate.names import in_a_short_quote
from summarise.annotate.sentence_splitting import find_units

THANKS = "感谢您对园林工作的关心。"


@pytest.mark.parametrize(
    ("line", "units"),
    [
        (f"关于某事项的答复函 王某委员：{THANKS}", ["关于某事项的答复函", "王某委员:", THANKS]),
        (f"关于某事项的答复函 王某代表：{THANKS}", ["关于某事项的答复函", "王某代表:", THANKS]),
        (f"关于某事项的答复函 王某同志：{THANKS}", [f"关于某事项的答复函 王某同志:{THANKS}"]),
        (f"王某委员：{THANKS}", ["王某委员:", THANKS]),
        ("王某委员：您好，感谢您。", ["王某委员:您好，感谢您。"]),
        ("王某委员：您好，很感谢您。", ["王某委员:", "您好，很感谢您。"]),
        (f"某函 王某委员：{THANKS}", ["某函 王某委员:", THANKS]),
        (f"关于答复函 张三、李 四委员：{THANKS}", ["关于答复函 张三、李 四委员:", THANKS]),
    ],
)
def test_a_salutation_is_set_apart_from_a_title_and_from_eight_characters_behind_it(
    line: str, units: list[str]
) -> None:
    folded = fold(line)
    assert [folded[unit.start : unit.end] for unit in find_units(folded)] == units


@pytest.mark.parametrize(("others", "is_name"), [(0, True), (12, True), (13, False)])
def test_a_number_in_a_quotation_of_thirteen_characters_is_in_a_name(others: int, is_name: bool) -> None:
    assert in_a_short_quote(f"“{'水' * others}3”", others + 1, others + 2) is is_name
    assert in_a_short_quote(f"“3{'水' * others}”", 1, 2) is is_name
    assert not in_a_short_quote(f"“{'水' * others}”3", others + 2, others + 3)


@pytest.mark.parametrize(
    ("written", "unit"),
    [("台(套)", "台(套)"), ("台(公里)", "台(公里)"), ("台(工作日)", "台"), ("台()", "台"), ("台(水)", "台")],
)
def test_a_second_measure_word_in_brackets_has_two_characters_at_most(written: str, unit: str) -> None:
    assert unit_at(written, 0) == (unit, len(unit))


@pytest.mark.parametrize(("head", "is_apart"), [("加强领导", True), ("强领导", False), ("加强组织领导", True)])
def test_a_numbered_heading_of_four_characters_is_set_apart_by_a_space(head: str, is_apart: bool) -> None:
    line = f"一、{head} 我局成立了工作专班。"
    folded = fold(line)
    parts = [folded[unit.start : unit.end] for unit in find_units(folded)]
    assert parts == ([f"一、{head}", "我局成立了工作专班。"] if is_apart else [line])
