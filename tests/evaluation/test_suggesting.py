"""What to label next: errors before the rest, and nothing twice."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from eval.suggesting import labels_needed
from summarise.cli import app
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.evaluation import load_gold_set
from summarise.evaluation.suggesting import suggestions
from summarise.pipeline import summarise
from summarise.record import Record
from tests.support.places import ROOT


def made(body: str, name: str, confidence: float) -> Record:
    text = f"关于第1号提案的答复\n张三委员：\n您的提案收悉，现答复如下：\n{body}\n"
    record = summarise(Document(name, text), RulesEngine())
    commitments = tuple(one.model_copy(update={"confidence": confidence}) for one in record.commitments)
    assert commitments
    return record.model_copy(update={"commitments": commitments})


SURE = made("下一步，我局将在明年建成三座泵站。", "sure.txt", 0.99)
DOUBTED = made("下一步，我局将推动闸坝改造。", "doubted.txt", 0.4)
AGAIN = made("下一步，我局将推动闸坝改造工程。", "again.txt", 0.38)
OTHER = made("下一步，我局将为老年食堂增设座椅。", "other.txt", 0.6)


def names(*labelled: Record, number: int = 9) -> list[str]:
    texts = {record.document.sha256 for record in labelled}
    return [one.source for one in suggestions([SURE, DOUBTED, AGAIN, OTHER], texts, number)]


def test_the_most_doubtful_comes_first_and_its_like_later() -> None:
    assert names() == ["again.txt", "other.txt", "sure.txt", "doubted.txt"]


def test_what_is_labelled_is_never_suggested_and_makes_its_like_old() -> None:
    assert names(AGAIN, number=2) == ["other.txt", "sure.txt"]


def test_labels_needed_are_counted_to_half_of_the_errors() -> None:
    assert labels_needed("abc", {"a": 1, "b": 3, "c": 2}) == 2
    assert labels_needed("", {}) == 0


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


def test_the_command_names_replies_and_refuses_what_it_would_ignore(tmp_path: Path) -> None:
    gold = ROOT / "eval" / "gold"
    records = tmp_path / "r.jsonl"
    assert run("run", str(gold), "-o", str(records), "--quiet").exit_code == 0
    (tmp_path / "none").mkdir()
    told = run("eval", str(tmp_path / "none"), "--suggest", "3", "--records", str(records))
    assert told.exit_code == 0
    assert len(told.stdout.splitlines()) == 3
    whole = run("eval", str(gold), "--suggest", "3", "--records", str(records))
    assert not whole.stdout
    assert f"{len(load_gold_set(gold))} of" in whole.stderr
    assert run("eval", str(gold), "--suggest", "3").exit_code == 2
    assert run("eval", str(gold), "--suggest", "3", "--mistakes", "--records", str(records)).exit_code == 2
    assert run("eval", str(gold), "--records", str(records)).exit_code == 2
