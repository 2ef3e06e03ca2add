import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarise.export.cells import defused
from tests.support.hostile_cells import FORMULAS


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_defused(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize(
    "text", ["", "治理河道20公里", "20", "2025-12-31", "a=b", "（-1）", "“=”", "1-2月", " ", "\u200b"]
)
def test_other_text_is_left_as_it_is(text: str) -> None:
    assert defused(text) == text


@given(st.text())
def test_defusing_adds_one_apostrophe_or_nothing(text: str) -> None:
    assert defused(text) in {text, f"'{text}"}


@given(st.text())
def test_what_was_defused_is_safe(text: str) -> None:
    assert defused(defused(text)) == defused(text)
