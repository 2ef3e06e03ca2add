from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from summarise.batch import Batch, Entry, OutputPaths, RunOptions, opened
from summarise.batch.appending import AppendedFile
from summarise.batch.record_of import RecordOf
from summarise.cli.engine_choice import EngineName, FallbackName, choose
from summarise.document import Caveat, Document, Doubt
from summarise.engines.service.embedded_store import EmbeddedStore
from summarise.errors import OutputError
from summarise.finished import Finished, Stored
from summarise.record import SCHEMA_VERSION, Record
from tests.support.composed_replies import composed_reply
from tests.support.owned import record_of
from tests.support.plain_model import well
from tests.support.scripted_server import ScriptedServer, failed

COUNT = 40


def run(server: ScriptedServer, cache: Path, output: Path, fallback: FallbackName | None = None, **more: bool) -> Any:
    options = {"model": "plain", "base_url": server.base_url, "cache_dir": cache}
    choice = choose(EngineName.MODEL, fallback, options, **more)
    replies = [Entry(d.source, lambda d=d: d) for d in (composed_reply(n)[1] for n in range(COUNT))]  # type: ignore[misc]  # bound at once
    try:
        with opened(OutputPaths.beside(output), choice.engine.fingerprint) as sink:
            make = RecordOf(choice.engine, SCHEMA_VERSION, None, choice.finished)
            Batch(make, sink, RunOptions(workers=4), make.stored).run(replies)
        return choice.engine.stats()
    finally:
        choice.close()


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("OPENAI_API_KEY", "sk-canary-of-this-test")


def test_a_run_into_a_new_output_makes_no_record_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ScriptedServer(well) as server:
        first = run(server, tmp_path / "cache", tmp_path / "first.jsonl")
        calls = len(server.calls)
        monkeypatch.setattr("summarise.annotate.annotate", lambda _: pytest.fail("it was annotated again"))
        second = run(server, tmp_path / "cache", tmp_path / "second.jsonl")
        assert len(server.calls) == calls == first.calls
    assert (second.calls, second.cached) == (0, first.calls)
    assert second.saved_tokens == first.input_tokens + first.output_tokens > 0
    assert (tmp_path / "first.jsonl").read_bytes() == (tmp_path / "second.jsonl").read_bytes()
    assert (tmp_path / "first.jsonl").read_bytes().count(b"\n") == COUNT
    for file in (tmp_path / "cache").iterdir():
        assert b"canary" not in file.read_bytes()


def test_finished_records_are_written_together_by_no_worker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    writes: list[int] = []
    append = AppendedFile.append
    with ScriptedServer(well) as server:
        run(server, tmp_path / "cache", tmp_path / "first.jsonl")
        monkeypatch.setattr(RecordOf, "__call__", lambda *_: pytest.fail("a worker was asked"))

        def counted(file: AppendedFile, lines: Sequence[bytes]) -> None:
            writes.append(len(lines))
            append(file, lines)

        monkeypatch.setattr(AppendedFile, "append", counted)
        run(server, tmp_path / "cache", tmp_path / "second.jsonl")
    assert (tmp_path / "first.jsonl").read_bytes() == (tmp_path / "second.jsonl").read_bytes()
    assert sum(writes) == 2 * COUNT  # the records, and their entries in the journal
    assert len(writes) < COUNT


def test_a_record_that_was_missed_ahead_is_looked_up_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reply = composed_reply(1)[1]
    asked: list[str] = []
    with EmbeddedStore(tmp_path) as store:
        finished = Finished(store, "engine")
        get = store.get

        def counted(key: str) -> dict[str, Any] | None:
            asked.append(key)
            return get(key)

        monkeypatch.setattr(store, "get", counted)
        assert finished.ahead(reply) is None
        made = finished.record(reply, lambda _: record_of(reply))
        assert len(asked) == 1
        assert finished.record(reply, lambda _: pytest.fail("it was made again")) == made
        assert finished.ahead(reply) == Stored(made, made.to_json())


def test_refresh_makes_everything_again(tmp_path: Path) -> None:
    with ScriptedServer(well) as server:
        run(server, tmp_path / "cache", tmp_path / "first.jsonl")
        calls = len(server.calls)
        run(server, tmp_path / "cache", tmp_path / "second.jsonl", refresh=True)
        assert len(server.calls) == 2 * calls


