"""Which numbers say how big each thing is, and which count or measure what is to be done."""

from __future__ import annotations

import pytest

from tests.support.replies import reply, target, targets


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("购置240升垃圾桶500只、5立方米压缩车3台。", ["500只", "3台"]),
        ("投放660L规格的垃圾桶300只。", ["300只"]),
        ("统一换用660L规格的垃圾桶。", []),
        ("更换35座客车4辆。", ["4辆"]),
        ("修建12米宽的道路3公里。", ["3公里"]),
        ("新建4层教学楼2栋。", ["2栋"]),
        ("培育年产值超10亿元企业5家、超百亿元企业1家。", ["5家", "1家"]),
        ("打造3家超亿元企业。", ["3家"]),
        ("打造百间以上民宿集群3个。", ["3个"]),
        ("新增客房百间以上，民宿3个。", ["百间以上", "3个"]),
        ("完成投资超10亿元。", ["超10亿元"]),
        ("改造10公里长输管线，新建公园3座，建筑5层。", ["10公里", "3座", "5层"]),
        ("改造60公里水渠，清淤2万立方米。", ["60公里", "2万立方米"]),
        ("开展3场培训200人次。", ["3场", "200人次"]),
        ("建200立方米水池2口。", ["200立方米", "2口"]),
    ],
)
def test_the_size_of_each_thing_bought_is_no_target(body: str, expected: list[str]) -> None:
    assert targets(reply("二、下一步工作\n" + body)) == expected


def test_the_size_of_a_thing_to_be_built_is_a_level() -> None:
    record = reply("二、下一步工作\n建200立方米水池2口，清淤3000立方米。")
    bases = [target(record, quote).basis for quote in ("200立方米", "2口", "3000立方米")]
    assert bases == ["level", "increment", "increment"]


def test_a_size_belongs_to_the_name_of_what_is_counted() -> None:
    record = reply("二、下一步工作\n培育年产值超10亿元企业5家，购置240升垃圾桶500只。")
    assert [found.indicator for found in record.numeric_targets] == ["年产值超10亿元企业", "240升垃圾桶"]


def test_a_size_leaves_no_warning() -> None:
    assert reply("二、下一步工作\n购置240升垃圾桶500只。").warnings == ()
