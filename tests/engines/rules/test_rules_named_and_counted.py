"""Numbers in front of words that also end names, who acts by a rhythm, spans as deadlines, and what others ask for."""

from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.load.text import read_text
from summarise.pipeline import summarise
from tests.support.replies import CLOSING, OPENING, commitments, days, measures, reply, target, targets

PLAN = "二、下一步工作\n"
PAST = "一、工作情况\n"


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("改造渡口40处，其余25处计划明年完成。", "25处", "改造渡口"),
        ("实施17个工程。", "17个", "工程"),
        ("为34户行动不便的船员家庭加装扶手。", "34户", None),
        ("签订6项战略合作协议。", "6项", None),
        ("全镇18个渡口计划2026年前通船。", "18个", "渡口"),
    ],
)
def test_digits_with_a_measure_word_count_things_whatever_follows(body: str, quote: str, indicator: str | None) -> None:
    found = target(reply(PLAN + body), quote)
    assert indicator is None or found.indicator == indicator


@pytest.mark.parametrize(
    "body", ["实施三年行动，更新护栏30处。", "推进百船工程，更新护栏30处。", "推广2.0版计划，更新护栏30处。"]
)
def test_numbers_in_names_are_no_targets(body: str) -> None:
    assert targets(reply(PLAN + body)) == ["30处"]


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        ("采购12米纯电动公交车30辆。", ["30辆"]),
        ("购置1.5匹空调200台。", ["200台"]),
        ("更换100瓦航标灯300盏。", ["300盏"]),
        ("建设3层楼候船室1栋。", ["1栋"]),
        ("打造二十四节气渡口1处。", ["1处"]),
        ("建设五十六个民族长廊1条。", ["1条"]),
        ("确保完成“新建泊位800个”的民生实事任务。", ["800个"]),
        ("打造“15分钟渡运圈”，更换护栏30处。", ["30处"]),
    ],
)
def test_sizes_and_sayings_are_no_targets_and_an_act_in_quotation_marks_is_one(body: str, quotes: list[str]) -> None:
    assert targets(reply(PLAN + body)) == quotes


@pytest.mark.parametrize(
    ("body", "bodies"),
    [
        ("县海事局每学期组织两次救生演练。", ("县海事局",)),
        ("各镇（街道）每周开展一次渡口排查。", ("各镇（街道）",)),
        ("县航运公司10月底前完成码头加固3座。", ("县航运公司",)),
        ("县文化馆定期组织渔歌展演。", ("县文化馆",)),
        ("县水利局要求白沙中队每日安排人员巡查。", ("县水利局", "白沙中队")),
        ("柳林镇政府三年内完成航道疏浚40公里。", ("柳林镇政府",)),
        ("柳林镇、白沙镇于2024年底前各组建护航队1支。", ("柳林镇", "白沙镇")),
    ],
)
def test_a_body_in_front_of_a_rhythm_or_a_time_acts(body: str, bodies: tuple[str, ...]) -> None:
    (found,) = reply(PLAN + body).commitments
    assert found.responsible == bodies


@pytest.mark.parametrize(
    "body",
    [
        "走访企业每月不少于20家。",
        "检查航运企业每月开展2次。",
        "督促航运公司每季度开展检修。",
        "全县学校每学期开展演练。",
        "新建医院三年内建成。",
        "县政府4月下旬召开会议，将增设渡口3处。",
    ],
)
def test_who_is_acted_upon_or_met_in_the_past_is_not_responsible(body: str) -> None:
    assert all(found.responsible == () for found in reply(PLAN + body).commitments)