def test_what_another_engine_stood_in_for_is_not_kept(tmp_path: Path) -> None:
    ill = True
    with ScriptedServer(lambda call: failed(400, "Content Exists Risk") if ill else well(call)) as server:
        run(server, tmp_path / "cache", tmp_path / "first.jsonl", FallbackName.RULES)
        ill = False
        stats = run(server, tmp_path / "cache", tmp_path / "second.jsonl", FallbackName.RULES)
    assert stats.calls >= COUNT


# -- one record -----------------------------------------------------------------------------------------------------

DOCUMENT = Document("a.html", "一共修缮道路4.2公里。", media_type="text/html", url="https://example.org/1")


class Making:
    def __init__(self) -> None:
        self.made = 0

    def __call__(self, document: Document) -> Record:
        self.made += 1
        return record_of(document)


def made_for(store: EmbeddedStore, document: Document, fingerprint: str = "owned 1") -> tuple[Record, int]:
    making, finished = Making(), Finished(store, fingerprint)
    record = finished.record(document, making)
    finished.store_rest()
    return record, making.made


@pytest.fixture
def store(tmp_path: Path) -> Any:
    with EmbeddedStore(tmp_path / "store") as store:
        made_for(store, DOCUMENT)
        yield store


def test_the_stored_line_is_the_record_that_stands_in_it(store: EmbeddedStore) -> None:
    for document in (DOCUMENT, Document("b.txt", DOCUMENT.text)):
        found = Finished(store, "owned 1").ahead(document)
        assert found is not None
        assert (found.record.document.source, found.line) == (document.source, found.record.to_json())


def test_a_stored_record_that_takes_several_lines_is_made_again(store: EmbeddedStore) -> None:
    (key,) = store.keys()
    store.put(key, {"line": record_of(DOCUMENT).model_dump_json(by_alias=True, indent=1)})
    assert made_for(store, DOCUMENT)[1] == 1


def test_the_same_text_under_another_name_has_its_own_name_in_its_record(store: EmbeddedStore) -> None:
    other = Document("b.txt", DOCUMENT.text)
    assert made_for(store, DOCUMENT)[1] == 0
    record, made = made_for(store, other)
    assert made == 0
    fields = record.document
    assert (fields.source, fields.media_type, fields.url) == ("b.txt", "text/plain", "")


@pytest.mark.parametrize(
    "changed",
    [
        (dataclasses.replace(DOCUMENT, text=DOCUMENT.text + "。"), "owned 1"),
        (dataclasses.replace(DOCUMENT, caveats=(Caveat("unread_page", "page 2"),)), "owned 1"),
        (DOCUMENT, "owned 2"),
        (dataclasses.replace(DOCUMENT, doubtful=(Doubt(4, 7),)), "owned 1"),
    ],
)
def test_another_text_caveat_or_engine_makes_it_again(store: EmbeddedStore, changed: tuple[Document, str]) -> None:
    assert made_for(store, *changed)[1] == 1


def _other_quote(record: dict[str, Any]) -> None:
    record["measures_taken"][0]["evidence"][0]["quote"] = DOCUMENT.text.replace("4", "9")


def _other_text(record: dict[str, Any]) -> None:
    record["document"]["sha256"] = "0" * 64


def _no_record(record: dict[str, Any]) -> None:
    del record["reply"]


@pytest.mark.parametrize("falsify", [_other_quote, _other_text, _no_record])
def test_a_stored_record_that_does_not_fit_the_text_is_made_again(store: EmbeddedStore, falsify: Any) -> None:
    (key,) = list(store.keys())
    kept = store.get(key)
    assert kept is not None
    record = json.loads(kept["line"])
    falsify(record)
    store.put(key, {"line": json.dumps(record, ensure_ascii=False)})
    assert made_for(store, DOCUMENT) == (record_of(DOCUMENT), 1)
    assert made_for(store, DOCUMENT)[1] == 0


def test_a_record_that_cannot_be_stored_is_given_all_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OutputError("the database is away")

    monkeypatch.setattr(EmbeddedStore, "put_all", away)
    kept = Finished(EmbeddedStore(tmp_path / "cache"), "engine 1")
    for number in range(COUNT):
        document = composed_reply(number)[1]
        assert kept.record(document, record_of).document.sha256 == document.sha256
    kept.close()
