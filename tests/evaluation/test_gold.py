from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarise.errors import GoldError
from summarise.evaluation import load_gold, load_gold_set
from summarise.evaluation.gold.gold_set import gold_version
from summarise.evaluation.gold.lint import lint
from summarise.evaluation.gold.splits import read_splits, take_split
from summarise.evaluation.gold.written_number import fits
from tests.support.evaluation_examples import SHARED_REPLIES, example, write_gold

Change = Callable[[dict[str, Any]], object]


def changed(folder: Path, change: Change) -> Path:
    """A gold file with one fault."""
    write_gold(folder, [example()])
    path = folder / "river.gold.json"
    values = json.loads(path.read_text(encoding="utf-8"))
    change(values)
    path.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
    return path


CONTRACT: list[tuple[Change, str]] = [
    (lambda v: v.update(sha256="0" * 64), "changed after it was labelled"),
    (lambda v: v.update(characters=7), "characters says 7"),
    (lambda v: v["sentences"].pop(4), "in no sentence: '2024年，我局新增监测点20个。'"),
    (lambda v: v["sentences"].pop(), "the end of the text is in no sentence"),
    (lambda v: v["sentences"][3].update(start=0), "begins before the one before it ends"),
    (lambda v: v["sentences"][-1].update(end=9999), "is no interval of the text"),
    (lambda v: v["sentences"][0].update(labels=["measure", "measure"]), "a label stands twice"),
    (lambda v: v["commitments"].pop(0), "commitments has no entry for it"),
    (lambda v: v["commitments"][0].update(end=9), "no sentence with these offsets is a commitment"),
    (lambda v: v["numeric_targets"][0].update(quote="40个以上"), "not the quote '40个以上'"),
    (lambda v: v["numeric_targets"][0].update(comparator="range"), "`upper` belongs to the comparator range"),
    (lambda v: v["sentences"][0].update(labels=["promise"]), "sentences.0.labels.0"),
    (lambda v: v["sentences"][0].update(labels=[]), "sentences.0.labels"),
    (lambda v: v.update(note="later"), "note: Extra inputs are not permitted"),
    (lambda v: v["numeric_targets"][0].update(basis="total"), "numeric_targets.0.basis"),
]


@pytest.mark.parametrize(("change", "message"), CONTRACT)
def test_a_file_that_does_not_fit_is_refused_with_its_name_and_fault(
    tmp_path: Path, change: Change, message: str
) -> None:
    path = changed(tmp_path, change)
    with pytest.raises(GoldError) as caught:
        load_gold(path)
    assert str(path) in caught.value.message
    assert message in caught.value.message
    assert any(message in remark.message for remark in lint(tmp_path) if remark.severity == "fault")


SLIPS: list[tuple[Change, str, str]] = [
    (lambda v: v.update(document="lake.txt"), "fault", "document is lake.txt"),
    (lambda v: v["reply"].update(issued_on="2025-02-30"), "fault", "2025-02-30 is no date"),
    (lambda v: v["commitments"][0].update(responsible=["市交通局"]), "fault", "市交通局 is not in the text"),
    (lambda v: v["commitments"][0]["deadline"].update(text="明年"), "fault", "“明年” is not in the text"),
    (lambda v: v["commitments"][1]["deadline"].update(by="2025-12-31"), "fault", "has no words"),
    (lambda v: v["numeric_targets"][0].update(value=300), "fault", "the value 300 is not what the quote says"),
    (lambda v: v["numeric_targets"][1].update(upper=25), "fault", "the upper end 25 is not what the quote says"),
    (lambda v: v["numeric_targets"][1].update(upper=10), "fault", "the upper end is not above the lower"),
    (lambda v: v["numeric_targets"][0].update(indicator=" "), "fault", "has no indicator"),
    (lambda v: v["numeric_targets"][0].update(comparator="="), "doubt", "the words state >="),
    (lambda v: v["numeric_targets"][0].update(unit="家"), "doubt", "shares no character"),
    (lambda v: v["numeric_targets"][0]["deadline"].update(by="2026-12-31"), "doubt", "different years"),
    (lambda v: v["commitments"][0]["deadline"].update(by=""), "doubt", "states a year but has no day"),
    (lambda v: v["sentences"][3].update(labels=["heading", "measure"]), "doubt", "rarely stands beside"),
    (lambda v: v["proposal"].update(number="第12号"), "doubt", "not digits alone"),
    (lambda v: v["proposal"].update(title="关于湖泊的建议"), "doubt", "not written so in the text"),
    (lambda v: v["proposal"].update(topic=["河" * 31]), "doubt", "longer than 30 characters"),
]


