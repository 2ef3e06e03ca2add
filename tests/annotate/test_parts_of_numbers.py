from __future__ import annotations

from decimal import Decimal

import pytest

from summarise import Document
from summarise.annotate import annotate
from summarise.annotated import AnnotatedDocument, Quantity


def quantities(words: str) -> list[Quantity]:
    """The quantities of a sentence that holds these words."""
    return list(annotated(words).quantities)


def annotated(words: str) -> AnnotatedDocument:
    """A letter with a sentence that holds these words."""
    text = f"青澜市建设局关于第118号提案的答复\n现答复如下：\n二、下一步工作计划\n下一步，我局将{words}，抓好落实。\n"
    return annotate(Document("letter.txt", text))


@pytest.mark.parametrize(
    "words",
    [
        "新增资金3’500元",
        "建设沟渠6x82米",
        "增派车辆.5个",
        "使占比为.35%",
        "新增资金7e3元",
        "新增资金4。5万元",
        "新增展品10的5次方个",
        "新建泵房三、四百座",
        "新增泊位3..6个",
        "新增泊位三十6个",
        "新增泊位三十四56个",
        "新增资金2万元8角",
        "新增资金三十6元/甲3座",
        "建设沟渠三十6米×4米",
        "使增幅为－7%",
        "总量达到25¾个",
        "配比达到6比11",
        "新增资金1；000元",
        "新增席位30l7个",
        "使总量达到30l7个",
        "使总量达到37e3件",
        "使总量达到3..6个",
        "使容积率0.\n7、完成验收",
        "到2026年175对外开放",
        "到2026年175组织完成",
    ],
)
def test_a_part_of_a_number_is_no_quantity(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize(
    ("words", "value", "comparator"),
    [
        ("投入超300万元", 3000000, ">"),
        ("提高超7个百分点", 7, ">"),
        ("赶超30家", 30, "="),
        ("新增泊位40个+", 40, ">="),
        ("新增泊位4万06个", 40006, "="),
        ("新建泵房3座", 3, "="),
        ("新建防护设施12组", 12, "="),
        ("新引进两家企业", 2, "="),
    ],
)
def test_words_around_a_number_leave_it_whole(words: str, value: int, comparator: str) -> None:
    assert [(q.value, q.comparator) for q in quantities(words)] == [(Decimal(value), comparator)]


@pytest.mark.parametrize(
    "words", ["新增泊位不少\n于30个", "泊位不超过\n30个", "泊位控制\n在30个", "在建泊位不\n低于30个", "泊位突\n破30个"]
)
def test_a_number_whose_comparing_words_a_break_parts_is_unread(words: str) -> None:
    assert quantities(words) == []
    (token,) = annotated(words).unread_numbers()
    assert annotated(words).quote(token).endswith("30个")


@pytest.mark.parametrize("words", ["新增泊位\n30个", "路口附近\n30个", "总长不超过\n\n30个"])
def test_any_other_break_in_front_of_a_number_leaves_it_as_it_is(words: str) -> None:
    assert [(q.value, q.comparator) for q in quantities(words)] == [(Decimal(30), "=")]


@pytest.mark.parametrize(
    ("words", "low", "high", "unit"),
    [
        ("占比达到20%以上至30%", 20, 30, "%"),
        ("投资30亿元以上到50亿元", 30 * 10**8, 50 * 10**8, "元"),
        ("每亩补助300元及以上—500元", 300, 500, "元"),
    ],
)
def test_a_range_whose_lower_end_says_that_it_is_one_is_a_range(words: str, low: int, high: int, unit: str) -> None:
    assert [(q.value, q.upper, q.unit, q.comparator) for q in quantities(words)] == [
        (Decimal(low), Decimal(high), unit, "range")
    ]


def test_a_year_behind_at_least_is_no_upper_end() -> None:
    assert [(q.value, q.upper) for q in quantities("占比达到20%以上至2027年不变")] == [(Decimal(20), None)]


@pytest.mark.parametrize("words", ["新建面积10万平，", "10万平的厂房", "10万平", "10万余平左右"])
def test_a_short_word_for_square_metres_is_read_behind_figures(words: str) -> None:
    assert [(q.value, q.unit) for q in quantities(words)] == [(Decimal(100000), "平方米")]


@pytest.mark.parametrize("words", ["服务10万平台用户", "实现三通一平", "惠及10万平民", "3平台一中心"])
def test_what_only_begins_like_it_is_no_area(words: str) -> None:
    assert not any(q.unit for q in quantities(words))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [
        ("渗透系数3.0×10⁻²厘米", "0.03", "厘米"),
        ("浓度不高于3×10^-4毫克/升", "0.0003", "毫克/升"),
        ("达到2×10<sup>-3</sup>克", "0.002", "克"),
    ],
)
def test_powers_below_one_are_read_exactly(words: str, value: str, unit: str) -> None:
    assert [(q.value, q.unit) for q in quantities(words)] == [(Decimal(value), unit)]


