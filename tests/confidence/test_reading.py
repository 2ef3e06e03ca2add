"""What is left to read of a reply: items below the threshold, and the errors expected among them."""

from __future__ import annotations

import pytest

from summarise.confidence import Reading, acceptance, reading
from summarise.record import Record
from tests.support.composed_replies import composed_reply

THRESHOLD = acceptance([[(0.8, True)]] * 30, 0.9)


def rated(*confidences: float | None) -> Record:
    record, _ = composed_reply(1)
    items = [record.commitments[0].model_copy(update={"confidence": one}) for one in confidences]
    return record.model_copy(update={"commitments": tuple(items), "measures_taken": (), "numeric_targets": ()})


@pytest.mark.parametrize(
    ("confidences", "left"),
    [
        ((0.9, 0.8), Reading(0, 0)),
        ((0.9, 0.5, 0.7), Reading(2, 0.8)),
        ((0.9, None), Reading(1, None)),
        ((), Reading(0, 0)),
    ],
)
def test_items_below_the_threshold_are_read_and_their_doubts_added(
    confidences: tuple[float | None, ...], left: Reading
) -> None:
    assert reading(rated(*confidences), THRESHOLD) == left
