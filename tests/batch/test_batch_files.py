"""Batch files: what run would send goes out, answers in any order come in, and a later run pays for nothing."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from summarise.annotate import annotate
from summarise.batch import collecting, from_answers, request_files, sinks, spreading
from summarise.database_address import DatabaseAddress
from summarise.document import Caveat, Document, Doubt
from summarise.engines import open_engine
from summarise.engines.model_settings import DialectName, ModelSettings
from summarise.engines.service.embedded_store import EmbeddedStore
from summarise.errors import InputError, OutputError, UsageError
from summarise.pipeline import summarise
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered

REPLIES = tuple(
    Document(
        f"reply-{number}.txt",
        f"青岚市商务局关于市政协第{number}号提案的答复\n刘芸委员：\n您的提案收悉，现答复如下：\n"
        f"一、工作开展情况\n建成夜间消费集聚区{number}个。\n二、下一步工作\n2025年，新增特色街区{number + 10}个。\n",
    )
    for number in range(2, 7)
)


def prepared(
    tmp_path: Path, documents: Iterable[Document] = REPLIES, dialect: DialectName | None = None
) -> tuple[Any, ModelSettings]:
    settings = ModelSettings("m1", "http://127.0.0.1:9/v1", cache_dir=tmp_path / "cache", dialect=dialect)
    file = request_files.RequestFile(tmp_path / "requests.jsonl")
    collecting.prepare(documents, settings, file)
    return file, settings


def requests_in(file: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.path.read_text(encoding="utf-8").splitlines()]


def answer_to(body: dict[str, Any]) -> str:
    """Measures and commitments by words of the numbered lines."""
    lines = [line.split(" ", 1) for line in body["messages"][5]["content"].splitlines() if line[:1].isdigit()]
    found: dict[str, list[list[int]]] = {"m": [], "c": []}
    for number, text in lines:
        if text.startswith("建成"):
            found["m"].append([int(number.rstrip("*"))])
        elif text.startswith("2025"):
            found["c"].append([int(number.rstrip("*"))])
    rest: dict[str, Any] = {key: [] for key in "exrdnz"}
    return json.dumps({"t": "夜间经济"} | found | rest, ensure_ascii=False)


def line(request: dict[str, Any], text: str) -> str:
    body = json.loads(answered(text).body)
    return json.dumps(
        {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}, "error": None}
    )


def collected(tmp_path: Path, file: Any, settings: ModelSettings, *lines: str, processes: int = 1) -> Any:
    answers = tmp_path / "answers.jsonl"
    answers.write_text("\n".join(lines), encoding="utf-8")
    output = sinks.OutputPaths.beside(tmp_path / "records.jsonl")
    return collecting.collect(file, [answers], settings, output, processes)


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


def test_what_is_missing_failed_or_broken_goes_to_the_next_round(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    requests = requests_in(file)
    lines = [
        line(requests[0], answer_to(requests[0]["body"])),
        line(requests[1], "我不知道"),
        json.dumps({"custom_id": requests[2]["custom_id"], "response": None, "error": {"message": "expired"}}),
        json.dumps({"custom_id": requests[3]["custom_id"], "response": {"status_code": 500, "body": {}}}),
    ]
    made = collected(tmp_path, file, settings, *lines)
    assert (made.done, made.pending) == (1, 4)
    following = requests_in(made.following)
    assert made.following.path.name == "requests.2.jsonl"
    assert [len(request["body"]["messages"]) for request in following] == [8, 6, 6, 6]
    assert "没有 JSON 对象" in following[0]["body"]["messages"][-1]["content"]
    more = [line(request, answer_to(request["body"])) for request in following]
    final = collected(tmp_path, made.following, settings, *more)
    assert (final.done, final.pending, final.following) == (5, 0, None)


def test_the_first_usable_answer_to_a_request_counts(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path, REPLIES[:1])
    (request,) = requests_in(file)
    cut = json.loads(answered("{", finish="length").body)
    first = json.dumps({"custom_id": request["custom_id"], "response": {"status_code": 200, "body": cut}})
    made = collected(tmp_path, file, settings, first, line(request, answer_to(request["body"])))
    assert (made.done, made.pending, made.doubled) == (1, 0, 1)


def refusing(requests: Iterable[dict[str, Any]], message: str) -> list[str]:
    return [
        json.dumps(
            {
                "custom_id": request["custom_id"],
                "response": {"status_code": 400, "body": {"error": {"message": message}}},
            }
        )
        for request in requests
    ]


def test_a_refused_form_is_told_and_the_next_round_has_another(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    lines = refusing(requests_in(file), "json_schema is not supported by this model")
    for _ in range(2):  # collecting twice changes nothing
        made = collected(tmp_path, file, settings, *lines)
        (reason,) = made.reasons
        assert "json_schema is not supported by this model" in reason
        assert (made.reasons[reason], made.pending) == (len(REPLIES), len(REPLIES))
        following = requests_in(made.following)
        assert all("strict" not in request["body"]["response_format"]["json_schema"] for request in following)
    made = collected(
        tmp_path, made.following, settings, *refusing(following, "json_schema is not supported by this model")
    )
    following = requests_in(made.following)
    assert all("tools" in request["body"] for request in following)
    again = [line(request, answer_to(request["body"])) for request in following]
    assert collected(tmp_path, made.following, settings, *again).done == len(REPLIES)
    more = request_files.RequestFile(tmp_path / "more.jsonl")
    collecting.prepare(
        [dataclasses.replace(REPLIES[0], text=REPLIES[0].text.replace("第2号", "第9号"))], settings, more
    )
    assert "tools" in requests_in(more)[0]["body"]


def test_an_answer_that_is_cut_at_the_higher_limit_too_is_asked_for_in_halves(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path, REPLIES[:1])
    cut = json.loads(answered("{", finish="length").body)
    for _ in range(2):
        (request,) = requests_in(file)
        row = {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": cut}}
        file = collected(tmp_path, file, settings, json.dumps(row)).following
    lines: list[str] = []
    while len(lines) < 2:  # the second half is asked for when the first is answered
        (half,) = requests_in(file)
        lines.append(line(half, answer_to(half["body"])))
        made = collected(tmp_path, file, settings, lines[-1])
        file = made.following or file
    assert (made.done, made.pending) == (1, 0)


def test_lines_of_other_requests_are_counted_and_requests_are_no_answers(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path)
    rows = [request | {"custom_id": "other"} for request in requests_in(file)]
    made = collected(tmp_path, file, settings, line(rows[0], "{}"), json.dumps(rows[1]))
    assert (made.pending, made.strangers, made.unreadable) == (len(REPLIES), 1, 1)
    assert made.reasons == {"no answer has come in": len(REPLIES)}


def test_an_empty_answer_is_asked_for_again_in_the_next_round(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path, REPLIES[:1])
    made = collected(tmp_path, file, settings, line(requests_in(file)[0], " "))
    (again,) = requests_in(made.following)
    assert again["body"] == requests_in(file)[0]["body"]
    assert collected(tmp_path, made.following, settings, line(again, answer_to(again["body"]))).done == 1


def test_a_faulty_part_is_left_out_with_a_warning_and_not_asked_again(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path, REPLIES[:1])
    (request,) = requests_in(file)
    answer = json.loads(answer_to(request["body"]))
    answer["m"].append([99])
    made = collected(tmp_path, file, settings, line(request, json.dumps(answer)))
    record = json.loads((tmp_path / "records.jsonl").read_text(encoding="utf-8"))
    assert made.done == 1
    assert [warning["kind"] for warning in record["warnings"]].count("answer_mended") == 1
    with open_engine(settings) as engine:
        assert json.loads(summarise(REPLIES[0], engine).to_json()) == record


def test_refused_answers_fail_and_cut_ones_get_a_higher_limit(tmp_path: Path) -> None:
    file, settings = prepared(tmp_path, REPLIES[:2])
    first, second = requests_in(file)
    refused = json.loads(answered("", refusal="no").body)
    cut = json.loads(answered("{", finish="length").body)
    rows = [
        {"custom_id": first["custom_id"], "response": {"status_code": 200, "body": refused}},
        {"custom_id": second["custom_id"], "response": {"status_code": 200, "body": cut}},
    ]
    made = collected(tmp_path, file, settings, *map(json.dumps, rows))
    assert (made.failed, made.pending) == (1, 1)
    assert requests_in(made.following)[0]["body"]["max_tokens"] == 4 * second["body"]["max_tokens"]
    assert '"answer_refused"' in (tmp_path / "records.failures.jsonl").read_text(encoding="utf-8")


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


@pytest.mark.parametrize(
    "content", [b"\x1f\x8b\x08packed", b"[\n]\n", "答复".encode("utf-16"), b'{"custom_id": "cut o'], ids=range(4)
)
def test_a_file_without_any_answer_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    file, settings = prepared(tmp_path)
    other = tmp_path / "other.jsonl"
    other.write_bytes(content)
    whole = tmp_path / "whole.jsonl"
    whole.write_text(line(requests_in(file)[0], "{}"), encoding="utf-8")
    output = sinks.OutputPaths.beside(tmp_path / "records.jsonl")
    with pytest.raises(InputError, match=r"other\.jsonl: no line is an answer"):
        collecting.collect(file, [whole, other], settings, output)
    assert not file.following().path.exists()


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


@pytest.mark.parametrize(
    "response",
    [
        {"status_code": 200, "body": {"choices": [{"index": 0}]}},
        {"status_code": "200", "body": {"choices": [{"index": 0}]}},
        {"body": {"choices": [{"index": 0}]}},
        {"status_code": 200, "body": '{"choices": [{"index": 0}]}'},
    ],
)
def test_a_response_is_an_answer_however_its_status_and_body_are_written(tmp_path: Path, response: Any) -> None:
    (tmp_path / "out.jsonl").write_text(json.dumps({"custom_id": "k", "response": response}), encoding="utf-8")
    came = request_files.read_answers([tmp_path / "out.jsonl"])
    assert [json.loads(body) for body in came.bodies["k"]] == [{"choices": [{"index": 0}]}]
    assert not came.complaints


@pytest.mark.parametrize("status", [429, "429"])
def test_a_status_of_failure_counts_beside_any_body(tmp_path: Path, status: object) -> None:
    response = {"status_code": status, "body": {"choices": [{"index": 0}]}}
    (tmp_path / "out.jsonl").write_text(json.dumps({"custom_id": "k", "response": response}), encoding="utf-8")
    came = request_files.read_answers([tmp_path / "out.jsonl"])
    assert not came.bodies
    assert came.complaints["k"].status == 429
