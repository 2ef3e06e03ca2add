"""Spans of time and dates in the bracket of a lead as deadlines; titles, proposers and tables between commas."""

from __future__ import annotations

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.load.text import read_text
from summarise.pipeline import summarise
from tests.support.replies import CLOSING, OPENING, commitments, days, measures, reply, targets

PLAN = "二、下一步工作\n"


PAST = "一、工作情况\n"


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


def test_a_season_of_this_year_lies_ahead() -> None:
    body = "水位测报已覆盖60处，2024年汛前实现90%覆盖。"
    record = reply(body, closing=CLOSING.replace("6月18日", "2月18日"))
    assert targets(record) == ["90%"]


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


def test_a_bracket_with_two_semicolons_dates_its_point() -> None:
    body = "（三）优化航线（牵头单位：县交通局；配合单位：县航运公司；完成时限：2025年4月）。新开航线4条，调整航线9条。"
    assert days(reply(PLAN + body)) == {"4条": "2025-04-30", "9条": "2025-04-30"}
