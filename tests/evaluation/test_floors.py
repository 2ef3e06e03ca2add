"""The floors that the built-in engine is held to on labelled real replies, where they lie beside the project."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.engines.rules import RulesEngine
from summarise.evaluation import Evaluation, Gold, evaluate, load_gold_set
from summarise.evaluation.scores.fields import SCORED_FIELDS
from summarise.pipeline import summarise
from tests.support.places import SHARED

REPLIES = SHARED / "replies"
pytestmark = pytest.mark.skipif(not REPLIES.is_dir(), reason="the real replies are not beside the project")


@pytest.fixture(scope="module")
def golds() -> list[Gold]:
    return list(load_gold_set(REPLIES))


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    engine = RulesEngine()
    return evaluate(REPLIES, lambda document: summarise(document, engine))


def score(evaluation: Evaluation, field: str) -> float:
    tally = evaluation.totals[field]
    return tally.numerator / tally.denominator


@pytest.mark.parametrize(
    ("field", "floor"),
    [
        ("measures", 0.95),
        ("commitments", 0.96),
        ("targets", 0.97),
        ("target_deadline", 0.95),
        ("basis", 0.90),
    ],
)
def test_a_field_reaches_its_floor(evaluation: Evaluation, field: str, floor: float) -> None:
    assert score(evaluation, field) >= floor


def test_the_fields_of_reply_and_proposal_are_nearly_all_right(evaluation: Evaluation) -> None:
    tallies = [evaluation.totals[name] for name in (*(field.name for field in SCORED_FIELDS), "topic")]
    right, asked = sum(one.numerator for one in tallies), sum(one.denominator for one in tallies)
    assert right / asked >= 0.95


def test_the_tagger_offers_every_target(golds: list[Gold]) -> None:
    missed = []
    for gold in golds:
        quantities = annotate(gold.document).quantities
        for wanted in gold.labels.numeric_targets:
            offered = any(
                found.start < wanted.end
                and wanted.start < found.end
                and (found.value, found.unit, found.comparator) == (wanted.value, wanted.unit, wanted.comparator)
                for found in quantities
            )
            if not offered:
                missed.append(wanted.quote)
    assert missed == []
