"""Weights learnt from labelled replies."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.engines.rules.weights import read_weights
from summarise.errors import GoldError
from summarise.evaluation import Gold, load_gold_set
from summarise.evaluation.gold.gold_file import GoldFile
from summarise.evaluation.held_out import by_rules_alone, held_out
from summarise.evaluation.training import labelled_sentences, trained
from summarise.pipeline import summarise
from tests.support.places import ROOT
from tests.support.replies import CLOSING, OPENING, measures

GOLDS = load_gold_set(ROOT / "eval" / "gold")[:6]
PLACES = ("东坪", "西岭", "南塘", "北湾", "上河", "下沟", "前庄", "后洼")
"""Places of letters whose every other sentence is the same."""


def labelled(body: str, spans: dict[str, str]) -> Gold:
    """A letter with labels for some of its sentences; the others are furniture."""
    text = OPENING + body + CLOSING
    document = Document("letter.txt", text)
    lines = [line for line in text.splitlines() if line.strip()]
    sentences = [
        {"start": text.index(line), "end": text.index(line) + len(line), "labels": [spans.get(line, "furniture")]}
        for line in lines
    ]
    values = {**GOLDS[0].labels.model_dump(mode="json"), "sha256": "0" * 64, "sentences": sentences}
    values |= {name: [] for name in ("targets", "commitments") if name in values}
    return Gold(body[:2], document, GoldFile.model_validate(values))


def letters(label: str) -> list[Gold]:
    """Letters in which 摸清了底数 has a label that the rules do not give it."""
    return [
        labelled(
            f"{place}水质良好。\n{place}堤防已加固。\n{place}渠系将改造。\n{place}底数可查。",
            {
                f"{place}水质良好。": "background",
                f"{place}堤防已加固。": "measure",
                f"{place}渠系将改造。": "commitment",
                f"{place}底数可查。": label,
            },
        )
        for place in PLACES
    ]


def test_a_sentence_is_read_as_the_labels_of_other_letters_say() -> None:
    body = "石桥水质良好。\n石桥堤防已加固。\n石桥渠系将改造。\n石桥底数可查。"
    document = Document("letter.txt", OPENING + body + CLOSING)
    alone = measures(summarise(document, RulesEngine(None)))
    assert "石桥底数可查。" not in alone
    assert "石桥底数可查。" in measures(summarise(document, RulesEngine(trained(letters("measure")))))
    assert measures(summarise(document, RulesEngine(trained(letters("background"))))) == alone


def test_the_same_replies_give_the_same_bytes() -> None:
    assert trained(GOLDS).written() == trained(GOLDS).written()


def test_a_written_file_says_of_a_sentence_what_training_learnt(tmp_path: Path) -> None:
    """Nearly every sentence that the weights were learnt from is on the side of its label."""
    path = tmp_path / "weights.json"
    path.write_text(trained(GOLDS).written(), encoding="utf-8")
    weights, sentences = read_weights(path), labelled_sentences(GOLDS)
    right = sum(("measure" in one.labels) == (weights.chances(one.traits).measure > 0.5) for one in sentences)
    assert right >= 0.98 * len(sentences)


def test_replies_without_one_of_the_labels_teach_nothing() -> None:
    with pytest.raises(GoldError, match="commitment"):
        trained([labelled("石桥堤防已加固。\n石桥水质良好。", {"石桥堤防已加固。": "measure"})] * 2)


def test_each_held_out_reply_is_read_with_weights_of_the_others() -> None:
    again = held_out(GOLDS, 3)
    assert [reply.gold.name for reply in again.replies] == [gold.name for gold in GOLDS]
    assert again.totals != by_rules_alone(GOLDS).totals
    others = RulesEngine(trained([gold for at, gold in enumerate(GOLDS) if at % 3 != 1]))
    for at in (1, 4):
        expected = [measure.evidence[0].start for measure in summarise(GOLDS[at].document, others).measures_taken]
        assert [item.spans[0][0] for item in again.replies[at].answer.measures] == expected


def test_the_command_writes_weights_that_a_run_takes_and_eval_warns_of(tmp_path: Path) -> None:
    folder, weights = tmp_path / "labelled", tmp_path / "weights.json"
    folder.mkdir()
    for gold in GOLDS[:4]:
        for ending in (".txt", ".gold.json"):
            name = gold.name + ending
            (folder / name).write_bytes((ROOT / "eval" / "gold" / name).read_bytes())
    told = invoked("train", str(folder), "-o", str(weights), "--folds", "2")
    assert "4 replies" in told
    assert "by the rules alone" in told
    first = weights.read_bytes()
    invoked("train", str(folder), "-o", str(weights), "--folds", "0")
    assert weights.read_bytes() == first
    assert "4 of these replies" in invoked("eval", str(folder), "--second-reading", str(weights))
    assert "of these replies" not in invoked("eval", str(folder), "--second-reading", "none")
    records = tmp_path / "records.jsonl"
    invoked("run", str(folder / f"{GOLDS[0].name}.txt"), "-o", str(records), "--second-reading", str(weights))
    own = RulesEngine(read_weights(weights))
    assert summarise(GOLDS[0].document, own).measures_taken
    assert own.fingerprint.split("/")[-1] in records.with_name("records.manifest.json").read_text("utf-8")


def invoked(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.output
