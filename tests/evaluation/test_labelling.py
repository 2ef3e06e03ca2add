from __future__ import annotations

import json
import os
import subprocess
import sys
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from summarise.document import Document
from summarise.errors import GoldError
from summarise.evaluation import Gold, load_gold, load_gold_set, score_set
from summarise.evaluation.gold.gold_file import gold_schema
from summarise.evaluation.gold.label_units import units
from summarise.evaluation.gold.lint import lint
from summarise.evaluation.gold.notation import parse_labels
from summarise.evaluation.gold.similarity import is_visible
from summarise.evaluation.scores.agreement import agreement, differences
from summarise.evaluation.scores.findings import Counts, Share
from summarise.evaluation.scores.predictions import read_predictions
from tests.support.evaluation_examples import LABELS, SHARED_REPLIES, TEXT, example
from tests.support.places import ROOT
from tests.support.streams import ENCODING

DOCUMENT = Document("river.txt", TEXT)


def labelling(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "eval" / "labelling.py"), *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, capture_output=True, encoding=ENCODING, check=False, env=environment)


def other_labels(*changes: tuple[str, str]) -> Gold:
    notation = LABELS
    for old, new in changes:
        assert old in notation
        notation = notation.replace(old, new)
    return Gold("river", DOCUMENT, parse_labels(DOCUMENT, notation))


@given(st.text(alphabet="甲乙1。！？；!?; \n、一（）”』.\u3000\u200b", max_size=60))
def test_units_are_disjoint_in_order_and_hold_all_visible_text(text: str) -> None:
    found = units(text)
    assert all(a < b for a, b in found)
    assert all(left[1] <= right[0] for left, right in pairwise(found))
    assert all(text[a:b] == text[a:b].strip() for a, b in found)
    held = {position for a, b in found for position in range(a, b)}
    assert {i for i, character in enumerate(text) if is_visible(character)} <= held


def test_a_numbered_heading_on_the_line_of_its_text_is_a_unit_of_its_own() -> None:
    text = "一、工作开展情况 一是加强监测。二是加强管护；“三是什么？”（四）完"
    assert [text[a:b] for a, b in units(text)] == [
        "一、工作开展情况",
        "一是加强监测。",
        "二是加强管护；",
        "“三是什么？”",
        "（四）完",
    ]


@pytest.mark.skipif(not SHARED_REPLIES.is_dir(), reason="the labelled real replies are not here")
def test_units_cut_the_real_replies_as_their_labels_do() -> None:
    mine = theirs = shared = 0
    for gold in load_gold_set(SHARED_REPLIES):
        found = set(units(gold.document.text))
        labelled = {(s.start, s.end) for s in gold.labels.sentences}
        mine, theirs, shared = mine + len(found), theirs + len(labelled), shared + len(found & labelled)
    assert shared / max(mine, theirs) > 0.98


def test_labels_become_gold() -> None:
    labels = example().labels
    assert [s.labels[0][0] for s in labels.sentences] == list("fffhmmhccccfff")
    first, second, third = labels.numeric_targets
    assert (first.quote, first.value, first.comparator) == ("30个以上", Decimal(30), ">=")
    assert (first.deadline.text, first.deadline.by) == ("2025年底前", "2025-12-31")
    assert (second.value, second.upper, second.comparator) == (Decimal(10), Decimal(15), "range")
    assert (third.optional, third.deadline.text) == (True, "")
    assert labels.commitments[0].responsible == ("市水利局", "市财政局")
    assert labels.proposal.topic == ("河道监测", "加强河道监测")


def _blocks_of_the_guide(name: str) -> list[str]:
    guide = (ROOT / "eval" / name).read_text(encoding="utf-8")
    return [block.strip("\n") for block in guide.split("```")[1::2]]


@pytest.mark.parametrize("name", ["LABELLING.md", "LABELLING.zh-CN.md"])
def test_the_guides_example_builds_as_the_guide_says(name: str, tmp_path: Path) -> None:
    blocks = _blocks_of_the_guide(name)
    numbered, labels, quotes = blocks[1], blocks[2], blocks[4]
    text = tmp_path / "water-12.txt"
    text.write_text("\n".join(line.partition("\t")[2] for line in numbered.split("\n")) + "\n", encoding="utf-8")
    (tmp_path / "water-12.labels").write_text(labels, encoding="utf-8")
    assert labelling("units", text).stdout == numbered + "\n"
    gold = tmp_path / "water-12.gold.json"
    assert labelling("build", text, tmp_path / "water-12.labels", "-o", gold).stderr == ""
    assert lint(tmp_path) == ()
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps(json.loads(quotes)), encoding="utf-8")
    golds = load_gold_set(tmp_path)
    totals = score_set(golds, read_predictions(answers, golds).answers).totals
    assert totals["commitments"] == Counts(tp=1)
    assert totals["targets"] == Counts(tp=1)


