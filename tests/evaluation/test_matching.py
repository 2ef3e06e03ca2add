from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.evaluation import Answer, answer_of_gold
from summarise.evaluation.gold.similarity import lcs_f1, normalised, span_dice
from summarise.evaluation.scores.answers import AnsweredTarget
from summarise.evaluation.scores.assignment import assign
from summarise.evaluation.scores.target_pairs import differences, match_targets
from tests.support.evaluation_examples import TEXT, example, place

GOLD = example()
FIRST, SECOND, OPTIONAL = GOLD.labels.numeric_targets
spans = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: (pair[0], pair[0] + pair[1]))
edges = st.dictionaries(
    st.tuples(st.integers(0, 3), st.integers(0, 3)), st.integers(0, 20).map(lambda tenths: tenths / 10), max_size=7
)


@given(edges)
def test_the_assignment_is_the_best_of_all(likeness: dict[tuple[int, int], float]) -> None:
    found = assign(4, 4, lambda row, column: likeness.get((row, column)))
    every = (set(chosen) for size in range(len(likeness) + 1) for chosen in itertools.combinations(likeness, size))
    allowed = [c for c in every if len({r for r, _ in c}) == len(c) == len({k for _, k in c})]
    best = max((len(chosen), round(sum(likeness[e] for e in chosen), 6)) for chosen in allowed)
    assert (len(found), round(sum(likeness[pair] for pair in found.items()), 6)) == best


@given(spans, spans)
def test_dice_is_symmetric_and_one_only_for_the_same_span(first: tuple[int, int], second: tuple[int, int]) -> None:
    assert span_dice(first, second) == span_dice(second, first)
    assert (span_dice(first, second) == 1) == (first == second)


@given(st.text(max_size=12), st.text(max_size=12))
def test_likeness_of_wordings_is_symmetric_and_one_only_for_equals(first: str, second: str) -> None:
    assert lcs_f1(first, second) == lcs_f1(second, first)
    assert (lcs_f1(first, second) == 1) == (normalised(first) == normalised(second))


def test_likeness_is_worked_out_by_hand() -> None:
    assert lcs_f1("省科技型中小企业", "科技型中小企业") == pytest.approx(14 / 15)
    assert lcs_f1("“研发”机构", "研发 机构") == 1
    assert lcs_f1("", "机构") == 0


def target(span: tuple[int, int] | None, value: int, unit: str = "个") -> AnsweredTarget:
    return AnsweredTarget(span, Decimal(value), None, unit, ">=")


@pytest.mark.parametrize(
    ("span", "value", "found"),
    [
        (place(TEXT, "30个以上"), 7, True),  # the span alone is enough
        (place(TEXT, "新增监测点30个以上"), 7, True),  # Dice 10/15
        (place(TEXT, "局将于2025年底前新增监测点30个以上"), 7, False),  # Dice 10/26, another number
        (place(TEXT, "局将于2025年底前新增监测点30个以上"), 30, True),  # the number decides
        (place(TEXT, "20个"), 30, False),  # the same number elsewhere
    ],
)
def test_a_target_is_found_by_its_span_or_by_number_and_overlap(span: tuple[int, int], value: int, found: bool) -> None:
    match = match_targets(GOLD, Answer(targets=(target(span, value),)))
    assert bool(match.pairs) is found
    assert bool(match.invented) is not found


def test_an_optional_target_leaves_the_counts_found_or_not() -> None:
    whole = answer_of_gold(GOLD)
    assert len(whole.targets) == 3
    for answer in (whole, Answer(targets=whole.targets[:2])):
        match = match_targets(GOLD, answer)
        assert (len(match.pairs), len(match.missed), len(match.invented)) == (2, 0, 0)


def test_a_second_answer_for_one_target_is_invented() -> None:
    once = answer_of_gold(GOLD).targets[0]
    match = match_targets(GOLD, Answer(targets=(once, once)))
    assert (len(match.pairs), len(match.missed), len(match.invented)) == (1, 1, 1)


def test_a_quote_that_is_nowhere_can_only_be_wrong() -> None:
    match = match_targets(GOLD, Answer(targets=(target(None, 30),)))
    assert (len(match.pairs), len(match.missed), len(match.invented)) == (0, 2, 1)


@pytest.mark.parametrize(
    ("value", "unit", "comparator", "upper", "kinds"),
    [
        (30, "个", ">=", None, ()),
        (300_000, "个", ">=", None, ("×10⁴",)),
        (3_000_000_000, "个", ">=", None, ("×10⁸",)),
        (31, "个", ">=", None, ("value",)),
        (30, "家", ">=", None, ("unit",)),
        (30, "个", ">", None, ("comparator",)),
        (30, "个", "range", 40, ("range end", "comparator")),
    ],
)
def test_errors_in_numbers_are_told_apart(
    value: int, unit: str, comparator: str, upper: int | None, kinds: tuple[str, ...]
) -> None:
    upper_end = None if upper is None else Decimal(upper)
    given_target = AnsweredTarget((0, 1), Decimal(value), upper_end, unit, comparator)
    assert differences(FIRST, given_target) == kinds


def test_per_cent_is_not_percentage_points() -> None:
    points = FIRST.model_copy(update={"unit": "个百分点"})
    assert differences(points, target((0, 1), 30, "%")) == ("% against 百分点",)


def test_numbers_are_compared_exactly() -> None:
    exact = FIRST.model_copy(update={"value": Decimal("3.8")})
    assert differences(exact, AnsweredTarget((0, 1), Decimal("3.80"), None, "个", ">=")) == ()
    assert differences(exact, AnsweredTarget((0, 1), Decimal("3.8000001"), None, "个", ">=")) == ("value",)