@pytest.mark.parametrize(
    ("body", "by"),
    [
        ("用一年半时间更换护栏500处。", "2025-12-18"),
        ("用半年时间更换护栏500处。", "2024-12-18"),
        ("通过两年努力，更换护栏500处。", "2026-06-18"),
        ("用60天时间更换护栏500处。", "2024-08-17"),
        ("力争再用10个月完成护栏更换500处。", "2025-04-18"),
        ("自2025年起用三年时间，更换护栏500处。", "2027-12-31"),
        ("明年起，力争利用两年时间更换护栏500处。", "2026-12-31"),
        ("自2025年3月1日起至2026年5月31日止，更换护栏500处。", "2026-05-31"),
        ("将渡口票价上调，更换护栏500处，2025年3月底前执行。", "2025-03-31"),
    ],
)
def test_a_span_of_time_is_a_deadline(body: str, by: str) -> None:
    assert days(reply(PLAN + body)) == {"500处": by}


def test_a_span_that_was_used_is_none() -> None:
    assert not commitments(reply(PAST + "我局已用两年时间完成护栏更换500处。"))


@pytest.mark.parametrize(
    ("body", "by"),
    [
        ("1. 改造航标（2026年6月底前）。更换航标35座。", "2026-06-30"),
        ("一是加固码头（2025年底）。更换航标35座。", "2025-12-31"),
        ("（一）远期规划（2026—2028年）\n更换航标35座。", "2028-12-31"),
        ("（一）落实三年行动计划（2022—2024年）\n更换航标35座。", ""),
        ("一是加固码头3座（2025年底）。更换航标35座。", ""),
    ],
)
def test_a_date_in_the_bracket_of_a_lead_covers_its_point(body: str, by: str) -> None:
    assert days(reply(PLAN + body))["35座"] == by


def test_the_year_of_one_point_does_not_hold_for_the_next() -> None:
    body = "将抓好：（1）2025年3月底前，更换航标35座；（2）年内加固码头3座。"
    assert days(reply(PLAN + body)) == {"35座": "2025-03-31", "3座": "2024-12-31"}


def test_what_the_proposal_says_in_later_clauses_is_no_promise_and_no_work() -> None:
    record = reply("你们的建议指出，我县现有渡口60处，建议三年内全部改造，并将补贴提高到500元。我局已改造渡口9处。")
    assert targets(record) == []
    assert measures(record) == ["我局已改造渡口9处。"]


def test_a_named_request_is_no_target() -> None:
    assert targets(reply(PLAN + "关于增设渡口10处的建议，我局将改为增设航标12座。")) == ["12座"]


@pytest.mark.parametrize(
    "body",
    [
        "2025年，县财政将安排航道资金900万元，较上年增加80万元。",
        "2024年，我局将力争渡口达标率达到80%，投诉量下降9%，满意率达90%以上。",
    ],
)
def test_a_promise_with_a_base_of_comparison_reports_nothing(body: str) -> None:
    record = summarise(Document("letter.txt", OPENING + "2023年，我局改造渡口9处。\n" + body + CLOSING), RulesEngine())
    assert body in commitments(record)
    assert measures(record) == ["2023年，我局改造渡口9处。"]


def test_what_is_ordered_is_still_to_be_done() -> None:
    record = summarise(
        Document("letter.txt", OPENING + "县政府已责成县航运公司2025年5月底前完成航道疏浚2.3公里。" + CLOSING),
        RulesEngine(),
    )
    assert targets(record) == ["2.3公里"]
    assert record.commitments[0].responsible == ("县航运公司",)
    assert not record.measures_taken[0].figures


def test_a_season_of_this_year_lies_ahead() -> None:
    body = "水位测报已覆盖60处，2024年汛前实现90%覆盖。"
    record = reply(body, closing=CLOSING.replace("6月18日", "2月18日"))
    assert targets(record) == ["90%"]


