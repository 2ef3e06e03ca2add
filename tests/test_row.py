from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import summarise
from summarise import ModelSettings, RulesEngine, errors, load_bytes, summarise_file, summarise_row
from summarise.annotated import AnnotatedDocument
from summarise.engines.offline import Unanswered
from summarise.engines.service.protocol import Message, Request
from summarise.errors import AnswerError, BudgetExhausted, ServiceRejected, SummariseError
from summarise.selection import Selection
from tests.support.one_reply import REPLY
from tests.support.places import ROOT


@pytest.mark.parametrize("content", [REPLY, REPLY.encode("gb18030"), f"<p>{REPLY}</p>".replace("\n", "</p><p>")])
def test_text_or_bytes_become_the_record_that_a_file_becomes(content: str | bytes, tmp_path: Path) -> None:
    path = tmp_path / "reply"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    expected = summarise_file(path).to_dict()
    expected["document"]["source"] = "r1"
    assert summarise_row("r1", content) == {"id": "r1", "record": expected, "failure": None}
    assert json.loads(json.dumps(summarise_row("r1", content))) == summarise_row("r1", content)


def test_an_address_is_carried() -> None:
    record = summarise_row("r1", REPLY, url="https://example.org/1")["record"]
    assert record is not None
    assert record["document"]["url"] == "https://example.org/1"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("", "empty"),
        (b"", "empty"),
        (b"\x00\x01\x02" * 50, None),
        ("首页 登录 注册", "not_a_reply"),
        ("半\ud800", "encoding"),
    ],
)
def test_what_cannot_be_read_is_a_failure_as_plain_data(content: str | bytes, kind: str | None) -> None:
    row = summarise_row("r1", content)
    assert row["record"] is None
    assert row["failure"] is not None
    assert row["failure"].keys() == {"source", "sha256", "kind", "message"}
    assert kind is None or row["failure"]["kind"] == kind
    json.dumps(row, ensure_ascii=False).encode()


class Raising:
    fingerprint = "raising"

    def __init__(self, error: Exception) -> None:
        self._error = error

    def select(self, document: AnnotatedDocument) -> Selection:  # noqa: ARG002 - the protocol's signature
        raise self._error

    def stats(self) -> None:
        return


@pytest.mark.parametrize("error", [AnswerError("no answer"), ZeroDivisionError("a bug"), RecursionError()])
def test_what_is_wrong_with_one_reply_is_its_failure(error: Exception) -> None:
    row = summarise_row("r1", REPLY, Raising(error))
    assert row["failure"] is not None
    assert len(row["failure"]["sha256"]) == 64
    assert row["failure"]["kind"] == getattr(error, "kind", "internal")


@pytest.mark.parametrize(
    "error", [ServiceRejected("no key"), BudgetExhausted("spent"), AnswerError("closed", kind="stopped")]
)
def test_what_stops_a_run_is_raised(error: SummariseError) -> None:
    with pytest.raises(type(error)):
        summarise_row("r1", REPLY, Raising(error))


# -- what travels ---------------------------------------------------------------------------------------------------


def every_error() -> Iterator[SummariseError]:
    for name in errors.__all__:
        yield getattr(errors, name)("会议 went wrong", kind="special")
        yield getattr(errors, name)("会议 went wrong")
    yield Unanswered("none", Request("m", (Message("user", "x"),), 5, None))


@pytest.mark.parametrize("error", list(every_error()), ids=lambda error: f"{type(error).__name__}-{error.kind}")
def test_every_error_survives_pickling(error: SummariseError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.kind, again.message, str(again), again.args) == (error.kind, error.message, str(error), error.args)
    assert again.__dict__ == error.__dict__


def test_every_public_value_survives_pickling() -> None:
    record = summarise_row("r1", REPLY)["record"]
    values = [
        load_bytes(REPLY.encode(), "r1"),
        summarise.Record.model_validate(record),
        ModelSettings("m", base_url="http://localhost:1/v1"),
    ]
    for value in values:
        assert pickle.loads(pickle.dumps(value)) == value
    assert pickle.loads(pickle.dumps(RulesEngine())).fingerprint == RulesEngine().fingerprint
    for name in summarise.__all__:
        public = getattr(summarise, name)
        assert pickle.loads(pickle.dumps(public)) is public or isinstance(public, str)


def test_no_key_travels_with_anything() -> None:
    settings = ModelSettings("m", api_key="sk-canary-of-this-test")
    assert b"canary" not in pickle.dumps(settings)
    assert not pickle.loads(pickle.dumps(settings)).key
    with summarise.open_engine(settings) as engine, pytest.raises(TypeError):
        pickle.dumps(engine)


def test_an_error_of_a_process_that_knows_a_key_does_not_carry_it_to_one_that_does_not() -> None:
    program = (
        "import sys, pickle; from summarise import ModelSettings, ServiceRejected;"
        "ModelSettings('m', api_key='sk-canary-of-this-test');"
        "sys.stdout.buffer.write(pickle.dumps(ServiceRejected('wrong key sk-canary-of-this-test')))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, env=environment)
    assert b"canary" not in done.stdout
    assert pickle.loads(done.stdout).message == "wrong key ***"


def test_a_reply_for_which_there_is_no_memory_is_no_fault_of_the_program() -> None:
    class Hungry(RulesEngine):
        def select(self, document: AnnotatedDocument) -> Selection:
            raise MemoryError(document.document.source)

    failure = summarise_row("a", REPLY, Hungry())["failure"]
    assert failure is not None
    assert failure["kind"] == "unreadable"
    assert failure["message"].startswith("a: there is not enough memory for it: close other programs")
