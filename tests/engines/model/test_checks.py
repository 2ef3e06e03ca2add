"""What the checks of a model's answer say, and what an answer about a window may use."""

from __future__ import annotations

import pytest

from summarise.engines.model.answer import Answer, Bodies, Due, Goal, Words
from summarise.engines.model.answer_reading import commitments, measures, targets
from summarise.engines.model.checks import Scope, faults, mended
from summarise.engines.model.windows import Window
from tests.support.small_annotator import annotate

LETTER = annotate("2031年，我局将建成泵站3个。")


def _answer(commitments: list[list[int]]) -> Answer:
    return Answer.model_validate({key: "" if key == "t" else [] for key in "tmcexrdnz"} | {"c": commitments})


@pytest.mark.parametrize(
    ("strange", "told"),
    [
        (1, "11"),
        (8, "11、12、13、14、15、16、17、18"),
        (9, "11、12、13、14、15、16、17、18 等9个"),
    ],
)
def test_of_the_sentences_that_do_not_exist_eight_are_listed_and_more_are_counted(strange: int, told: str) -> None:
    scope = Scope.of(LETTER, Window(LETTER.sentences))
    [fault] = faults(_answer([[1, *range(11, 11 + strange)]]), scope)
    assert fault.reason == f"c 里的句号 {told} 不存在"


def test_a_window_gives_the_numbers_of_its_own_and_one_without_sentences_gives_none() -> None:
    whole = Scope.of(LETTER, Window(LETTER.sentences))
    assert [set(one) for one in (whole.sentences, whole.quantities, whole.dates)] == [{1}, {1}, {1}]
    empty = Scope.of(LETTER, Window(()))
    assert not any((empty.sentences, empty.quantities, empty.dates))


THREE = annotate("2031年，我局将建成泵站3个。2032年，我局将修路5公里。我局已修路7公里。")
FAULTY = Answer.model_validate(
    {
        "t": "泵站",
        "m": [[3, 9], [], [8]],
        "c": [[1], [2, 9]],
        "e": [1, 3],
        "x": [2, 1],
        "r": [{"b": ["我局"], "s": [1]}, {"b": ["我局"], "s": [3]}, {"b": ["县水务局"], "s": [2]}],
        "d": [{"d": 1, "s": [1]}, {"d": 9, "s": [1]}, {"d": 2, "s": [3]}],
        "n": [
            {"q": 1, "i": "泵站", "b": "I", "d": 1},
            {"q": 1, "i": "泵站", "b": "I", "d": 1},
            {"q": 9, "i": "泵站", "b": "I", "d": 1},
            {"q": 2, "i": "修路", "b": "I", "d": 9},
            {"q": 3, "i": "修桥", "b": "L", "d": 0},
        ],
        "z": [{"s": 1, "w": "建成泵站3个"}, {"s": 8, "w": "建成泵站3个"}, {"s": 3, "w": "已修路7公里"}],
    }
)


def test_each_fault_names_its_part_and_its_sentence() -> None:
    scope = Scope.of(THREE, Window(THREE.sentences))
    assert [(fault.field, fault.index, fault.sentence, fault.drops) for fault in faults(FAULTY, scope)] == [
        ("m", 0, None, True),
        ("m", 1, None, True),
        ("m", 2, None, True),
        ("c", 1, None, True),
        ("e", 1, None, True),
        ("x", 1, 1, True),
        ("r", 1, None, True),
        ("r", 2, 2, False),
        ("d", 1, None, True),
        ("d", 2, None, True),
        ("n", 1, None, True),
        ("n", 2, None, True),
        ("n.d", 3, 2, True),
        ("n", 4, 3, False),
        ("n", 4, 3, False),
        ("z", 1, None, True),
        ("z", 2, None, True),
    ]


