"""Which sentences the rules take as done and which as promised."""

from __future__ import annotations

import pytest

from tests.support.replies import OPENING, commitments, measures, reply, targets


def test_an_untensed_sentence_takes_the_tense_of_its_section() -> None:
    record = reply("一、工作开展情况\n完善巡查机制，落实路长责任。\n二、下一步工作打算\n健全养护机制，推行分段承包。")
    assert measures(record) == ["完善巡查机制，落实路长责任。"]
    assert commitments(record) == ["健全养护机制，推行分段承包。"]


def test_the_sentences_own_marks_beat_its_section() -> None:
    record = reply(
        "一、工作开展情况\n我局将于年底前补齐警示标志。\n二、下一步工作\n目前已完成路基整修。\n完善排水设施。"
    )
    assert commitments(record) == ["我局将于年底前补齐警示标志。", "完善排水设施。"]
    assert measures(record) == ["目前已完成路基整修。"]


@pytest.mark.parametrize("body", ["站台覆盖率达到85%，比2020年提高12个百分点。", "新建冰场80块，比2015年增加20块。"])
def test_a_comparison_behind_a_number_that_a_verb_leads_to_is_planned_among_plans(body: str) -> None:
    assert commitments(reply("二、下一步工作\n" + body)) == [body]
    assert measures(reply("一、工作开展情况\n" + body)) == [body]


@pytest.mark.parametrize("body", ["冰场80块，比2015年增长30%。", "去年单位水耗下降16%。"])
def test_a_comparison_behind_a_level_is_a_report(body: str) -> None:
    assert measures(reply("二、下一步工作\n" + body)) == [body]


def test_a_day_that_says_which_things_are_meant_is_no_report() -> None:
    body = "修缮1995年以前建成的校舍35栋。"
    assert commitments(reply("二、下一步工作\n" + body)) == [body]


def test_a_section_for_each_suggestion_falls_back_to_done_work() -> None:
    record = reply(
        "一、关于拓宽村道的建议\n建立村道养护台账，定期开展路况检查。\n下一步，我局将分批安排会车道建设。\n"
        "二、关于增设班车的建议\n优化线路布局，推行预约响应服务。\n下一步，我局将协调客运企业加密班次。"
    )
    assert measures(record) == ["建立村道养护台账，定期开展路况检查。", "优化线路布局，推行预约响应服务。"]
    assert commitments(record) == ["下一步，我局将分批安排会车道建设。", "下一步，我局将协调客运企业加密班次。"]


def test_a_promise_that_begins_a_paragraph_on_a_suggestion_carries_it() -> None:
    done, first, more = "建立村道养护台账。", "县公路中心将拓宽村道。", "建设会车道20处。"
    record = reply(f"一、关于拓宽村道的建议\n{done}\n{first}{more}")
    assert (measures(record), commitments(record)) == ([done], [first, more])
    record = reply(f"一、工作开展情况\n{done}\n{first}{more}")
    assert (measures(record), commitments(record)) == ([done, more], [first])


def test_a_numbered_question_begins_a_section() -> None:
    record = reply(
        "问题一：村道狭窄\n我局改造村道。下一步，我局将增设会车道。\n问题二：班车稀少\n客运企业加密班次5个。"
    )
    assert measures(record) == ["我局改造村道。", "客运企业加密班次5个。"]
    assert commitments(record) == ["下一步，我局将增设会车道。"]
    assert [item.section for item in record.measures_taken] == ["问题一：村道狭窄", "问题二：班车稀少"]


def test_a_transition_opens_a_scope_that_its_numbered_list_stands_in() -> None:
    record = reply(
        "近年来，我县新改建机耕道42公里。\n下步，我们将做好以下工作。\n一、加强日常养护。\n推行路长制，落实养护责任。"
    )
    assert measures(record) == ["近年来，我县新改建机耕道42公里。"]
    assert commitments(record) == ["推行路长制，落实养护责任。"]


def test_the_rest_of_a_paragraph_behind_next_step_is_promised() -> None:
    record = reply("目前，该路段已列入维修计划。下一步，我局将加强巡查。完善安防设施，确保行车安全。")
    assert commitments(record) == ["下一步，我局将加强巡查。", "完善安防设施，确保行车安全。"]


