"""A refusal is one call, and what concerns the account stops the run with one line; failures are tried again."""

from __future__ import annotations

import pytest

from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.errors import (
    AnswerRefused,
    ContextTooLong,
    ServiceRejected,
    ServiceUnavailable,
)
from tests.support.model_calls import DOCUMENT, TEXT, failure, select, settings, text_of
from tests.support.scripted_server import (
    Call,
    Reply,
    ScriptedServer,
    answered,
    bad,
    failed,
    in_turn,
    plain,
    streamed,
)
from tests.support.small_annotator import annotate

GOOD = text_of()
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


BLOCKED = Reply(
    405,
    "<html><head><title>405</title></head><body>您访问的URL有可能造成安全威胁，您的访问被阻断。</body></html>".encode(),
)
OTHER = annotate(TEXT.replace("300盏", "301盏"))
ALONE = {
    "a firewall's page": BLOCKED,
    "a page without words": Reply(403, b"<html><head><title>403 Forbidden</title></head><body></body></html>"),
    "a node without the route": Reply(404, b"404 page not found"),
    "a bare status": plain({"error": "Forbidden"}, 403),
    "a node with a stale key": failed(401, "Incorrect API key provided"),
}


@pytest.mark.parametrize("name", ALONE)
def test_a_reply_that_alone_is_refused_fails_and_the_run_goes_on(name: str) -> None:
    def script(call: Call) -> Reply:
        return ALONE[name] if "301盏" in str(call.body["messages"]) else answered(GOOD)

    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        engine.select(DOCUMENT)
        with pytest.raises(AnswerRefused, match="this reply alone"):
            engine.select(OTHER)
        assert len(server.calls) == 4
        engine.select(DOCUMENT)


def test_a_refusal_of_one_node_is_outlasted() -> None:
    with ScriptedServer(in_turn(answered(GOOD), failed(401, "Incorrect API key"), answered(GOOD))) as server:
        with open_engine(settings(server)) as engine:
            engine.select(DOCUMENT)
            assert engine.select(OTHER).targets
        assert len(server.calls) == 4


@pytest.mark.parametrize(("reply", "calls"), [(BLOCKED, 2), (Reply(404, b"404 page not found"), 1)])
def test_a_firewall_before_the_first_answer_is_asked_a_short_question_an_address_is_not(
    reply: Reply, calls: int
) -> None:
    error, made = failure(in_turn(reply))
    assert isinstance(error, ServiceRejected)
    assert len(made) == calls


def test_a_key_that_is_revoked_in_a_run_stops_it() -> None:
    with ScriptedServer(in_turn(answered(GOOD), failed(401, "Incorrect API key provided"))) as server:
        with open_engine(settings(server)) as engine:
            engine.select(DOCUMENT)
            for document in (OTHER, DOCUMENT):
                with pytest.raises(ServiceRejected, match="API key"):
                    engine.select(document)
        assert len(server.calls) == 3


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
