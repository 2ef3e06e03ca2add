"""Answers that were paid for: found again by what determined them, by nobody else."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from summarise.engines import open_engine
from summarise.engines.estimate import estimate
from summarise.engines.service.cached import completion_from, entry, request_key
from summarise.engines.service.embedded_store import EmbeddedStore
from summarise.engines.service.protocol import Completion, Message, Request
from summarise.errors import AnswerInvalid, OutputError, ServiceUnavailable
from summarise.ground import ground
from tests.support.model_calls import DOCUMENT, GOOD, TEXT, settings, text_of
from tests.support.scripted_server import ScriptedServer, answered, failed, in_turn
from tests.support.small_annotator import annotate

REQUEST = Request("m", (Message("system", "a"), Message("user", "b")), 100)


def test_a_second_run_makes_no_call_and_the_same_bytes_with_another_key(tmp_path: Path) -> None:
    lines: list[str] = []
    with ScriptedServer(in_turn(answered("坏"), answered(text_of()))) as server:
        for key in ("first", "second"):
            with open_engine(settings(server, cache_dir=tmp_path, api_key=key)) as engine:
                lines.append(ground(DOCUMENT, engine.select(DOCUMENT)).to_json())
                stats = engine.stats()
        assert len(server.calls) == 2
    assert lines[0] == lines[1]
    assert (stats.calls, stats.cached, stats.saved_tokens) == (0, 2, 240)


def test_the_key_changes_with_what_determines_the_answer_and_with_nothing_else() -> None:
    key = request_key(REQUEST, "https://a/v1")
    assert request_key(replace(REQUEST, limit=999), "https://a/v1") == key
    others = {
        request_key(REQUEST, "https://b/v1"),
        request_key(replace(REQUEST, model="n"), "https://a/v1"),
        request_key(replace(REQUEST, temperature=1.0), "https://a/v1"),
        request_key(REQUEST.followed_by(Message("user", "c")), "https://a/v1"),
        request_key(replace(REQUEST, messages=(Message("system", "ab"),)), "https://a/v1"),
    }
    assert len(others | {key}) == 6


def test_refresh_asks_again_and_keeps_the_new_answer(tmp_path: Path) -> None:
    with ScriptedServer(in_turn(answered(text_of(t="旧")), answered(text_of(t="新")))) as server:
        for refresh, topic, calls in ((False, "旧", 1), (True, "新", 2), (False, "新", 2)):
            with open_engine(settings(server, cache_dir=tmp_path, refresh=refresh)) as engine:
                assert engine.select(DOCUMENT).topic == topic
                assert engine.select(DOCUMENT).topic == topic
            assert len(server.calls) == calls


@pytest.mark.parametrize("bad", ["我不知道", text_of(m=[[99]], c=[], e=[], r=[], d=[], n=[])])
def test_answers_that_gave_no_record_are_kept_and_asked_again_only_where_that_is_wanted(
    tmp_path: Path, bad: str
) -> None:
    with ScriptedServer(in_turn(answered(bad), answered(bad), answered(text_of()))) as server:
        for retry_failed, calls in ((False, 2), (False, 2), (True, 3), (False, 3), (True, 3)):
            wished = settings(server, cache_dir=tmp_path, max_reasks=1, retry_failed=retry_failed)
            foreseen, made = estimate(wished, [DOCUMENT]).calls, len(server.calls)
            with open_engine(wished) as engine:
                if calls == 2:
                    with pytest.raises(AnswerInvalid):
                        engine.select(DOCUMENT)
                else:
                    assert engine.select(DOCUMENT).measures
            assert len(server.calls) == calls
            assert foreseen == (calls > made)


@pytest.mark.parametrize("empty", ["", " \n"])
def test_empty_answers_are_not_kept(tmp_path: Path, empty: str) -> None:
    with ScriptedServer(in_turn(answered(empty), answered(empty), answered(text_of()))) as server:
        wished = settings(server, cache_dir=tmp_path, max_reasks=1)
        with open_engine(wished) as engine, pytest.raises(AnswerInvalid):
            engine.select(DOCUMENT)
        assert estimate(wished, [DOCUMENT]).calls == 1
        with open_engine(wished) as engine:
            assert engine.select(DOCUMENT).measures
        assert len(server.calls) == 3


def test_an_empty_answer_that_an_earlier_version_kept_is_asked_for_again() -> None:
    assert completion_from(entry(Completion(""))) is None
    assert completion_from(entry(Completion("好"))) == Completion("好", stored=True)


def test_identical_requests_in_flight_share_one_call(tmp_path: Path) -> None:
    reply = replace(answered(text_of()), delay=0.3)
    with ScriptedServer(in_turn(reply)) as server, open_engine(settings(server, cache_dir=tmp_path)) as engine:
        threads = [threading.Thread(target=engine.select, args=(DOCUMENT,)) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(server.calls) == 1
        assert engine.stats().cached == 5


def test_errors_and_cut_answers_are_not_kept(tmp_path: Path) -> None:
    script = in_turn(failed(500, "x"), answered(text_of(), finish="length"), answered(text_of()))
    with ScriptedServer(script) as server, open_engine(settings(server, cache_dir=tmp_path)) as engine:
        with pytest.raises(ServiceUnavailable):
            engine.select(DOCUMENT)
        assert engine.select(DOCUMENT).provenance.usage.calls == 2
        assert len(server.calls) == 3


def test_a_stored_answer_is_checked_again_when_it_is_read(tmp_path: Path) -> None:
    with ScriptedServer(in_turn(answered(text_of(m=[[3], [99]])))) as server:
        with open_engine(settings(server, cache_dir=tmp_path, max_reasks=0)) as engine:
            first = engine.select(DOCUMENT)
            second = engine.select(DOCUMENT)
        assert len(server.calls) == 1
    assert first == second
    assert [remark.kind for remark in second.remarks] == ["answer_mended"]
    assert GOOD["m"] == [[3]]


def test_an_answer_that_cannot_be_stored_is_used_and_no_other_is_paid_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OutputError("the disk is full")

    with ScriptedServer(in_turn(answered(text_of()))) as server:
        engine = open_engine(settings(server, cache_dir=tmp_path))
        monkeypatch.setattr(EmbeddedStore, "add", full)
        assert engine.select(DOCUMENT).measures
        with pytest.raises(OutputError, match="disk is full"):
            engine.select(annotate(f"{TEXT}\n我局将再建驿站3座。\n"))
        with pytest.raises(OutputError, match="disk is full"):  # it is told at the end too, where no other reply came
            engine.close()
        assert len(server.calls) == 1
