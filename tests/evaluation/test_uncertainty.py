from __future__ import annotations

import itertools
import math
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.evaluation.scores.bootstrap import bootstrap_interval
from summarise.evaluation.scores.comparison import compare_rows, holm, paired_permutation, smallest_difference
from summarise.evaluation.scores.intervals import mean_interval, ratio_interval, t_quantile, wilson_interval


@pytest.mark.parametrize(
    ("freedom", "quantile"), [(1, 12.70620), (2, 4.30265), (4, 2.77645), (29, 2.04523), (120, 1.97993)]
)
def test_quantiles_of_t_are_those_of_the_printed_table(freedom: int, quantile: float) -> None:
    assert t_quantile(0.975, freedom) == pytest.approx(quantile, abs=1e-5)


def test_the_interval_of_an_f1_is_worked_out_by_hand() -> None:
    # three documents: a = 8, 6, 4 of b = 10, 10, 4; F = 18/24 = 0.75, r = 0.5, -1.5, 1
    low, high = ratio_interval([8, 6, 4], [10, 10, 4]) or (0, 0)
    error = math.sqrt(3 / 2 * (0.25 + 2.25 + 1)) / 24
    reach = 4.302652729911275 * error / (0.75 * 0.25)
    assert low == pytest.approx(1 / (1 + math.exp(-(math.log(3) - reach))))
    assert high == pytest.approx(1 / (1 + math.exp(-(math.log(3) + reach))))


def test_at_one_and_zero_the_interval_is_wilsons_over_documents() -> None:
    assert ratio_interval([4, 2, 6], [4, 2, 6]) == wilson_interval(3, 3)
    assert ratio_interval([0, 0, 0], [4, 2, 6]) == wilson_interval(0, 3)
    low, high = wilson_interval(30, 30)
    assert low == pytest.approx(30 / (30 + 1.96**2), abs=1e-4)
    assert high == 1


def test_one_document_has_no_interval() -> None:
    assert ratio_interval([3], [4]) is None
    assert ratio_interval([3, 0], [4, 0]) is None
    assert mean_interval([3]) is None


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), min_size=2, max_size=20))
def test_an_interval_holds_its_score_and_stays_between_zero_and_one(counts: list[tuple[int, int]]) -> None:
    a, b = [2 * tp for tp, _ in counts], [2 * tp + wrong for tp, wrong in counts]
    found = ratio_interval(a, b)
    if found:
        assert 0 <= found[0] <= sum(a) / sum(b) + 1e-9
        assert sum(a) / sum(b) - 1e-9 <= found[1] <= 1


def test_the_interval_covers_the_truth_about_as_often_as_it_says() -> None:
    generator = random.Random(7)
    covered, rounds, truth = 0, 400, 0.8
    for _ in range(rounds):
        skill = [min(0.99, max(0.3, generator.gauss(truth, 0.1))) for _ in range(30)]
        sizes = [generator.randint(5, 40) for _ in range(30)]
        right = [sum(generator.random() < s for _ in range(n)) for s, n in zip(skill, sizes, strict=True)]
        low, high = ratio_interval(right, sizes) or (0, 0)
        covered += low <= truth <= high
    assert 0.90 <= covered / rounds <= 0.98


def test_the_p_value_is_that_of_all_swaps() -> None:
    pairs = [(4, 10, 6, 10), (5, 10, 9, 10), (6, 10, 6, 10), (3, 10, 8, 10)]
    seen = (6 + 9 + 6 + 8) / 40 - (4 + 5 + 6 + 3) / 40
    as_large = 0
    for signs in itertools.product((1, -1), repeat=3):
        as_large += abs(sum(s * d for s, d in zip(signs, (2, 4, 5), strict=True))) / 40 >= seen - 1e-9
    assert paired_permutation(pairs) == as_large / 8


def test_random_swaps_come_near_the_exact_p() -> None:
    generator = random.Random(3)
    pairs = [(5, 10, 5 + generator.choice((-1, 1, 1)), 10) for _ in range(20)]
    signs = sum(pair[2] - 5 for pair in pairs)
    exact = sum(math.comb(20, k) for k in range(21) if abs(2 * k - 20) >= abs(signs)) / 2**20
    assert paired_permutation(pairs) == pytest.approx(exact, abs=0.02)


def test_equal_runs_do_not_differ() -> None:
    pairs = [(4, 10, 4, 10), (9, 10, 9, 10)]
    found = compare_rows({"measures": pairs}, ("measures",))["measures"]
    assert (found.value, found.p, found.interval, found.smallest) == (0, 1.0, (0, 0), None)


def test_a_large_change_over_many_replies_is_significant_and_its_interval_leaves_zero_out() -> None:
    pairs = [(10 + i % 3, 20, 16 + i % 2, 20) for i in range(30)]
    found = compare_rows({"measures": pairs}, ("measures",))["measures"]
    assert found.p is not None
    assert found.p < 0.001
    assert found.interval is not None
    assert 0 < found.interval[0] <= found.value <= found.interval[1]
    assert found.smallest is not None
    assert found.smallest < found.value


def test_more_replies_show_smaller_differences() -> None:
    few = [(10 + i % 3, 20, 10 + (i + 1) % 4, 20) for i in range(12)]
    shown = [smallest_difference(few * times) for times in (1, 4, 16)]
    assert shown == sorted(shown, key=lambda value: -(value or 0))
    assert len(set(shown)) == 3


def test_holm_is_worked_out_by_hand() -> None:
    assert holm({"a": 0.01, "b": 0.04, "c": 0.03}) == pytest.approx({"a": 0.03, "c": 0.06, "b": 0.06})
    assert holm({"a": 0.9, "b": 0.8}) == {"b": 1.0, "a": 1.0}


def test_rows_that_are_no_headline_get_no_p() -> None:
    pairs = [(4, 10, 6, 10), (5, 10, 9, 10)]
    found = compare_rows({"measures": pairs, "issuer": pairs}, ("measures",))
    assert found["issuer"].p is None
    assert found["issuer"].value == pytest.approx(0.3)


def test_a_bootstrap_draws_documents_and_takes_the_middle() -> None:
    low, high = bootstrap_interval([0.0] * 50 + [1.0] * 50, lambda drawn: sum(drawn) / len(drawn)) or (0, 0)
    assert low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.02)  # the error of a share of 100 documents is 0.05
    assert high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.02)
    assert bootstrap_interval([1.0], sum) is None
    assert bootstrap_interval([1.0, 2.0], lambda _: None) is None
