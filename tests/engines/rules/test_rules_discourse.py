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


def test_a_rule_for_works_to_come_is_promised_in_a_plan() -> None:
    record = reply("去年我局更换管道3公里。\n下一步，我局将新建泵站2座。新建泵站必须在投用后3个月内完成检测。")
    assert "新建泵站必须在投用后3个月内完成检测。" in commitments(record)


def test_a_section_on_remedies_for_problems_reports_work() -> None:
    record = reply("一、稳步推进漏损等突出问题整治\n我局积极开展漏损整治活动，更换管道3公里。")
    assert measures(record) == ["我局积极开展漏损整治活动，更换管道3公里。"]


def test_what_follows_work_goes_on_with_it() -> None:
    body = ["目前，我局已更换闸门4座。", "统筹调度用水，落实轮灌制度。"]
    assert measures(reply("".join(body))) == body


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
        "一、供水工作开展情况\n去年我局更换闸门4座。县水务局认识到这些不足的轻重，下步，将做好以下工作:"
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


@pytest.mark.parametrize(
    "body",
    [
        "我局按照规划25米宽度修建了通溪路，并完成方案编制和审批。",
        "按照“新建小区入住率达到50%的要纳入管理”的精神，我局已完成方案编制。",
    ],
)
def test_a_size_that_was_built_or_is_quoted_lies_not_ahead(body: str) -> None:
    assert commitments(reply(body)) == []


@pytest.mark.parametrize("body", ["免费开放节水展厅，到2025年底{}。", "我局更换水管，到2025年底{}。"])
def test_what_lasts_until_a_day_is_not_promised_for_it(body: str) -> None:
    until, by = body.format("止"), body.format("")
    assert (measures(reply(until)), commitments(reply(until))) == ([until], [])
    assert (measures(reply(by)), commitments(reply(by))) == ([], [by])
