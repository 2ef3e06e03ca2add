"""Projects that are told by their size: promised while they lie ahead, and work once they are built."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.rules.explaining import explain
from summarise.engines.rules.labels import AHEAD
from summarise.engines.rules.projects import size_ahead, size_of_a_plan
from tests.support.replies import CLOSING, OPENING, commitments, measures, reply, target, targets


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "乌石水厂扩建工程已列入我县供水规划，规划铺设管道6.2公里，泵房占地0.4亩，总投资约720万元。",
            ["6.2公里", "0.4亩", "约720万元"],
        ),
        ("目前柳湾中学迁建项目的初步设计已获批，总投资8600万元，其中一期5200万元。", ["8600万元", "5200万元"]),
        (
            "现已完成岭下养老院选址，占地面积约15亩，设床位90张，计划2025年开工建设。",
            ["约15亩", "90张"],
        ),
        ("我局拟在城北建设一所小学，可容纳810名学生。", ["810名"]),
        ("此路已纳入2025年改造计划中。新建长度为2.4公里，路面宽5米。该工程预计9月底前完工。", ["2.4公里"]),
    ],
)
def test_the_size_of_a_project_that_lies_ahead_is_a_target(body: str, expected: list[str]) -> None:
    assert targets(reply(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "乌石水厂扩建工程已列入我县供水规划，总投资约720万元，现已建成通水。",
        "柳湾路改造列入年度计划，总投资50万元，路灯20盏已全部安装完毕。",
        "岭下村至青石村公路全长10.6公里，路面宽5米。",
        "2019年，柳湾中学迁建，占地面积60亩，校舍面积17000平方米。",
        "工程已获批，目前已拨付资金300万元。",
    ],
)
def test_the_size_of_what_stands_already_is_none(body: str) -> None:
    assert targets(reply(body)) == []


def test_a_sentence_that_reports_and_tells_the_size_of_a_plan_is_both() -> None:
    sentence = "乌石水厂扩建工程已列入我县供水规划，总投资约720万元。"
    record = reply(sentence)
    assert measures(record) == commitments(record) == [sentence]
    document = Document("letter.txt", OPENING + sentence + CLOSING)
    (one,) = [one for one in explain(annotate(document), None) if one.reasons[0].rule == AHEAD]
    assert document.text[one.reasons[0].start : one.reasons[0].end] == "总投资约720"


def test_only_the_size_is_promised_and_not_what_was_counted_before_it() -> None:
    body = "我局对12个乡镇进行了摸排，并编制了供水规划，工程规划安装水表84块、覆盖人口6.9万人；"
    assert targets(reply(body)) == ["84块", "6.9万人"]


def test_what_stands_behind_the_size_is_reported() -> None:
    body = "岭下泵站已通过立项，总投资300万元，目前已到位资金120万元。"
    assert targets(reply(body)) == ["300万元"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("我局将建设一座泵站。", []),
        ("我局将新建泵站1座。", ["1座"]),
        ("我局将力促三个泵站项目尽快开工。", []),
        ("我局将推进3个泵站项目开工。", ["3个"]),
        ("我局将新增三个班次。", ["三个"]),
        ("我局将每年开展两次清淤。", ["两次"]),
    ],
)
def test_a_small_count_in_words_is_a_target_where_it_is_added(body: str, expected: list[str]) -> None:
    assert targets(reply(body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("我局将按照二级路标准新建隧道1.1公里。", ["1.1公里"]),
        ("我局将建设标准化厂房1.2万平方米。", ["1.2万平方米"]),
        ("我局将在每个窗口配备导办员不少于2名。", ["不少于2名"]),
        ("我局将按标准向每户发放500元。", []),
        ("我局将对每户补助不少于500元。", []),
    ],
)
def test_a_standard_that_is_built_to_and_a_least_count_are_no_parameters(body: str, expected: list[str]) -> None:
    assert targets(reply(body)) == expected


@pytest.mark.parametrize(
    ("quote", "basis"), [("15亩", "increment"), ("3200平方米", "level"), ("540名", "level"), ("900万元", "increment")]
)
def test_a_building_is_a_level_and_its_land_and_money_are_new(quote: str, basis: str) -> None:
    body = "我局拟新建岭下小学，占地15亩，新建校舍面积3200平方米，可容纳540名学生，计划投资900万元。"
    assert target(reply(body), quote).basis == basis


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("目前正在招标，项目总投资900万元，占地3亩", "项目总投资900万元，占地3亩"),
        ("目前正在招标，项目总投资900万元，占地3亩，因资金不足已停。", "项目总投资900万元，占地3亩，"),
        ("目前正在招标，项目总投资900万元因资金不足已停。", "项目总投资900万元因资金不足已停。"),
        ("总投资900万元，设计规模3亩，年底建成。", "总投资900万元，设计规模3亩，年底建成。"),
        ("总投资900万元，计划年底建成，现已建成。", ""),
        (f"{'水' * 80}总投资900万元", f"{'水' * 80}总投资900万元"),
        (f"{'水' * 81}总投资900万元", f"{'水' * 80}总投资900万元"),
    ],
)
def test_a_size_reaches_from_the_beginning_of_its_clause_to_a_clause_about_something_else(text: str, size: str) -> None:
    sized = size_of_a_plan(text)
    assert (text[sized.start : sized.end] if sized else "") == size
    ahead = size_ahead(text)
    assert (ahead is None) is ("招标" not in text)
    assert ahead is None or ahead[:2] == (sized and sized[:2])
