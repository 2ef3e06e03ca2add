from __future__ import annotations

import pytest

from eval.bench.labelled import Labelled, labelled
from eval.bench.obedient import obedient_answer
from eval.bench.peers import further
from summarise.annotate import annotate
from summarise.document import Document
from summarise.engines.model.answer import Answer
from summarise.engines.model.checks import Scope, faults
from summarise.engines.model.windows import windows


@pytest.mark.parametrize(
    ("start", "whole", "replies", "expected"),
    [(2.0, 8.0, 301, 20.0), (2.0, 1.9, 6, None), (2.0, 2.1, 6, None), (2.0, 2.0, 1, None)],
)
def test_a_figure_below_its_noise_is_not_given(
    start: float, whole: float, replies: int, expected: float | None
) -> None:
    assert further(start, whole, replies) == expected


@pytest.mark.parametrize("reply", labelled(), ids=lambda reply: reply.name)
def test_a_right_answer_is_not_asked_again(reply: Labelled) -> None:
    annotated = annotate(Document("reply", reply.text))
    (window,) = windows(annotated, len(reply.text) + 1)
    answer = Answer.model_validate(obedient_answer(reply.text, reply.gold))
    assert faults(answer, Scope.of(annotated, window)) == ()
