"""What a person is offered first for a number: its indicator without verbs and dates, and the basis of the rules."""

from __future__ import annotations

import pytest

from summarise.annotate import annotate
from summarise.document import Document
from summarise.review.suggestions import Suggestions


def _offered(sentence: str) -> tuple[list[str], list[str], str]:
    text = (
        f"关于第8号提案的答复\n林某某委员：\n您的提案收悉，现答复如下：\n{sentence}\n云溪市城市管理局\n2025年5月12日\n"
    )
    annotated = annotate(Document("letter.txt", text))
    suggested = Suggestions(annotated)
    number = annotated.quantities[-1]
    return suggested.indicators(number), suggested.indicators(number, ruled=False), suggested.basis(number)


@pytest.mark.parametrize("ruled", [True, False])
def test_an_indicator_begins_behind_the_date(ruled: bool) -> None:
    first, plain, _ = _offered("我局将于10月底前新建社区食堂12个。")
    assert (first if ruled else plain)[0] == "社区食堂"
    assert not any("月底" in words for words in (*first, *plain))


@pytest.mark.parametrize(
    ("sentence", "basis"),
    [
        ("我局将推动2026年底前限时泊位达到800个。", "level"),
        ("我局将再建限时泊位800个。", "increment"),
        ("我局将使停车投诉下降8%。", "reduction"),
    ],
)
def test_the_basis_that_is_offered_is_that_of_the_rules(sentence: str, basis: str) -> None:
    assert _offered(sentence)[2] == basis
