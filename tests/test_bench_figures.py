from __future__ import annotations

import pytest

from eval.bench.peers import further


@pytest.mark.parametrize(
    ("start", "whole", "replies", "expected"),
    [(2.0, 8.0, 301, 20.0), (2.0, 1.9, 6, None), (2.0, 2.1, 6, None), (2.0, 2.0, 1, None)],
)
def test_a_figure_below_its_noise_is_not_given(
    start: float, whole: float, replies: int, expected: float | None
) -> None:
    assert further(start, whole, replies) == expected
