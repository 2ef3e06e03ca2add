"""An attribute of a commitment that is declared once is labelled, scored and given a probability of its own."""

from __future__ import annotations

from typing import Any

import pytest

from summarise.commitment_attributes import ATTRIBUTES, Attribute, Attributes, stated_values
from summarise.confidence.calibration import ATTRIBUTES as WITH_CONFIDENCE
from summarise.evaluation.gold.gold_file import GoldCommitment
from summarise.evaluation.reports.field_rows import ROWS
from summarise.evaluation.scores.answers import AnsweredCommitment, answer_of_gold
from summarise.evaluation.scores.commitment_slots import agree, score_commitment_slots
from summarise.evaluation.scores.findings import Mistake
from summarise.record import Commitment, Deadline
from tests.support.evaluation_examples import example

_COMMON = {"id", "summary", "section", "evidence", "confidence", "confidence_of", "start", "end"}
"""What every item has."""


@pytest.mark.parametrize("form", [Commitment, GoldCommitment, Attributes])
def test_the_attributes_are_those_of_record_labels_and_selections(form: Any) -> None:
    declared = form.__dataclass_fields__ if form is Attributes else form.model_fields
    assert set(declared) - _COMMON == set(ATTRIBUTES)


@pytest.mark.parametrize("attribute", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_an_attribute_has_a_row_of_scores_and_a_probability(attribute: Attribute) -> None:
    assert (attribute.score, attribute.title) in {(row.name, row.title) for row in ROWS}
    assert attribute.name in WITH_CONFIDENCE["c"]


@pytest.mark.parametrize("attribute", ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_a_commitment_that_lacks_one_attribute_has_one_mistake(attribute: Attribute) -> None:
    gold = example()
    answer = answer_of_gold(gold)
    stating = next(item for item in answer.commitments if item.stated[attribute.name])
    lacking = AnsweredCommitment(
        stating.spans, stated={**stating.stated, attribute.name: type(stating.stated[attribute.name])()}
    )
    wrong = type(answer)(commitments=tuple(lacking if one is stating else one for one in answer.commitments))
    assert not score_commitment_slots(gold, answer).mistakes
    [mistake] = score_commitment_slots(gold, wrong).mistakes
    assert mistake == Mistake(
        attribute.score, "wrong", attribute.words(_gold_at(stating.spans[0])), "", *2 * (stating.spans[0],)
    )


def _gold_at(span: tuple[int, int]) -> GoldCommitment:
    return next(one for one in example().labels.commitments if (one.start, one.end) == span)


def test_names_agree_in_any_order_and_words_only_if_they_are_equal() -> None:
    assert agree(("县水务局", "县财政局"), ("县财政局", "“县水务局”"))
    assert not agree(("县水务局",), ("县水务局", "县财政局"))
    assert not agree(("县水务局",), "")
    assert not agree("firm", "effort")


@pytest.mark.parametrize(
    ("deadline", "value", "words"),
    [
        (None, "", ""),
        (Deadline(text="年底前", by="2031-12-31"), "2031-12-31", "2031-12-31"),
        (Deadline(text="汛期前", by=""), "", "汛期前"),
    ],
)
def test_a_deadline_is_compared_by_its_day_and_shown_in_words_where_it_has_none(
    deadline: Deadline | None, value: str, words: str
) -> None:
    commitment = Commitment.model_construct(certainty="effort", responsible=("县水务局", "县财政局"), deadline=deadline)
    assert stated_values(commitment) == {
        "certainty": "effort",
        "deadline": value,
        "responsible": ("县水务局", "县财政局"),
    }
    assert ATTRIBUTES["deadline"].words(commitment) == words
    assert ATTRIBUTES["responsible"].words(commitment) == "县水务局、县财政局"
