"""What the sentences around one say of it: its list, what leads it, what stands before it."""

from __future__ import annotations

import pytest

from tests.support.replies import commitments, measures, reply


def test_a_point_without_a_mark_has_the_tense_of_its_list() -> None:
    points = ["一、在渠首加装拦污栅。", "二、将在汛期前疏通涵管。", "三、增设巡查岗亭。"]
    record = reply("\n".join(["我镇近日更换了闸门。", *points]))
    assert measures(record) == ["我镇近日更换了闸门。"]
    assert commitments(record) == points


def test_a_list_led_by_a_report_is_done_though_one_point_sounds_promised() -> None:
    points = [
        "1.免费开放节水展厅，供村民参观学习。",
        "2.适时开展水质检测，向村民公布。",
        "3.每月开展入户宣传，分发资料。",
    ]
    record = reply("\n".join(["我镇已落实多项节水措施，水费下降。", *points]))
    assert points[0] in measures(record)
    assert points[2] in measures(record)


def test_what_is_planned_after_a_lead_that_names_measures_is_promised() -> None:
    record = reply(
        "老旧管网漏损较大，县政府制定了一系列更新措施。一是对无管网的片区铺设管道。二是对有管网的片区更换管道。\n"
        "去年我局更换管道3公里。"
    )
    assert measures(record) == ["去年我局更换管道3公里。"]
    assert len(commitments(record)) == 2