@pytest.mark.parametrize(
    ("body", "quote", "value", "unit", "basis"),
    [
        ("将补贴比例分别提高5个、3个百分点。", "5个", 5, "个百分点", "growth"),
        ("巡航频次由每周2次增加到每周5次。", "5次", 5, "次", "level"),
        ("增加护航员20%。", "20%", 20, "%", "growth"),
        ("治理滩涂面积25平方公里。", "25平方公里", 25, "平方公里", "increment"),
        ("新建水池2座，总容积3.5万立方米。", "3.5万立方米", 35000, "立方米", "level"),
        ("跑动次数不超过1次。", "不超过1次", 1, "次", "level"),
        ("全年通航天数不少于320天。", "不少于320天", 320, "天", "level"),
        ("人均滨水绿地面积达15平方米。", "15平方米", 15, "平方米", "level"),
        ("淘汰国三及以下排放标准货船18艘。", "18艘", 18, "艘", "increment"),
    ],
)
def test_unit_and_basis_are_those_of_the_words_around(body: str, quote: str, value: int, unit: str, basis: str) -> None:
    found = target(reply(PLAN + body), quote)
    assert (int(found.value), found.unit, str(found.basis)) == (value, unit, basis)


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("再生水利用率达到25%。", "25%", "再生水利用率"),
        ("完成在线监测点位布设150个。", "150个", "在线监测点位布设"),
        ("完成5处市级以上文物码头修缮。", "5处", "市级以上文物码头修缮"),
        ("完成5座小（二）型水库加固。", "5座", "小（二）型水库加固"),
        ("航道水质指数力争改善5%。", "5%", "航道水质指数"),
        ("下半年新增20条。", "20条", ""),
        ("从2021年的46处增加到目前的61处，到2026年将达到80处。", "80处", ""),
    ],
)
def test_an_indicator_names_the_thing_or_is_empty(body: str, quote: str, indicator: str) -> None:
    assert target(reply(PLAN + body), quote).indicator == indicator


@pytest.mark.parametrize(
    ("body", "certainty"),
    [
        ("补贴3万元的建议暂难落实，待条件成熟后再行研究。", "explore"),
        ("我局将积极向县政府反映，待有合适地块后再行论证。", "firm"),
    ],
)
def test_what_awaits_study_after_a_refusal_is_explored(body: str, certainty: str) -> None:
    (found,) = reply(body).commitments
    assert found.certainty == certainty


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("标 题：对县政协第十届三次会议第12号提案的答复", "对县政协第十届三次会议第12号提案的答复"),
        ("关于政协提案第12号的答复\n关于推动渡口建设的提案收悉，我局答复如下：", "关于政协提案第12号的答复"),
    ],
)
def test_the_title_is_neither_a_label_nor_a_receipt(title: str, field: str) -> None:
    letter = title + "\n王小川委员：\n您提出的提案收悉，现答复如下：\n" if "收悉" not in title else title + "\n"
    assert reply("我局将更换护栏30处。", opening=letter).reply.title == field


def test_the_party_that_made_the_proposal_is_read_where_another_body_is_addressed() -> None:
    opening = (
        "关于县政协十届三次会议第12号提案的会办意见\n\n县水利局：\n"
        "关于民盟青岚县委员会提出的《关于渡口建设的提案》（第12号），现提出如下会办意见：\n"
    )
    assert reply("我局将更换护栏30处。", opening=opening).proposal.proposers == ("民盟青岚县委员会",)


@pytest.mark.parametrize("comma", [",", "，"])
def test_a_table_between_commas_is_read_by_its_heads(comma: str) -> None:
    rows = ["序号,渡口,疏浚长度,完成时限", "1,原东渡,5.2公里,2025年6月", "2,原西渡,3.8公里,2025年12月"]
    text = OPENING + "清淤计划：\n" + "\n".join(rows).replace(",", comma) + "\n我局将加强巡查。" + CLOSING
    record = summarise(Document("letter.txt", read_text(text, "letter.txt")), RulesEngine(None))
    assert days(record) == {"5.2公里": "2025-06-30", "3.8公里": "2025-12-31"}
    assert not any("原东渡" in quote for quote in measures(record))


