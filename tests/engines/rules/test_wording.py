"""The normalised wording of a sentence, and its quotations blanked out."""

from __future__ import annotations

import pytest

from summarise.engines.rules.wording import quoteless


@pytest.mark.parametrize(
    ("text", "blanked"),
    [
        ("做到“早发现”，按《办法》办", "做到“””””，按《》》》办"),
        ("“早”办", "“””办"),
        ("“十四五”期间", "“十四五”期间"),
        ("我局更换水管", "我局更换水管"),
    ],
)
def test_a_quotation_is_blanked_and_keeps_its_length(text: str, blanked: str) -> None:
    assert quoteless(text) == blanked
