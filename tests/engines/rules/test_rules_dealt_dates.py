"""Which date belongs to which number, where 分别 deals them out or a line above a list states one."""

from __future__ import annotations

import pytest

from tests.support.replies import CLOSING, commitments, days, measures, reply, targets


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("三、四季度分别举办展会3场、2场。", {"3场": "2024-09-30", "2场": "2024-12-31"}),
        (
            "2025、2026年分别新建泵站3座、4座，站房5间和6间。",
            {"3座": "2025-12-31", "4座": "2026-12-31", "5间": "2025-12-31", "6间": "2026-12-31"},
        ),
        (
            "2025—2027年，分别改造管网30公里、40公里、50公里，三年共120公里。",
            {"30公里": "", "40公里": "", "50公里": "2027-12-31", "120公里": "2027-12-31"},
        ),
        ("2025年改造9处、2026年改造7处，投资分别达到3亿元、4亿元。", {"3亿元": "2025-12-31", "4亿元": "2026-12-31"}),
        ("2025、2026年分别投资3亿元、4亿元、5亿元。", {"3亿元": "", "4亿元": "", "5亿元": ""}),
        ("2025、2026、2027年分别投资3亿元、4亿元。", {"3亿元": "", "4亿元": ""}),
        ("2025年、2026年分别建成泵站3座、水厂2个。", {"3座": "", "2个": ""}),
        ("2025、2026、2027年分别投资3亿元，新建泵站3座、4座。", {"3亿元": "", "3座": "", "4座": ""}),
        ("2025、2026、2027年分别投资3亿元，新建泵站3座。", {"3亿元": "", "3座": "2027-12-31"}),
        ("2025、2026年分别投资3亿元、4亿元，共7亿元。", {"3亿元": "2025-12-31", "7亿元": "2026-12-31"}),
        (
            "2025、2026年分别投资3亿元、4亿元，2027年投资5亿元。",
            {"3亿元": "2025-12-31", "4亿元": "2026-12-31", "5亿元": "2027-12-31"},
        ),
        ("2025—2026年，三个片区分别改造30公里、40公里、50公里。", {"30公里": "2026-12-31", "50公里": "2026-12-31"}),
    ],
)
def test_each_number_has_its_own_date(body: str, expected: dict[str, str]) -> None:
    assert expected.items() <= days(reply("二、下一步工作\n" + body)).items()


def test_what_is_dealt_to_a_finished_year_is_no_target() -> None:
    body = "2023、2025年接待游客分别达到300万人次和350万人次。"
    record = reply("二、下一步工作\n" + body)
    assert targets(record) == ["350万人次"]
    assert record.numeric_targets[0].basis == "level"


@pytest.mark.parametrize(("day", "read"), [("2024年12月31日", ["3座", "4座"]), ("2025年1月1日", [])])
def test_a_year_is_finished_when_its_last_day_is_over(day: str, read: list[str]) -> None:
    body = "二、下一步工作\n2024、2025年分别建成泵站3座、4座。"
    assert targets(reply(body, closing=f"\n青岚县交通运输局\n{day}\n")) == read


def test_numbers_of_finished_years_are_no_targets_if_they_are_more_than_the_years() -> None:
    body = "2022、2023年分别接待游客3万人次、4万人次、5万人次，将在2025年接待6万人次。"
    assert targets(reply("二、下一步工作\n" + body)) == ["6万人次"]


@pytest.mark.parametrize(
    "head",
    [
        "2025年，我局将：",
        "2025年，我局将重点做好：",
        "下一步，我局计划2025年底前完成如下任务：",
    ],
)
def test_a_date_above_lines_of_a_list_covers_each(head: str) -> None:
    record = reply(f"{head}\n新建泵站12座；\n改造管网30公里；\n铺设管道5公里。\n我局将加强巡查。")
    assert commitments(record) == ["新建泵站12座；", "改造管网30公里；", "铺设管道5公里。", "我局将加强巡查。"]
    assert days(record) == dict.fromkeys(["12座", "30公里", "5公里"], "2025-12-31")
    assert [item.deadline is None for item in record.commitments] == [False, False, False, True]
    assert not [warning for warning in record.warnings if warning.kind == "deadline_out_of_scope"]


