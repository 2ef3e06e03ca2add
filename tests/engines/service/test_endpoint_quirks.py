"""Quirks of services as their users meet them, played on a real socket: each ends in an answer or a line that helps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from summarise.annotated import AnnotatedDocument
from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.errors import (
    AnswerError,
    AnswerInvalid,
    AnswerRefused,
    AnswerTruncated,
    ContextTooLong,
    ServiceRejected,
    ServiceUnavailable,
)
from tests.support.model_calls import DOCUMENT, TEXT, failure, select, settings, text_of
from tests.support.scripted_server import Call, Reply, Script, ScriptedServer, answered, completion, failed, in_turn
from tests.support.small_annotator import annotate

GOOD = text_of()
DRAFT = text_of(t="草稿", m=[], c=[[3]], e=[], x=[], r=[], d=[], n=[])


def unless(complains: Callable[[dict[str, Any]], Reply | None]) -> Script:
    """A service that answers what it does not complain of; a stream where one is asked for."""

    def script(call: Call) -> Reply:
        complaint = complains(call.body)
        if complaint is not None:
            return complaint
        return streamed(GOOD) if call.body.get("stream") else answered(GOOD)

    return script


def streamed(text: str, finish: str = "stop", **delta: Any) -> Reply:
    """The answer as server-sent events, a few characters in each."""
    pieces: list[dict[str, Any]] = [{"role": "assistant", "content": ""}]
    pieces += [{"content": text[at : at + 30]} for at in range(0, len(text), 30)] + ([delta] if delta else [])
    events: list[dict[str, Any]] = [{"choices": [{"index": 0, "delta": piece}]} for piece in pieces]
    events.append({"choices": [{"index": 0, "delta": {}, "finish_reason": finish}]})
    events.append({"choices": [], "usage": {"prompt_tokens": 100, "completion_tokens": 20}})
    lines = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events]
    return Reply(
        body=": keep-alive\n\n".join(lines).encode() + b"data: [DONE]\n\n",
        headers={"Content-Type": "text/event-stream"},
    )


def shape(body: dict[str, Any]) -> str:
    form = body.get("response_format")
    if form:
        return "strict" if form["json_schema"].get("strict") else "schema"
    return "tools" if body.get("tools") else "prose"


def _if(fault: bool, reply: Reply) -> Reply | None:
    return reply if fault else None


def bad(said: str, code: str | None = None, status: int = 400) -> Reply:
    error = {"message": said, "type": "invalid_request_error", "code": code, "param": None}
    return Reply(status, json.dumps({"error": error}, ensure_ascii=False).encode())


def plain(document: Any, status: int = 200) -> Reply:
    return Reply(status, json.dumps(document, ensure_ascii=False).encode())


FORMS: dict[str, Callable[[dict[str, Any]], Reply | None]] = {
    "only one temperature": lambda b: _if(b.get("temperature") == 0, bad("temperature 只能为 1")),
    "another name of the limit": lambda b: _if(
        "max_tokens" in b, bad("'max_tokens' is deprecated here, use 'max_completion_tokens'")
    ),
    "a limit of no name": lambda b: _if(
        bool({"max_tokens", "max_completion_tokens"} & set(b)),
        bad("unknown field: max_completion_tokens and max_tokens"),
    ),
    "a ceiling in words": lambda b: _if(b.get("max_tokens", 0) > 2048, bad("max_tokens 不能超过 2048")),
    "a ceiling without a number": lambda b: _if(
        b.get("max_tokens", 0) > 5000, bad("max_tokens is too large for this model")
    ),
    "no schema": lambda b: _if(
        "response_format" in b, bad("response_format of type json_schema is not available for this model")
    ),
    "a schema that does not go with thoughts": lambda b: _if(
        shape(b) in {"strict", "schema"}, bad("Json mode response is not supported when enable_thinking is true")
    ),
    "a refusal that names no parameter": lambda b: _if(
        "response_format" in b, bad("API 调用参数有误，请检查文档。", "1210")
    ),
    "a broken schema compiler": lambda b: _if(
        "response_format" in b, bad("Grammar error: unable to compile the schema", None, 500)
    ),
    "no strict": lambda b: _if(
        shape(b) == "strict", plain({"detail": [{"loc": ["body", "strict"], "msg": "extra fields not permitted"}]}, 422)
    ),
    "no tools, no schema": lambda b: _if(
        shape(b) != "prose", bad(f"该模型不支持{'工具调用' if shape(b) == 'tools' else '结构化输出'}")
    ),
    "streams only": lambda b: _if(not b.get("stream"), bad("该模型仅支持流式输出，请设置 stream=true")),
    "no count in a stream": lambda b: _if(
        not b.get("stream") or "stream_options" in b,
        bad("Unknown parameter: 'stream_options'" if b.get("stream") else "stream must be true for this model"),
    ),
    "thinking only in a stream": lambda b: _if(
        not b.get("stream") and b.get("enable_thinking") is not False,
        bad("enable_thinking must be false when stream is false"),
    ),
    "thinking always": lambda b: _if(
        not b.get("stream"),
        bad(
            "enable_thinking cannot be false for this model"
            if "enable_thinking" in b
            else "enable_thinking needs a streaming call"
        ),
    ),
    "no system message": lambda b: _if(
        b["messages"][0]["role"] == "system", bad("system role is not supported by this chat template")
    ),
    "a relay's wrapping": lambda b: _if(
        "temperature" in b,
        bad(
            'bad response from upstream: {"error": {"message": "temperature is not allowed", "code": "invalid_value"}}'
        ),
    ),
    "an error of status 200": lambda b: _if(
        "temperature" in b, plain({"error": {"message": "temperature is unsupported", "code": 400}})
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_that_a_service_takes_is_found_and_kept(name: str, tmp_path: Path) -> None:
    with ScriptedServer(unless(FORMS[name])) as server:
        for _ in range(2):
            with open_engine(settings(server, cache_dir=tmp_path, refresh=True)) as engine:
                assert engine.select(DOCUMENT).provenance.usage.calls == 1
        asked = sum(call.body["messages"][-1]["content"].endswith("</答复>") for call in server.calls[:-1])
        assert FORMS[name](server.calls[-1].body) is None
        assert asked <= 2  # all that is found out is found out with a tiny question


def test_a_ceiling_below_the_need_cuts_the_reply_smaller_and_then_says_so() -> None:
    def script(call: Call) -> Reply:
        if call.body.get("max_tokens", 0) > 8192:
            return bad("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]")
        return answered("{", finish="length")

    error, calls = failure(script)
    assert isinstance(error, AnswerTruncated)
    assert "8192" in error.message
    assert len(calls) <= 5


def test_a_reply_too_long_for_one_answer_is_asked_in_halves_and_read_whole() -> None:
    whole = annotate(TEXT)

    def script(call: Call) -> Reply:
        if call.body.get("max_tokens", 0) > 600:
            return bad("max_tokens must be at most 600")
        asked = re.findall(r"^(\d+)(?=[* ])", call.last.partition("<答复>")[2], re.MULTILINE)
        if len(asked) > 5:
            return answered(GOOD[:60], finish="length")
        return answered(about(set(map(int, asked)), whole))

    selection, calls = select(script)
    assert [item.sentences for item in selection.measures] == [(3,)]
    assert [item.sentences for item in selection.commitments] == [(5,), (6,)]
    assert [target.quantity for target in selection.targets] == [2, 3, 4]
    assert not selection.remarks
    assert selection.provenance.usage.calls == 3  # the cut answer was paid for
    assert sum("<答复>" in call.last for call in calls) == 4  # the first with a limit that was refused


def about(numbers: set[int], document: AnnotatedDocument) -> str:
    """The part of the good answer that is about these sentences."""
    answer = json.loads(GOOD)
    answer["m"] = [group for group in answer["m"] if set(group) <= numbers]
    answer["c"] = [group for group in answer["c"] if set(group) <= numbers]
    answer["e"] = [number for number in answer["e"] if number in numbers]
    for key in ("r", "d"):
        answer[key] = [entry for entry in answer[key] if set(entry["s"]) <= numbers]
    answer["n"] = [goal for goal in answer["n"] if document.quantity(goal["q"]).sentence in numbers]
    return json.dumps(answer, ensure_ascii=False)


@pytest.mark.parametrize(
    "said", ["This request touches restricted matter: 敏感", "failed schema of moderation: flagged"]
)
def test_a_refused_content_changes_the_form_for_nobody(said: str) -> None:
    other = annotate(TEXT.replace("路灯", "敏感灯"))

    def script(call: Call) -> Reply:
        return bad(said) if "敏感灯" in call.last else answered(GOOD)

    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        with pytest.raises(AnswerRefused):
            engine.select(other)
        engine.select(DOCUMENT)
        assert [shape(call.body) for call in server.calls] == ["strict", "strict"]


def test_one_request_may_step_down_alone() -> None:
    other = annotate(TEXT.replace("路灯", "怪灯"))

    def script(call: Call) -> Reply:
        odd = "怪灯" in call.last and shape(call.body) == "strict"
        return (
            bad("Invalid schema for response_format: odd")
            if odd
            else answered(GOOD.replace("路灯", "怪灯") if "怪灯" in call.last else GOOD)
        )

    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        engine.select(other)
        engine.select(DOCUMENT)
        assert [shape(call.body) for call in server.calls] == ["strict", "strict", "schema", "strict"]


@pytest.mark.parametrize("failures", [1, 2])
def test_a_generation_that_the_service_threw_away_is_no_matter_of_form(failures: int) -> None:
    def script(call: Call) -> Reply:
        if call.number <= failures:
            return bad(
                "The model generated output that is not valid JSON. See 'failed_generation'.", "json_validate_failed"
            )
        return answered(GOOD)

    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        engine.select(DOCUMENT)
        engine.select(annotate(TEXT.replace("300盏", "310盏")))
        assert shape(server.calls[-1].body) == "strict"


def test_a_service_that_discards_every_generation_of_a_reply_fails_it_after_one_try_a_form() -> None:
    discarded = bad("Generated JSON does not match the expected schema.", "json_validate_failed")
    error, calls = failure(lambda _: discarded)
    assert isinstance(error, AnswerInvalid)
    assert [shape(call.body) for call in calls] == ["strict", "strict", "schema", "tools", "prose"]


@pytest.mark.parametrize(("said", "asked"), [("API 调用参数有误，请检查文档。", 5), ("Unrecognized argument: foo", 2)])
def test_a_service_that_refuses_even_a_short_question_ends_the_run(said: str, asked: int) -> None:
    error, calls = failure(lambda _: bad(said))
    assert isinstance(error, ServiceRejected)
    assert said in error.message
    assert "short question" in error.message
    assert len(calls) == asked


def test_a_refusal_of_one_reply_does_not_end_the_run() -> None:
    other = annotate(TEXT.replace("300盏", "310盏"))
    with (
        ScriptedServer(in_turn(bad("Body invalid"), answered(GOOD), bad("Body invalid"))) as server,
        open_engine(settings(server)) as engine,
    ):
        for document in (DOCUMENT, other):
            with pytest.raises(AnswerError) as caught:
                engine.select(document)
            assert caught.value.kind == "bad_request"


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


REFUSALS: dict[str, Reply] = {
    "words of the input": bad("The text was flagged: it may contain sensitive information", "SensitiveDetected"),
    "Chinese words": bad("输入内容包含敏感信息，请求被拦截", "1301"),
    "a finish reason": answered("", finish="sensitive"),
    "another finish reason": answered("一部分", finish="PROHIBITED_CONTENT"),
    "a body of success": plain(
        {"choices": None, "base_resp": {"status_code": 1026, "status_msg": "input new_sensitive"}}
    ),
    "a blocked prompt": plain({"promptFeedback": {"blockReason": "SAFETY"}}),
    "a canned sentence": answered("你好，这个问题我暂时无法回答，让我们换个话题再聊聊吧。"),
    "a canned sentence in English": answered("I can’t discuss this topic. Let’s chat about something else instead!"),
    "a forbidden status": bad("Your request was blocked by the content policy of the provider", None, 403),
    "the end of a stream": streamed("", finish="content_filter"),
    "an error in a stream": Reply(body=b'data: {"error": {"message": "Content Exists Risk", "code": 400}}\n\n'),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_a_filter_s_refusal_is_one_call(name: str) -> None:
    error, calls = failure(in_turn(REFUSALS[name]), max_retries=3)
    assert isinstance(error, AnswerRefused)
    assert len(calls) == 1


STOPS: dict[str, tuple[Reply, str]] = {
    "arrears": (bad("账户已欠费", "Arrearage"), "used up"),
    "a list around the error": (
        plain([{"error": {"code": 400, "message": "API key expired", "status": "INVALID_ARGUMENT"}}], 400),
        "API key",
    ),
    "a key in a body of success": (
        plain({"base_resp": {"status_code": 1004, "status_msg": "login fail: wrong token"}}),
        "API key",
    ),
    "credits in a body of success": (plain({"error": {"message": "Insufficient credits", "code": 402}}), "used up"),
    "a billing limit": (bad("Billing hard limit has been reached", "billing_hard_limit_reached"), "used up"),
    "a suspended account": (failed(429, "Your account is suspended"), "suspended"),
    "a relay without the model": (failed(503, "当前分组 vip 下对于模型 m1 无可用渠道"), "knows no model m1"),
    "a relay's quota": (plain({"success": False, "message": "用户额度不足"}, 403), "used up"),
    "a region": (failed(403, "Country, region, or territory not supported"), "region"),
    "a local server without the model": (
        plain({"error": "model 'm1' not found, try pulling it first"}, 404),
        "knows no model m1",
    ),
    "a model of the day": (failed(429, "Rate limit reached: free-models-per-day"), "day or month"),
    "cloud style": (
        plain({"code": "InvalidApiKey", "message": "Invalid API-key provided.", "request_id": "1"}, 400),
        "API key",
    ),
    "gateway style": (plain({"Response": {"Error": {"Code": "AuthFailure", "Message": "鉴权失败"}}}), "API key"),
}


@pytest.mark.parametrize("name", STOPS)
def test_what_concerns_the_account_stops_the_run_with_one_line(name: str) -> None:
    reply, words = STOPS[name]
    error, calls = failure(in_turn(reply), max_retries=3)
    assert isinstance(error, ServiceRejected)
    assert words in error.message
    assert len(calls) == 1


def test_a_context_told_in_a_relay_s_words_makes_smaller_requests() -> None:
    error, calls = failure(
        in_turn(bad("Invalid request: Your request exceeded model token limit: 8192 (requested: 9001)"))
    )
    assert isinstance(error, ContextTooLong)
    assert len(calls) >= 2


@pytest.mark.parametrize("path", ["", "/"])
@pytest.mark.parametrize(
    "reply",
    [
        Reply(body=b"<!doctype html><html><head><title>New relay</title></head><body>console</body></html>"),
        Reply(404, b"404 page not found"),
        plain({"error": "Unexpected endpoint or method. (POST /chat/completions)"}),
        plain({"detail": "Not Found"}, 404),
    ],
)
def test_a_base_url_without_its_path_is_told_with_the_one_to_try(path: str, reply: Reply) -> None:
    with ScriptedServer(in_turn(reply)) as server:
        root = server.base_url.removesuffix("/v1")
        wished = ModelSettings("m1", root + path, max_retries=2)
        with open_engine(wished) as engine, pytest.raises(ServiceRejected, match=f"--base-url {root}/v1"):
            engine.select(DOCUMENT)
        assert len(server.calls) == 1


def test_a_finish_of_the_service_s_own_failure_is_tried_again_and_told_in_its_words() -> None:
    broken = {
        "finish_reason": "error",
        "message": {"content": ""},
        "error": {"code": 502, "message": "Upstream hung up"},
    }
    error, calls = failure(in_turn(plain({"choices": [broken]})), max_retries=1)
    assert isinstance(error, ServiceUnavailable)
    assert "Upstream hung up" in error.message
    assert len(calls) == 2


def test_a_long_complaint_is_judged_whole_and_shown_in_part() -> None:
    said = "You exceeded your current quota. " + "See the manual of the service. " * 12 + "Please retry in 0.2s."
    selection, calls = select(in_turn(failed(429, said), answered(GOOD)), max_retries=2)
    assert len(selection.targets) == 3
    assert len(calls) == 2
    error, _ = failure(in_turn(bad(said + "x" * 2_000)))
    assert len(error.message) < 400
