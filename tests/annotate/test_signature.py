from __future__ import annotations

from datetime import date

import pytest

from summarise.annotate.folding import fold
from summarise.annotate.letter import find_letter
from summarise.annotate.sentence_splitting import find_units
from summarise.annotate.signature import Signature, find_signature

LETTER = (
    "关于市政协第12号提案的答复\n王某委员：\n您的提案收悉，现答复如下：\n"
    "我局已在东湖片区建成口袋公园三座，受到周边居民欢迎。\n感谢您的关心！\n"
)


def _signed(*lines: str) -> Signature:
    folded = fold(LETTER + "\n".join(lines))
    units = find_units(folded)
    return find_signature(folded, units, find_letter(folded, units))


@pytest.mark.parametrize(
    "lines",
    [
        ["江东区园林局", "2024年5月20日"],
        ["江东区园林局 2024年5月20日"],
        ["江 东 区 园 林 局", "2024 年 5 月 20 日"],
        ["江东区园林局（盖章）", "2024年5月20日"],
        ["**江东区园林局**", "二〇二四年五月二十日"],
        ["江东区园林局", "（联系人：赵某，电话：0575-87654321）", "2024-05-20"],
        ["江东区园林局", "2024520日"],
        ["抄送：区政协提案委。", "江东区园林局办公室 2024年5月20日印发"],
    ],
)
def test_body_and_date_are_read_from_the_lines_after_the_letter(lines: list[str]) -> None:
    assert _signed(*lines) == Signature("江东区园林局", date(2024, 5, 20))


def test_a_signature_without_a_date_has_none() -> None:
    assert _signed("江东区园林局") == Signature("江东区园林局", None)


def test_a_letter_without_a_signature_has_neither() -> None:
    assert _signed("【打印】【关闭】") == Signature("", None)


@pytest.mark.parametrize(
    "line", ["主办单位：江东区人民政府办公室", "发布时间：2024-06-03", "更新日期：2024年6月3日", "抄送：区政协提案委"]
)
def test_page_furniture_signs_nothing(line: str) -> None:
    assert _signed(line) == Signature("", None)


def test_the_copy_list_below_a_signature_is_not_read() -> None:
    signed = _signed("江东区园林局", "2024年5月20日", "抄送：区财政局", "区水利局", "2024年5月22日印发")
    assert signed == Signature("江东区园林局", date(2024, 5, 20))


@pytest.mark.parametrize(("length", "is_read"), [(60, True), (61, False)])
def test_a_line_with_text_and_signature_has_sixty_characters_at_most(length: int, is_read: bool) -> None:
    signed = " 江东区园林局 2024年5月20日"
    line = "园" * (length - len(signed)) + signed
    assert _signed(line) == (Signature("江东区园林局", date(2024, 5, 20)) if is_read else Signature("", None))