@pytest.mark.parametrize(("change", "severity", "message"), SLIPS)
def test_lint_finds_a_slip(tmp_path: Path, change: Change, severity: str, message: str) -> None:
    changed(tmp_path, change)
    assert [(r.severity, r.file) for r in lint(tmp_path) if message in r.message] == [(severity, "river.gold.json")]


@pytest.mark.parametrize(
    ("quote", "value", "fit"),
    [
        ("超1000亿元", "100000000000", True),
        ("超1000亿元", "1000", False),
        ("15万平方", "150000", True),
        ("300萬元以上", "3000000", True),
        ("200万千瓦", "2000000", True),
        ("5000千瓦", "5000", True),
        ("1,200家", "1200", True),
        ("３.8%", "3.8", True),
        ("3.8%", "38", False),
        ("三百家", "300", True),
        ("30至1000万元", "300000", True),
    ],
)
def test_a_value_is_held_against_the_digits_of_its_quote(quote: str, value: str, fit: bool) -> None:
    assert fits(quote, Decimal(value)) is fit


def test_lint_lists_every_fault_and_not_the_first_alone(tmp_path: Path) -> None:
    def spoil(values: dict[str, Any]) -> None:
        values["sha256"] = "0" * 64
        values["numeric_targets"][0]["value"] = 31
        values["commitments"].pop()

    changed(tmp_path, spoil)
    assert len([remark for remark in lint(tmp_path) if remark.severity == "fault"]) == 3


def test_lint_has_nothing_to_say_about_the_example(tmp_path: Path) -> None:
    assert lint(write_gold(tmp_path, [example()])) == ()


@pytest.mark.skipif(not SHARED_REPLIES.is_dir(), reason="the labelled real replies are not here")
def test_the_labelled_real_replies_pass_the_lint() -> None:
    assert lint(SHARED_REPLIES) == ()


def test_lint_sees_texts_without_labels_and_labels_without_text(tmp_path: Path) -> None:
    write_gold(tmp_path, [example(), example("again")])
    (tmp_path / "alone.txt").write_text("文", encoding="utf-8")
    (tmp_path / "again.txt").unlink()
    found = {(remark.file, remark.severity) for remark in lint(tmp_path)}
    assert found == {("alone.txt", "doubt"), ("again.gold.json", "fault")}


def test_lint_sees_one_text_labelled_twice(tmp_path: Path) -> None:
    write_gold(tmp_path, [example(), example("again")])
    assert [r.message for r in lint(tmp_path)] == ["labels the same text as again"]


def test_a_folder_without_gold_says_what_belongs_there(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match=r"NAME\.gold\.json"):
        load_gold_set(tmp_path)
    with pytest.raises(GoldError, match="no such folder"):
        load_gold_set(tmp_path / "nowhere")


def test_the_version_changes_with_a_label() -> None:
    gold = example()
    labels = gold.labels.model_copy(update={"commitments": gold.labels.commitments[1:]})
    other = type(gold)(gold.name, gold.document, labels)
    assert gold_version((gold,)) != gold_version((other,))
    assert gold_version((gold,)) == gold_version((example(),))


def test_splits_take_their_replies(tmp_path: Path) -> None:
    write_gold(tmp_path, [example("a"), example("b")])
    (tmp_path / "splits.json").write_text('{"dev": ["a"], "test": ["b"]}', encoding="utf-8")
    golds = load_gold_set(tmp_path)
    assert [gold.name for gold in take_split(golds, read_splits(tmp_path), "test")] == ["b"]


@pytest.mark.parametrize(
    ("splits", "message"),
    [
        ('{"dev": ["a"], "test": ["a", "b"]}', "more than one place"),
        ('{"dev": ["a"]}', "b is in no split"),
        ('{"dev": ["a", "b", "c"]}', "c has no gold file"),
        ('["a"]', "must be like"),
        ("{", "cannot be read"),
    ],
)
def test_splits_that_do_not_fit_are_faults(tmp_path: Path, splits: str, message: str) -> None:
    write_gold(tmp_path, [example("a"), example("b")])
    (tmp_path / "splits.json").write_text(splits, encoding="utf-8")
    assert any(message in remark.message for remark in lint(tmp_path) if remark.file == "splits.json")


@pytest.mark.parametrize("marked", [".gold.json", ".txt"])
def test_a_file_that_an_editor_has_put_its_mark_before_is_read_as_it_was_labelled(tmp_path: Path, marked: str) -> None:
    folder = write_gold(tmp_path, [example()])
    path = folder / f"river{marked}"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_gold_set(folder)[0].document.text == example().document.text