@pytest.mark.parametrize(
    "context",
    [
        "渠道两岸村民结合农时，合理用水，科学灌溉。",
        "在渠首设置闸门也是解决漏水问题的手段，但需要资金投入。",
        "我局组织人员到该渠段进行了现场查看。",
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


def test_a_rule_for_works_to_come_is_promised_in_a_plan() -> None:
    record = reply("去年我局更换管道3公里。\n下一步，我局将新建泵站2座。新建泵站必须在投用后3个月内完成检测。")
    assert "新建泵站必须在投用后3个月内完成检测。" in commitments(record)


def test_a_section_on_remedies_for_problems_reports_work() -> None:
    record = reply("一、稳步推进漏损等突出问题整治\n我局积极开展漏损整治活动，更换管道3公里。")
    assert measures(record) == ["我局积极开展漏损整治活动，更换管道3公里。"]


def test_what_follows_work_goes_on_with_it() -> None:
    body = ["目前，我局已更换闸门4座。", "统筹调度用水，落实轮灌制度。"]
    assert measures(reply("".join(body))) == body


def test_an_act_of_the_state_is_a_measure_of_the_area_that_takes_part() -> None:
    body = "2023年，国务院部署了普查工作，我县完成普查点位120个。"
    assert measures(reply(body)) == [body]


def test_words_in_a_title_or_a_quotation_mark_no_tense() -> None:
    body = "您提出的《关于尽快加装护栏的建议》很有意义。目前，我局已加装护栏300米，做到“早发现、早处置、早打算在明年”。"
    record = reply(body)
    assert len(measures(record)) == 1
    assert commitments(record) == []


def test_the_effect_of_what_is_promised_is_promised_too() -> None:
    record = reply("我局将改造泵站2座。泵站建成后，扬程、流量恢复到设计水平。")
    assert len(commitments(record)) == 2


@pytest.mark.parametrize(
    "body",
    [
        "该项目计划建设泵房一座。",
        "我镇打算在渠首加装闸门。",
        "资金到位后，由镇里组织施工。",
        "施工中，会及时洒水降尘。",
        "后期我镇再行修整。",
        "区水务部门将监督施工单位恢复路面。",
        "我们还要加强巡查。",
        "县商务委会继续对接冷链企业。",
        "我局业务科室会主动联系各村。",
        "施工队会陆续进场整修渠首。",
        "镇里规划在水库下游新建水厂一座。",
        "该路段8月底可完成铺设。",
        "待县里审批项目库，开展前期设计。",
    ],
)
def test_promises_by_their_near_synonyms(body: str) -> None:
    record = reply(f"去年我局更换闸门4座。\n{body}")
    assert commitments(record) == [body]


@pytest.mark.parametrize(
    "body",
    [
        "行动计划实施以来，全县建成泵站4座。",
        "协会积极开展培训，办班12期。",
        "我镇按计划更换闸门，目前已换4座。",
        "后续服务已由镇里接手。",
        "我校将课后服务时间延长至晚上六点，家长满意。",
        "我局完成管网普查，为下一步规划打下基础。",
        "柳溪区居委会会议室面积120平方米，已向居民开放。",
        "双溪县东关村村委会修整沟渠3公里。",
        "铁路规划建设事宜由省里研究，已报两次。",
        "我局正积极与县水务局沟通，争取早日推动渠首改造。",
        "我镇曾多次请管护单位加快施工，尽快恢复路面。",
        "我局督促养殖场完善设施，并引导尽快搬迁。",
        "县政府将双溪、柳溪、青溪、白溪、沙溪五镇的供水特许经营权授予县水务公司。",
        "我局将全县的铁皮水箱更换为不锈钢水箱40个。",
        "我局已开工新建泵站，此项工程的建成将大大改善供水条件。",
    ],
)
def test_what_only_sounds_promised_is_done(body: str) -> None:
    record = reply(f"去年我局更换闸门4座。\n{body}")
    assert commitments(record) == []


@pytest.mark.parametrize(
    "lead",
    [
        "下一步，我局将擦亮“水乡”品牌。",
        "我局在现有班底上，结合各镇实际，分层次、有计划地抓好管护队伍建设，将主要从三方面展开工作:",
        "我们正在开展的改革与您的建议方向一致，我们将充分采纳吸收。",
    ],
)
def test_a_promise_before_a_list_announces_plans(lead: str) -> None:
    record = reply(f"去年我局更换闸门4座。\n{lead}\n一是完善管护台账。\n落实管护责任40处。\n二是更新标识标牌。")
    assert lead not in commitments(record)
    assert "落实管护责任40处。" in commitments(record)


def test_a_promise_before_a_list_with_a_figure_is_a_promise() -> None:
    record = reply("我局将新建泵站3座。\n一是完善前期手续。\n落实用地指标。\n二是筹集资金。")
    assert "我局将新建泵站3座。" in commitments(record)


def test_what_a_plan_lays_down_is_planned_and_so_is_what_goes_on_with_it() -> None:
    record = reply(
        "一、关于供水设施的建议\n2023年县政府印发《供水三年行动方案》，方案明确，要新建水厂，各镇建有一座泵站。"
        "改造老旧管网120公里。完善水质监测站点30处。\n目前，我局更换水表4000只。"
    )
    assert commitments(record) == [
        "2023年县政府印发《供水三年行动方案》，方案明确，要新建水厂，各镇建有一座泵站。",
        "改造老旧管网120公里。",
        "完善水质监测站点30处。",
    ]
    assert measures(record) == [commitments(record)[0], "目前，我局更换水表4000只。"]


@pytest.mark.parametrize("body", ["《河道管理条例》明确，禁止在河滩建房。", "方案明确了职责分工和奖惩办法。"])
def test_a_law_and_a_plan_that_settles_its_own_terms_promise_nothing(body: str) -> None:
    assert commitments(reply(f"去年我局更换闸门4座。\n{body}")) == []


@pytest.mark.parametrize(
    "body",
    [
        "我局将把泵站纳入正在编制的供水规划。",
        "下一步，我局将确保已建设施正常运行。",
        "鉴于近几年生源已进入低谷，我局将统筹安排校舍改造。",
        "对于已开工路段，我局将继续跟踪进度。",
        "县商务局将利用现有加油站12座建设充电桩。",
    ],
)
def test_what_a_promise_presupposes_is_not_reported(body: str) -> None:
    record = reply(f"去年我局更换闸门4座。\n{body}")
    assert body not in measures(record)
    assert body in commitments(record)


def test_a_report_ends_what_a_promise_carries_on() -> None:
    record = reply(
        "我局将加密沿河巡查。在重点河段布设浮标。截至上月，全县聘用巡河员1056名。其中，双溪镇聘用巡河员42名。"
    )
    assert commitments(record) == ["我局将加密沿河巡查。", "在重点河段布设浮标。"]
    assert measures(record)[-1] == "其中，双溪镇聘用巡河员42名。"


@pytest.mark.parametrize(
    "body",
    [
        "自2024年3月起，我局更换闸门6座。",
        "全县规划供水管网120公里，截至2024年底，建成80公里。",
        "各校食谱在同一周内不重复，更换菜品30种。",
    ],
)
def test_a_time_that_has_begun_or_returns_is_none_to_come(body: str) -> None:
    record = reply(body)
    assert (measures(record), commitments(record)) == ([body], [])


def test_an_announcement_in_a_report_leads_on_to_plans() -> None:
    record = reply(
        "一、供水工作开展情况\n去年我局更换闸门4座。县水务局认识到这些不足的严重性，下步，将做好以下工作:"
        "一是强化管护意识。开办管护讲习班12期；二是加大投入力度。将管护经费列入年度预算。"
    )
    assert commitments(record) == ["开办管护讲习班12期；", "将管护经费列入年度预算。"]


def test_thanks_and_an_offer_promise_nothing() -> None:
    record = reply(
        "我局将增设浮标。\n再次感谢您对水务工作的关注，我们将继续努力，为群众服务。\n"
        "如果您还有其他建议，请随时来电，我们将认真倾听。"
    )
    assert commitments(record) == ["我局将增设浮标。"]


def test_printed_sounds_are_not_read() -> None:
    body = "目前，我局(jú)已更换水表4000只，下(xià)一步将更(gēng)换闸门。"
    record = reply(body)
    assert measures(record) == commitments(record) == [body]


def test_bare_points_of_plans_are_promised() -> None:
    record = reply(
        "近年来，我县建成泵站4座。\n二、下一步工作打算\n（一）完善管护台账\n（二）更新标识标牌\n（三）开办管护讲习班"
    )
    assert commitments(record) == ["（一）完善管护台账", "（二）更新标识标牌", "（三）开办管护讲习班"]


def test_bare_points_before_their_text_stay_headings() -> None:
    record = reply("一、下一步工作打算\n（一）完善管护台账\n（二）更新标识标牌\n我局将更新标牌40块。")
    assert commitments(record) == ["我局将更新标牌40块。"]


def test_an_announcement_after_a_promise_opens_its_list() -> None:
    record = reply(
        "我局将改善供水条件。具体措施包括:\n一、改造渠首。\n更换闸门4座。\n二、完善台账。\n登记用水户300户。"
    )
    assert commitments(record) == ["我局将改善供水条件。", "更换闸门4座。", "登记用水户300户。"]


def test_what_stands_behind_a_semicolon_has_the_tense_before_it() -> None:
    record = reply("一、工作开展情况\n年内计划疏浚河道4公里；在渠首方面，更换闸门4座；在堤岸方面，整治岸坡2处。")
    assert measures(record) == []
    assert len(commitments(record)) == 3


@pytest.mark.parametrize(
    "body",
    [
        "我局决定采取先行试点的思路，计划于明年5月改造泵站2座。",
        "我局开展入户排查，修整水表井40座，下一步按县里安排实施管网改造。",
        "县政府已将该片纳入改造范围，会逐步更换水表。",
        "县政府常务会议决定，今年计划整修渠道3公里，由县水务局编制预算方案。",
    ],
)
def test_decisions_acts_and_what_comes_next_are_both(body: str) -> None:
    record = reply(f"去年我局更换闸门4座。\n{body}")
    assert body in measures(record)
    assert body in commitments(record)


def test_what_will_become_of_a_place_is_no_promise() -> None:
    record = reply("去年我局建成泵站2座。\n我局将更换闸门4座。\n随着口岸的开放，柳溪村将成为避暑的目的地。")
    assert commitments(record) == ["我局将更换闸门4座。"]


def test_a_statement_below_a_promise_is_context() -> None:
    record = reply(
        "去年我局更换闸门4座。\n下一步，我局将更新标识标牌。\n您的建议很有意义。\n从全县来看，此项工作还处在起步阶段。\n完善管护台账。"
    )
    assert commitments(record) == ["下一步，我局将更新标识标牌。", "完善管护台账。"]


@pytest.mark.parametrize(
    "body",
    [
        "我局按照规划25米宽度修建了通溪路，并完成方案编制和审批。",
        "按照“新建小区入住率达到50%的要纳入管理”的精神，我局已完成方案编制。",
    ],
)
def test_a_size_that_was_built_or_is_quoted_lies_not_ahead(body: str) -> None:
    assert commitments(reply(body)) == []


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


@pytest.mark.parametrize("body", ["免费开放节水展厅，到2025年底{}。", "我局更换水管，到2025年底{}。"])
def test_what_lasts_until_a_day_is_not_promised_for_it(body: str) -> None:
    until, by = body.format("止"), body.format("")
    assert (measures(reply(until)), commitments(reply(until))) == ([until], [])
    assert (measures(reply(by)), commitments(reply(by))) == ([], [by])