@pytest.mark.parametrize(
    "head",
    [
        "下一步，我局2025年将重点做好：",
        "我们将在2025年做好：",
        "下一步，确保2025年内完成以下工作：",
        "2025年，按照您的建议，我局将：",
        "2025年完成上级印发的方案，我局将：",
        "对此，我局计划2025年底前做好：",
        "按照您的建议，我局计划2025年底前做好：",
    ],
)
def test_a_date_of_our_own_act_covers_the_list(head: str) -> None:
    for lines in ("新建泵站12座；\n改造管网30公里。", "1.新建泵站12座。\n2.改造管网30公里。"):
        found = days(reply(f"二、下一步工作\n{head}\n{lines}"))
        assert found == {"12座": "2025-12-31", "30公里": "2025-12-31"}


@pytest.mark.parametrize(
    "head",
    [
        "对您提出的2025年底前改造完毕的建议，我局将做好以下工作：",
        "关于2025年底前改造完毕，我局将做好以下工作：",
        "按照2025年3月印发的方案，我局将做好以下工作：",
        "2025年3月市政府印发的方案要抓好落实，我局将做好：",
        "在2025年工作基础上，我局将：",
        "在2025年工作基础上我局将：",
        "落实到2025年实现碳达峰的要求，做到：",
        "落实到2025年底前实现碳达峰的要求做到：",
        "根据2025年度重点工作安排，我局将做好以下工作：",
        "按照2025年底前全部达标的部署，我局将做好：",
        "委员所提2025年底前开通的线路，我局将做好：",
    ],
)
def test_a_date_of_a_plan_or_a_request_covers_no_list(head: str) -> None:
    for lines in ("新建泵站12座；\n改造管网30公里。", "1.新建泵站12座。\n2.改造管网30公里。"):
        record = reply(f"二、下一步工作\n{head}\n{lines}")
        assert days(record) == {"12座": "", "30公里": ""}
        assert [item.deadline for item in record.commitments if "12座" in item.evidence[0].quote] == [None]


@pytest.mark.parametrize(
    "head", ["按照2025年3月印发的方案，我市计划2025年新建泵站30座。", "我市将在2025年新建泵站30座。"]
)
def test_the_date_of_the_whole_is_that_of_its_parts(head: str) -> None:
    record = reply(f"二、下一步工作\n{head}其中县水利局建设12座；县住建局建设18座。县财政局将安排资金200万元。")
    assert days(record) == {"30座": "2025-12-31", "12座": "2025-12-31", "18座": "2025-12-31", "200万元": ""}


def test_a_date_in_front_of_the_first_point_covers_the_others() -> None:
    record = reply("2025年，我局将抓好供水，一是新建泵站12座。二是改造管网。改造管网30公里。")
    assert days(record) == {"12座": "2025-12-31", "30公里": "2025-12-31"}


def test_a_date_covers_the_table_below_it_also_past_the_line_of_its_unit() -> None:
    rows = "市一院 | 现有床位（张）：900 | 新增床位（张）：300\n县医院 | 现有床位（张）：420 | 新增床位（张）：180"
    record = reply(f"下一步，我局计划2026年底前完成如下任务：\n（单位：张）\n{rows}")
    assert days(record) == {"300": "2026-12-31", "180": "2026-12-31"}
    assert measures(record) == []


def test_a_row_of_what_exists_only_is_done() -> None:
    row = "市一院 | 现有床位（张）：900"
    assert measures(reply("下一步，我局计划完成如下任务：\n" + row)) == [row]


def test_the_end_of_a_running_year_is_told_of_by_no_sum() -> None:
    body = "前三季度，我局累计接待游客200万人次，到年底累计接待力争突破400万人次。"
    letter = reply(body, closing=CLOSING.replace("6月18日", "11月18日"))
    assert days(letter) == {"400万人次": "2024-12-31"}


def test_a_date_above_a_sentence_that_ends_the_list_covers_nothing_behind_it() -> None:
    record = reply("2025年，我局将：\n新建泵站12座。\n铺设管道5公里。")
    assert days(record)["5公里"] == ""


@pytest.mark.parametrize(
    "words",
    [
        *("比今年提高5个百分点", "较2024年提高5个百分点", "在今年基础上再提高5个百分点"),
        *("在2025年的基础上提高5个百分点", "在2025年前的基础上提高5个百分点"),
    ],
)
def test_a_year_with_which_a_number_is_compared_is_no_deadline(words: str) -> None:
    assert days(reply(f"二、下一步工作\n覆盖率{words}。")) == {"5个百分点": ""}


def test_a_year_behind_a_share_is_a_deadline() -> None:
    assert days(reply("二、下一步工作\n新能源占比2026年达到30%。")) == {"30%": "2026-12-31"}
