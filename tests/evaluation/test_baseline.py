from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.evaluation_examples import example, write_gold
from tests.support.places import ROOT


@pytest.fixture
def program() -> Any:
    spec = importlib.util.spec_from_file_location("baseline", ROOT / "eval" / "baseline.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def sets(tmp_path: Path) -> dict[str, Path]:
    golds = [example(f"r{i:02}", last_line=f"附件{i}\n") for i in range(3)]
    return {"composed": write_gold(tmp_path / "gold", golds), "real": tmp_path / "absent"}


@pytest.fixture
def baseline(program: Any, sets: dict[str, Path], tmp_path: Path) -> Path:
    path = tmp_path / "baseline.json"
    assert program.main(["write"], sets, path) == 0
    return path


def altered(path: Path, alter: Callable[[Any], object]) -> None:
    values = json.loads(path.read_text(encoding="utf-8"))
    alter(values)
    path.write_text(json.dumps(values), encoding="utf-8")


def headline(values: Any, name: str) -> Any:
    return next(field for field in values["composed"]["fields"] if field["name"] == name)


def test_the_same_engine_is_as_in_its_baseline(
    program: Any, sets: dict[str, Path], baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["check"], sets, baseline) == 0
    assert "as in the baseline: composed" in capsys.readouterr().out
    assert "王明" not in baseline.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "change"), [("measures", 0.000001), ("commitments", 0.01), ("targets", 0.1), ("edits", -0.01)]
)
def test_any_fall_of_a_headline_is_exit_code_1(
    program: Any,
    sets: dict[str, Path],
    baseline: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    change: float,
) -> None:
    def better_before(values: Any) -> None:
        field = headline(values, name)
        field["score"] += change

    altered(baseline, better_before)
    assert program.main(["check"], sets, baseline) == 1
    printed = capsys.readouterr().out
    titles = {"measures": "Measures", "commitments": "Commitments", "targets": "Numeric targets", "edits": "Edits"}
    assert f"composed: {titles[name]}" in printed
    assert printed.count("got worse") == 1


@pytest.mark.parametrize(
    "alter",
    [
        lambda values: headline(values, "measures").update(score=0),
        lambda values: headline(values, "topic").update(right=99),
        lambda values: values["composed"]["tagger"].update(found=0),
        lambda values: values["composed"]["replies"].pop(),
        lambda values: values["composed"]["gold"].update(version="other"),
    ],
)
def test_what_is_otherwise_than_kept_is_exit_code_1(
    program: Any,
    sets: dict[str, Path],
    baseline: Path,
    capsys: pytest.CaptureFixture[str],
    alter: Callable[[Any], object],
) -> None:
    altered(baseline, alter)
    assert program.main(["check"], sets, baseline) == 1
    printed = capsys.readouterr().out
    assert "baseline.json is out of date: python eval/baseline.py write" in printed
    assert "got worse" not in printed
    program.main(["write"], sets, baseline)
    assert program.main(["check"], sets, baseline) == 0


def test_a_set_that_is_not_in_the_baseline_is_exit_code_1(program: Any, sets: dict[str, Path], baseline: Path) -> None:
    assert program.main(["check"], {**sets, "real": sets["composed"]}, baseline) == 1


def test_a_set_that_is_not_at_hand_is_named_and_kept(
    program: Any, sets: dict[str, Path], baseline: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    altered(baseline, lambda values: values.update(real=values["composed"]))
    assert program.main(["check"], sets, baseline) == 0
    assert "NOT SCORED: real" in capsys.readouterr().err
    assert program.main(["write"], sets, baseline) == 0
    assert "NOT SCORED: real" in capsys.readouterr().err
    assert set(json.loads(baseline.read_text(encoding="utf-8"))) == {"composed", "real"}


def test_a_check_of_nothing_is_exit_code_1(program: Any, sets: dict[str, Path], baseline: Path) -> None:
    assert program.main(["check"], {"real": sets["real"]}, baseline) == 1


def test_a_missing_baseline_says_how_to_make_one(
    program: Any, sets: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["check"], sets, tmp_path / "none.json") == 2
    assert "baseline.py write" in capsys.readouterr().err
