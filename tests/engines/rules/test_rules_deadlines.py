"""Which date is the deadline of a promise or a number, and which only looks like one."""

from __future__ import annotations

import pytest

from tests.support.replies import reply, target


def test_a_year_that_names_a_fund_or_a_budget_is_no_deadline() -> None:
    for body in (
        "下一步，我局拟使用2025年省级渡口维护资金42万元，并将配套经费纳入2026年度预算。",
        "下一步，我局将积极争取将该路列入“十五五”期间农村公路改造计划。",
    ):
        assert [item.deadline for item in reply(body).commitments] == [None]


def test_a_start_after_the_day_above_it_has_its_own_day() -> None:
    record = reply("年底前，完成整治14处。明年开工建设泵站2座。")
    assert [item.deadline.text if item.deadline else "" for item in record.commitments] == ["年底前", "明年"]


@pytest.mark.parametrize(
    ("body", "deadline"),
    [
        ("我局将于2025年3月开工建设站点2个，9月底前完工。", "9月底前"),
        ("力争2025年底前开工建设站点2个。", "2025年底前"),
        ("力争2025年全面开工建设站点2个。", "2025年"),
        ("2025年底前起草完成养护办法。", "2025年底前"),
        ("2025年，我局将深入了解需求，新建站点2个。", "2025年"),
        ("一、到2025年底的工作安排\n1. 确保如期建成站点2个。", "2025年底"),
        ("一、到2025年底的工作安排\n1. 接待游客3万人次。", "2025年底"),
        ("2025年起，我局将逐年扩大补贴范围。", ""),
        ("我局从2025年开始将逐年扩大补贴范围。", ""),
        ("自2025年6月至2026年3月分段改造站点2个。", "2025年6月至2026年3月"),
        ("争取2025年开工建设该项目。", "2025年"),
        ("我局今年将安排资金改造站点，计划10月底前全部完成。", "10月底前"),
        ("我局将在2025年新建站点2个，6月底前完成选址。", "6月底前"),
        ("一、“十五五”期间的工作\n1. 2025年将启动实施9个村的改造。", "2025年"),
        ("到2025年底前做好以下工作：一是将新建站点2个。二是待资金落实后，再改造站点5个。", ""),
    ],
)
def test_a_start_a_running_year_and_a_condition_set_no_deadline(body: str, deadline: str) -> None:
    found = reply("下一步工作\n" + body).commitments[-1].deadline
    assert (found.text if found else "") == deadline


@pytest.mark.parametrize(
    ("body", "by"),
    [
        ("预计10月下旬开始铺设管网，年底可完成施工。", "2024-12-31"),
        ("待省教育厅2025年规划批复后，我局将新建学校2所。", ""),
        ("2025年，正在修建泵站，我局将新建水闸。", "2025-12-31"),
        ("2024年，我局正在修建泵站，将新建水闸。", ""),
        ("2024年底累计修好水管，我局将新建水闸。", "2024-12-31"),
        ("待资金到位后，我局将于2025年8月底前新建学校2所。", "2025-08-31"),
        ("今年来，我局积极申报项目，下一步将新建学校2所。", ""),
        ("我局将在2025年开始实施的校舍改造项目中予以安排。", ""),
        ("关于您提出的“须在2025年供暖前完成”的建议，我局将加快施工。", ""),
        ("年底前新建泵站2座，其余5座列入明年计划。", "2024-12-31"),
        ("7月中旬前完成了测量，预计今年11月份竣工。", "2024-11-30"),
    ],
)
def test_a_date_of_a_condition_or_a_programme_is_no_deadline(body: str, by: str) -> None:
    record = reply(body)
    assert [item.deadline.by if item.deadline else "" for item in record.commitments][-1:] == [by]


def test_a_number_has_the_date_of_its_own_clause() -> None:
    record = reply("我局将分批建站：第一批6座于2024年底前建成，第二批9座2025年建成，其余4座列入后年计划。")
    by = {found.evidence.quote: found.deadline.by if found.deadline else "" for found in record.numeric_targets}
    assert by == {"6座": "2024-12-31", "9座": "2025-12-31", "4座": ""}


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("除2026年底前外", None),
        ("除了2026年6月30日前外，", None),
        ("而非2026年底前", None),
        ("不早于2026年底", None),
        ("拆除2026年闲置岗亭后", ("2026年", "2026-12-31")),
        ("于2026年之后", ("2026年之后", "")),
        ("于2026年暑假前", ("2026年暑假前", "")),
        ("于2026年腊月底前", ("2026年腊月底前", "")),
        ("在2021年暑假前建设的基础上", None),
        ("于2026年Q1", ("2026年Q1", "2026-03-31")),
    ],
)
def test_a_day_excluded_or_not_understood_is_no_last_day(words: str, deadline: tuple[str, str] | None) -> None:
    record = reply(f"下一步工作\n下一步，我局将{words}新建岗亭4个。")
    found = record.commitments[-1].deadline
    assert (found and (found.text, found.by)) == deadline


def test_the_nth_number_belongs_to_the_nth_year() -> None:
    record = reply("下一步，2025、2030年通车里程分别达到3450、4340公里。")
    assert [target.deadline and target.deadline.by for target in record.numeric_targets] == ["2025-12-31", "2030-12-31"]


def test_a_year_at_the_head_of_a_point_covers_it_and_nothing_behind() -> None:
    record = reply("一、下一步工作\n1、2025年新建站亭30个。改造站牌200块。\n2、更新公交车50辆。")
    dates = [found.deadline.by if found.deadline else "" for found in record.numeric_targets]
    assert dates == ["2025-12-31", "2025-12-31", ""]


def test_a_year_before_a_colon_covers_the_list_below_it_and_nothing_behind() -> None:
    record = reply(
        "二、下一步工作\n2025年，我局将：\n1.新建泊位300个；\n2.改造路口12处。\n三、其他打算\n1.新建站台5座。"
    )
    by = {found.evidence.quote: found.deadline.by if found.deadline else "" for found in record.numeric_targets}
    assert by == {"300个": "2025-12-31", "12处": "2025-12-31", "5座": ""}


def test_a_heading_that_states_a_year_covers_its_point() -> None:
    record = reply("一、2025年工作打算\n新建站亭30个。")
    assert target(record, "30个").deadline is not None


def test_the_date_that_ends_a_sentence_covers_its_numbers() -> None:
    record = reply("我局将新建站亭30个、更换站牌200块，10月底前完成。")
    assert {found.deadline.by for found in record.numeric_targets if found.deadline} == {"2024-10-31"}