def test_a_sentence_that_reports_and_promises_is_both() -> None:
    record = reply("我局已于今年3月组织技术人员完成现场勘测，将于10月底前启动路面硬化工程。")
    assert measures(record) == commitments(record) != []


def test_what_cannot_be_had_by_a_day_is_not_promised() -> None:
    assert commitments(reply("目前资金已安排完毕，年内无法实施该项目。")) == []


def test_what_adds_up_a_promise_does_not_report() -> None:
    body = "“十四五”末，力争水耗累计下降9%。"
    assert (commitments(reply(body)), measures(reply(body))) == ([body], [])


def test_an_occasion_that_is_over_promises_nothing() -> None:
    assert commitments(reply("我局暑假前已更换水表300只。")) == []


@pytest.mark.parametrize(
    "body",
    [
        "我局拟统筹衔接资金用于改造双溪村泵站。",
        "拟规划实施双溪村扩网工程。",
        "项目计划待批复后，由乡政府组织实施。",
        "我单位将研究制定方案，开展调查统计。",
    ],
)
def test_what_is_meant_to_be_done_is_promised(body: str) -> None:
    assert commitments(reply(body)) == [body]


@pytest.mark.parametrize(
    "body",
    [
        "近几个月来，我局开展实地走访，发放宣传资料。",
        "全县拟上市企业名单有13家在册。",
        "目前泵站模拟运行正常，已完成调试。",
        "自2020年以来，全县实施供水项目8个，覆盖7个乡镇20个村委会4.27万亩农田。",
        "该行动计划由县政府于2022年印发实施。",
        "2023年，我局牵头拟订节水办法，并印发各乡镇。",
        "去年出台的年度计划由各乡镇落实，完成改造300户。",
        "经核实，该小区确实存在停车难问题，今年我局新建停车位200个。",
        "经核实，您反映的情况属实，我局立即安排资金20万元更换水管2公里。",
        "坚持实地查看、分村施策，针对抛荒问题，我们组织入户进行春耕宣传，发放资料并上门做工作。",
        "成功创建全省首个休闲农业示范县，首批纳入试点单位。",
        "充分利用村务栏，大力宣传秸秆还田是提高地力的有效举措。",
        "我局逐条回应所有意见，调整站点布局。",
        "培育县级以上示范合作社20家。",
        "整修全长3公里的渠道。",
        "我局疏通排水管网，尤其是低洼地段的排涝泵站等方面。",
        "今年以来，我县将管网检漏摆上重要位置，修复漏点40处。",
        "县政府出台泵站管护办法，由县里的负责同志任组长。",
        "县水利局对渠道沿线开展常态化检查，杜绝不符合标准的水泵流入市场。",
    ],
)
def test_what_only_looks_meant_is_done(body: str) -> None:
    record = reply(body)
    assert (measures(record), commitments(record)) == ([body], [])


@pytest.mark.parametrize(
    "praise",
    ["您的提案对我局下一步改造泵站具有很强的指导意义。", "您的建议切合实际，正是我镇下一步工作的重点任务。"],
)
def test_praise_that_looks_ahead_makes_no_plan_of_the_letter(praise: str) -> None:
    work = "编制泵站布局规划，将各村泵站纳入规划一张图管控。"
    record = reply(f"{praise}\n{work}")
    assert (measures(record), commitments(record)) == ([work], [])


def test_a_plan_told_item_by_item_goes_on_behind_a_semicolon() -> None:
    record = reply("改造已列入今年项目，计划投资20万元，新建泵站2座；投资5万元更换水管3公里；维修水闸1座。")
    assert len(commitments(record)) == 3


def test_a_heading_that_promises_opens_what_is_planned() -> None:
    record = reply("一、渠道管护\n我局更换闸门2座。\n二、县水利局将完善渠道管护\n一是划定管护范围。二是设立管护岗位。")
    assert commitments(record) == ["一是划定管护范围。", "二是设立管护岗位。"]


def test_a_promise_before_a_section_on_a_suggestion_announces_no_list() -> None:
    body = "我局将加快更新老旧水管，提升供水质量。"
    record = reply(f"{body}\n一、关于增设水质检测点的问题\n我局去年增设检测点3处。")
    assert commitments(record) == [body]


