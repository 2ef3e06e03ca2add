"""Which numbers of a change, a rule of others or a finished year are to be reached, and by when."""

from __future__ import annotations

import pytest

from tests.support.replies import commitments, days, measures, reply, targets

PLAN = "二、下一步工作\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("泵站由12座扩充到18座。", ["18座"]),
        ("巡河半径由5公里缩小到3公里。", ["3公里"]),
        ("公交班次由每日8班加密到每日12班。", ["12班"]),
        ("护林队伍从30人充实到45人。", ["45人"]),
        ("接管率由目前的61%提高到80%，再争取达标。", ["80%"]),
        ("由县水利局新建3座，年底前再建2座。", ["3座", "2座"]),
    ],
)
def test_the_first_number_of_a_change_is_no_target_whatever_its_verb(body: str, expected: list[str]) -> None:
    assert targets(reply(PLAN + body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("泵站从12座增至18座，年内再建4座。", ["4座"]),
        ("床位由90张扩大到150张，计划明年再增60张。", ["60张"]),
        ("截至5月底已招录教师70名，下半年再招录30名。", ["30名"]),
    ],
)
def test_a_change_that_goes_on_is_past(body: str, expected: list[str]) -> None:
    assert targets(reply("一、工作情况\n" + body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "更换2011年安装的老旧水表800只。",
        "修补2015年建成的渠道30公里。",
        "灌溉面积达到2022年的1.5倍。",
        "接待量增加到目前的两倍。",
    ],
)
def test_a_year_that_names_or_multiplies_a_thing_is_no_report(body: str) -> None:
    record = reply(PLAN + body)
    assert commitments(record) == [body]
    assert measures(record) == []
    assert len(targets(record)) == 1


@pytest.mark.parametrize(
    ("body", "deadline"),
    [
        ("力争9月底前完成环评，11月开工建设。", "2024-11-30"),
        ("今年完成可研，明年启动泵站建设。", "2025-12-31"),
        ("2025年上半年完成设计，2025年底前启动施工。", "2025-12-31"),
        ("10月开工建设，2025年6月底前通水。", "2025-06-30"),
    ],
)
def test_the_last_date_is_the_deadline_also_of_a_start(body: str, deadline: str) -> None:
    found = reply(PLAN + body).commitments[0].deadline
    assert found is not None
    assert str(found.by) == deadline


def test_each_number_has_the_date_on_which_its_work_begins() -> None:
    record = reply(PLAN + "其中今年四季度开工泵站7座，明年开工9座。")
    assert days(record) == {"7座": "2024-12-31", "9座": "2025-12-31"}


@pytest.mark.parametrize(
    "body",
    [
        "按照省厅规定，新建小区中水回用率应不低于20%。",
        "国家标准要求，管网漏损率2025年应达到9%。",
        "上级要求各厂每年至少检漏2次。",
    ],
)
def test_what_a_rule_of_others_asks_for_is_promised_by_nobody(body: str) -> None:
    record = reply(PLAN + body)
    assert commitments(record) == []
    assert targets(record) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("支持建设节水中心6个。", ["6个"]),
        ("支持创建节水园区4个、节水企业20家。", ["4个", "20家"]),
        ("停水天数≤12天，合格率≥95%。", ["≤12天", "≥95%"]),
        ("人均绿地＞8平方米。", ["＞8平方米"]),
        ("抢修到场时间不超过15分钟。", ["不超过15分钟"]),
        ("对达标企业一次性奖励20万元。", []),
        ("5个工作日内答复。", []),
    ],
)
def test_limits_with_signs_and_what_is_supported_are_targets(body: str, expected: list[str]) -> None:
    assert targets(reply(PLAN + body)) == expected
