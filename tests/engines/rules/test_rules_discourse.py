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
    ],
)
def test_context_before_an_act_is_no_act(context: str) -> None:
    record = reply(f"{context}\n目前，我局已更换闸门4座。")
    assert measures(record) == ["目前，我局已更换闸门4座。"]
    assert commitments(record) == []


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
    ],
)
def test_what_only_sounds_promised_is_done(body: str) -> None:
    record = reply(f"去年我局更换闸门4座。\n{body}")
    assert commitments(record) == []
