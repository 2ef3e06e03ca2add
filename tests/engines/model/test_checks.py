"""What the checks of a model's answer say, and what an answer about a window may use."""

from __future__ import annotations

import pytest

from summarise.engines.model.answer import Answer
from summarise.engines.model.checks import Scope, faults
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