def test_lines_that_end_like_sentences_are_no_table() -> None:
    text = "渡口，码头，航标\n更换5处，6座，7座。\n加固1处，2座，3座。"
    assert read_text(text, "letter.txt") == text


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("纳入整治的67条航道计划分两批完成。", "67条", "航道"),
        ("搬迁摊点40个至便民码头。", "40个", "搬迁摊点"),
        ("新增10家市级及以上渔歌工坊。", "10家", "市级及以上渔歌工坊"),
        ("将租金由每月每平方米9元下调至每月每平方米7元。", "7元", "租金"),
        ("支持技改船厂9个。", "9个", "支持技改船厂"),
        ("县航运部门将把审批用时压至1.5个工作日以内。", "1.5个工作日以内", "审批用时"),
        ("将窗口延时服务由每周1天增加到每周3天。", "3天", "窗口延时服务"),
    ],
)
def test_what_a_number_counts_ends_before_the_next_verb(body: str, quote: str, indicator: str) -> None:
    assert target(reply(PLAN + body), quote).indicator == indicator


def test_work_of_a_time_that_is_over_stays_beside_a_promise() -> None:
    text = OPENING + PLAN + "我们曾用一年时间疏浚航道12公里，今后将继续疏浚9公里。" + CLOSING
    record = summarise(Document("letter.txt", text), RulesEngine())
    assert [figure.quote for figure in record.measures_taken[0].figures] == ["12公里"]
    assert days(record) == {"9公里": ""}


def test_an_order_by_a_day_is_both_done_and_promised() -> None:
    body = "县政府已要求各镇2025年1月底前完成清理。"
    record = reply(body)
    assert measures(record) == commitments(record) == [body]
    assert record.commitments[0].responsible == ("各镇",)


def test_a_date_behind_a_semicolon_in_the_bracket_of_a_lead_covers_its_point() -> None:
    body = "二是推进智慧渡口（牵头单位：县大数据局；完成时限：2025年11月底）。安装感知设备300台。"
    assert days(reply(PLAN + body)) == {"300台": "2025-11-30"}


def test_a_printing_office_signs_for_its_bureau_and_the_proposer_is_no_label() -> None:
    closing = "\n青岚县交通运输局办公室\n2024年6月18日印发\n"
    opening = (
        "代表姓名：韩川　　所在代表团：城关代表团\n对县十七届人大四次会议第33号建议的答复\n"
        "韩川代表：\n您提出的建议收悉，现答复如下：\n"
    )
    record = reply("我局将更换护栏30处。", opening=opening, closing=closing)
    assert record.reply.issuer == "青岚县交通运输局"
    assert record.proposal.proposers == ("韩川",)


def test_the_proposer_in_an_opinion_for_another_body_is_who_proposed() -> None:
    opening = (
        "青岚县交通运输局关于县政协十届三次会议第12号提案会办意见的函\n县残联：\n"
        "由农工党青岚县委会提出的《关于渡口建设的提案》（第12号），经研究，我局会办意见如下：\n"
    )
    assert reply("我局将更换护栏30处。", opening=opening).proposal.proposers == ("农工党青岚县委会",)


def test_the_day_of_one_body_is_not_that_of_another_that_is_assigned() -> None:
    body = "2024年底前新建码头2座。由县航运公司清理航道5公里。"
    assert days(reply(PLAN + body)) == {"2座": "2024-12-31", "5公里": ""}


def test_a_state_that_falls_short_is_no_target() -> None:
    record = reply("我县渡工平均持证率仅为48%，低于全省55%的平均水平，力争两年内提高到60%以上。")
    assert targets(record) == ["60%以上"]
    assert record.numeric_targets[0].indicator == "渡工平均持证率"


def test_the_end_of_a_change_from_what_was_before_is_a_target() -> None:
    assert targets(reply(PLAN + "持续降低门槛，积分由原来的60分降到50分。")) == ["50分"]


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        ("县海事局推出在线办理事项233项，下一步逐步增加到250项。", ["250项"]),
        ("今年以来我局组织检查42次，检查船只180艘，下步将每月至少检查2次。", ["2次"]),
        ("2024年底前新建码头20座，下一步将再建10座。", ["20座", "10座"]),
    ],
)
def test_work_in_front_of_the_next_step_is_not_promised(body: str, quotes: list[str]) -> None:
    found = targets(reply("一、工作情况\n" + body))
    assert found == quotes


