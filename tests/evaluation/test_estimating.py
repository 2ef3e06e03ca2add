import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.engines.rules import RulesEngine
from summarise.errors import GoldError, UsageError
from summarise.evaluation import load_gold_set
from summarise.evaluation.estimating import ASKS, _corrected, asked, estimated, labels_by_text
from summarise.load import load_bytes
from summarise.pipeline import summarise
from tests.support.places import ROOT

GOLDS = load_gold_set(ROOT / "eval" / "gold")
RECORDS = [summarise(gold.document, RulesEngine()) for gold in GOLDS[:20]]
LABELS = {gold.labels.sha256: gold.labels for gold in GOLDS}


def coverage(share: float, accuracy: float, rounds: int) -> tuple[float, float]:
    """How often the corrected interval, and one of the uncorrected share alone, hold the truth."""
    chance = random.Random(3)
    ask = ASKS["share-with-commitment"]
    corrected = naive = 0
    for _ in range(rounds):
        truth = [float(chance.random() < share) for _ in range(1000)]
        said = [value if chance.random() < accuracy else 1 - value for value in truth]
        sample = chance.sample(range(1000), 50)
        found = _corrected(ask, said, [(truth[at], said[at]) for at in sample])
        mean = sum(truth) / 1000
        assert found.low is not None
        assert found.high is not None
        corrected += found.low <= mean <= found.high
        reach = 1.96 * (found.naive * (1 - found.naive) / 1000) ** 0.5
        naive += abs(found.naive - mean) <= reach
    return corrected / rounds, naive / rounds


@pytest.mark.parametrize(("share", "accuracy"), [(0.7, 0.9), (0.8, 0.85), (0.2, 0.9)])
def test_corrected_intervals_cover_the_truth_where_uncorrected_ones_do_not(share: float, accuracy: float) -> None:
    corrected, naive = coverage(share, accuracy, 400)
    assert 0.92 <= corrected <= 0.985
    assert naive < corrected


def test_with_every_reply_labelled_the_estimate_is_the_truth() -> None:
    found = estimated(ASKS["mean-commitments"], RECORDS, LABELS)
    truth = sum(len(LABELS[record.document.sha256].commitments) for record in RECORDS) / len(RECORDS)
    assert (found.low, found.value, found.high) == pytest.approx((truth, truth, truth))


def test_sums_by_unit_and_counts_by_body_are_asked_by_name() -> None:
    asks = asked("sum:公里, count-by:issuer", RECORDS)
    assert asks[0].name == "sum:公里"
    assert len(asks) == 1 + len({record.reply.issuer for record in RECORDS})
    sums = estimated(asks[0], RECORDS, LABELS)
    assert sums.naive == pytest.approx(
        float(sum(t.value for record in RECORDS for t in record.numeric_targets if t.unit == "公里"))
    )


def test_what_few_labelled_replies_speak_of_is_not_corrected() -> None:
    (absent,) = [ask for ask in asked("count-by:issuer", RECORDS) if RECORDS[15].reply.issuer in ask.name]
    some = {record.document.sha256: LABELS[record.document.sha256] for record in RECORDS[:12]}
    found = estimated(absent, RECORDS, some)
    assert (found.value, found.low, found.high, found.labels_to_halve) == (None, None, None, None)
    assert found.telling == 0
    assert found.naive == len(RECORDS[15].commitments) > 0


def test_a_sample_without_differences_gives_no_interval() -> None:
    sums = asked("sum:公里", RECORDS)[0]
    found = _corrected(sums, [1.0] * 30, [(1.0, 1.0)] * 12)
    assert found.value == pytest.approx(30)
    assert (found.low, found.high) == (None, None)


def test_labels_of_a_text_that_reading_cleans_are_found_and_others_named() -> None:
    golds = {gold.name: gold for gold in GOLDS}
    glossed = golds["yaopu-culture-2018-109"]
    read = load_bytes(glossed.document.text.encode(), "reply.txt").sha256
    assert read != glossed.document.sha256
    found, strange = labels_by_text([glossed, GOLDS[0]], {read})
    assert found == {read: glossed.labels}
    assert strange == [GOLDS[0].name]


def test_an_unknown_question_and_too_few_labels_are_refused() -> None:
    with pytest.raises(UsageError, match="share-with-target"):
        asked("how-many", RECORDS)
    with pytest.raises(GoldError, match="9 of the"):
        estimated(ASKS["mean-targets"], RECORDS[:9], LABELS)


def test_the_command_prints_the_corrected_and_the_uncorrected_figure(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text("".join(f"{record.to_json()}\n" for record in RECORDS), encoding="utf-8")
    done = CliRunner().invoke(app, ["estimate", str(path), "--gold", str(ROOT / "eval" / "gold")])
    assert done.exit_code == 0, done.output
    assert "share-with-dated-commitment:" in done.output
    assert "uncorrected" in done.output
