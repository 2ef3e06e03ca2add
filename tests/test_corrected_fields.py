"""Fields that a model reads otherwise than the code: taken where the text bears them out, refused elsewhere."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from summarise.annotate import annotate
from summarise.corrected_fields import corrected_fields
from summarise.document import Document
from summarise.engines import open_engine
from summarise.engines.model.answer import Answer, answer_schema
from summarise.engines.model.prompt import messages
from summarise.engines.model.windows import windows
from summarise.engines.service.tokens import estimated_tokens
from summarise.ground import ground
from summarise.selection import SelectedField
from tests.support.model_calls import GOOD, settings
from tests.support.scripted_server import Call, ScriptedServer, answered, in_turn

TEXT = """青岚市商务局关于市政协十五届三次会议第0012号提案的答复

刘芸委员：
您提出的《关于发展夜间消费的提案》收悉，经商市交通局、市文旅局，现答复如下：
一、工作开展情况
2023年，我局建成夜间消费集聚区3个。
二、下一步工作
2025年底前，我局将新增特色街区5个以上。
联系电话：0571-88881234
青岚市商务局
2024年6月18日
"""
LETTER = annotate(Document("letter.txt", TEXT))


def corrected(name: Any, value: str) -> tuple[Any, Any, tuple[str, ...]]:
    return corrected_fields(LETTER, [SelectedField(name, value)])


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [
        ("title", "《关于发展夜间消费的提案》", "关于发展夜间消费的提案"),
        ("session", "市政协十五届三次会议", "市政协十五届三次会议"),
        ("number", "第12号", "0012"),
        ("issuer", "青岚市商务局", "青岚市商务局"),
        ("co", "市文旅局", ("市文旅局",)),
    ],
)
def test_what_stands_in_the_text_is_taken(name: Any, value: str, found: Any) -> None:
    reply, proposal, refused = corrected(name, value)
    values = {"title": proposal.title, "session": proposal.session, "number": proposal.number}
    values |= {"issuer": reply.issuer, "co": reply.co_bodies}
    assert values[name] == found
    assert refused == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "关于发展夜市的提案"),
        ("session", "第0012号提案"),
        ("number", "第13号"),
        ("number", "无"),
        ("issuer", "青岚市财政局"),
        ("issuer", "现答复如下"),
        ("co", "省财政厅"),
        ("date", "2024-06-19"),
        ("date", "2024-02-30"),
        ("title", "长" * 200),
    ],
)
def test_what_the_text_does_not_bear_out_is_refused(name: Any, value: str) -> None:
    reply, proposal, refused = corrected(name, value)
    assert refused == (value,)
    assert (reply, proposal) == (LETTER.metadata.reply, LETTER.metadata.proposal)


FOUND_RIGHT = annotate(
    Document(
        "r.txt",
        "临溪县水务局关于县政协十届二次会议第7号提案的答复\n\n周宁委员：\n您在县政协十届二次会议上提出的《关于治理“断头河”的提案》收悉，现答复如下：\n"
        "2023年，我局清淤河道5公里。此件由县政协提案委员会转来，县财政局交办。\n临溪县水务局\n2024年6月18日\n临溪县政府门户网站\n",
    )
)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("issuer", "县水务局"),
        ("issuer", "县政协提案委员会"),
        ("issuer", "临溪县政府门户网站"),
        ("title", "治理“断头河”"),
        ("title", "关于治理“断头河"),
        ("title", "临溪县水务局关于县政协十届二次会议第7号提案的答复"),
        ("session", "十届二次会议"),
        ("number", "2023"),
        ("number", "5"),
        ("date", "2024-06-17"),
        ("co", "县财政局"),
    ],
)
def test_a_right_field_is_not_made_worse(name: Any, value: str) -> None:
    reply, proposal, refused = corrected_fields(FOUND_RIGHT, [SelectedField(name, value)])
    assert (reply, proposal) == (FOUND_RIGHT.metadata.reply, FOUND_RIGHT.metadata.proposal)
    assert refused == (value,)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("title", "《关于治理“断头河”的提案》"),
        ("title", "关于治理断头河的提案"),
        ("number", "第007号"),
        ("session", "县政协十届二次会议第7号"),
        ("issuer", "落款：临溪县水务局"),
        ("issuer", "联系单位:临溪县水务局"),
        ("date", "2024年6月18日"),
    ],
)
def test_the_same_field_in_other_signs_changes_nothing(name: Any, value: str) -> None:
    reply, proposal, refused = corrected_fields(FOUND_RIGHT, [SelectedField(name, value)])
    assert (reply, proposal) == (FOUND_RIGHT.metadata.reply, FOUND_RIGHT.metadata.proposal)
    assert refused == ()


def test_a_field_that_the_code_read_wrongly_is_corrected() -> None:
    text = FOUND_RIGHT.document.text
    reply, proposal = FOUND_RIGHT.metadata.reply, FOUND_RIGHT.metadata.proposal
    spoilt = dataclasses.replace(
        FOUND_RIGHT,
        metadata=dataclasses.replace(
            FOUND_RIGHT.metadata,
            reply=reply.model_copy(update={"issuer": "2024年临溪县水务局"}),
            proposal=proposal.model_copy(update={"number": "2024", "session": "", "title": ""}),
        ),
    )
    fields = [
        SelectedField("issuer", "临溪县水务局"),
        SelectedField("number", "第7号"),
        SelectedField("session", "县政协十届二次会议第7号提案"),
        SelectedField("title", "《关于治理“断头河”的提案》"),
    ]
    found, asked, refused = corrected_fields(spoilt, fields)
    assert refused == ()
    assert found.issuer == "临溪县水务局"
    assert (asked.number, asked.session, asked.title) == ("7", "县政协十届二次会议", "关于治理“断头河”的提案")
    assert text == spoilt.document.text


def test_a_date_is_taken_only_where_the_code_found_none() -> None:
    undated = annotate(Document("u.txt", "我局将新增路灯3盏。其间，2023年11月2日起草的方案已经印发。"))
    assert undated.metadata.reply.issued_on == ""
    reply, _, refused = corrected_fields(undated, [SelectedField("date", "2023年11月2日")])
    assert (reply.issued_on, refused) == ("2023-11-02", ())
    _, _, refused = corrected_fields(undated, [SelectedField("date", "2023年11月3日")])
    assert refused == ("2023年11月3日",)


def test_the_request_shows_what_code_found_and_the_edges_of_the_page() -> None:
    (window,) = windows(LETTER, 16_000)
    sent = messages(LETTER, window)[-1].content
    head = sent[: sent.index("<答复>")]
    assert "答复单位：青岚市商务局" in head
    assert "第0012号提案的答复" in head
    assert "落款：" in head
    assert "0571" not in head
    assert "刘芸委员" not in head


def test_the_body_beside_a_contact_is_shown_and_the_contact_is_not() -> None:
    letter = annotate(
        Document("c.txt", TEXT.replace("联系电话", "联系单位：青岚市商务局流通科\n联系人：周宁\n联系电话"))
    )
    (window,) = windows(letter, 16_000)
    head = messages(letter, window)[-1].content.partition("<答复>")[0]
    assert "联系单位:青岚市商务局流通科" in head.replace("：", ":")
    assert "周宁" not in head


def test_fields_cost_few_tokens() -> None:
    (window,) = windows(LETTER, 16_000)
    request = messages(LETTER, window)
    head = request[-1].content[: request[-1].content.index("<答复>")]
    rule = next(line for line in request[0].content.splitlines() if line.startswith("f ["))
    whole = sum(estimated_tokens(message.content) for message in request)
    before = "答复单位：青岚市商务局；答复日期：2024-06-18\n题目：关于发展夜间消费的提案\n"
    assert (
        estimated_tokens(rule) + estimated_tokens(head) - estimated_tokens(before) <= 0.035 * whole
    )  # of a letter as short as this one


def number_of(words: str) -> int:
    return next(one.number for one in LETTER.sentences if words in LETTER.quote(one))


def answer(**changes: Any) -> str:
    return json.dumps(
        {"t": "", "m": [[number_of("集聚区")]], "c": [[number_of("街区")]], **{k: [] for k in "exrdnz"}, **changes},
        ensure_ascii=False,
    )


def records(text: str) -> tuple[Any, list[Call]]:
    with ScriptedServer(in_turn(answered(text))) as server, open_engine(settings(server)) as engine:
        return ground(LETTER, engine.select(LETTER)), server.calls


def test_an_answer_corrects_fields_and_what_is_not_there_becomes_a_warning() -> None:
    wrong = {"k": "issuer", "v": "青岚市财政局"}
    record, calls = records(answer(f=[{"k": "co", "v": "市交通局"}, {"k": "co", "v": "市文旅局"}, wrong]))
    assert record.reply.co_bodies == ("市交通局", "市文旅局")
    assert record.reply.issuer == "青岚市商务局"
    assert any("青岚市财政局" in warning.about for warning in record.warnings)
    assert len(calls) == 1


def test_an_answer_without_corrections_is_whole_and_changes_nothing() -> None:
    record, calls = records(answer())
    assert record.reply == LETTER.metadata.reply
    assert len(calls) == 1
    assert Answer.model_validate(GOOD).corrections == []
    assert answer_schema()["required"][-1] == "f"
