"""A later sentence that is in no item of its record, as evidence of a finding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.composed_run import write_run
from tests.support.followed import TODAY, letter_of

BODY = "静川县水利局"
GIVEN_UP = "望鹤桥因资金缺口较大，问题仍然突出。"
DOCUMENTS = (
    letter_of(BODY, "2024年6月3日", "12", "关于水利建设的提案", "下一步工作\n我局将重建望鹤桥。"),
    letter_of(
        BODY, "2025年5月20日", "31", "关于防汛的提案", f"一、工作开展情况\n2025年，我局新建水闸4座。\n{GIVEN_UP}"
    ),
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return write_run(tmp_path / "run", [(summarise(one, RulesEngine()), one) for one in DOCUMENTS])


@pytest.fixture
def desk(records: Path) -> Iterator[Desk]:
    with opened_desk(records, today=TODAY) as opened:
        yield opened


def told(desk: Desk) -> Any:
    [row] = AtDesk(desk).get("/api/ledger?q=望鹤桥")["rows"]
    return AtDesk(desk).get(f"/api/follow/{row['ref']}")


def judged(desk: Desk, reference: str) -> Any:
    to = {"verdict": "未兑现", "evidence": [{"reference": reference}], "note": ""}
    values = {"ref": told(desk)["row"]["ref"], "do": "verdict", "from": None, "to": to}
    return AtDesk(desk, "李敏").post("/api/follow", **values)


def test_a_sentence_of_the_text_is_a_candidate_and_may_be_evidence(desk: Desk) -> None:
    best = told(desk)["candidates"][0]
    assert best["quote"] == GIVEN_UP
    [proof] = judged(desk, best["ref"])["now"]["row"]["found"]["proofs"]
    assert (proof["quote"], proof["who"], proof["ref"]) == (GIVEN_UP, BODY, best["ref"])


def test_a_place_where_no_such_sentence_begins_is_no_evidence(desk: Desk) -> None:
    name, _, place = told(desk)["candidates"][0]["ref"].partition("-m")
    refused = judged(desk, f"{name}-m{int(place) + 1}")
    assert (refused["status"], refused["kind"]) == (422, "no_proof")


def test_without_the_text_it_is_neither(records: Path) -> None:
    with opened_desk(records, today=TODAY) as desk:
        reference = told(desk)["candidates"][0]["ref"]
    for file in (records.parent / "texts").iterdir():
        file.unlink()
    with opened_desk(records, today=TODAY) as desk:
        assert GIVEN_UP not in [one["quote"] for one in told(desk)["candidates"]]
        assert judged(desk, reference)["status"] == 422
