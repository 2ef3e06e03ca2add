import json
import random
from pathlib import Path

import pytest

from summarise.confidence import acceptance, default_calibration, read_calibration
from summarise.confidence.calibration import ItemModel
from summarise.engines.rules import RulesEngine
from summarise.errors import GoldError, InputError
from summarise.evaluation.calibrating import Example, calibrate, fitted
from summarise.evaluation.gold.gold_set import load_gold_set
from summarise.evaluation.scores.probabilities import auroc, calibration_error, reliability, risk_coverage
from summarise.record import Record
from summarise.reference import items_of
from tests.support.places import ROOT
from tests.support.replies import reply

BODY = "2023年，我局修缮道路3公里。\n下一步，我局将于2025年底前修缮道路6公里。"


def examples(number: int, *, good: float, bad: float) -> list[Example]:
    chance = random.Random(5)
    return [
        Example(at % 40, "c", ("good",) if at % 2 else ("bad",), chance.random() < (good if at % 2 else bad))
        for at in range(number)
    ]


def test_a_signal_weighs_as_labels_say() -> None:
    model = fitted(examples(1000, good=0.95, bad=0.6))
    assert model.probability(["good"]) == pytest.approx(0.95, abs=0.03)
    assert model.probability(["bad"]) == pytest.approx(0.6, abs=0.05)
    assert model.probability(["never seen"]) == model.probability([])


def test_items_that_are_all_right_are_not_certain() -> None:
    assert 0.9 < fitted(examples(40, good=1, bad=1)).probability(["good"]) < 1


def test_the_same_examples_give_the_same_weights() -> None:
    assert fitted(examples(200, good=0.9, bad=0.5)) == fitted(list(reversed(examples(200, good=0.9, bad=0.5))))


def test_every_item_of_the_built_in_engine_is_rated_and_so_are_its_attributes() -> None:
    record = reply(BODY)
    for item in items_of(record):
        assert item.confidence is not None
        assert 0 < item.confidence < 1
    assert set(record.commitments[0].confidence_of) == {"certainty", "deadline", "responsible"}
    assert Record.from_json(record.to_json()) == record


def test_the_calibration_that_ships_was_fitted_to_replies_and_reads_as_written(tmp_path: Path) -> None:
    shipped = default_calibration()
    assert shipped.replies >= 50
    assert set(shipped.models) >= {"m", "c", "t", "c.deadline", "t.indicator"}
    assert sum(map(len, shipped.held_out)) >= 200
    path = tmp_path / "c.json"
    path.write_text(shipped.model_dump_json(), encoding="utf-8")
    assert read_calibration(path) == shipped


def test_a_file_that_is_no_calibration_is_refused(tmp_path: Path) -> None:
    (tmp_path / "c.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="summarise calibrate"):
        read_calibration(tmp_path / "c.json")


def test_a_gold_set_calibrates_the_built_in_engine_and_nine_replies_do_not() -> None:
    golds = load_gold_set(ROOT / "eval" / "gold")
    made = calibrate(golds, RulesEngine())
    rated = [item for one in made.held_out for item in one]
    assert made.models["c"].items > 100
    assert calibration_error(rated) is not None
    assert json.loads(made.model_dump_json()) == json.loads(calibrate(golds, RulesEngine()).model_dump_json())
    with pytest.raises(GoldError, match="too few"):
        calibrate(golds[:9], RulesEngine())


def test_a_threshold_keeps_the_expected_share_of_accepted_errors() -> None:
    held_out = [[(0.9, True), (0.6, True), (0.3, number % 3 != 0)] for number in range(200)]
    found = acceptance(held_out, 0.95)
    assert found.threshold == 0.6
    assert (found.accepted, found.right, found.items) == (400, 400, 600)
    assert found.accepts(0.7)
    assert not found.accepts(0.5)
    assert not found.accepts(None)


def test_too_few_labels_promise_nothing_and_say_so() -> None:
    found = acceptance([[(0.99, True)]] * 50, 0.99)
    assert found.threshold is None
    assert not found.accepts(0.999)
    assert "没有一个阈值" in found.words()


def test_thresholds_hold_on_other_replies_in_the_mean() -> None:
    chance = random.Random(11)

    def replies(number: int) -> list[list[tuple[float, bool]]]:
        made = []
        for _ in range(number):
            stated = [round(chance.uniform(0.3, 1), 3) for _ in range(5)]
            made.append([(p, chance.random() < p) for p in stated])
        return made

    losses: list[float] = []
    accepted = 0
    for _ in range(150):
        found = acceptance(replies(120), 0.9)
        new = replies(40)
        for one in new:
            taken = [right for p, right in one if found.accepts(p)]
            losses.append(taken.count(False) / len(taken) if taken else 0.0)
            accepted += len(taken)
    assert sum(losses) / len(losses) <= 0.1
    assert accepted > len(losses)


def test_a_threshold_that_few_replies_reach_is_not_flattered_by_the_others() -> None:
    held_out = [[(0.9, number % 2 == 0), (0.2, True)] if number < 20 else [(0.2, True)] for number in range(400)]
    assert acceptance(held_out, 0.9).threshold == 0.2
    without = [[(0.9, number % 2 == 0)] if number < 20 else [(0.2, False)] for number in range(400)]
    assert acceptance(without, 0.9).threshold is None


def test_figures_of_probabilities_by_hand() -> None:
    rated = [(0.9, True), (0.8, True), (0.6, False), (0.2, False)]
    assert auroc(rated) == 1
    assert auroc([(0.5, True), (0.5, False)]) == 0.5
    assert auroc([(0.5, True)]) is None
    assert calibration_error(rated, bins=1) == pytest.approx(0.125)
    assert calibration_error([]) is None
    assert [one.items for one in reliability(rated, bins=2)] == [2, 2]
    assert risk_coverage(rated)[-1] == (1.0, 0.5)


def test_a_probability_never_overflows() -> None:
    assert ItemModel(bias=1e9, items=1, right=1).probability([]) == 1
