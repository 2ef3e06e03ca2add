"""An act beside context, difficulty or praise is an act; what only leads to acts, or lies beside them, is none."""

from __future__ import annotations

import pytest

from tests.support.replies import commitments, measures, reply


@pytest.mark.parametrize(
    "context",
    [
        "渠道两岸村民结合农时，合理用水，科学灌溉。",
        "在渠首设置闸门也是解决漏水问题的手段，但需要资金投入。",
        "我局组织人员到该渠段作了调研。",
        "国务院印发了《农田水利条例》，对渠道管护作出规定。",
        "由于机构改革，渠道建设职能已划转至农业农村部门。",
        "干旱日益严重，灌溉面积逐年缩小，给春耕带来了困难。",
        "架设渡槽需属地村组先行协调。",
        "目前渠道两岸农户不多，需要村集体给予补助。",
        "只有村组加强管护，改善渠道面貌，才能使用水有保证。",
        "该段渠道应在乡政府立项。",
        "北坡村辖区面积12平方公里，灌溉面积约300亩。",
        "该渠道权属为北坡村集体所有，建于1998年。",
        "对村内支渠改造无相关扶持政策。",
        "支渠拓宽的拆迁量大，改造难度不小。",
        "渠道改线涉及占地补偿、管线迁移等事项。",
        "“十三五”期间，渠道建设任务主要是支渠硬化。",
        "支渠的实施，是水利惠民的具体体现。",
        "渠道硬化，不仅仅是一次改造，更是村庄的新生。",
        "建议:规划渠道改线，建设拦污栅，有效解决淤积问题。",
        "该段坡度不符合建站要求，改造后也不利于行洪。",
        "从2020年起，国家放开了水费标准。",
        "经过多年建设，渠道面貌发生了很大的变化。",
        "为此，水管部门采取了相关措施进行扶持。",
        "为抓好建议办理工作，我局印发《建议办理分工表》，明确了承办科室。",
    ],
)
def test_context_before_an_act_is_no_act(context: str) -> None:
    record = reply(f"{context}\n目前，我局已更换闸门4座。")
    assert measures(record) == ["目前，我局已更换闸门4座。"]
    assert commitments(record) == []


@pytest.mark.parametrize(
    "act",
    [
        "近年来，我县高度重视节水工作，先后新建了南坡、北坡泵站。",
        "近年来，用水需求不能满足，县政府为此启动了北坡泵站的扩建。",
        "2022年10月完成渠首清淤。",
        "县水务局严厉打击盗采河砂行为，查处案件3起。",
        "对私搭的取水口进行全面清理。",
        "针对两村争水的矛盾，县水务局及时协调轮灌时间。",
        "县水务局开始组织编制《北坡灌区轮灌规则》(以下简称《规则》)。",
        "2021年3月5日取得北坡泵站初步设计的批复。",
        "2021年北坡泵站成功立项。",
        "近年来，我局一直致力于供水，通过开行送水车，将水送到了北坡村。",
        "综合考虑地形、用水影响等因素，我局调整了轮灌顺序。",
        "我局在工程养护和人员待遇方面做了大量工作，投入使用了北坡泵站。",
    ],
)
def test_an_act_beside_context_difficulty_or_praise_is_an_act(act: str) -> None:
    record = reply(f"去年我局更换闸门4座。\n渠道年久失修，坑洼不平，给群众带来不便。\n{act}")
    assert measures(record) == ["去年我局更换闸门4座。", act]
    assert commitments(record) == []


def test_an_act_of_the_state_is_a_measure_of_the_area_that_takes_part() -> None:
    body = "2023年，国务院部署了普查工作，我县完成普查点位120个。"
    assert measures(reply(body)) == [body]


@pytest.mark.parametrize("body", ["《河道管理条例》明确，禁止在河滩建房。", "方案明确了职责分工和奖惩办法。"])
def test_a_law_and_a_plan_that_settles_its_own_terms_promise_nothing(body: str) -> None:
    assert commitments(reply(f"去年我局更换闸门4座。\n{body}")) == []


def test_what_will_become_of_a_place_is_no_promise() -> None:
    record = reply("去年我局建成泵站2座。\n我局将更换闸门4座。\n随着口岸的开放，柳溪村将成为避暑的目的地。")
    assert commitments(record) == ["我局将更换闸门4座。"]


def test_a_statement_below_a_promise_is_context() -> None:
    record = reply(
        "去年我局更换闸门4座。\n下一步，我局将更新标识标牌。\n您的建议很有意义。\n从全县来看，此项工作还处在起步阶段。\n完善管护台账。"
    )
    assert commitments(record) == ["下一步，我局将更新标识标牌。", "完善管护台账。"]


@pytest.mark.parametrize(
    ("body", "is_told"),
    [
        ("近年来，我局开通了应急水源。", True),
        ("我局高度重视，收到提案后，安排专人调研，印发了方案。", False),
        ("近年来，我局高度重视供水工作。", False),
    ],
)
def test_an_overview_with_an_act_is_told_unless_the_act_is_of_the_handling(body: str, is_told: bool) -> None:
    assert measures(reply(f"{body}\n我局更换了水管。")) == [*[body] * is_told, "我局更换了水管。"]
