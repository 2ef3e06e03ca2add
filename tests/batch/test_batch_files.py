"""Batch files: what run would send goes out, answers in any order come in, and a later run pays for nothing."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from summarise.annotate import annotate
from summarise.batch import collecting, from_answers, request_files, spreading
from summarise.database_address import DatabaseAddress
from summarise.document import Caveat, Document, Doubt
from summarise.engines import open_engine
from summarise.engines.model_settings import ModelSettings
from summarise.engines.service.embedded_store import EmbeddedStore
from summarise.errors import InputError, OutputError, UsageError
from summarise.pipeline import summarise
from tests.support.batch_requests import REPLIES, answer_to, collected, line, prepared, requests_in
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered


def test_the_requests_are_what_a_run_sends(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    sent: list[dict[str, Any]] = []

    def script(call: Call) -> Reply:
        sent.append(call.body)
        return answered(answer_to(call.body))

    with ScriptedServer(script) as server, open_engine(ModelSettings("m1", server.base_url)) as engine:
        for document in REPLIES:
            engine.select(annotate(document))
    assert [request["body"] for request in requests_in(file)] == sent
    assert {request["url"] for request in requests_in(file)} == {"/v1/chat/completions"}
    assert settings.endpoint == "http://127.0.0.1:9/v1"


def test_a_form_that_is_set_holds_for_the_next_rounds(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path, REPLIES[:1], "prose")
    (request,) = requests_in(file)
    assert set(request["body"]) == {"model", "messages", "max_tokens", "temperature"}
    named, _ = file.read_documents()
    assert named["dialect"] == settings.dialect
    assert collected(tmp_path, file, settings, line(request, answer_to(request["body"]))).done == 1


def test_answers_in_any_order_become_records_in_order_and_a_run_pays_for_nothing(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    lines = [line(request, answer_to(request["body"])) for request in requests_in(file)]
    made = collected(tmp_path, file, settings, *reversed(lines), lines[0], "{}", "not json")
    assert (made.done, made.failed, made.pending, made.doubled, made.unreadable) == (5, 0, 0, 1, 2)
    records = (tmp_path / "records.jsonl").read_text(encoding="utf-8")
    assert [json.loads(row)["document"]["source"] for row in records.splitlines()] == [d.source for d in REPLIES]
    with open_engine(settings) as engine:  # nothing listens at this address
        again = "".join(summarise(document, engine).to_json() + "\n" for document in REPLIES)
    assert again == records
    assert collecting.prepare(REPLIES, settings, request_files.RequestFile(tmp_path / "more.jsonl")).requests == 0


def test_a_file_of_somebody_else_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "requests.jsonl"
    path.write_bytes(b"my notes\n")
    settings = ModelSettings("m", base_url="http://127.0.0.1:9/v1", cache_dir=tmp_path / "cache")
    with pytest.raises(OutputError, match="was not written by this program"):
        collecting.prepare(REPLIES, settings, request_files.RequestFile(path))
    assert [found.name for found in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"my notes\n"


def test_collecting_twice_changes_nothing(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    lines = [line(request, answer_to(request["body"])) for request in requests_in(file)][:3]
    first = collected(tmp_path, file, settings, *lines)
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.jsonl")}
    assert collected(tmp_path, file, settings, *lines) == first
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.jsonl")} == before


def test_several_processes_collect_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spreading, "FEW", 1)
    file, settings = prepared(tmp_path)
    first, second, third, refused, _ = requests_in(file)
    lines = [line(request, answer_to(request["body"])) for request in (third, first, second)]
    lines.append(json.dumps({"custom_id": refused["custom_id"], "response": None, "error": {"message": "too busy"}}))
    made, written = [], []
    for number, processes in enumerate((1, 3, 3)):  # the last one finds the records that the one before it kept
        fresh = dataclasses.replace(settings, cache_dir=tmp_path / f"cache-{min(number, 1)}")
        made.append(collected(tmp_path, file, fresh, *lines, processes=processes))
        written.append({path.name: path.read_bytes() for path in tmp_path.glob("*.jsonl")})
    assert made == [made[0]] * 3
    assert (made[0].done, made[0].pending) == (3, 2)
    assert written == [written[0]] * 3
    assert collecting.prepare(REPLIES, fresh, request_files.RequestFile(tmp_path / "more.jsonl")).cached == 3


@pytest.mark.parametrize(("is_database", "expected"), [(False, 3), (True, 1)])
def test_the_password_of_a_database_goes_to_no_other_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_database: bool, expected: int
) -> None:
    file, settings = prepared(tmp_path)
    asked: list[int] = []

    def spread(work: Callable[[Document], Any], values: Iterable[Document], processes: int) -> Iterable[Any]:
        asked.append(processes)
        return map(work, values)

    for module in (collecting, from_answers):
        monkeypatch.setattr(module, "open_store", lambda _: EmbeddedStore(tmp_path / "cache"))
    monkeypatch.setattr(collecting, "spread", spread)
    if is_database:
        database = DatabaseAddress("postgresql://clerk:secret@127.0.0.1/answers")
        settings = dataclasses.replace(settings, cache_dir=None, cache=database)
    collected(tmp_path, file, settings, processes=3)
    collecting.prepare([], settings, request_files.RequestFile(tmp_path / "more.jsonl"))
    assert asked == [expected, 1]


def test_the_same_text_twice_is_one_request_and_two_records(tmp_path: Path) -> None:
    copy = Document("copy.txt", REPLIES[0].text)
    file, settings = prepared(tmp_path, [REPLIES[0], copy])
    (request,) = requests_in(file)
    assert collected(tmp_path, file, settings, line(request, answer_to(request["body"]))).done == 2


def test_everything_of_a_document_comes_back_with_it(tmp_path: Path) -> None:
    whole = Document(
        "a.pdf",
        REPLIES[0].text,
        "application/pdf",
        "https://example.org/1",
        "ocr",
        (Caveat("unread_page", "page 2 was not read"),),
        (Doubt(3, 5, "iVBORw0="), Doubt(7, 9)),
    )
    assert all(getattr(whole, field.name) for field in dataclasses.fields(Document))
    file, _ = prepared(tmp_path, [whole, REPLIES[1]])
    assert file.read_documents()[1] == (whole, REPLIES[1])


def test_missing_files_are_named(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    with pytest.raises(InputError, match=r"nowhere\.documents\.jsonl"):
        request_files.RequestFile(tmp_path / "nowhere.jsonl").read_documents()
    with pytest.raises(InputError, match=r"nowhere\.jsonl"):
        request_files.read_answers([tmp_path / "nowhere.jsonl"])
    with pytest.raises(UsageError, match="cache"):
        collecting.prepare(REPLIES, ModelSettings(model="m"), file)
    assert settings.cache_dir is not None


def test_requests_that_wait_for_answers_are_not_replaced_by_others(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path, REPLIES[:3])
    requests = requests_in(file)
    before = file.path.read_bytes(), file.documents_path.read_bytes()
    for others in (REPLIES[2:], REPLIES[:2], ()):
        with pytest.raises(OutputError, match=r"requests\.jsonl: holds \d other requests without an answer"):
            collecting.prepare(others, settings, file)
    assert (file.path.read_bytes(), file.documents_path.read_bytes()) == before
    collecting.prepare(REPLIES[:4], settings, file)  # they are among the new ones
    collected(tmp_path, file, settings, *(line(request, answer_to(request["body"])) for request in requests))
    collecting.prepare(REPLIES[3:], settings, file)  # their answers are in the cache
    assert len(requests_in(file)) == len(REPLIES[3:])


def test_a_text_that_was_changed_after_the_requests_is_told_to_be_unasked(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    lines = [line(request, answer_to(request["body"])) for request in requests_in(file)]
    documents = file.documents_path.read_text(encoding="utf-8")
    file.documents_path.write_text(documents.replace("特色街区15个", "特色街区95个"), encoding="utf-8")
    made = collected(tmp_path, file, settings, *lines)
    assert (made.done, made.reasons) == (4, {"the request has not been sent yet": 1})


def test_a_request_without_a_limit_of_its_answer_is_read_back(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    requests = requests_in(file)
    for request in requests:
        del request["body"]["max_tokens"]
    file.path.write_text("".join(json.dumps(request) + "\n" for request in requests), encoding="utf-8")
    found = collected(tmp_path, file, settings, *(line(request, answer_to(request["body"])) for request in requests))
    assert found.done == len(requests)
