from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from summarise.batch import Progress
from summarise.cli.panel import panel_lines
from tests.support.one_reply import REPLY
from tests.support.pseudo_terminal import on_a_terminal


def drawn(progress: Progress, spent: Mapping[str, Any], total: int | None, seconds: float) -> str:
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as capture:
        console.print(panel_lines(progress, spent, total, seconds))
    return capture.get()


def test_the_panel_tells_how_far_how_fast_and_for_how_much() -> None:
    progress = Progress(fed=40, in_flight=8, records=28, failures=Counter(answer=2), reused=10)
    spent = {"cached": 3, "input_tokens": 12_000, "output_tokens": 3_456, "cost": 0.1234}
    told = drawn(progress, spent, 50, 60.0)
    for fact in (
        "done 30 of 50",
        "failed 2",
        "in flight 8",
        "cached 13",
        "rate 20/min",
        "tokens 15,456",
        "cost 0.1234",
        "left 1:00",
    ):
        assert fact in told


def test_the_panel_says_nothing_of_what_is_not_known() -> None:
    told = drawn(Progress(), {}, None, 0.0)
    assert "done 0" in told
    assert not any(word in told for word in ("left", "cost", "tokens", " of "))


def test_a_run_on_a_terminal_draws_on_the_standard_error_and_clears_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("reply.txt").write_text(REPLY, encoding="utf-8")
    told, written = on_a_terminal(["run", "reply.txt", "-o", "records.jsonl"], "stderr")
    assert written == b""
    assert b"done" in told
    assert "1 record → records.jsonl".encode() in told