def test_what_remains_behind_a_rate_of_completion_is_promised_by_its_day() -> None:
    record = reply("截至6月10日，120处点位已完成96处，完成率80%，剩余24处9月底前清零。")
    assert days(record) == {"24处": "2024-09-30"}
    assert [figure.quote for figure in record.measures_taken[0].figures] == ["120处", "96处", "80%"]


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("组建专业打火队1支。", "1支", "专业打火队"),
        ("打应急机井1眼。", "1眼", "应急机井"),
        ("对58个在建码头实行在线监测。", "58个", "在建码头"),
        ("我局将实现服务站覆盖率100%，共建成18个。", "18个", ""),
    ],
)
def test_an_indicator_is_neither_cut_nor_a_rate_of_other_things(body: str, quote: str, indicator: str) -> None:
    assert target(reply(PLAN + body), quote).indicator == indicator


@pytest.mark.parametrize(
    "body",
    [
        "用半年时间更换护栏24处。",
        "通过三年努力，全县更换护栏24处。",
        "近年来，我局用五年时间更换护栏24处。",
        "我局用两年时间完成了护栏更换24处。",
    ],
)
def test_a_span_of_time_alone_makes_no_work_a_promise(body: str) -> None:
    record = reply("一、工作情况\n" + body)
    assert (targets(record), commitments(record), measures(record)) == ([], [], [body])


@pytest.mark.parametrize(
    ("body", "by"),
    [
        ("从2025年3月起，用9个月时间更换护栏24处。", "2025-11-30"),
        ("利用暑假两个月时间更换护栏24处。", "2024-08-18"),
        ("今后五年计划更换护栏24处。", "2029-06-18"),
        ("护栏更换已完成32处，完成率57%，其余24处年底前完成。", "2024-12-31"),
    ],
)
def test_terms_from_a_month_and_days_behind_a_measure_word_are_deadlines(body: str, by: str) -> None:
    assert days(reply(PLAN + body)) == {"24处": by}


@pytest.mark.parametrize(
    ("body", "quotes"),
    [
        ("压缩审批材料4项、2个环节。", ["4项", "2个"]),
        ("配送范围由此前的8个镇扩展到15个镇。", ["15个"]),
        ("奖励名额从去年的30名增加到50名。", ["50名"]),
        ("抓好4个环节，更换护栏24处。", ["24处"]),
        ("采购9米级客船12艘、18米铰接车6辆。", ["12艘", "6辆"]),
    ],
)
def test_what_is_reduced_and_where_a_change_ends_is_counted(body: str, quotes: list[str]) -> None:
    assert targets(reply(PLAN + body)) == quotes


@pytest.mark.parametrize(
    ("body", "quote", "indicator"),
    [
        ("打通断头航道5条。", "5条", "打通断头航道"),
        ("在库船只增加到120艘。", "120艘", "在库船只"),
        ("再就业培训600人。", "600人", "再就业培训"),
        ("38家未达标船厂计划停产整改。", "38家", "未达标船厂"),
    ],
)
def test_first_signs_of_a_name_are_kept(body: str, quote: str, indicator: str) -> None:
    assert target(reply(PLAN + body), quote).indicator == indicator


def test_a_bracket_with_two_semicolons_dates_its_point() -> None:
    body = "（三）优化航线（牵头单位：县交通局；配合单位：县航运公司；完成时限：2025年4月）。新开航线4条，调整航线9条。"
    assert days(reply(PLAN + body)) == {"4条": "2025-04-30", "9条": "2025-04-30"}


@pytest.mark.parametrize(
    ("body", "quote"),
    [("已要求各镇到明年累计完成安装扶手800处。", "800处"), ("已责成县港航局后年累计改造浮桥60座。", "60座")],
)
def test_what_is_ordered_may_add_up_over_years(body: str, quote: str) -> None:
    assert targets(reply(PLAN + body)) == [quote]
