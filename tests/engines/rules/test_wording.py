"""The normalised wording of a sentence, and its quotations blanked out."""

from __future__ import annotations

import pytest

from summarise.engines.rules.wording import quoteless
from tests.support.replies import commitments, reply, targets


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


@pytest.mark.parametrize(
    "body", ["我局计**划**新建泵站3座。", "我局计(jì)划新建泵站3座。", "我局**计(jì)划**新建泵站3座。"]
)
def test_signs_and_pronunciations_inside_a_word_do_not_hide_it(body: str) -> None:
    record = reply(body)
    assert (commitments(record), targets(record)) == ([body], ["3座"])
    assert record.numeric_targets[0].indicator == "泵站"
