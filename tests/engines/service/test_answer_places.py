"""The answer is taken from where a service puts it, also out of a stream, and never from a draft in thoughts."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest

from summarise.errors import (
    AnswerInvalid,
    AnswerTruncated,
    ServiceUnavailable,
)
from tests.support.model_calls import failure, select, text_of
from tests.support.scripted_server import (
    Call,
    Reply,
    answered,
    bad,
    completion,
    in_turn,
    plain,
    streamed,
)

GOOD = text_of()
DRAFT = text_of(t="草稿", m=[], c=[[3]], e=[], x=[], r=[], d=[], n=[])


@pytest.mark.parametrize(
    ("message", "names_thoughts"),
    [
        ({"content": None, "reasoning_content": "想一想"}, True),
        ({"content": "<think>想一想"}, True),
        ({"content": "<think>想一想</think>" + GOOD[:40]}, False),
        ({"content": GOOD[:40], "reasoning_content": "想一想"}, False),
    ],
)
def test_an_answer_cut_off_in_its_thoughts_says_so(message: dict[str, Any], names_thoughts: bool) -> None:
    error, _ = failure(lambda _: completion({"role": "assistant"} | message, "length"))
    assert isinstance(error, AnswerTruncated)
    assert ("thinking off" in error.message) is names_thoughts


PLACES: dict[str, dict[str, Any]] = {
    "a list of parts": {"content": [{"type": "text", "text": GOOD[:40]}, {"type": "text", "text": GOOD[40:]}]},
    "parts with thoughts": {"content": [{"type": "reasoning", "text": DRAFT}, {"type": "output_text", "text": GOOD}]},
    "an object": {"content": json.loads(GOOD)},
    "a function call": {"content": "", "function_call": {"name": "f", "arguments": GOOD}},
    "a tool call of text in text": {"content": None, "tool_calls": [{"function": {"arguments": json.dumps(GOOD)}}]},
    "a tool call of an object": {"content": None, "tool_calls": [{"function": {"arguments": json.loads(GOOD)}}]},
    "thoughts that are the whole answer": {"content": None, "reasoning_content": f"```json\n{GOOD}\n```"},
    "reasoning that is the whole answer": {"content": "", "reasoning": GOOD},
    "no opening tag": {"content": f"先列草稿 {DRAFT} 不妥。\n</think>\n{GOOD}"},
    "another tag": {"content": f"<reasoning>{DRAFT}</reasoning>\n结果：{GOOD}"},
    "thoughts twice": {"content": f"<think></think>\n<think>```json\n{DRAFT}\n```</think>```json\n{GOOD}\n```\n完毕。"},
    "a sign of its own": {"content": f"◁think▷{DRAFT}◁/think▷{GOOD}"},
    "a draft in words": {"content": f"草稿：{DRAFT}\n改为：{GOOD}"},
    "braces in words": {"content": f"按{{规则}}判断如下：{GOOD}"},
}


@pytest.mark.parametrize("name", PLACES)
def test_the_answer_is_taken_from_where_it_stands(name: str) -> None:
    selection, calls = select(in_turn(completion({"role": "assistant"} | PLACES[name])))
    assert len(calls) == 1
    assert len(selection.targets) == 3
    assert selection.topic == "发展夜间消费"


def test_an_answer_among_several_choices_is_found() -> None:
    choices = [
        {"message": {"content": ""}, "finish_reason": "stop"},
        {"message": {"content": GOOD}, "finish_reason": "stop"},
    ]
    selection, calls = select(in_turn(plain({"choices": choices})))
    assert len(selection.targets) == 3
    assert len(calls) == 1


@pytest.mark.parametrize(
    "message",
    [
        {"content": f"<think>草稿 {DRAFT} 还没想完"},
        {"content": "", "reasoning_content": f"也许是 {DRAFT} 吧"},
        {"content": [{"type": "thinking", "thinking": DRAFT}]},
    ],
)
def test_a_draft_inside_thoughts_is_never_taken(message: dict[str, Any]) -> None:
    error, _ = failure(in_turn(completion({"role": "assistant"} | message)), max_reasks=1)
    assert isinstance(error, AnswerInvalid)


def test_an_empty_answer_is_asked_again_without_an_empty_message() -> None:
    def script(call: Call) -> Reply:
        if not all(message["content"] for message in call.body["messages"]):
            return bad("messages with empty content are not allowed")
        return answered("" if call.number == 1 else GOOD)

    selection, calls = select(script)
    assert len(selection.targets) == 3
    roles = [message["role"] for message in calls[1].body["messages"]]
    assert all(one != other for one, other in pairwise(roles))


def test_a_stream_is_read_also_where_none_was_asked_for_and_its_parts_are_put_together() -> None:
    selection, _ = select(in_turn(streamed(GOOD, reasoning_content=DRAFT)))
    assert len(selection.targets) == 3
    assert selection.provenance.usage.output_tokens == 20


def test_a_stream_that_breaks_off_is_no_answer() -> None:
    whole = streamed(GOOD).body
    broken = Reply(body=whole[: whole.index(b'"finish_reason"') - 60].rsplit(b"\n\n", 1)[0] + b"\n\n")
    error, _ = failure(in_turn(broken))
    assert isinstance(error, ServiceUnavailable)
    assert "broke off" in error.message