@pytest.mark.parametrize(
    "body",
    [
        "泵站建设如需协调用地，我局可商请镇政府予以支持。",
        "泵站预计2025年底形成供水能力。",
    ],
)
def test_what_we_can_do_or_expect_of_a_day_is_promised(body: str) -> None:
    assert commitments(reply(body)) == [body]


def test_work_that_speeds_up_is_done_and_its_end_promised() -> None:
    body = "东门泵站正提速施工，预计2024年底完工。"
    record = reply(body)
    assert (measures(record), commitments(record)) == ([body], [body])


def test_acts_before_what_is_done_from_now_on_are_both() -> None:
    body = "县水利局把全县泵站查了一遍，摸清漏点，今后开展整治。"
    record = reply(body)
    assert (measures(record), commitments(record)) == ([body], [body])


def test_what_is_taken_up_from_a_suggestion_is_planned() -> None:
    record = reply("我们接受上述建议，重点做好以下工作:\n一、划定管护范围。\n设置界桩，张贴告示。")
    assert commitments(record) == ["设置界桩，张贴告示。"]


def test_a_short_promise_under_a_condition_stands_beside_what_was_done() -> None:
    body = "县政府已经批复同意将该道路纳入建设项目库，资金到位后，将组织施工。"
    record = reply(body)
    assert (measures(record), commitments(record)) == ([body], [body])


def test_below_an_age_announces_no_list() -> None:
    body = "下一步，我局将做好3岁以下婴幼儿照护服务工作。"
    assert commitments(reply(body)) == [body]


def test_a_list_that_a_promise_for_a_purpose_announces_is_promised() -> None:
    record = reply("为解决双溪村缺水问题，我局将从以下两个方面持续发力。一是细化泵站改造方案。二是加强用水知识宣传。")
    assert commitments(record) == ["一是细化泵站改造方案。", "二是加强用水知识宣传。"]


def test_a_point_without_a_mark_goes_on_with_points_that_promise() -> None:
    record = reply(
        "一、针对整治双溪河的建议。\n一是我局将加大巡查力度。二是我局将加强与乡镇的配合。三是引导村组建立奖惩措施。"
    )
    assert commitments(record)[-1] == "三是引导村组建立奖惩措施。"


def test_jiang_for_ba_promises_nothing() -> None:
    record = reply("我局已将该路段纳入全县项目库。\n将其作为示范路段，整治边沟3公里。")
    assert commitments(record) == []


def test_a_condition_makes_a_weak_promise_and_still_a_promise() -> None:
    record = reply("待上级补助资金下达后，我局将优先安排该路段改造。")
    assert commitments(record) == ["待上级补助资金下达后，我局将优先安排该路段改造。"]


def test_an_effect_foreseen_belongs_to_the_measure() -> None:
    record = reply("去年我局修订养护考核办法，实施后将为提高路况水平提供依据。")
    assert measures(record) == ["去年我局修订养护考核办法，实施后将为提高路况水平提供依据。"]
    assert commitments(record) == []


def test_a_plan_throughout_is_promised_where_nothing_is_marked() -> None:
    record = reply(
        "到2025年，全县公路总里程达到1200公里。\n2025年底前，建成旅游公路80公里。\n2026年完成桥梁改造12座。\n"
        "到2027年，力争乡镇通三级路比例达到95%。\n计划投资3.2亿元实施联网工程。\n拟新建客运站2个。\n将开通旅游专线4条。\n"
        "到2026年底，建成公路驿站10个。\n推行路况自动化检测，建立养护数据库。"
    )
    assert "推行路况自动化检测，建立养护数据库。" in commitments(record)


def test_markdown_inside_a_sentence_moves_nothing() -> None:
    record = reply("我局去年**已**启动**老旧小区**改造，**整治小区30个**，将于2024年底前再改造20个小区。")
    assert targets(record) == ["20个"]
    (measure,) = record.measures_taken
    assert [figure.quote for figure in measure.figures] == ["30个"]


def test_what_a_sentence_promises_is_no_figure_of_its_measure() -> None:
    record = reply("我局已建成停车场3处，下一步将对新建的村每处补助35万元。")
    assert [figure.quote for measure in record.measures_taken for figure in measure.figures] == ["3处"]


