"""Quirks of services as their users meet them, played on a real socket: each ends in an answer or a line that helps."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from summarise.annotated import AnnotatedDocument
from summarise.engines import open_engine
from summarise.errors import (
    AnswerError,
    AnswerInvalid,
    AnswerRefused,
    AnswerTruncated,
    ServiceRejected,
)
from tests.support.model_calls import DOCUMENT, TEXT, failure, select, settings, text_of
from tests.support.scripted_server import (
    Call,
    Reply,
    Script,
    ScriptedServer,
    answered,
    bad,
    in_turn,
    plain,
    streamed,
)
from tests.support.small_annotator import annotate

GOOD = text_of()


def unless(complains: Callable[[dict[str, Any]], Reply | None]) -> Script:
    """A service that answers what it does not complain of; a stream where one is asked for."""

    def script(call: Call) -> Reply:
        complaint = complains(call.body)
        if complaint is not None:
            return complaint
        return streamed(GOOD) if call.body.get("stream") else answered(GOOD)

    return script


def shape(body: dict[str, Any]) -> str:
    form = body.get("response_format")
    if form:
        return "strict" if form["json_schema"].get("strict") else "schema"
    return "tools" if body.get("tools") else "prose"


def _if(fault: bool, reply: Reply) -> Reply | None:
    return reply if fault else None


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


@pytest.mark.parametrize("said", ["API 调用参数有误，请检查文档。", "Unrecognized argument: foo"])
def test_a_service_that_refuses_even_a_short_question_in_every_form_ends_the_run(said: str) -> None:
    error, calls = failure(lambda _: bad(said))
    assert isinstance(error, ServiceRejected)
    assert said in error.message
    assert "short question" in error.message
    assert len(calls) == 1 + len(["strict", "schema", "tools", "prose"])  # the reply, and a short question in each form


@pytest.mark.parametrize("said", ["查无此项", "The gateway says no"])
def test_words_that_nobody_knows_may_be_about_the_form(said: str) -> None:
    script = unless(lambda body: bad(said) if "response_format" in body else None)
    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        engine.select(DOCUMENT)
        assert [shape(call.body) for call in server.calls] == ["strict", "strict", "schema", "tools", "tools"]


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
