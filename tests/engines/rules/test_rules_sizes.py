"""Which numbers say how big each thing is, and which count or measure what is to be done."""

from __future__ import annotations

from decimal import Decimal

import pytest

from summarise.annotated import Quantity
from summarise.engines.rules.clauses import InClause
from summarise.engines.rules.sizes import is_size_of_what_is_built
from tests.support.replies import reply, target, targets


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("购置240升垃圾桶500只、5立方米压缩车3台。", ["500只", "3台"]),
        ("投放660L规格的垃圾桶300只。", ["300只"]),
        ("统一换用660L规格的垃圾桶。", []),
        ("更换35座客车4辆。", ["4辆"]),
        ("修建12米宽的道路3公里。", ["3公里"]),
        ("培育年产值超10亿元企业5家、超百亿元企业1家。", ["5家", "1家"]),
        ("打造3家超亿元企业。", ["3家"]),
        ("打造百间以上民宿集群3个。", ["3个"]),
        ("新增客房百间以上，民宿3个。", ["百间以上", "3个"]),
        ("完成投资超10亿元。", ["超10亿元"]),
        ("改造10公里长输管线，新建公园3座，建筑5层。", ["10公里", "3座", "5层"]),
        ("改造60公里水渠，清淤2万立方米。", ["60公里", "2万立方米"]),
        ("开展3场培训200人次。", ["3场", "200人次"]),
        ("建200立方米水池2口。", ["200立方米", "2口"]),
        ("修建12米宽道路。", []),
        ("设置2米高围挡300米。", ["300米"]),
        ("开行35座客车。", []),
        ("购置35座客车、20座中巴各2辆。", ["2辆"]),
        ("招引超亿元建筑企业3家。", ["3家"]),
        ("培育产值10亿元高新技术企业5家。", ["5家"]),
        ("引进投资5亿元以上项目3个。", ["3个"]),
    ],
)
def test_the_size_of_each_thing_bought_is_no_target(body: str, expected: list[str]) -> None:
    assert targets(reply("二、下一步工作\n" + body)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("投入5000万元实施水利项目12个。", ["5000万元", "12个"]),
        ("安排资金2亿元扶持企业30家。", ["2亿元", "30家"]),
        ("投资5亿元建设产业园区3个。", ["5亿元", "3个"]),
        ("投资800万元改造老旧小区项目6个。", ["800万元", "6个"]),
        ("投资3亿元新能源项目2个。", ["3亿元", "2个"]),
        ("争取资金3000万元农业项目12个。", ["3000万元", "12个"]),
        ("帮助3家企业投资2亿元建设产业园区。", ["3家", "2亿元"]),
        ("2亿元扶持企业30家。", ["2亿元", "30家"]),
        ("新建4层教学楼2栋。", ["4层", "2栋"]),
        ("新建80米长的桥梁2座。", ["80米", "2座"]),
        ("新建800米高架桥。", ["800米"]),
        ("新建3座公交场站。", ["3座"]),
        ("新建5座新能源公交充电站。", ["5座"]),
        ("新建4座客车检测站。", ["4座"]),
        ("新建2座校车停靠点。", ["2座"]),
        ("建设10公里高架桥。", ["10公里"]),
        ("新建20公里高品质绿道。", ["20公里"]),
        ("铺设100公里宽带网络。", ["100公里"]),
        ("打造5公里长廊。", ["5公里"]),
        ("疏浚20公里深水航道。", ["20公里"]),
        ("新建30公里长距离输水管道。", ["30公里"]),
        ("新建5公里深隧。", ["5公里"]),
        ("新建800米长廊。", ["800米"]),
        ("新建5公里长的绿道。", ["5公里"]),
        ("铺设500米粗砂垫层。", ["500米"]),
        ("新增100个规格化停车泊位。", ["100个"]),
        ("新增80个型材加工岗位。", ["80个"]),
        ("完成3个型号审定。", ["3个"]),
        ("采购300吨型钢。", ["300吨"]),
    ],
)
def test_what_is_paid_built_or_made_is_a_target(body: str, expected: list[str]) -> None:
    assert targets(reply("二、下一步工作\n" + body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "完成3000户以上危旧房改造10个。",
        "打造百间以上民宿集群3个。",
        "培育500头以上养殖场8个。",
        "培育10亿元企业5家。",
        "培育年产值超10亿元企业5家。",
        "引进投资5亿元以上项目3个。",
    ],
)
def test_a_size_that_may_be_a_target_leaves_a_warning(body: str) -> None:
    warnings = reply("二、下一步工作\n" + body).warnings
    assert [warning.kind for warning in warnings] == ["unselected_quantity"]


def test_the_size_of_a_thing_to_be_built_is_a_level() -> None:
    record = reply("二、下一步工作\n建200立方米水池2口，建4层教学楼1栋，清淤3000立方米。")
    bases = [target(record, quote).basis for quote in ("200立方米", "2口", "4层", "3000立方米")]
    assert bases == ["level", "increment", "level", "increment"]


def test_a_size_belongs_to_the_name_of_what_is_counted() -> None:
    record = reply("二、下一步工作\n培育年产值超10亿元企业5家，购置240升垃圾桶500只。")
    assert [found.indicator for found in record.numeric_targets] == ["年产值超10亿元企业", "240升垃圾桶"]


@pytest.mark.parametrize("body", ["购置240升垃圾桶500只。", "修建12米宽的道路3公里。", "更换35座客车4辆。"])
def test_a_size_leaves_no_warning(body: str) -> None:
    assert reply("二、下一步工作\n" + body).warnings == ()


@pytest.mark.parametrize(
    ("before", "after", "unit", "is_size"),
    [
        ("建", "水池1口", "立方米", True),
        ("建", "水池", "立方米", False),
        ("补助", "水池1口", "立方米", False),
        ("建", "水池1口", "公里", False),
    ],
)
def test_a_size_of_each_stands_between_building_and_a_count(before: str, after: str, unit: str, is_size: bool) -> None:
    quantity = Quantity(1, 0, 1, 1, Decimal(200), None, unit, "=")
    assert is_size_of_what_is_built(InClause(quantity, before, before, f"200{unit}", after)) is is_size
