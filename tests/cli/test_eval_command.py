from __future__ import annotations

import dataclasses
import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.evaluation import answer_of_gold
from tests.support.evaluation_examples import TEXT, empty_example, example, record_of, write_gold, write_lines
from tests.support.places import ROOT
from tests.support.streams import ENCODING

GOLD = example()
WHOLE = answer_of_gold(GOLD)
POORER = dataclasses.replace(WHOLE, measures=WHOLE.measures[:1])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A gold set, perfect predictions and poorer ones."""
    write_gold(tmp_path / "gold", [GOLD, empty_example()])
    nothing = {"document": "empty.txt"}
    write_lines(tmp_path / "good.jsonl", [record_of(GOLD, WHOLE), nothing])
    write_lines(tmp_path / "poor.jsonl", [record_of(GOLD, POORER), nothing])
    return tmp_path


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments], env={"COLUMNS": "120"})
    return result.exit_code, result.output


def test_perfect_predictions_reach_every_threshold(folder: Path) -> None:
    code, output = run(
        "eval", folder / "gold", "--predictions", folder / "good.jsonl", "--fail-under", "measures=1,targets=1,edits=0"
    )
    assert code == 0
    assert "Measures, sentence F1" in output
    assert "replies: 2, failed: 0, gold set" in output
    assert "quantity tagger: 2 of 2 gold targets offered" in output


def test_a_score_below_its_threshold_is_exit_code_1(folder: Path) -> None:
    code, output = run("eval", folder / "gold", "--predictions", folder / "poor.jsonl", "--fail-under", "measures=0.95")
    assert code == 1
    assert "measures is 0.667, asked for is 0.95" in output


def test_every_mistake_is_listed_with_its_text(folder: Path) -> None:
    code, output = run("eval", folder / "gold", "--predictions", folder / "poor.jsonl", "--mistakes")
    assert code == 0
    assert "measures missing" in output
    assert "整治河道6公里，群众满意度明显提升。" in output


def test_reports_are_the_same_bytes_each_time_and_compare(folder: Path) -> None:
    for name in ("one", "two"):
        run("eval", folder / "gold", "--predictions", folder / "good.jsonl", "--report", folder / name)
    forms = ("report.json", "report.md", "report.html")
    assert [(folder / "one" / form).read_bytes() for form in forms] == [
        (folder / "two" / form).read_bytes() for form in forms
    ]
    baseline = folder / "one" / "report.json"
    code, output = run(
        "eval",
        folder / "gold",
        "--predictions",
        folder / "poor.jsonl",
        "--baseline",
        baseline,
        "--report",
        folder / "x",
    )
    assert code == 0
    assert "Measures, sentence F1: not significant" in output
    assert "regressed: river (0 to 1 edit)" in output
    code, compared = run("compare", baseline, folder / "x" / "report.json")
    assert code == 0
    assert "regressed: river (0 to 1 edit)" in compared
    code, markdown = run("compare", baseline, folder / "x" / "report.json", "--markdown")
    assert "| Measures, sentence F1 | 1.000 | 0.667 | -0.333 |" in markdown


def test_a_fall_beyond_noise_is_exit_code_1_when_asked_for(tmp_path: Path) -> None:
    golds = [example(f"r{i:02}", last_line=f"附件{i}\n") for i in range(12)]
    write_gold(tmp_path / "gold", golds)
    write_lines(tmp_path / "good.jsonl", [record_of(gold, answer_of_gold(gold)) for gold in golds])
    write_lines(
        tmp_path / "poor.jsonl",
        [
            record_of(gold, dataclasses.replace(answer_of_gold(gold), measures=answer_of_gold(gold).measures[:1]))
            for gold in golds
        ],
    )
    run("eval", tmp_path / "gold", "--predictions", tmp_path / "good.jsonl", "--report", tmp_path / "base")
    options = ("--predictions", tmp_path / "poor.jsonl", "--baseline", tmp_path / "base" / "report.json")
    code, output = run("eval", tmp_path / "gold", *options, "--fail-if-worse")
    assert code == 1
    assert "Measures, sentence F1 fell by more than its noise" in output
    assert run("eval", tmp_path / "gold", *options)[0] == 0


def test_a_split_scores_its_replies_only(folder: Path) -> None:
    (folder / "gold" / "splits.json").write_text('{"dev": ["empty"], "test": ["river"]}', encoding="utf-8")
    code, output = run("eval", folder / "gold", "--predictions", folder / "good.jsonl", "--split", "test")
    assert code == 0
    assert "replies: 1, failed: 0" in output
    assert "not in the gold set, not scored: empty.txt" in output


def test_the_agreement_of_labellers_reaches_the_report(folder: Path) -> None:
    agreement = {"sentences": 16, "percent": 93.8, "kappa": 0.9, "fields": {"measures": 0.8}}
    (folder / "gold" / "agreement.json").write_text(json.dumps(agreement), encoding="utf-8")
    run("eval", folder / "gold", "--predictions", folder / "good.jsonl", "--report", folder / "out")
    values = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    assert values["gold"]["agreement"] == {"sentences": 16, "percent": 93.8, "kappa": 0.9}


def test_an_invalid_run_is_exit_code_1(folder: Path) -> None:
    record = record_of(GOLD, WHOLE).to_dict()
    evidence = record["measures_taken"][0]["evidence"][0]
    evidence["quote"] = evidence["quote"].replace("20个", "50个")
    write_lines(folder / "false.jsonl", [record])
    code, output = run("eval", folder / "gold", "--predictions", folder / "false.jsonl")
    assert code == 1
    assert "not the text at its span: river: m1" in output


def test_the_rules_engine_is_scored_when_no_model_is_named(folder: Path) -> None:
    code, output = run("eval", folder / "gold", "--report", folder / "out")
    assert code == 0
    assert "seconds per reply" in output
    values = json.loads((folder / "out" / "report.json").read_text(encoding="utf-8"))
    assert values["run"]["engine"] == "rules"
    assert values["valid"]


def test_lint_passes_a_sound_set_and_names_what_is_wrong(folder: Path) -> None:
    assert run("eval", "--lint", folder / "gold") == (0, "faults: 0, doubts: 0\n")
    text = folder / "gold" / "river.txt"
    text.write_text(TEXT.replace("20个", "21个"), encoding="utf-8")
    code, output = run("eval", "--lint", folder / "gold")
    assert code == 1
    assert "river.gold.json: fault: sha256 is not that of river.txt" in output


def test_the_module_prints_mistakes_and_scores(folder: Path) -> None:
    command = [sys.executable, "-m", "summarise.evaluation", str(folder / "gold"), str(folder / "poor.jsonl")]
    done = subprocess.run(command, capture_output=True, encoding=ENCODING, check=False, cwd=ROOT)
    assert done.returncode == 0
    assert "== river: 1 edit" in done.stdout
    assert "right 1, invented 0, missed 1" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("eval", "nowhere"), 1, "there is no such folder"),
        (("eval", "{gold}", "--fail-if-worse"), 2, "name one"),
        (("eval", "{gold}", "--fail-under", "measures"), 2, "NAME=NUMBER"),
        (("eval", "{gold}", "--split", "dev"), 2, "the gold set has no splits.json"),
        (("eval", "{gold}", "--predictions", "none.jsonl"), 2, "none.jsonl: cannot be read"),
        (("eval", "{gold}", "--predictions", "none.jsonl", "--engine", "rules"), 2, "leave out --engine"),
        (("eval", "{gold}", "--predictions", "none.jsonl", "--cache-dir", "c"), 2, "leave out --cache-dir"),
        (("eval", "{gold}", "--engine", "rules", "--cache-dir", "c"), 2, "--cache-dir is for a model"),
        (("eval", "{gold}", "--prices", "cheap"), 2, "--prices is two numbers"),
        (("eval", "{gold}", "--prices", "nan,1"), 2, "--prices is two numbers"),
        (("eval", "{gold}", "--prices", "1,-1"), 2, "--prices is two numbers"),
        (("compare", "a.json", "b.json"), 2, "a.json: cannot be read"),
    ],
)
def test_wrong_usage_ends_in_one_line(folder: Path, arguments: tuple[str, ...], code: int, message: str) -> None:
    found = run(*(argument.replace("{gold}", str(folder / "gold")) for argument in arguments))
    assert found[0] == code
    assert message in found[1]
    assert "Traceback" not in found[1]


def test_the_schema_of_a_gold_file_is_printed() -> None:
    code, output = run("schema", "gold")
    assert code == 0
    assert json.loads(output)["title"] == "GoldFile"
