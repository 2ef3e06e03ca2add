from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from evaluation_examples import example, write_gold

ROOT = Path(__file__).resolve().parents[1]


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
    golds = [example(f"r{i:02}", last_line=f"附件{i}\n") for i in range(12)]
    return {"composed": write_gold(tmp_path / "gold", golds), "real": tmp_path / "absent"}


def test_the_same_engine_is_no_worse_than_its_baseline(program: Any, sets: dict[str, Path], tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    assert program.main(["write"], sets, baseline) == 0
    assert program.main(["check"], sets, baseline) == 0
    assert "王明" not in baseline.read_text(encoding="utf-8")


def test_a_fall_of_a_headline_is_exit_code_1(
    program: Any, sets: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = tmp_path / "baseline.json"
    program.main(["write"], sets, baseline)
    kept = json.loads(baseline.read_text(encoding="utf-8"))
    for reply in kept["composed"]["replies"]:  # as if the engine had needed fewer edits before
        reply["edits"], reply["rows"]["edits"] = 0, [0, 1]
    next(f for f in kept["composed"]["fields"] if f["name"] == "edits").update(score=0, low=0, high=0)
    baseline.write_text(json.dumps(kept), encoding="utf-8")
    assert program.main(["check"], sets, baseline) == 1
    assert "composed: Edits per reply fell" in capsys.readouterr().out


def test_a_missing_baseline_says_how_to_make_one(
    program: Any, sets: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["check"], sets, tmp_path / "none.json") == 2
    assert "baseline.py write" in capsys.readouterr().err
