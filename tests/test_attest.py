"""What an answer may say of its evidence."""

from __future__ import annotations

import pytest

from summarise.attest import is_assembled_from, unattested

EVIDENCE = "我局将于2025年底前投入1000亿元新建停车场三处，使通行效率提高20%，事故减少5起，由市公安局配合。"


@pytest.mark.parametrize(
    "summary",
    [
        "投入1000亿元新建停车场三处",
        "新建停车场，通行效率提高20%",
        "2025年底前减少事故5起",
        "市公安局配合新建停车场",
    ],
)
def test_a_shortened_wording_is_borne_out(summary: str) -> None:
    assert unattested(summary, EVIDENCE) == []


@pytest.mark.parametrize(
    "summary",
    [
        "新建停车场八处",
        "新建停车场三百处",
        "投入1000万元",
        "投入1000亿美元",
        "事故减少5成",
        "通行效率降低20%",
        "投入20亿元",
        "不再新建停车场",
        "市教育局新建停车场",
        "2026年底前新建停车场",
    ],
)
def test_an_altered_number_unit_direction_denial_or_body_is_told(summary: str) -> None:
    assert unattested(summary, EVIDENCE) != []


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("投入2000万元", "投入1亿2000万元"),
        ("投入1亿元", "投入1亿2000万元"),
        ("改造000米", "改造3 000米"),
        ("新增10立方米", "新增3×10^4立方米"),
    ],
)
def test_a_part_of_a_number_is_not_the_number(summary: str, evidence: str) -> None:
    assert unattested(summary, evidence) != []


@pytest.mark.parametrize("summary", ["将投入1000亿，新建停车场", "事故将减少5"])
def test_a_number_may_lack_a_unit_that_the_evidence_has(summary: str) -> None:
    assert unattested(summary, EVIDENCE) == []


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("通行效率将提高20", EVIDENCE),
        ("规模将扩大3", "规模扩大3成"),
        ("面积将增加2", "面积增加2倍"),
        ("占到25", "占25‰"),
    ],
)
def test_a_share_without_its_sign_is_another_number(summary: str, evidence: str) -> None:
    assert unattested(summary, evidence) != []


@pytest.mark.parametrize("phrase", ["停车场", "通行效率", "新建停车场的通行效率", "事故"])
def test_a_phrase_in_the_words_of_its_evidence_is_its_own(phrase: str) -> None:
    assert is_assembled_from(phrase, EVIDENCE)


@pytest.mark.parametrize("phrase", ["", "率", "**", "停车场1000处", "亿元新建20", "绿地面积", "停车楼"])
def test_other_words_a_single_character_and_pieces_of_numbers_are_not(phrase: str) -> None:
    assert not is_assembled_from(phrase, EVIDENCE)


@pytest.mark.parametrize("evidence", ["确保不降低群众满意率", "不降低群众满意率，是底线"])
def test_a_piece_does_not_leave_its_denial_behind(evidence: str) -> None:
    assert not is_assembled_from("降低群众满意率", evidence)


def test_what_stands_behind_a_denied_word_is_its_own() -> None:
    assert is_assembled_from("群众满意率", "确保不降低群众满意率")


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("由管办会负责", "征地由管委会负责，市水利局配合。"),
        ("全部不再完成", "两期全部完成后，能力将不再低于标准。"),
        ("到2027年底全省装机达到", "到2025年底全省装机达到2家，到2027年底达到3家。"),
        ("由城投中心建设", "由城投公司建设，文化中心使用。"),
        ("会同市卫健办论证", "会同市卫健委论证，再办手续。"),
        ("补助由1万元至1万元", "补助由1万元提高至2万元。"),
    ],
)
def test_an_office_a_denial_a_number_or_a_year_that_was_put_elsewhere_is_told(summary: str, evidence: str) -> None:
    assert unattested(summary, evidence) != []


@pytest.mark.parametrize(
    ("summary", "evidence"),
    [
        ("扩大政府购买，压缩退税办理时间", "扩大政府购买服务的范围，将退税的办理时间压缩到5天。"),
        ("计划举办两期培训", "计划在年内举办两期培训。"),
    ],
)
def test_words_that_only_look_like_a_body_are_none(summary: str, evidence: str) -> None:
    assert unattested(summary, evidence) == []


def test_a_longest_piece_leaves_no_single_character_behind() -> None:
    assert is_assembled_from("厨余垃圾处理率", "推进厨余垃圾处理，2026年处理率达到60%")
