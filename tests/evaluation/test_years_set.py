"""The set of two years: its quotes are found, its letters differ, its page counts what is there."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any

import pytest

from tests.support.places import ROOT

YEARS = ROOT / "eval" / "years"
VERDICTS = {"已兑现", "部分兑现", "推进中", "未兑现", "已调整", "无法核实"}
LETTERS = {path.name: path.read_text(encoding="utf-8") for path in sorted(YEARS.glob("*.txt"))}
PROMISES: list[dict[str, Any]] = [
    json.loads(line) for line in (YEARS / "matches.jsonl").read_text(encoding="utf-8").splitlines()
]
LATER = [(promise, later) for promise in PROMISES for later in promise["later"]]

_PIECE = re.compile(r"[。！？；\n]")
_FORMULA = re.compile(
    r"现答复如下：|[四五]、下一步(?:工作)?|公开方式：主动公开|此复|\d{4}年\d{1,2}月\d{1,2}日|.{2,14}[局厅社会]|.{2,14}(?:有限公司|委员会|镇人民政府|支队|联合会|联合社)"
)


def body_and_year(letter: str) -> tuple[str, int]:
    """`tangxi-education-2021-36.txt` is of `tangxi-education` and 2021."""
    body, year, _number = letter.removesuffix(".txt").rsplit("-", 2)
    return body, int(year)


def test_the_set_is_large_enough() -> None:
    followed = {body_and_year(promise["letter"])[0] for promise in PROMISES if promise["later"]}
    assert len(LETTERS) >= 60
    assert len(followed) >= 30
    assert len(PROMISES) >= 100
    assert sum(not promise["later"] for promise in PROMISES) >= 25


@pytest.mark.parametrize(
    "quoted",
    [*PROMISES, *(later for _promise, later in LATER)],
    ids=lambda quoted: f"{quoted['letter']}:{quoted['quote'][:8]}",
)
def test_a_quote_stands_exactly_once_in_its_letter(quoted: dict[str, Any]) -> None:
    assert LETTERS[quoted["letter"]].count(quoted["quote"]) == 1


def test_no_promise_is_labelled_twice() -> None:
    assert not [key for key, times in Counter((p["letter"], p["quote"]) for p in PROMISES).items() if times > 1]


def test_a_later_statement_is_of_a_later_year_and_has_a_verdict() -> None:
    for promise, later in LATER:
        assert body_and_year(promise["letter"])[1] < body_and_year(later["letter"])[1], later
        assert later["verdict"] in VERDICTS, later


def test_every_verdict_is_there_several_times() -> None:
    counts = Counter(later["verdict"] for _promise, later in LATER)
    assert set(counts) == VERDICTS
    assert min(counts.values()) >= 5


def test_letters_have_a_letters_length() -> None:
    for name, text in LETTERS.items():
        assert 8 <= len([piece for piece in _PIECE.split(text) if len(piece.strip()) > 3]) <= 40, name


def test_no_letter_shares_a_sentence_with_another() -> None:
    letters_of: dict[str, set[str]] = {}
    for name, text in LETTERS.items():
        for piece in _PIECE.split(text):
            letters_of.setdefault(piece.strip(), set()).add(name)
    shared = [
        piece
        for piece, names in letters_of.items()
        if len(names) > 1 and len(piece) > 3 and not _FORMULA.fullmatch(piece)
    ]
    assert not shared


def test_the_page_counts_what_is_there() -> None:
    page = (YEARS / "README.md").read_text(encoding="utf-8")
    counts = [int(number) for number in re.findall(r"\| (\d+) \|$", page, re.MULTILINE)]
    bodies = {body_and_year(promise["letter"])[0] for promise in PROMISES}
    followed = sum(bool(promise["later"]) for promise in PROMISES)
    assert counts == [len(LETTERS), len(bodies), len(PROMISES), followed, len(PROMISES) - followed, len(LATER)]