def test_labels_fit_the_schema_and_an_unknown_label_does_not() -> None:
    validator = Draft202012Validator(gold_schema())
    values = example().labels.model_dump(mode="json")
    assert list(validator.iter_errors(values)) == []
    values["sentences"][0]["labels"] = ["promise"]
    assert [error.json_path for error in validator.iter_errors(values)] == ["$.sentences[0].labels[0]"]


def test_units_are_split_and_joined_by_hand() -> None:
    changed = LABELS.replace("1-3 f", 'split 9 "力争"\njoin 12-13\n1-3 f').replace("9 c effort", "9.1 b\n9.2 c effort")
    changed = changed.replace("12-14 f", "12 f\n14 f").replace("\nt 9 ", "\nt 9.2 ")
    labels = parse_labels(DOCUMENT, changed)
    quotes = [TEXT[s.start : s.end] for s in labels.sentences]
    assert "力争" in quotes
    assert "整治河道10—15公里。" in quotes
    assert "感谢您对水利工作的支持！\n云山市水利局" in quotes


def test_the_second_occurrence_of_a_quote_can_be_meant() -> None:
    document = Document("two.txt", "新增站点2个、泵站2个。\n")
    labels = parse_labels(document, '1 c firm\nt 1 "2个"#2 | 泵站 | 2 | 个 | = | increment\n')
    assert labels.numeric_targets[0].start == 9


def test_wan_and_yi_are_expanded() -> None:
    document = Document("money.txt", "投资超1.5亿元。\n")
    labels = parse_labels(document, '1 c firm\nt 1 "超1.5亿元" | 投资 | 1.5亿 | 元 | > | increment\n')
    assert labels.numeric_targets[0].value == 150_000_000


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("10 c explore", "10 c", 14, "needs its certainty"),
        ("10 c explore", "10 c maybe", 14, "needs its certainty"),
        ("10 c explore", "10 m firm", 14, "only a commitment has attributes"),
        ("10 c explore", "10 x", 14, "is neither header"),
        ("10 c explore", "10 mm", 14, "a label stands twice"),
        ("10 c explore", "99 c explore", 14, "there is no unit 99"),
        ("10 c explore", "9 c explore", 14, "unit 9 is labelled twice"),
        ("10 c explore", "9-8 c explore", 14, "9 comes after 8"),
        ("10 c explore", 'split 10 "河道"', 14, "come before the first label"),
        ("1-3 f", 'split 3 "湖泊"\n1-3 f', 8, "does not hold “湖泊”"),
        ("resp=市水利局|市财政局", "resp=市交通局", 12, "市交通局 is not in the text"),
        ('by=2025-12-31 "2025年底前" resp', 'by=2025-13-31 "2025年底前" resp', 12, "2025-13-31 is no date"),
        ('"30个以上"', '"40个以上"', 17, "holds “40个以上” 0 times"),
        ("| 30 | 个 |", "| 三十 | 个 |", 17, "三十 is no number"),
        ("| >= |", "| => |", 17, "there is no comparator =>"),
        ("| 10..15 |", "| 10 |", 18, "a range is written 10..15"),
        ("公里 | range | increment", "公里 | range", 18, "here are 4 fields"),
        ("| increment | optional", "| more | optional", 19, "there is no basis more"),
        ('"2025年底前" 2025-12-31\n', "2025年底前 2025-12-31\n", 17, "a deadline is"),
        ("issuer:", "isuer:", 6, "there is no field isuer"),
        ("kind: cppcc", "kind: city", 1, "kind is cppcc or npc"),
        ("number: 12", "kind: npc", 2, "kind stands twice"),
        ("issued_on: 2025-03-01", "issued_on: 1 March", 7, "is no date"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_number(old: str, new: str, line: int, reason: str) -> None:
    assert old in LABELS
    with pytest.raises(GoldError) as caught:
        parse_labels(DOCUMENT, LABELS.replace(old, new), "river.labels")
    assert caught.value.message.startswith(f"river.labels:{line}: ")
    assert reason in caught.value.message


def test_a_unit_without_a_label_is_refused() -> None:
    with pytest.raises(GoldError, match="2 units have no label: 5, 6"):
        parse_labels(DOCUMENT, LABELS.replace("5-6 m\n", ""))


def test_a_labels_file_becomes_a_gold_file_on_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "river.labels").write_text(LABELS, encoding="utf-8")
    listed = labelling("units", tmp_path / "river.txt")
    assert listed.stdout.splitlines()[5] == "6\t整治河道6公里，群众满意度明显提升。"
    made = labelling("build", tmp_path / "river.txt", tmp_path / "river.labels", "-o", tmp_path / "river.gold.json")
    assert (made.returncode, made.stderr) == (0, "")
    assert load_gold(tmp_path / "river.gold.json").labels == example().labels
    assert '"value": 30,' in (tmp_path / "river.gold.json").read_text(encoding="utf-8")


