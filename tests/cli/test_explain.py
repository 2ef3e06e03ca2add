from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from tests.support.replies import CLOSING, OPENING

BODY = (
    "一、工作开展情况\n我局已整修沟渠3公里。\n二、下一步工作打算\n完善巡查机制，推行分段承包。\n"
    "希望您继续关心我们的工作。\n我局将在村口增设路灯12盏。"
)


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text(OPENING + BODY + CLOSING, encoding="utf-8")
    return path


def explained(*arguments: str) -> str:
    done = CliRunner().invoke(app, ["explain", *arguments])
    assert done.exit_code == 0, done.output
    return done.output


def test_every_sentence_of_the_letter_is_explained_by_rule_words_and_entry(letter: Path) -> None:
    told = explained(str(letter))
    text = letter.read_text("utf-8")
    assert f"report “已” at {text.index('已整修') + 1} (done.already)" in told
    assert f"promise “将” at {text.index('将在村口') + 1} (will.will)" in told
    assert "closing promise “希望您" in told
    assert "(closing.wish)" in told


def test_a_sentence_that_its_scope_decides_names_the_sentence_that_opened_it(letter: Path) -> None:
    (first, second) = explained(str(letter), "推行分段承包").splitlines()
    assert first.split("\t")[1:] == ["commitment", "完善巡查机制，推行分段承包。"]
    assert "scope future, opened by sentence" in second
    assert "“二、下一步工作打算”" in second


def test_one_sentence_can_be_asked_for_by_its_number(letter: Path) -> None:
    number = explained(str(letter), "增设路灯").split("\t")[0]
    assert explained(str(letter), number) == explained(str(letter), "增设路灯")


def test_a_sentence_that_is_not_there_is_wrong_usage(letter: Path) -> None:
    done = CliRunner().invoke(app, ["explain", str(letter), "没有这句"])
    assert done.exit_code == 2
    assert "it has" in done.output


def test_a_letter_without_a_sentence_is_no_question_of_numbers(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Buy milk\n", encoding="utf-8")
    done = CliRunner().invoke(app, ["explain", str(tmp_path / "notes.txt")])
    assert done.exit_code == 1
    assert "no sentence of a reply" in done.output
