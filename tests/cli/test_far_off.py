"""A run that nobody watches: what it says, and when."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path

import pytest

from summarise.batch import Progress
from summarise.batch.journal import Line
from summarise.batch.making import Made, is_doubtful
from summarise.cli.far_off import alarm, reporting
from summarise.engines.list_prices import list_prices
from summarise.engines.model_settings import ModelSettings
from summarise.errors import UsageError
from summarise.record import Failure
from tests.support.one_reply import REPLY
from tests.support.streams import ENCODING


def test_a_line_says_how_far_how_fast_and_for_how_much() -> None:
    progress = Progress(fed=40, records=28, failures=Counter(answer_invalid=2), asked=30)
    spent = {"input_tokens": 12_000, "output_tokens": 3_456, "cost": 0.1234, "currency": "CNY"}
    said: list[str] = []
    two = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 2:
            two.set()

    with reporting(say, lambda: progress, lambda: spent, 50, every=0.001):
        assert two.wait(30)
    assert "done 30 of 50" in said[0]
    for fact in ("failed 2", "tokens 15,456", "cost 0.1234 CNY", "left "):
        assert fact in said[0]


def test_the_alarm_is_said_once_and_only_of_most_answers() -> None:
    assert alarm(Progress(asked=9, doubtful=9)) == ""
    assert alarm(Progress(asked=20, doubtful=10)) == ""
    assert "11 of 20 answers are empty, cut or mended" in alarm(Progress(asked=20, doubtful=11))
    said: list[str] = []
    lines = threading.Event()

    def say(line: str) -> None:
        said.append(line)
        if len(said) == 4:
            lines.set()

    progress = Progress(asked=20, doubtful=11)
    with reporting(say, lambda: progress, dict, None, every=0.001):
        assert lines.wait(30)
    assert sum(line.startswith("ALARM") for line in said) == 1


@pytest.mark.parametrize(
    ("data", "kind", "doubtful"),
    [
        ('{"measures_taken":[],"commitments":[],"provenance":{"engine":"model"}}', "", True),
        ('{"measures_taken":[{}],"commitments":[],"provenance":{"engine":"model"}}', "", False),
        ('{"measures_taken":[{}],"warnings":[{"kind":"answer_mended"}],"provenance":{"engine":"model"}}', "", True),
        ('{"measures_taken":[],"commitments":[],"provenance":{"engine":"rules"}}', "", None),
        ("{}", "answer_truncated", True),
        ("{}", "service_unavailable", None),
    ],
)
def test_what_is_of_little_use_is_counted(data: str, kind: str, doubtful: bool | None) -> None:
    failure = Failure(source="a", sha256="", kind=kind, message="m") if kind else None
    assert is_doubtful(Made(Line(data.encode(), b"k", is_record=not kind), failure)) is doubtful


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / "a.txt").write_text(REPLY, encoding="utf-8")
    program = [sys.executable, "-c", "from summarise.cli import main; main()", "run", "in", "-o", "my records.jsonl"]
    ended = subprocess.run([*program, *arguments], cwd=folder, capture_output=True, encoding=ENCODING, check=False)
    return ended.returncode, ended.stdout + ended.stderr


def test_the_end_of_a_run_names_what_comes_next(tmp_path: Path) -> None:
    _, said = run(tmp_path)
    told = "next: summarise show 'my records.jsonl', or summarise report 'my records.jsonl' -o 'my records.html'"
    assert told in said.replace('"', "'")  # the quotes of the shell


def test_a_cost_limit_without_prices_prints_the_line_to_paste(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    model = ["--model", "m.1", "--base-url", "http://127.0.0.1:9/v1", "--max-cost", "5", "--no-cache"]
    code, said = run(tmp_path, *model)
    assert code == 2
    (tmp_path / "summarise.toml").write_text(said[said.index('prices."m.1"') :], encoding="utf-8")
    code, said = run(tmp_path, *model, "--dry-run")
    assert code == 0
    assert "CNY" in said


def test_list_prices_count_at_their_service_only_and_say_their_day() -> None:
    prices = list_prices("https://api.deepseek.com/v1", "deepseek-chat")
    assert prices is not None
    assert prices.currency == "CNY"
    assert prices.day == "2025-09-29"
    unsure = list_prices("https://dashscope.aliyuncs.com/compatible-mode/v1", "qwen-max")
    assert unsure is not None
    assert unsure.day.endswith("not confirmed")
    assert list_prices("https://relay.test/v1", "deepseek-chat") is None
    for none in ("http://[::1", "http://[zz]/v1", "http://]/v1"):
        assert list_prices(none, "deepseek-chat") is None
        with pytest.raises(UsageError, match="cannot be used"):
            ModelSettings("deepseek-chat", base_url=none)
    assert list_prices("https://api.deepseek.com", "of-tomorrow") is None
    with pytest.raises(UsageError, match="prices"):
        ModelSettings("m", max_cost=prices.input)


def test_a_request_is_shown_as_it_would_go_and_sent_nowhere(tmp_path: Path) -> None:
    model = ["--model", "m.1", "--base-url", "http://127.0.0.1:9/v1", "--no-cache", "--header", "X-Own: k-secret-1234"]
    code, said = run(tmp_path, *model, "--dry-run", "--show-request")
    assert code == 0
    assert "POST http://127.0.0.1:9/v1/chat/completions" in said
    assert "X-Own: ***" in said
    assert "secret" not in said
    body = json.loads(said[said.index("{\n") :])
    assert body["messages"][-1]["content"].endswith("</答复>")
    for wrong in ([*model, "--show-request"], ["--dry-run", "--show-request"]):
        code, said = run(tmp_path, *wrong)
        assert code == 2
        assert "--show-request" in said