def test_points_of_a_letter_without_any_mark_are_a_plan_where_it_proposes_them() -> None:
    points = "一是加强山林巡护，落实护林员责任。\n二是配合编制保护规划，划定保护范围。"
    opening = OPENING.replace("现答复如下", "现提出协办意见如下")
    record = reply(points, opening=opening)
    assert (len(commitments(record)), measures(record)) == (2, [])
    record = reply(points)
    assert (commitments(record), len(measures(record))) == ([], 2)


def test_what_a_meeting_decided_lies_ahead_and_so_does_its_list() -> None:
    record = reply(
        "3月5日，县政府召开了夜市管理专题会，会议决定，一是原则同意延长摆摊时段。二是青石镇划定夜间停车区域。"
        "三是县住建局维护照明设施。"
    )
    assert commitments(record)[-2:] == ["二是青石镇划定夜间停车区域。", "三是县住建局维护照明设施。"]


@pytest.mark.parametrize(
    "body",
    [
        "站台保洁由青石街道负责。",
        "县住建局负责对健身设施进行安装。",
        "项目概算投资900万元，建筑面积1200平方米。",
        "二期已开始实施，届时沿线住户全部接入管网。",
        "一旦腾出了校舍，我们会增设托管班。",
        "管网一建成，即安排入户工程。",
    ],
)
def test_assigned_planned_and_conditional_work_is_promised(body: str) -> None:
    assert body in commitments(reply("我局已安装减速带6道。\n" + body))


def test_an_act_of_ours_is_told_beside_what_hinders_it() -> None:
    body = "去年，我局完成了渡改桥规划设计，因资金需求大等因素影响，项目无法实施。"
    assert measures(reply(body)) == [body]


@pytest.mark.parametrize(
    ("body", "reached", "wanted"),
    [
        ("已培训调解员200人次，今年要达到260人次以上。", ["200人次"], ["260人次以上"]),
        ("泵站已由2座增加到5座，要继续新建3座。", ["2座", "5座"], ["3座"]),
        ("全县接管率现为63%，下一步提高到80%。", ["63%"], ["80%"]),
        ("我局已更换老旧水管3公里，6公里将于2025年底前更换到位。", ["3公里"], ["6公里"]),
        ("今年计划新建泵站6座，目前已完成4座，剩余2座年底前建成。", ["4座"], ["6座", "2座"]),
    ],
)
def test_a_sentence_with_two_sides_keeps_the_numbers_of_both(body: str, reached: list[str], wanted: list[str]) -> None:
    record = reply(body)
    assert (measures(record), commitments(record)) == ([body], [body])
    assert [figure.quote for figure in record.measures_taken[0].figures] == reached
    assert targets(record) == wanted


def test_a_point_that_promises_behind_a_report_makes_no_plan_of_the_next_point() -> None:
    points = ["一、已接管12处，要扩大接管范围。", "二、已普查80处，要完善普查台账。", "三、建成泵站3座，覆盖全县。"]
    assert commitments(reply("\n".join(points))) == points[:2]


def test_a_level_in_brackets_that_stands_now_is_no_measure() -> None:
    body = "2025年接管率达到75%（现为61%）。"
    assert (measures(reply(body)), targets(reply(body))) == ([], ["75%"])


@pytest.mark.parametrize("term", ["下一届任期内", "下届村委会任期内", "新一届政府任期内", "下个任期内", "下届"])
def test_a_term_to_come_lies_ahead(term: str) -> None:
    body = f"{term}新建泵站3座。"
    assert (measures(reply(body)), commitments(reply(body)), targets(reply(body))) == ([], [body], ["3座"])


@pytest.mark.parametrize("term", ["上届任期内", "上一届政府任期内"])
def test_a_term_that_is_over_promises_nothing(term: str) -> None:
    body = f"{term}新建泵站3座。"
    assert (measures(reply(body)), commitments(reply(body))) == ([body], [])


@pytest.mark.parametrize("base", ["在2025年前的基础上", "在今年底前的水平上"])
def test_a_day_from_which_a_number_goes_on_makes_no_plan(base: str) -> None:
    body = f"{base}新增路灯30盏。"
    assert measures(reply("一、工作开展情况\n" + body)) == [body]
    assert commitments(reply("二、下一步工作\n" + body)) == [body]
