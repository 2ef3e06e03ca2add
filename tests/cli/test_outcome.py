from pathlib import Path

import pytest

from summarise.batch import OutputPaths
from summarise.batch.progress import Progress
from summarise.cli.outcome import stood_in, tell
from summarise.record import Failure


def told(progress: Progress, capsys: pytest.CaptureFixture[str]) -> str:
    tell(progress, OutputPaths.beside(Path("records.jsonl")))
    return capsys.readouterr().err


def failure(kind: str) -> Failure:
    return Failure(source="a.txt", kind=kind, message=f"a.txt: is {kind}")


def test_a_duplicate_is_left_out_and_has_not_failed(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress()
    for kind in ("duplicate", "empty", "empty"):
        progress.count(failure(kind), is_reused=False)
    said = told(progress, capsys)
    assert "0 records, 2 failed (empty 2), 1 duplicate left out → records.jsonl" in said
    assert "empty, 2 replies; the first: a.txt: is empty" in said


def test_the_records_that_the_rules_made_for_the_model_are_counted_with_the_reason(
    capsys: pytest.CaptureFixture[str],
) -> None:
    progress = Progress()
    for reason in ("service_unavailable: connection refused", "", "service_unavailable: timed out"):
        progress.count(None, is_reused=False, stand_in=reason)
    said = "the rules stood in for the model in 2 records (service_unavailable 2; the first: connection refused)"
    assert said in stood_in(progress)
    assert said in told(progress, capsys)


def test_damage_is_told_apart_from_earlier_records(capsys: pytest.CaptureFixture[str]) -> None:
    assert "damaged" not in told(Progress(kept_aside=2), capsys)
    both = told(Progress(kept_aside=3, damaged_aside=1), capsys)
    assert "2 earlier records kept in" in both
    assert "1 line kept in records.aside.jsonl: damaged or altered" in both
