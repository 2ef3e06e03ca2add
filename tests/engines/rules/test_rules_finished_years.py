"""A year, half-year, month or day that is over when the letter is written tells of what was done in it."""

from __future__ import annotations

import pytest

from tests.support.replies import commitments, measures, reply


def test_a_month_or_quarter_goes_on_with_the_finished_year_before_it() -> None:
    body = "2023年监测达标率96.4%。3季度达标率为85.7%；4季度达标率为90%。"
    record = reply(body)
    assert (len(measures(record)), commitments(record)) == (3, [])


def test_a_day_goes_on_with_the_finished_year_before_it() -> None:
    body = "2023年8月3日，我局启动节水户认定。经过初审，于11月2日至11月6日组织专家对12户现场检查。"
    record = reply(body)
    assert (len(measures(record)), commitments(record)) == (2, [])


@pytest.mark.parametrize(("day", "told"), [("2024年5月30日", False), ("2024年5月31日", True), ("2024年6月30日", True)])
def test_the_name_of_a_half_year_that_is_nearly_over_tells_of_what_was_done_in_it(day: str, *, told: bool) -> None:
    for body in ("上半年检修水泵132台，清理沟渠96公里。", "今年上半年检修水泵132台。"):
        record = reply(body, closing=f"\n青川县水务局\n{day}")
        assert (measures(record), commitments(record)) == (([body], []) if told else ([], [body]))


@pytest.mark.parametrize(
    "body", ["上半年前检修水泵132台。", "到上半年检修水泵132台。", "我局将在上半年完成132台水泵的检修。"]
)
def test_a_half_year_that_is_nearly_over_may_still_be_a_deadline(body: str) -> None:
    assert commitments(reply(body, closing="\n青川县水务局\n2024年6月20日")) == [body]


def test_a_quarter_is_nearly_over_in_its_last_days() -> None:
    body = "二季度检修水泵132台。"
    assert commitments(reply(body, closing="\n青川县水务局\n2024年6月19日")) == [body]
    assert measures(reply(body, closing="\n青川县水务局\n2024年6月20日")) == [body]


def test_a_day_behind_one_of_the_letters_own_year_may_be_to_come() -> None:
    record = reply("2024年3月8日，我局完成泵站设计。11月2日开工建设。")
    assert commitments(record) == ["11月2日开工建设。"]
