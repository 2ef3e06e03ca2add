"""Measure how many labels find half of an engine's errors, in the order of `eval --suggest` and by chance.

    python -m eval.suggesting [GOLD_DIR]

The built-in engine reads the labelled replies as if nothing were labelled. The bootstrap interval of a score is not
narrowed by such labels: they are no random sample.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable, Mapping
from itertools import accumulate
from pathlib import Path

from summarise.annotate import annotate
from summarise.confidence import default_calibration, with_confidence
from summarise.confidence.calibration import KINDS
from summarise.engines.rules import RulesEngine
from summarise.evaluation import load_gold_set
from summarise.evaluation.scores.right_items import verdicts
from summarise.evaluation.suggesting import suggestions
from summarise.pipeline import signals_of, summarise_annotated
from summarise.record import Record

ORDERS = 500
"""Random orders, whose mean is what chance needs."""


def main() -> None:
    """Print the number of labels that find half of the wrong items, suggested and by chance."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", type=Path, nargs="?", default=Path(__file__).parent / "gold")
    records: list[Record] = []
    wrong: dict[str, int] = {}
    for gold in load_gold_set(parser.parse_args().gold):
        annotated = annotate(gold.document)
        record, selection = summarise_annotated(annotated, RulesEngine())
        record = with_confidence(record, annotated, signals_of(annotated, selection), default_calibration())
        records.append(record)
        found = (verdict for verdict in verdicts(gold, record) if verdict.kind in KINDS)
        wrong[record.document.sha256] = sum(not verdict.is_right for verdict in found)
    chosen = labels_needed((one.sha256 for one in suggestions(records, (), len(records))), wrong)
    chance = random.Random(1)  # noqa: S311 - drawn for a measurement
    drawn = [labels_needed(chance.sample(list(wrong), len(wrong)), wrong) for _ in range(ORDERS)]
    print(f"{len(records)} replies, {sum(wrong.values())} wrong items")
    print(f"labels that find half of them: suggested {chosen}, by chance {sum(drawn) / len(drawn):.1f}")


def labels_needed(order: Iterable[str], wrong: Mapping[str, int]) -> int:
    """Return after how many labels half of the wrong items are found."""
    half = sum(wrong.values()) / 2
    found = accumulate(wrong[text] for text in order)
    return next((number for number, errors in enumerate(found, 1) if errors >= half), 0)


if __name__ == "__main__":
    main()
