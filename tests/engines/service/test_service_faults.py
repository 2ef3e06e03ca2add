"""Faults of services and networks, played on a real socket: each ends as it should, and nothing of it is kept."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.errors import (
    AnswerError,
    AnswerRefused,
    AnswerTruncated,
    ContextTooLong,
    ServiceRejected,
    ServiceUnavailable,
)
from tests.support.model_calls import DOCUMENT, failure, select, settings, text_of
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered, failed, in_turn
from tests.support.small_annotator import annotate


def test_a_cut_answer_is_asked_once_more_with_a_higher_limit() -> None:
    selection, calls = select(in_turn(answered("{", finish="length"), answered(text_of())), answer_limit=100)
    assert [call.body["max_tokens"] for call in calls] == [100, 400]
    assert selection.provenance.usage.calls == 2
    error, calls = failure(in_turn(answered(text_of(), finish="length")))
    assert isinstance(error, AnswerTruncated)
    assert len(calls) == 4  # the reply, then half of it


@pytest.mark.parametrize(
    "reply",
    [
        answered("", refusal="I cannot help"),
        answered("", finish="content_filter"),
        failed(400, "blocked by content management policy", "content_filter"),
    ],
)
def test_a_refusal_fails_at_once_and_says_why(reply: Reply, tmp_path: Path) -> None:
    with ScriptedServer(in_turn(reply)) as server, open_engine(settings(server, cache_dir=tmp_path)) as engine:
        for _ in range(2):
            with pytest.raises(AnswerRefused, match=r"cannot help|content"):
                engine.select(DOCUMENT)
        assert len(server.calls) == 2  # neither asked again nor stored


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (failed(401, "Incorrect API key provided: sk-canary-77"), "OPENAI_API_KEY"),
        (failed(403, "no access"), "does not allow"),
        (failed(404, "The model does not exist", "model_not_found"), "knows no model m1"),
        (failed(402, "Insufficient Balance"), "used up"),
        (failed(429, "You exceeded your current quota", "insufficient_quota"), "used up"),
        (failed(400, "Invalid model name passed"), "knows no model m1"),
    ],
)
def test_what_no_call_can_mend_stops_the_run_after_one_call(reply: Reply, words: str) -> None:
    with ScriptedServer(in_turn(reply)) as server:
        with open_engine(settings(server, api_key="sk-canary-77", max_retries=3)) as engine:
            for _ in range(3):
                with pytest.raises(ServiceRejected, match=words) as caught:
                    engine.select(DOCUMENT)
                assert "canary" not in str(caught.value)
                assert caught.value.__cause__ is None or "canary" not in str(caught.value.__cause__)
        assert len(server.calls) == 1


def test_the_key_is_in_no_representation() -> None:
    assert "canary" not in repr(ModelSettings(model="m", api_key="sk-canary"))


@pytest.mark.parametrize(
    "reply",
    [
        failed(500, "boom"),
        failed(502, "bad gateway"),
        failed(503, "overloaded"),
        failed(529, "overloaded"),
        Reply(body=b"<html><title>502</title></html>", headers={"Content-Type": "text/html"}),
        Reply(body=b""),
        Reply(body=b"[]"),
        Reply(body=b'{"choices": []}'),
        Reply(body=answered(text_of()).body[:-40]),
        Reply(body=answered(text_of()).body, cut=60),
    ],
)
def test_faults_of_the_service_are_tried_again_and_nothing_of_them_is_kept(reply: Reply, tmp_path: Path) -> None:
    with ScriptedServer(in_turn(reply, answered(text_of()))) as server:
        with open_engine(settings(server, max_retries=1, cache_dir=tmp_path)) as engine:
            assert engine.select(DOCUMENT).measures
            assert engine.stats().retries == 1
        assert len(server.calls) == 2
    with ScriptedServer(in_turn(reply)) as server, open_engine(settings(server, max_retries=1)) as engine:
        with pytest.raises(ServiceUnavailable, match="tried 2 times"):
            engine.select(DOCUMENT)
        assert len(server.calls) == 2


def test_no_server_gives_one_helpful_line() -> None:
    nowhere = ModelSettings(model="m", base_url="http://127.0.0.1:9/v1", max_retries=0)
    with (
        open_engine(nowhere) as engine,
        pytest.raises(ServiceRejected, match=r"http://127\.0\.0\.1:9/v1 could not be reached"),
    ):
        engine.select(DOCUMENT)


@pytest.mark.parametrize("reply", [Reply(delay=3), Reply(body=b"x" * 500, drip=0.05)])
def test_a_silent_or_trickling_service_is_given_up(reply: Reply) -> None:
    error, _ = failure(in_turn(reply), timeout=0.4)
    assert isinstance(error, ServiceUnavailable)
    assert "0.4 s" in error.message


@pytest.mark.parametrize("header", ["1", "Wed, 21 Oct 2015 07:28:00 GMT", "-5", "soon", "nan"])
def test_too_many_requests_are_tried_again(header: str) -> None:
    with ScriptedServer(in_turn(failed(429, "slow down", retry_after=header), answered(text_of()))) as server:
        with open_engine(settings(server, max_retries=2)) as engine:
            engine.select(DOCUMENT)
        first, second = server.calls
    if header == "1":
        assert second.at - first.at >= 1.0


FAR = ["7200", "31536000", "inf", "1e300", "Wed, 21 Oct 2199 07:28:00 GMT"]


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("header", FAR)
def test_who_asks_twice_for_a_pause_beyond_all_waiting_is_told_and_ends_the_run(header: str, status: int) -> None:
    error, calls = failure(in_turn(failed(status, "closed", retry_after=header)), max_retries=5)
    assert isinstance(error, ServiceRejected)
    assert re.search(r"it asks for a pause of (2\.0 hours|\d+ days): start again then, nothing is lost", error.message)
    assert len(calls) == 2


@pytest.mark.parametrize("status", [429, 503])
def test_one_odd_wish_for_a_pause_is_no_end(status: int) -> None:
    script = in_turn(failed(status, "closed", retry_after="31536000"), answered(text_of()))
    with ScriptedServer(script) as server, open_engine(settings(server, max_retries=1)) as engine:
        engine.select(DOCUMENT)


def test_a_wish_that_is_not_granted_is_told_where_nothing_is_tried_again() -> None:
    error, _ = failure(in_turn(failed(503, "closed", retry_after="600")), max_retries=0)
    assert isinstance(error, ServiceUnavailable)
    assert error.message.endswith("; it asks for a pause of 0.2 hours")


def test_other_bad_requests_fail_with_the_service_s_words() -> None:
    script = in_turn(failed(400, "messages[1] has a bad character"), answered(text_of()))
    error, calls = failure(script, max_retries=3)
    assert type(error).kind == "bad_request"
    assert isinstance(error, AnswerError)
    assert "bad character" in error.message
    assert len(calls) == len(["the reply", "a short question, which is accepted"])


def full(call: Call) -> Reply | None:
    """The refusal of a service whose model has a context of 6000 tokens, of which the messages take 4389."""
    said = "maximum context length is 6000 tokens and your request has 4389 input tokens"
    return failed(400, said, "context_length_exceeded") if call.body["max_tokens"] > 6000 - 4389 else None


def test_the_room_that_a_full_context_leaves_is_used() -> None:
    with (
        ScriptedServer(lambda call: full(call) or answered(text_of())) as server,
        open_engine(settings(server)) as engine,
    ):
        assert engine.select(DOCUMENT).measures
    assert [call.body["max_tokens"] for call in server.calls] == [8192, 1611]


def test_an_answer_that_is_cut_where_the_context_ends_is_paid_for_once() -> None:
    error, calls = failure(lambda call: full(call) or answered("{", finish="length"))
    assert isinstance(error, AnswerTruncated)
    paid = [call.last for call in calls if call.body["max_tokens"] == 1611]
    assert paid
    assert len(set(paid)) == len(paid)


def test_a_full_context_makes_the_windows_smaller() -> None:
    text = "\n".join(
        f"{numeral}、第{numeral}部分\n" + f"我局完成了{numeral}类改造任务，成效良好。" * 40
        for numeral in "一二三四五六"
    )
    document = annotate(text)
    smallest = text_of(m=[], c=[], e=[], r=[], d=[], n=[])

    def script(call: Call) -> Reply:
        if len(call.last) > 2200:
            return failed(400, "This model's maximum context length is 4096 tokens", "context_length_exceeded")
        return answered(smallest)

    with ScriptedServer(script) as server, open_engine(settings(server)) as engine:
        selection = engine.select(document)
        assert selection.provenance.usage.calls >= 3
        shown = [line for call in server.calls for line in call.last.splitlines() if line[:1].isdigit()]
    assert len({line.split()[0] for line in shown}) == len(document.sentences)
    error, calls = failure(in_turn(failed(400, "maximum context length is 12 tokens")))
    first, second = (call.body["max_tokens"] for call in calls)  # less room for the answer is tried first
    assert (first, second < 1024) == (8192, True)
    assert isinstance(error, ContextTooLong)
