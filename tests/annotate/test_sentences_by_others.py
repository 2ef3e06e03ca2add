"""Sentences with numbers and dates that others wrote for a comparison of readers; they lie beside the project."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarise.annotate import annotate
from summarise.annotate.dates import find_dates
from summarise.annotate.folding import fold
from summarise.annotate.names import named_spans
from summarise.annotated import Quantity
from summarise.document import Document

LIST = Path(__file__).parents[3] / "shared" / "numbers-and-dates.json"
CASES: dict[str, Any] = json.loads(LIST.read_text("utf-8")) if LIST.exists() else {"quantities": [], "dates": []}
REFERENCE = date(2024, 8, 15)

pytestmark = pytest.mark.skipif(not LIST.exists(), reason="the list is not beside the project")


def _same(quantity: Quantity) -> tuple[Decimal, Decimal | None, str]:
    """Value, upper end and unit, where 六成 and 60% are the same, and so are 根 and 根（座）."""
    if quantity.unit == "成":
        return quantity.value * 10, quantity.upper, "%"
    return quantity.value, quantity.upper, quantity.unit.partition("（")[0]


@pytest.mark.parametrize("case", CASES["quantities"], ids=lambda case: case["sentence"])
def test_every_quantity_is_read(case: dict[str, Any]) -> None:
    found = annotate(Document("case", case["sentence"]))
    if case.get("unread_allowed"):
        assert not found.quantities
        assert [found.document.text[one.start : one.end] for one in found.unread_numbers()] == [case["expression"]]
        return
    wanted = [
        (Decimal(one["value"]), None if one["upper"] is None else Decimal(one["upper"]), one["unit"])
        for one in case["quantities"]
    ]
    assert [_same(quantity) for quantity in found.quantities] == wanted
    assert not found.unread_numbers()


@pytest.mark.parametrize("case", CASES["dates"], ids=lambda case: case["sentence"])
def test_every_date_is_read(case: dict[str, Any]) -> None:
    folded = fold(case["sentence"])
    read = [found.by.isoformat() for found in find_dates(folded, REFERENCE, named_spans(folded)) if found.by]
    assert set(read) <= set(case["by"])
    assert read or not case["by"]
