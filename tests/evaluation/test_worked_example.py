"""One small reply scored by hand: every count below was worked out on paper from the labels of the example."""

from __future__ import annotations

from decimal import Decimal

from summarise.evaluation import Answer, score_reply
from summarise.evaluation.scores.answers import AnsweredCommitment, AnsweredItem, AnsweredTarget
from summarise.evaluation.scores.findings import Counts, Share
from tests.support.evaluation_examples import TEXT, example, place, unit

GOLD = example()
ANSWER = Answer(
    measures=(
        AnsweredItem((unit(GOLD, 5),)),
        AnsweredItem((unit(GOLD, 12),)),  # the thanks
        AnsweredItem((place(TEXT, "整治河道6"),)),  # 5 of the 16 visible characters of sentence 6
    ),
    commitments=(
        AnsweredCommitment(
            spans=(unit(GOLD, 7), unit(GOLD, 8), unit(GOLD, 9)),  # 7 is a heading
            stated={"responsible": ("市水利局",), "certainty": "firm", "deadline": "2025-12-31"},
        ),
        AnsweredCommitment(spans=(unit(GOLD, 6),), stated={"certainty": "firm"}),
    ),
    targets=(
        AnsweredTarget(place(TEXT, "30个"), Decimal(30), None, "个", "=", "level", "2025-12-31", "监测点"),
        AnsweredTarget(
            place(TEXT, "10—15公里"), Decimal(10), Decimal(15), "公里", "range", "increment", "2025-12-31", "河道整治"
        ),
        AnsweredTarget(place(TEXT, "5个"), Decimal(5), None, "个", "=", "increment"),
        AnsweredTarget(place(TEXT, "20个"), Decimal(20), None, "个", "=", "increment"),
    ),
    proposal={
        "kind": "cppcc",
        "number": "１２",
        "session": "",
        "title": "《关于加强河道监测的建议》",
        "topic": "河道监测工作",
        "proposers": (),
    },
    reply={"issuer": "云山市 水利局", "document_number": "云水〔2025〕1号", "issued_on": "2025-03-02"},
)
SCORE = score_reply(GOLD, ANSWER)


def test_sentences_are_counted_as_on_paper() -> None:
    # measures: 5 right; 12 invented; 6 missed, since less than half of it is covered
    assert SCORE.tallies["measures"] == Counts(tp=1, fp=1, fn=1)
    # commitments: 8 and 9 right, 7 neutral; 6 invented; 10 and 11 missed
    assert SCORE.tallies["commitments"] == Counts(tp=2, fp=1, fn=2)


def test_targets_are_counted_as_on_paper() -> None:
    # 30个 pairs with 30个以上 (Dice 6/8), 10—15公里 with itself; 5个 is optional; 20个 is a result
    assert SCORE.tallies["targets_found"] == Counts(tp=2, fp=1, fn=0)
    # = is not >=, so the first pair is wrong on both sides
    assert SCORE.tallies["targets"] == Counts(tp=1, fp=2, fn=1)
    assert SCORE.tables["number_errors"] == {"comparator": 1}


def test_slots_are_counted_as_on_paper() -> None:
    assert SCORE.tallies["basis"] == Share(1, 2)  # level for increment
    assert SCORE.tallies["target_deadline"] == Share(1, 2)  # 10—15公里 has none
    assert SCORE.tallies["indicator"] == Share(1, 2)  # 河道整治 and 整治河道 share two of four: F1 0.5
    assert SCORE.tallies["certainty"] == Share(1, 2)  # 力争 is an effort
    assert SCORE.tallies["commitment_deadline"] == Share(1, 2)  # 9 has none
    # 8: 市水利局 right, 市财政局 missed; 9: 市水利局 invented
    assert SCORE.tallies["responsible"] == Counts(tp=1, fp=1, fn=1)
    # where the gold states none: the deadline of 10—15公里, deadline and bodies of 9, all filled in
    assert SCORE.specificity["target_deadline"] == Share(0, 1)
    assert SCORE.specificity["commitment_deadline"] == Share(0, 1)
    assert SCORE.specificity["responsible"] == Share(0, 1)


def test_fields_are_counted_as_on_paper() -> None:
    fields = ("kind", "number", "title", "issuer", "proposers", "document_number", "issued_on")
    right = {name for name in fields if SCORE.tallies[name] == Share(1, 1)}
    wrong = {name for name in fields if SCORE.tallies[name] == Share(0, 1)}
    assert right == {"kind", "number", "title", "issuer"}
    assert wrong == {"proposers", "document_number", "issued_on"}
    assert SCORE.tallies["session"] == Share(0, 0)
    assert SCORE.specificity["session"] == Share(1, 1)
    assert SCORE.specificity["document_number"] == Share(0, 1)
    assert SCORE.tallies["topic"] == Share(0, 1)
    assert SCORE.tallies["topic_likeness"] == Share(0.8, 1)  # 河道监测 in 河道监测工作: 8 of 10


def test_confusion_leaves_headings_out() -> None:
    assert SCORE.tables["confusion"] == {
        "measure as measure": 1,  # 5
        "measure as commitment": 1,  # 6
        "commitment as commitment": 2,  # 8, 9
        "commitment as neither": 2,  # 10, 11
        "neither as measure": 1,  # 12
        "neither as neither": 5,  # 1, 2, 3, 13, 14
    }


def test_edits_are_counted_as_on_paper() -> None:
    # sentences 2 + 3, targets 2, their slots 3, commitment slots 1 + 1 + 2, topic 1, fields 3
    assert len(SCORE.mistakes) == 18
    assert not SCORE.perfect
    # target 1, its slots 3, commitment slots 4, topic 1, issued_on 1
    assert sum(mistake.kind == "wrong" for mistake in SCORE.mistakes) == 10
