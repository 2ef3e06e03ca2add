"""Units of one Latin letter measure; letters that number things do not."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("铺设管网5000m。", [("5000m", "m")]),
        ("新建停车场3000m2，库容30m³。", [("3000m2", "平方米"), ("30m³", "立方米")]),
        ("创建3a级景区，建设2b段。", []),
    ],
)
def test_a_unit_of_one_letter_is_read_and_a_code_is_not(text: str, found: list[tuple[str, str]]) -> None:
    quantities = annotate(Document("x", text)).quantities
    assert [(text[q.start : q.end], q.unit) for q in quantities] == found
