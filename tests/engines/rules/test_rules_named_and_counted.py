"""Numbers in front of words that also end names, who acts by a rhythm, spans as deadlines, and what others ask for."""

from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
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


@pytest.mark.parametrize(
    ("body", "quote"),
    [("已要求各镇到明年累计完成安装扶手800处。", "800处"), ("已责成县港航局后年累计改造浮桥60座。", "60座")],
)
def test_what_is_ordered_may_add_up_over_years(body: str, quote: str) -> None:
    assert targets(reply(PLAN + body)) == [quote]