def test_bodies_of_a_sentence_that_promises_nothing_are_one_fault_whatever_they_are() -> None:
    answer = FAULTY.model_copy(update={"responsible": [Bodies(b=["县水务局"], s=[2, 3])]})
    told = [fault for fault in faults(answer, Scope.of(THREE, Window(THREE.sentences))) if fault.field == "r"]
    assert [(fault.sentence, fault.drops) for fault in told] == [(None, True)]


def test_an_answer_is_mended_by_leaving_out_its_faulty_parts_and_nothing_else() -> None:
    scope = Scope.of(THREE, Window(THREE.sentences))
    kept = mended(FAULTY, faults(FAULTY, scope), scope)
    assert (kept.measures, kept.commitments) == ([[3]], [[1], [2]])
    assert (kept.effort, kept.explore) == ([1], [2])
    assert [(one.bodies, one.sentences) for one in kept.responsible] == [(["我局"], [1]), (["县水务局"], [2])]
    assert [(one.date, one.sentences) for one in kept.deadlines] == [(1, [1])]
    assert [(one.quantity, one.date) for one in kept.targets] == [(1, 1), (2, 0), (3, 0)]
    assert [one.sentence for one in kept.summaries] == [1]
    assert kept.topic == FAULTY.topic


def test_the_dates_of_a_window_are_its_own_and_those_before_it() -> None:
    scopes = [Scope.of(THREE, Window(THREE.sentences[at : at + 1])) for at in range(3)]
    assert [(set(one.sentences), set(one.quantities), set(one.dates)) for one in scopes] == [
        ({1}, {1}, {1}),
        ({2}, {2}, {1, 2}),
        ({3}, {3}, {1, 2}),
    ]


@pytest.mark.parametrize(("length", "is_fault"), [(40, False), (41, True)])
def test_a_summary_of_forty_characters_is_no_fault(length: int, is_fault: bool) -> None:
    letter = annotate(f"我局将{'修' * 50}。")
    words = Words.model_validate({"s": 1, "w": f" {'修' * length} "})
    answer = _answer([[1]]).model_copy(update={"summaries": [words]})
    found = faults(answer, Scope.of(letter, Window(letter.sentences)))
    assert [(fault.field, fault.sentence, fault.drops) for fault in found] == [("z", 1, False)] * is_fault


def test_of_several_deadlines_the_latest_counts_and_a_sentence_stays_in_its_first_group() -> None:
    letter = annotate("2031年，我局将修路3公里。2032年，我局将修桥5公里。我局将植树。\n2032年，我局将护坡。")
    dated = [{"d": 1, "s": [1, 2]}, {"d": 2, "s": [1]}, {"d": 1, "s": [1]}, {"d": 2, "s": [3]}, {"d": 3, "s": [3]}]
    goals = [
        {"q": 2, "i": "修桥", "b": "R", "d": 0},
        {"q": 1, "i": "修路", "b": "G", "d": 2},
        {"q": 1, "i": "路", "b": "L", "d": 0},
    ]
    assert [one.sentences for one in commitments(_answer([[1, 3], [1, 2]]), letter)] == [(1, 3), (2,)]
    answer = _answer([[3, 2, 3], [2, 1], [2]]).model_copy(
        update={
            "measures": [[4], [4]],
            "deadlines": [Due.model_validate(one) for one in dated],
            "targets": [Goal.model_validate(one) for one in goals],
            "summaries": [Words.model_validate({"s": 4, "w": "护坡"}), Words.model_validate({"s": 1, "w": "修路"})],
        }
    )
    found = commitments(answer, letter)
    assert [(one.sentences, one.summary, one.deadline) for one in found] == [
        ((1,), "修路", 2),
        ((2,), "", 1),
        ((3,), "", 2),
    ]
    assert [(one.sentences, one.summary) for one in measures(answer)] == [((4,), "护坡")]
    assert [(one.quantity, one.indicator, one.basis, one.deadline) for one in targets(answer)] == [
        (1, "修路", "growth", 2),
        (2, "修桥", "reduction", None),
    ]
