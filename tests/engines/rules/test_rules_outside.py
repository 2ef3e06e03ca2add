"""What stands outside the letter's body and may matter is a warning: promises, numbers, attachments."""

from __future__ import annotations

import pytest

from summarise.record import Record
from tests.support.replies import CLOSING, reply

SIGNED = "\n青岚县交通运输局\n2024年6月18日\n（联系人：何川，联系电话：0000-1234567）\n"
BODY = "下一步，我局将新建候车亭12座。"


def told(body: str, closing: str) -> list[str]:
    """The words that a warning says were not read."""
    opening = "关于县政协十届三次会议第12号提案的答复\n王小川委员：\n您提出的提案收悉，现答复如下：\n"
    record: Record = reply(body, opening=opening, closing=closing)
    text = opening + body + closing
    return [text[one.start : one.end] for one in record.warnings if one.kind == "unread_text"]


@pytest.mark.parametrize("closing_line", ["感谢您的关心和支持。", "感谢您的关心和支持！", "专此答复。"])
@pytest.mark.parametrize(
    "said", ["2025年底前，再建渡口6处。", "我局将修好青岚渡口。", "新增班次8个，覆盖柳坝、石桥等十余个行政村。"]
)
def test_a_short_sentence_behind_a_closing_line_is_told(closing_line: str, said: str) -> None:
    assert told(BODY, f"\n{closing_line}\n{said}{SIGNED}") == [said]


@pytest.mark.parametrize(("said", "is_told"), [("我局将修好桥梁。", True), ("我局将修好桥。", False)])
def test_a_promise_behind_a_closing_line_is_told_from_eight_characters_on(said: str, *, is_told: bool) -> None:
    assert told(BODY, f"\n专此答复。\n{said}{SIGNED}") == [said] * is_told


@pytest.mark.parametrize(
    "said",
    [
        "下一步，我局将按您的意见全面排查沿线护栏，并分批加以更换。",
        "感谢您的关心，2025年底前建成渡口6处。",
        "2025年底前，我局将改造客运站 3 个。",
    ],
)
def test_a_promise_with_words_of_courtesies_behind_the_signature_is_told(said: str) -> None:
    assert told(BODY, CLOSING + said) == [said]


@pytest.mark.parametrize(
    "said",
    [
        "欢迎今后继续对我们的工作提出宝贵意见和建议。",
        "上一条：关于第13号提案的答复",
        "抄送：县政协提案委（2份）",
        "您访问的链接即将离开本网站",
        "浏览次数：58次",
    ],
)
def test_courtesies_and_parts_of_the_page_are_no_statements(said: str) -> None:
    assert told(BODY, CLOSING + said) == []


@pytest.mark.parametrize("mark", ["1.", "三、", "（一）"])
@pytest.mark.parametrize("stop", ["。", "；", ""])
def test_each_promise_of_an_attached_list_is_told(mark: str, stop: str) -> None:
    items = [f"{mark}2025年底前，我局将建成渡口6处{stop}", f"2027年6月底前，我局将改造客运站3个{stop}"]
    assert told(BODY, CLOSING + "附件：任务清单\n" + "\n".join(items)) == items


def test_an_attached_table_without_words_of_a_promise_is_told_at_its_first_number() -> None:
    rows = [
        "序号 | 任务 | 目标 | 责任单位",
        "1 | 渡口建设 | 新建渡口6处 | 建设股",
        "2 | 站点改造 | 改造客运站3个 | 运输股",
    ]
    assert told("下一步工作安排详见附件。", CLOSING + "附件：任务分解表\n" + "\n".join(rows)) == [rows[1]]


def test_an_attachment_for_what_is_planned_is_told_with_its_place() -> None:
    body = "下一步工作安排详见附件。"
    assert told(body, CLOSING + "附件：任务分解表\n渡口建设由建设股负责") == ["渡口建设由建设股负责"]
    assert told(body, "\n附件：任务分解表" + CLOSING) == [body]
    assert told(body, CLOSING) == [body]
    assert told(BODY, "\n附件：任务分解表" + CLOSING) == []


@pytest.mark.parametrize("sign", [" | ", " "])
def test_a_table_between_the_closing_words_and_the_signature_is_told_once(sign: str) -> None:
    rows = [sign.join(cells) for cells in (("候车亭", "已建7座", "拟建12座"), ("渡口", "已建2处", "拟建6处"))]
    assert told("下一步的任务见下表。", "\n专此函复。\n" + "\n".join(rows) + SIGNED) == rows[:1]
