"""doctor, cache and batch on the command line, against a scripted server."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.places import ROOT
from tests.support.scripted_server import Call, Reply, ScriptedServer, answered, failed, in_turn
from tests.support.streams import ENCODING, VARIABLES

REPLY = """青岚市商务局关于市政协第12号提案的答复
刘芸委员：
您的提案收悉，现答复如下：
一、工作开展情况
建成夜间消费集聚区3个。
二、下一步工作
市供电公司将安装路灯300盏。
"""
START = "from summarise.cli import main; main()"


def summarise(folder: Path, *arguments: str, key: str = "sk-canary-1") -> subprocess.CompletedProcess[str]:
    environment = {
        "PYTHONPATH": str(ROOT),
        "SUMMARISE_CACHE_DIR": str(folder / "cache"),
        "OPENAI_API_KEY": key,
        "PATH": "/usr/bin:/bin",
        **VARIABLES,
    }
    return subprocess.run(
        [sys.executable, "-c", START, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding=ENCODING,
        timeout=120,
        check=False,
    )


def numbers(call_body: dict[str, object]) -> str:
    text = str(call_body["messages"][-1]["content"])  # type: ignore[index]
    lines = {line.split(" ", 1)[1][:2]: int(line.split(" ")[0]) for line in text.splitlines() if line[:1].isdigit()}
    answer = {"t": "夜间经济", "m": [[lines["建成"]]], "c": [[lines["市供"]]], **{key: [] for key in "exrdnz"}}
    return json.dumps(answer, ensure_ascii=False)


def test_doctor_says_what_it_found_and_keeps_the_key_to_itself(tmp_path: Path) -> None:
    with ScriptedServer(in_turn(failed(400, "response_format is not supported"), answered('{"n": 12}'))) as server:
        ended = summarise(tmp_path, "doctor", "--model", "m1", "--base-url", server.base_url)
    assert ended.returncode == 0, ended.stderr
    assert "not a strict one" in ended.stdout
    assert "canary" not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (failed(401, "Incorrect API key: sk-canary-1"), "OPENAI_API_KEY"),
        (failed(404, "no such model"), "knows no model"),
    ],
)
def test_a_wrong_key_or_model_gives_one_helpful_line(tmp_path: Path, reply: Reply, words: str) -> None:
    with ScriptedServer(in_turn(reply)) as server:
        ended = summarise(tmp_path, "doctor", "--model", "m1", "--base-url", server.base_url)
    assert ended.returncode != 0
    assert words in ended.stderr
    assert len(ended.stderr.strip().splitlines()) == 1
    assert "canary" not in ended.stdout + ended.stderr


def test_doctor_without_a_model_asks_nobody(tmp_path: Path) -> None:
    ended = summarise(tmp_path, "doctor")
    assert ended.returncode == 0, ended.stderr
    assert "none is named" in ended.stdout


def test_requests_go_out_answers_come_in_and_the_cache_tells_and_forgets(tmp_path: Path) -> None:
    (tmp_path / "reply.txt").write_text(REPLY, encoding="utf-8")
    base = ("--model", "m1", "--base-url", "http://127.0.0.1:9/v1")
    ended = summarise(tmp_path, "batch", "prepare", "reply.txt", "-o", "requests.jsonl", *base)
    assert ended.returncode == 0, ended.stderr
    request = json.loads((tmp_path / "requests.jsonl").read_text(encoding="utf-8"))
    body = json.loads(answered(numbers(request["body"])).body)
    row = {"custom_id": request["custom_id"], "response": {"status_code": 200, "body": body}}
    (tmp_path / "answers.jsonl").write_text(json.dumps(row), encoding="utf-8")
    ended = summarise(
        tmp_path, "batch", "collect", "requests.jsonl", "answers.jsonl", "-o", "records.jsonl", key="other"
    )
    assert ended.returncode == 0, ended.stderr
    record = json.loads((tmp_path / "records.jsonl").read_text(encoding="utf-8"))
    assert [item["evidence"][0]["quote"] for item in record["commitments"]] == ["市供电公司将安装路灯300盏。"]
    ended = summarise(tmp_path, "run", "reply.txt", "-o", "again.jsonl", *base)
    assert ended.returncode == 0, ended.stderr
    assert json.loads((tmp_path / "again.jsonl").read_text(encoding="utf-8")) == record
    assert "entries  2" in summarise(tmp_path, "cache", "info").stdout  # the answer and the record
    assert "2 entries removed" in summarise(tmp_path, "cache", "clear", "--yes").stdout
    assert "entries  0" in summarise(tmp_path, "cache", "info").stdout


def test_run_asks_the_model_once_for_a_reply(tmp_path: Path) -> None:
    (tmp_path / "reply.txt").write_text(REPLY, encoding="utf-8")

    def script(call: Call) -> Reply:
        return answered(numbers(call.body))

    with ScriptedServer(script) as server:
        base = ("--model", "m1", "--base-url", server.base_url)
        for output in ("one.jsonl", "two.jsonl"):
            ended = summarise(tmp_path, "run", "reply.txt", "-o", output, "--cache-dir", "kept", *base)
            assert ended.returncode == 0, ended.stderr
        assert "entries  2" in summarise(tmp_path, "cache", "info", "--cache-dir", "kept").stdout
        assert len(server.calls) == 1
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