def test_a_refused_labels_file_is_no_traceback(tmp_path: Path) -> None:
    (tmp_path / "river.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "river.labels").write_text("1 z\n", encoding="utf-8")
    made = labelling("build", tmp_path / "river.txt", tmp_path / "river.labels", "-o", tmp_path / "out.json")
    assert made.returncode == 1
    assert made.stderr.startswith(f"{tmp_path / 'river.labels'}:1: is neither header")
    assert not (tmp_path / "out.json").exists()


def test_agreement_is_counted_as_on_paper() -> None:
    other = other_labels(("5-6 m", "5 m\n6 b"), ("9 c effort", "9 c firm"), ("| 30 |", "| 300 |"))
    result = agreement([(example(), other)])
    assert (result.segments, result.same) == (14, 13)
    assert result.tallies["measures"] == Counts(tp=1, fp=0, fn=1)
    assert result.tallies["commitments"] == Counts(tp=4)
    assert result.tallies["certainty"] == Share(3, 4)
    assert result.tallies["targets"] == Counts(tp=1, fp=1, fn=1)
    # labels by chance: furniture 6·6, heading 2·2, measure 2·1, commitment 4·4 of 14·14; background is in one only
    by_chance = (36 + 4 + 2 + 16) / 196
    assert result.kappa == pytest.approx((13 / 14 - by_chance) / (1 - by_chance))


def test_a_heading_in_one_labelling_is_neutral_in_the_f1() -> None:
    result = agreement([(example(), other_labels(("5-6 m", "5 m\n6 h")))])
    assert result.tallies["measures"] == Counts(tp=1)
    assert result.same == 13


def test_differences_name_unit_both_labels_and_text() -> None:
    other = other_labels(("9 c effort", "9 c firm"), ("| 30 |", "| 31 |"), ("number: 12", "number: 21"))
    lines = list(differences(example(), other))
    deadline = 'increment "2025年底前" 2025-12-31'
    assert lines == [
        "9\tA: commitment effort\tB: commitment firm\t力争整治河道10—15公里。",
        "t 8\tA: 监测点 | >= 30个 | " + deadline + "\tB: 监测点 | >= 31个 | " + deadline + "\t30个以上",
        "number\tA: 12\tB: 21",
    ]


def test_units_that_were_cut_differently_are_compared_piece_by_piece() -> None:
    changed = LABELS.replace("1-3 f", 'split 6 "公里，"\n1-3 f').replace("5-6 m", "5 m\n6.1 m\n6.2 b")
    other = Gold("river", DOCUMENT, parse_labels(DOCUMENT, changed))
    result = agreement([(example(), other)])
    assert (result.segments, result.same) == (15, 14)


def test_labels_of_two_texts_cannot_be_compared() -> None:
    document = Document("b.txt", "此复。\n")
    with pytest.raises(GoldError, match="different texts"):
        agreement([(example(), Gold("river", document, parse_labels(document, "1 f\n")))])


def test_agreement_of_two_folders_is_written_for_the_report(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "river.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / folder / "river.gold.json").write_text(example().labels.model_dump_json(), encoding="utf-8")
    ran = labelling("agree", tmp_path / "a", tmp_path / "b", "--json", tmp_path / "agreement.json")
    assert "100.0 %, kappa 1.000" in ran.stdout
    written = json.loads((tmp_path / "agreement.json").read_text(encoding="utf-8"))
    assert (written["percent"], written["fields"]["measures"]) == (100.0, 1.0)
    same = labelling("diff", tmp_path / "a", tmp_path / "b")
    assert same.stdout == "== river: 0 differences\n"
