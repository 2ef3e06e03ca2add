"""How well promises are followed on the replies of two years, held to what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.following import YEARS, Count, Quote, counts, followed
from summarise.record import Evidence

FLOORS = {
    "promises that the engine finds": 0.88,
    "later statements among the nine, of promises found": 0.99,
    "later statements among the nine, of all promises": 0.88,
    "proposed statements that are right": 0.89,
    "promises told of later whose proposed statement is right": 0.85,
    "promises never told of that get no proposal": 0.75,
}
LETTER = (
    "关于县政协五届二次会议第{}号提案的答复\n李晓禾委员：\n您提出的《关于方便群众的提案》收悉，现答复如下：\n"
    "{}\n云溪县能源局\n{}年6月3日\n"
)


@pytest.fixture(scope="module")
def measured() -> dict[str, Count]:
    return counts(followed(YEARS))


def test_every_count_has_a_floor(measured: dict[str, Count]) -> None:
    assert set(measured) == set(FLOORS)


@pytest.mark.parametrize("title", FLOORS)
def test_a_share_is_not_below_its_floor(measured: dict[str, Count], title: str) -> None:
    assert measured[title].share >= FLOORS[title]


def write(folder: Path, promise: str, said: str, later: list[str]) -> None:
    """A folder of one promise, and one later letter that says `said`."""
    (folder / "a-2024-1.txt").write_text(LETTER.format(1, promise, 2024), encoding="utf-8")
    (folder / "a-2025-2.txt").write_text(LETTER.format(2, said, 2025), encoding="utf-8")
    label = {
        "letter": "a-2024-1.txt",
        "quote": promise,
        "later": [{"letter": "a-2025-2.txt", "quote": words, "verdict": "已兑现"} for words in later],
    }
    (folder / "matches.jsonl").write_text(json.dumps(label, ensure_ascii=False) + "\n", encoding="utf-8")


def test_a_statement_that_is_offered_is_counted(tmp_path: Path) -> None:
    said = "2025年，我局新建公共充电桩126个，分布在12个街道。"
    write(tmp_path, "下一步，我局将新建公共充电桩120个。", said, [said])
    found = counts(followed(tmp_path))
    assert found["later statements among the nine, of promises found"] == Count(1, 1)
    assert found["proposed statements that are right"] == Count(1, 1)


def test_a_proposal_that_is_another_statement_is_wrong(tmp_path: Path) -> None:
    said = "2025年，我局新建公共充电桩126个。\n近期还开展了沿街巡查。"
    write(tmp_path, "下一步，我局将新建公共充电桩120个。", said, ["近期还开展了沿街巡查"])
    [found] = followed(tmp_path)
    assert found.proposed
    assert not found.is_right


def test_half_of_a_quote_covers_it() -> None:
    quote = Quote("a.txt", 10, 20, "0123456789")
    assert quote.is_covered([Evidence(start=0, end=15, quote="x" * 15)])
    assert not quote.is_covered([Evidence(start=0, end=14, quote="x" * 14)])
    assert quote.is_covered([Evidence(start=8, end=13, quote="x" * 5), Evidence(start=18, end=30, quote="x" * 12)])
