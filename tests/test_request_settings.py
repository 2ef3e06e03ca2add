"""The table [request] and the options of the same names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarise.engines import open_engine
from summarise.engines.service.cached import request_key
from summarise.engines.service.protocol import Message, Request
from summarise.errors import ServiceRejected, SummariseError, UsageError
from summarise.redaction import redacted
from summarise.settings import Settings, read_settings
from tests.support.model_calls import DOCUMENT, settings, text_of
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered, failed, in_turn

TABLE = """
[request]
form = "tools"
max_answer_tokens = 4096
temperature = "none"
timeout = 600
stream = true
extra_body = { enable_thinking = false, top_p = 0.8, provider = { order = ["a", "b"] } }
headers = { "X-Title" = "replies", "api-key" = "$RELAY_KEY" }
"""


def read(tmp_path: Path, text: str, **options: Any) -> Settings:
    file = tmp_path / "summarise.toml"
    file.write_text(text, encoding="utf-8")
    return read_settings(options, {"RELAY_KEY": "k-secret-1234567"}, file)


def test_the_table_is_read_and_options_are_stronger(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        TABLE,
        form="prose",
        temperature="0.3",
        headers=["X-Title: others"],
        extra_body='{"seed": 7}',
        stream=False,
    )
    assert found.request.given() == {
        "dialect": "prose",
        "answer_limit": 4096,
        "temperature": 0.3,
        "timeout": 600.0,
        "stream": False,
        "extra_body": {"seed": 7},
        "headers": {"X-Title": "others"},
    }
    alone = read(tmp_path, TABLE).request
    assert alone.given()["temperature"] is None
    assert alone.given()["dialect"] == "tools"
    assert alone.given()["extra_body"] == {"enable_thinking": False, "top_p": 0.8, "provider": {"order": ["a", "b"]}}
    assert alone.headers == {"X-Title": "replies", "api-key": "k-secret-1234567"}
    assert "secret" not in repr(alone)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[request]\nmax_tokens = 5", "unknown entry 'max_tokens'"),
        ("[request]\nmax_answer_tokens = 0", "whole number of 1 or more"),
        ('[request]\ntemperature = "warm"', 'or "none"'),
        ("[request]\nstream = 1", "true or false"),
        ("[request]\nextra_body = 3", "is a table"),
        ('[request]\nform = "json"', "form must be one of strict, schema, tools, prose"),
        ("[request]\nform = 1", "form must be one of"),
        ('[request]\nextra_body = { model = "x" }', "cannot set model"),
        ("[request]\nextra_body = { tools = [] }", "cannot set tools, which the setting form decides"),
        ('[request]\nheaders = { "X Y" = "1" }', "no name of a header"),
        ('[request]\nheaders = { X = "钥匙" }', "value is not shown"),
        ('[request]\nheaders = { X = "$NOT_SET" }', "NOT_SET, which is not set"),
        ("request = 1", "is a table"),
    ],
)
def test_a_wrong_entry_is_refused_in_one_line(text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        read(tmp_path, text)


@pytest.mark.parametrize(
    ("options", "words"),
    [({"extra_body": "{"}, "is not JSON"), ({"headers": ["X"]}, "NAME: VALUE"), ({"timeout": -1.0}, "timeout")],
)
def test_a_wrong_option_is_refused_in_one_line(options: dict[str, Any], words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        read(tmp_path, "", **options)


def test_what_is_set_goes_out_with_every_request() -> None:
    extra = {"enable_thinking": False, "reasoning_effort": "low"}
    with ScriptedServer(in_turn(answered(text_of()))) as server:
        wished = settings(server, extra_body=extra, headers={"X-Title": "replies"}, temperature=None, answer_limit=777)
        with open_engine(wished) as engine:
            engine.select(DOCUMENT)
        (call,) = server.calls
    assert call.body["enable_thinking"] is False
    assert call.body["reasoning_effort"] == "low"
    assert call.body["max_tokens"] == 777
    assert "temperature" not in call.body
    assert call.headers["x-title"] == "replies"


def test_a_secret_among_the_extra_parameters_is_sent_and_never_shown() -> None:
    extra = {"provider": {"api_key": "relay-canary-1", "order": ["first-of-them"]}, "tokens": ["canary-2-token"]}
    with ScriptedServer(in_turn(failed(401, "no relay-canary-1 of canary-2-token at first-of-them"))) as server:
        wished = settings(server, extra_body=extra)
        with (
            open_engine(wished) as engine,
            pytest.raises(ServiceRejected, match=r"no \*{3} of \*{3} at first-of-them"),
        ):
            engine.select(DOCUMENT)
        (call,) = server.calls
    assert call.body["provider"] == extra["provider"]
    shown = redacted(json.dumps(wished.described()))
    assert "canary" not in shown
    assert "first-of-them" in shown


def test_a_form_that_is_set_is_asked_for_at_once_and_is_not_taken_for_found(tmp_path: Path) -> None:
    def script(call: Call) -> Reply:
        return failed(400, "unknown max_tokens") if "max_tokens" in call.body else answered(text_of())

    with ScriptedServer(script) as server:
        for dialect, shape, calls in (("prose", None, 4), ("prose", None, 1), (None, "response_format", 4)):
            made = len(server.calls)
            with open_engine(settings(server, cache_dir=tmp_path, dialect=dialect, refresh=True)) as engine:
                engine.select(DOCUMENT)
            assert {"response_format", "tools"} & set(server.calls[-1].body) == ({shape} if shape else set())
            assert len(server.calls) - made == calls


def test_a_query_of_the_base_url_goes_with_every_request() -> None:
    with ScriptedServer(in_turn(answered(text_of()))) as server:
        with open_engine(settings(server, base_url=f"{server.base_url}?api-version=2024-10-21")) as engine:
            engine.select(DOCUMENT)
        assert server.calls[0].path == "/v1/chat/completions?api-version=2024-10-21"


def test_all_that_is_set_but_timeout_stream_and_headers_is_part_of_the_key() -> None:
    plain = Request("m", (Message("user", "一"),), 8192)
    others = [
        Request("m", plain.messages, 8192, temperature=None),
        Request("m", plain.messages, 8192, temperature=0.5),
        Request("m", plain.messages, 8192, extra='{"seed": 7}'),
        Request("m", plain.messages, 512, stated_limit=512),
        Request("m", plain.messages, 8192, stated_dialect="prose"),
    ]
    keys = [request_key(request, "https://e.test/v1") for request in (plain, *others)]
    assert len(set(keys)) == len(keys)
    longer = Request("m", plain.messages, 32768)
    assert request_key(longer, "https://e.test/v1") == keys[0]


def test_a_header_that_a_service_repeats_is_told_nobody() -> None:
    with ScriptedServer(in_turn(failed(400, "header api-key=k-secret-7654321 is odd"))) as server:
        wished = settings(server, headers={"api-key": "k-secret-7654321"})
        assert "secret" not in repr(wished)
        with open_engine(wished) as engine, pytest.raises(SummariseError) as caught:
            engine.select(DOCUMENT)
    assert "k-secret" not in str(caught.value)
