"""Raised and lowered signs: what they become in one row, in words and numbers."""

from __future__ import annotations

import pytest

from summarise.load.raised import LOWERED, RAISED, as_lowered, as_raised, settled

UP, DOWN = as_raised, as_lowered


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("新建公园12" + UP("1") + "个", "新建公园12个"),
        ("建成学校3" + UP("[2]") + "所", "建成学校3所"),
        ("建成学校3" + UP("[") + UP("2") + UP("]") + "所", "建成学校3所"),
        ("达到65" + UP("③") + "%", "达到65%"),
        ("培训200" + UP("1,2") + "人", "培训200人"),
        ("培训200" + UP("注1") + "人", "培训200人"),
        ("培训200" + UP("*") + "人", "培训200人"),
        ("培训10" + UP("2", linked=True) + "人", "培训10人"),
        ("新建10" + UP("4") + "个", "新建10个"),
        ("见文件" + UP("5") + "。", "见文件。"),
    ],
)
def test_a_note_mark_is_no_part_of_the_number_before_it(line: str, read: str) -> None:
    assert settled(line) == read


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("库容3×10" + UP("4") + "立方米", "库容3×10^4立方米"),
        ("库容10" + UP("5") + "立方米", "库容10^5立方米"),
        ("浓度10" + UP("-3") + "克", "浓度10^-3克"),
        ("绿化5000m" + UP("2") + "，", "绿化5000m2，"),
        ("库容30km" + UP("3"), "库容30km3"),
        ("高于35" + UP("0") + "C", "高于35°C"),
        ("系数R" + UP("2") + "为", "系数R²为"),
        ("占" + UP("2") + "/" + DOWN("3"), "占2/3"),
        ("1" + UP("1") + "⁄" + DOWN("2") + "倍", "1 1/2倍"),
        ("CO" + DOWN("2") + "与PM" + DOWN("2.5"), "CO2与PM2.5"),
        ("新建" + UP("12") + "个", "新建12个"),
        ("第4" + UP("th"), "第4th"),
    ],
)
def test_powers_units_fractions_and_formulas_keep_their_signs(line: str, read: str) -> None:
    assert settled(line) == read


@pytest.mark.parametrize(("line", "read"), [("30" + UP("1200") + "个", "30¹²⁰⁰个"), ("5" + DOWN("1") + "个", "5₁个")])
def test_what_is_neither_is_never_glued_to_the_number_before_it(line: str, read: str) -> None:
    assert settled(line) == read


def test_a_mark_that_is_not_closed_leaves_its_text_and_no_sign() -> None:
    assert settled("共12" + RAISED[0] + "3" + LOWERED[1] + "个") == "共123个"