@pytest.mark.parametrize("words", ["新建5⁻²个", "新建10⁻²个", "系数5⁻², 另计"])
def test_a_raised_minus_that_makes_no_power_leaves_the_number_unread(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "占比提高8\n5%", "增长1\n2.5%", "总值50\n亿元", "投资达到50\n万元", "投资1亿\n2000万元", "投资30万\n元",
        "提高20个\n百分点", "办理时间为3个\n工作日", "完成第1\n5个", "补助100元\n/亩", "建设3到5\n个",
        "建设3个到5个\n百分点",
    ],
)  # fmt: skip
def test_a_number_that_a_line_s_break_may_part_is_unread(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize("words", ["新建3座\n新增5座", "新建3座\n5座", "新建3个\n二是抓好管护"])
def test_a_number_that_ends_a_line_with_its_unit_is_read(words: str) -> None:
    assert quantities(words)[0].value == 3


@pytest.mark.parametrize("words", ["500米至2公里", "长500米—1.2公里", "压缩到3天至12小时", "新建2个1/3"])
def test_a_range_in_two_units_of_one_kind_is_unread(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize("words", ["培训3万五十六人", "培训3万零五十人", "新增5百二十个"])
def test_figures_that_characters_go_on_are_unread_where_they_make_no_number(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("培训2万三千五百人", 23500),
        ("投资1亿三千万元", 130000000),
        ("完成百余家企业走访", 100),
        ("投资1亿三千五十万元", 130500000),
    ],
)
def test_those_that_make_one_are_read(words: str, value: int) -> None:
    assert [q.value for q in quantities(words)] == [Decimal(value)]


@pytest.mark.parametrize("words", ["用两到三年建成", "用2到3年建成", "三至五年建成"])
def test_years_from_to_are_no_quantity(words: str) -> None:
    assert quantities(words) == []


@pytest.mark.parametrize(
    ("words", "unit"),
    [("补助50元每亩", "元每亩"), ("电价0.5元每千瓦时的优惠", "元每千瓦时"), ("补贴2000元每户每年", "元每户每年"),
     ("安排50元每年用于管护", "元"), ("新建3座每村一座", "座")],
)  # fmt: skip
def test_a_rate_in_words_is_kept_whole(words: str, unit: str) -> None:
    assert quantities(words)[0].unit == unit


@pytest.mark.parametrize("day", ["2025 年 6 月 30 日前", "2025年 6月30日前"])
def test_a_day_with_blanks_is_no_heading(day: str) -> None:
    text = f"青澜市建设局关于第118号提案的答复\n现答复如下：\n二、下一步工作\n（二）力争{day}，实现全部小区的覆盖。\n"
    (found,) = annotate(Document("letter.txt", text)).dates
    assert str(found.by) == "2025-06-30"


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("采购果皮箱四十7个", ["四十7个"]),
        ("惠及农户六千3户", ["六千3户"]),
        ("招录协管员二百5十人", ["二百5十人"]),
        ("新建2O米×6米候车亭", ["2O米", "6米"]),
        ("使一半以上的村达标", ["一半以上"]),
        ("使半数左右的店面达标", ["半数左右"]),
    ],
)
def test_what_is_written_half_in_figures_is_named_as_unread(words: str, unread: list[str]) -> None:
    found = annotated(words)
    assert not found.quantities
    assert [found.document.text[one.start : one.end] for one in found.unread_numbers()] == unread


@pytest.mark.parametrize("words", ["购置14座中巴车6辆", "购置45座以上新能源大巴6辆", "购置7座商务车6辆"])
def test_the_seats_of_a_vehicle_count_nothing(words: str) -> None:
    assert [(one.value, one.unit) for one in quantities(words)] == [(Decimal(6), "辆")]


@pytest.mark.parametrize(
    "words", ["新建3座校车驿站", "新建3座客车停车场", "新建3座观光车换电站", "新建3座客车检测站", "新建3座轿车维修中心"]
)
def test_places_for_vehicles_are_counted(words: str) -> None:
    assert [(one.value, one.unit) for one in quantities(words)] == [(Decimal(3), "座")]
