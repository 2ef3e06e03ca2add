"""What an answer may say of its evidence."""

from __future__ import annotations

import pytest

from summarise.attest import is_assembled_from, numbers_in, share_of_words, unattested

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


def test_one_chinese_character_is_enough_beside_letters() -> None:
    assert is_assembled_from("A一", "新建A一线")
    assert not is_assembled_from("AB", "新建AB线")


def test_a_longest_piece_leaves_no_single_character_behind() -> None:
    assert is_assembled_from("厨余垃圾处理率", "推进厨余垃圾处理，2026年处理率达到60%")


@pytest.mark.parametrize(
    ("phrase", "borne_out"),
    [
        ("绿化管护", True),
        ("绿化管护培训", True),
        ("绿化管护培训经费", False),
        ("绿化的管护的培训", True),
        ("绿化的管护的培训的", True),
        ("绿化的的管护", False),
        ("绿", False),
        ("绿化管", False),
        ("30%", False),
        ("30", False),
        ("率30", True),
        ("化率30", True),
        ("绿化30", False),
    ],
)
def test_a_phrase_has_at_most_three_pieces_of_two_characters_and_a_number_only_in_one(
    phrase: str, borne_out: bool
) -> None:
    assert is_assembled_from(phrase, "推进绿化，加强管护；组织培训，落实经费，绿化率30%。") is borne_out


@pytest.mark.parametrize(
    ("phrase", "evidence", "borne_out"),
    [
        ("减税费", "减税费", True),
        ("减税费", "不减税费", False),
        ("减税费", "没有减税费", False),
        ("减税费", "不“减税费”", False),
        ("减税费", "未减税费，后减税费", True),
        ("减税费", "，减税费", True),
        ("减税费", "推进减税费", True),
        ("年年", "未年年年", True),
        ("减税费", "增税费", False),
    ],
)
def test_a_denial_counts_where_it_stands_directly_before_every_place_of_the_phrase(
    phrase: str, evidence: str, borne_out: bool
) -> None:
    assert is_assembled_from(phrase, evidence) is borne_out


@pytest.mark.parametrize(
    ("phrase", "share"),
    [
        ("", 0.0),
        ("，。", 0.0),
        ("绿", 0.0),
        ("绿化", 1.0),
        ("绿 化，管护", 1.0),
        ("新绿化", 2 / 3),
        ("绿化新", 2 / 3),
        ("新绿化带管护好", 4 / 7),
        ("建新绿化", 2 / 4),
        ("绿化护", 2 / 3),
        ("护理", 0.0),
    ],
)
def test_the_share_of_words_counts_runs_of_two_characters_and_more(phrase: str, share: float) -> None:
    assert share_of_words(phrase, "推进绿化，加强管护") == pytest.approx(share)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("", set()),
        ("1,200家、3 000米和12,34户", {"1200家", "3000米", "12", "34户"}),
        ("１２个，三分之二，8.5%", {"12个", "三分之二", "8.5%"}),
        ("10余个和10多亩", {"10余个", "10多亩"}),
    ],
)
def test_a_number_is_taken_whole_with_one_character_of_its_unit(text: str, numbers: set[str]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("将植树100", []),
        ("将植树10", ["10"]),
        ("将植树100余", ["100余"]),
        ("将修路30", ["30"]),
        ("将育苗2", ["2"]),
        ("将育苗2万", []),
        ("将护坡3.5", ["3.5"]),
        ("将护岸5", ["5"]),
        ("将护岸50", ["50"]),
    ],
)
def test_a_number_may_lack_one_character_of_its_unit_and_nothing_else(summary: str, told: list[str]) -> None:
    evidence = "植树100棵，修路30余米，并植树100亩，育苗2万株，护坡3.52丈，护岸50多丈"
    assert unattested(summary, evidence) == told


@pytest.mark.parametrize(
    ("summary", "told"),
    [
        ("各30人，各30人", []),
        ("各30人，各30人，再30人", ["30人"]),
    ],
)
def test_a_number_may_stand_as_often_as_in_the_evidence(summary: str, told: list[str]) -> None:
    assert unattested(summary, "甲乙各30人，丙丁各30人") == told


@pytest.mark.parametrize(
    ("summary", "evidence", "told"),
    [
        ("2031年建成桥，全部通车", "2031年先建成桥并全部通车，2032年绿化", ["2031年"]),
        ("2031年先建成路", "2031年先建成桥，建成路，2032年绿化", []),
        ("2031年先建路", "2031年先建成桥，先建路，2032年绿化", ["2031年"]),
        ("2031年建成桥", "2031年先建成桥，2031年绿化", []),
        ("2031年建成桥", "2031年先建成桥", []),
        ("绿化在2032年", "2031年先建成桥，绿化在2032年", []),
    ],
)
def test_of_two_years_each_keeps_the_three_characters_behind_it(summary: str, evidence: str, told: list[str]) -> None:
    assert unattested(summary, evidence) == told


@pytest.mark.parametrize(
    ("summary", "evidence", "told"),
    [
        ("须收费", "不收费，设备齐全", ["收费"]),
        ("须收费", "先收费，后不收费", []),
        ("不收费", "对学生不收费", []),
        ("对学生，不收费", "对学生不收费", []),
        ("设备齐", "不收费，设备齐全", []),
    ],
)
def test_what_the_evidence_only_denies_is_not_affirmed(summary: str, evidence: str, told: list[str]) -> None:
    assert unattested(summary, evidence) == told


@pytest.mark.parametrize(
    ("summary", "evidence", "told"),
    [
        ("植树10", "植树100棵", ["10"]),
        ("投入5", "投入5万元", ["5"]),
        ("拨付1", "拨付1.5万元", ["1"]),
        ("拨付1.5", "拨付1.5万元", ["1.5"]),
        ("覆盖率8", "覆盖率8成", ["8"]),
        ("提高20", "提高20%", ["20"]),
        ("补助1", "补助1,500元", ["1"]),
        ("修路30", "修路30余米", ["30"]),
        ("修路30", "修路３０余米", ["30"]),
        ("植树二", "植树二百棵", ["二"]),
        ("植树二百", "植树二百余棵", ["二百"]),
        ("占百分之八", "占百分之八十", ["百分之八"]),
        ("00万元用于绿化", "500万元用于绿化", ["00万元"]),
        ("补助3", "补助3至5万元", ["3"]),
        ("植树10", "植树100棵，种花10盆", ["10"]),
        ("植树100", "植树100棵", []),
        ("修桥3", "修桥3座", []),
        ("投入5万", "投入5万元", []),
        ("补助1,500", "补助1,500元", []),
        ("补助3至5万元", "补助3至5万元", []),
        ("植树10", "植树100棵，再植树10棵", []),
        ("年底前完工", "2031年底前完工", []),
        ("新建停车场", "新建停车场三处", []),
        ("4.2公里道路", "修缮4.2公里道路", []),
    ],
)
def test_words_that_the_evidence_has_in_one_piece_may_not_begin_or_end_inside_a_number(
    summary: str, evidence: str, told: list[str]
) -> None:
    assert unattested(summary, evidence) == told
