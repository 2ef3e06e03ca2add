"""Which numbers name the system of a game or a school, and which count people who make something."""

from __future__ import annotations

import pytest

from tests.support.replies import reply, targets


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("安排20人制订方案。", ["20人"]),
        ("安排20人制定标准。", ["20人"]),
        ("安排30人制作宣传片。", ["30人"]),
        ("培训50人制茶。", ["50人"]),
        ("培训50人制陶。", ["50人"]),
        ("组织30人制毒品警示教育片。", ["30人"]),
        ("安排15人制图。", ["15人"]),
        ("安排15人制版。", ["15人"]),
        ("培训40人制品加工。", ["40人"]),
        ("新建5人制足球场3个。", ["3个"]),
        ("新建7人制、11人制球场2个。", ["2个"]),
        ("新建5人制和8人制球场4个。", ["4个"]),
        ("新建5人制的足球场3个。", ["3个"]),
        ("新建8人制室内足球场3个。", ["3个"]),
        ("新建5人制（笼式）球场6个。", ["6个"]),
        ("组建3人制篮球队5支。", ["5支"]),
        ("举办5人制联赛3场。", ["3场"]),
        ("新建5人制室外运动场2个。", ["2个"]),
        ("新建5人制人造草坪足球场3个。", ["3个"]),
        ("安排5人制定学校方案。", ["5人"]),
        ("开办三年制中职学校2所。", ["2所"]),
        ("新增3年制高职专业2个。", ["2个"]),
    ],
)
def test_people_who_make_something_are_counted(body: str, expected: list[str]) -> None:
    assert targets(reply("二、下一步工作\n" + body)) == expected
