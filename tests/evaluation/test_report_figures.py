"""Confidence and the figure by weights, in a report's values and its three forms."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from summarise.engines.rules import RulesEngine
from summarise.errors import UsageError
from summarise.evaluation import load_gold_set, score_set
from summarise.evaluation.reports.as_html import html
from summarise.evaluation.reports.as_markdown import markdown
from summarise.evaluation.reports.confidence_values import confidence_values
from summarise.evaluation.reports.report_values import RunFacts, report_values
from summarise.evaluation.reports.weighted import read_weights, weighted
from summarise.evaluation.scores.scoring import Evaluation, predict_all
from summarise.pipeline import summarise
from tests.support.places import ROOT


@pytest.fixture(scope="module")
def evaluation() -> Evaluation:
    golds = load_gold_set(ROOT / "eval" / "gold")[:4]
    engine = RulesEngine(None)
    return score_set(golds, predict_all(golds, lambda document: summarise(document, engine)))


@pytest.fixture(scope="module")
def values(evaluation: Evaluation) -> dict[str, Any]:
    return report_values(evaluation, RunFacts())


def test_confidence_that_is_true_has_no_error_and_ranks_right_above_wrong() -> None:
    told = confidence_values([[(0.9, True)] * 9 + [(0.9, False)], [(0.1, False)] * 9 + [(0.1, True)]])
    assert told is not None
    assert told["calibration_error"]["value"] == pytest.approx(0, abs=1e-9)
    assert told["auroc"]["value"] == pytest.approx(0.9)
    assert (told["items"], told["right"]) == (20, 10)
    assert told["risk_coverage"][4] == [0.5, 0.1]
    assert told["risk_coverage"][-1] == [1.0, 0.5]


def test_confidence_that_boasts_has_its_error() -> None:
    told = confidence_values([[(1.0, False)], [(1.0, True)]])
    assert told is not None
    assert told["calibration_error"]["value"] == 0.5
    assert told["auroc"]["low"] is None or told["auroc"]["low"] <= told["auroc"]["value"]


def test_the_interval_holds_its_value_and_comes_out_the_same_twice() -> None:
    replies = [[(0.1 * n, n % 3 > 0), (0.9, True)] for n in range(10)]
    told = confidence_values(replies)
    assert told == confidence_values(replies)
    assert told is not None
    assert told["auroc"]["low"] <= told["auroc"]["value"] <= told["auroc"]["high"]
    assert told["auroc"]["low"] < told["auroc"]["high"]


def test_answers_without_confidence_have_no_section() -> None:
    assert confidence_values([[], []]) is None


def test_items_are_rated_by_the_records_that_were_scored(evaluation: Evaluation, values: dict[str, Any]) -> None:
    stated = values["confidence"]
    rated = [item for reply in evaluation.replies for item in reply.rated]
    assert stated["items"] == len(rated) > 50
    assert stated["right"] == sum(right for _, right in rated) < stated["items"]
    assert sum(items for _, _, items in stated["reliability"]) == stated["items"]


def test_the_forms_show_diagram_and_curve(evaluation: Evaluation, values: dict[str, Any]) -> None:
    stated = values["confidence"]
    assert f"Confidence of {stated['items']} items" in markdown(values)
    page = html(values, evaluation)
    assert len(re.findall("<circle ", page)) == len(stated["reliability"])
    assert "<polyline " in page
    assert "<circle " not in html({**values, "confidence": None}, evaluation)


def test_the_weighted_figure_is_the_mean_by_the_weights(evaluation: Evaluation, values: dict[str, Any]) -> None:
    scores = {field["name"]: field["score"] for field in values["fields"]}
    one = weighted(values, {"measures": 1, "targets": 3})
    assert one["value"] == pytest.approx((scores["measures"] + 3 * scores["targets"]) / 4, abs=1e-5)
    assert one["low"] <= one["value"] <= one["high"]
    shown = f"{one['value']:.3f} ({one['low']:.3f}–{one['high']:.3f})"
    assert f"By the weights given: {shown}" in markdown({**values, "weighted": one})
    assert shown in html({**values, "weighted": one}, evaluation)


def test_a_field_that_is_never_asked_for_takes_its_weight_along(values: dict[str, Any]) -> None:
    bare = {**values, "replies": [{"rows": {"measures": [1, 2], "index_number": [0, 0]}}]}
    assert weighted(bare, {"measures": 1, "index_number": 9})["value"] == 0.5


def test_weights_of_no_score_are_refused_with_the_names(values: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="no score is called edits, numbers; there are measures"):
        weighted(values, {"numbers": 1, "edits": 1})


@pytest.mark.parametrize(
    "content", ["", "targets = -1", "targets = true", 'targets = "viel"', "targets", "targets = nan"]
)
def test_a_file_that_holds_no_weights_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"weights\.toml"):
        read_weights(path)


def test_weights_may_be_saved_with_a_mark(tmp_path: Path) -> None:
    path = tmp_path / "weights.toml"
    path.write_bytes(b"\xef\xbb\xbftargets = 3\r\nmeasures = 0.5\r\n")
    assert read_weights(path) == {"targets": 3.0, "measures": 0.5}
