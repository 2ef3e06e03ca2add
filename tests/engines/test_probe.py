"""What doctor finds out about an endpoint, and says in plain words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarise.engines import open_engine
from summarise.engines.probe import probe
from summarise.engines.service.embedded_store import EmbeddedStore
from summarise.engines.service.known_form import keep
from summarise.errors import AnswerInvalid, ServiceRejected, ServiceUnavailable, SummariseError
from summarise.ground import ground
from tests.support.model_calls import DOCUMENT, settings, text_of
from tests.support.scripted_server import Call, Reply, Script, ScriptedServer, answered, completion, failed, in_turn
from tests.support.small_annotator import annotate


def only(*accepted: str) -> Script:
    """A server that takes some forms of request only."""

    def script(call: Call) -> Reply:
        shape = call.body.get("response_format", {}).get("json_schema", {})
        form = "tools" if "tools" in call.body else "prose"
        form = ("strict" if shape.get("strict") else "schema") if shape else form
        if form not in accepted:
            return failed(400, f"'{'tool_choice' if form == 'tools' else 'response_format'}' is not supported")
        if form == "tools":
            call_made = {"function": {"name": "selection", "arguments": '{"n": 12}'}}
            return completion({"role": "assistant", "content": None, "tool_calls": [call_made]})
        return answered('{"n": 12}')

    return script


@pytest.mark.parametrize(
    ("accepted", "calls", "words"),
    [
        ("strict", 1, "takes a strict JSON schema"),
        ("schema", 2, "not a strict one"),
        ("tools", 3, "a tool whose parameters"),
        ("prose", 4, "the prompt alone"),
    ],
)
def test_the_form_that_works_is_found_and_remembered(accepted: str, calls: int, words: str, tmp_path: Path) -> None:
    with ScriptedServer(only(accepted)) as server:
        finding = probe(settings(server, cache_dir=tmp_path))
        assert finding.dialect.name == accepted
        assert finding.in_shape
        assert len(server.calls) == calls
        assert len(finding.refused) == calls - 1
        assert words in finding.lines()[0]
        chosen = settings(server, cache_dir=tmp_path, max_reasks=0)
        with open_engine(chosen) as engine, pytest.raises(AnswerInvalid):
            engine.select(DOCUMENT)
        assert len(server.calls) == calls + 1  # nothing had to be found out again


def test_what_was_found_out_is_tried_once_more_and_found_anew_when_told(tmp_path: Path) -> None:
    with ScriptedServer(only("tools")) as server:
        wished = settings(server, cache_dir=tmp_path)
        first = probe(wished)
        assert first.before is None
        second = probe(wished)
        assert second.before is not None
        assert len(second.before.found) == len("2026-01-31")
        assert second.dialect == first.dialect
        assert len(server.calls) == 3 + 1
        probe(wished, again=True)
        assert len(server.calls) == 4 + 3


def test_limits_that_runs_have_met_become_a_proposal(tmp_path: Path) -> None:
    with ScriptedServer(in_turn(answered('{"n": 12}'))) as server:
        wished = settings(server, cache_dir=tmp_path)
        with EmbeddedStore(tmp_path) as store:
            keep(wished, store, rpm=20)
        assert probe(wished).proposals() == ("rpm = 20", "workers = 5")


def test_a_schema_that_is_taken_and_ignored_is_told() -> None:
    with ScriptedServer(in_turn(answered("等于12。"))) as server:
        finding = probe(settings(server))
    assert not finding.in_shape
    assert any("re-asks" in line for line in finding.lines())


def test_a_wrong_key_and_no_server_are_told_in_one_line() -> None:
    with ScriptedServer(in_turn(failed(401, "no"))) as server:
        with pytest.raises(ServiceRejected, match="OPENAI_API_KEY"):
            probe(settings(server))
        nowhere = settings(server)
    with pytest.raises(ServiceUnavailable, match="is the server running"):
        probe(nowhere)


def test_the_key_is_in_no_file_no_log_and_no_message(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    key = "sk-canary-0123456789"
    script = in_turn(
        failed(500, f"bad {key}"), answered("?"), answered(text_of()), failed(400, f"your key {key} is odd")
    )
    messages: list[str] = []
    with ScriptedServer(script) as server:
        chosen = settings(server, cache_dir=tmp_path, api_key=key, max_retries=1)
        with open_engine(chosen) as engine:
            engine.select(DOCUMENT)
        with open_engine(settings(server, api_key=key)) as engine:
            try:
                engine.select(DOCUMENT)
            except SummariseError as error:
                chain: BaseException | None = error
                while chain is not None:
                    messages.append(f"{chain} {chain!r}")
                    chain = chain.__cause__
        assert server.calls[0].headers["authorization"] == f"Bearer {key}"
    assert messages
    assert key not in "".join(messages)
    assert key not in caplog.text
    assert all(key.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert key not in repr(chosen)
    assert key not in json.dumps(caplog.messages)


def test_swapped_answers_never_mix_two_replies() -> None:
    other = annotate("一、情况\n完成改造2个。\n2026年将新建4个。")
    answers = (text_of(), json.dumps({"t": "x", "m": [[2]], "c": [[3]], **{key: [] for key in "exrdnz"}}))
    swapped = in_turn(answered(answers[1]), answered(answers[0]))
    with ScriptedServer(swapped) as server, open_engine(settings(server, max_reasks=0)) as engine:
        records = [ground(document, engine.select(document)) for document in (DOCUMENT, other)]
        assert engine.stats().calls == 2
    for record, document in zip(records, (DOCUMENT, other), strict=True):
        assert record.document.sha256 == document.document.sha256
        spans = [span for item in record.measures_taken for span in item.evidence]
        spans += [span for item in record.commitments for span in item.evidence]
        assert all(document.document.text[span.start : span.end] == span.quote for span in spans)
