"""What counts as an answer of a batch service, and what is asked again in the next round."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from summarise.batch import collecting, request_files, sinks
from summarise.engines import open_engine
from summarise.errors import InputError
from summarise.pipeline import summarise
from tests.support.batch_requests import REPLIES, answer_to, collected, line, prepared, requests_in
from tests.support.scripted_server import answered


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
