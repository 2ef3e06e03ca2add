"""Versions of one reply: told where they come in and where they show, and counted once everywhere."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarise.corpus import parse_query
from summarise.engines.rules import RulesEngine
from summarise.workbench.desk import Desk, opened_desk
from summarise.workbench.followed import followed_rows
from tests.support.at_desk import AtDesk
from tests.support.followed import TODAY, followed_run, letter_of

_BODY = "静川区水利局"
_TITLE = "关于加快泵站改造的提案"
_BEFORE = (
    "二、下一步工作\n我局将在2026年6月底前改造雨水泵站14座。我局将加强汛期值守，按期检查河道两岸的排口。\n"
    "我局将建立巡查台账，每月向社会公布检查的结果，接受委员和群众的监督。"
)
_AFTER = _BEFORE.replace("14座", "10座")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened_desk(followed_run(tmp_path / "run"), RulesEngine(), TODAY) as opened:
        opened.promises.wait()
        yield opened


def _given(person: AtDesk, day: str, body: str, issuer: str = _BODY) -> dict[str, Any]:
    document = letter_of(issuer, day, "35", _TITLE, body)
    answer: dict[str, Any] = person.post("/api/incoming", name=f"{day}.txt", text=document.text)
    assert answer["status"] == 200
    return answer


def _total(person: AtDesk, query: str = "") -> int:
    found: int = person.get(f"/api/ledger?q={query}")["total"]
    return found


def test_a_second_version_is_told_at_intake_and_on_both_replies(desk: Desk) -> None:
    person = AtDesk(desk)
    old = _given(person, "2025年6月3日", _BEFORE)
    assert "版本" not in old["said"]
    new = _given(person, "2025年9月8日", _AFTER)
    assert "同一件答复的不同版本" in new["said"]
    assert old["name"] in new["said"]
    shown = {name: person.get(f"/api/reply/{name}")["fixed"]["versions"] for name in (old["name"], new["name"])}
    assert shown == {
        old["name"]: [[f"/r/{new['name']}", "新版", "2025-09-08"]],
        new["name"]: [[f"/r/{old['name']}", "旧版", "2025-06-03"]],
    }
    signs = {row["name"]: row["sign"][1] for row in person.get("/api/queue")["rows"]}
    assert signs[old["name"]].startswith("旧版")
    assert not signs[new["name"]].startswith("旧版")


def test_a_version_that_is_older_than_what_is_there_says_so(desk: Desk) -> None:
    person = AtDesk(desk)
    new = _given(person, "2025年9月8日", _AFTER)
    old = _given(person, "2025年6月3日", _BEFORE)
    assert "较新" in old["said"]
    assert new["name"] in old["said"]


def test_what_another_body_answers_to_that_number_is_no_version(desk: Desk) -> None:
    person = AtDesk(desk)
    _given(person, "2025年6月3日", _BEFORE)
    other = _given(person, "2025年9月8日", _BEFORE, "静川区住建局")
    assert "版本" not in other["said"]
    assert person.get(f"/api/reply/{other['name']}")["fixed"]["versions"] == []


def test_overview_and_ledger_count_the_newest_versions_and_the_older_ones_are_found(desk: Desk) -> None:
    person = AtDesk(desk)
    _given(person, "2025年6月3日", _BEFORE)
    before = _total(person)
    assert person.get("/api/overview")["commitments"] == before
    old_rows = person.get("/api/ledger?q=泵站")["rows"]
    _given(person, "2025年9月8日", _AFTER)
    assert _total(person) == before == person.get("/api/overview")["commitments"]
    assert "1 件答复已有新版本" in person.get("/api/overview")["note"]
    assert "1 件旧版不列" in person.get("/api/ledger?q=泵站")["day"]
    older = person.get("/api/ledger?q=泵站 状态:旧版")
    assert [row["ref"] for row in older["rows"]] == [row["ref"] for row in old_rows]
    assert {row["late"] for row in older["rows"]} == {"旧版，有新版"}
    assert "不列" not in older["day"]
    assert person.get(f"/api/follow/{old_rows[0]['ref']}")["row"]["late"].startswith("旧版")


def test_evidence_from_an_older_version_says_so_in_page_and_export(desk: Desk) -> None:
    person = AtDesk(desk)
    earlier = letter_of(
        _BODY, "2024年6月3日", "21", "关于防汛的提案", "二、下一步工作\n我局将在2025年底前改造雨水泵站14座。"
    )
    person.post("/api/incoming", name="a.txt", text=earlier.text)
    _given(person, "2025年6月3日", _BEFORE)
    (row,) = person.get("/api/ledger?q=泵站 年份:2024")["rows"]
    proof = person.get("/api/ledger?q=泵站 年份:2025")["rows"][0]["ref"]
    to = {"verdict": "部分兑现", "evidence": [{"reference": proof}]}
    answer = person.post("/api/follow", **{"ref": row["ref"], "do": "verdict", "from": None, "to": to})
    assert answer["status"] == 200
    assert "旧版" not in answer["now"]["row"]["found"]["proofs"][0]["who"]
    _given(person, "2025年9月8日", _AFTER)
    told = person.get(f"/api/follow/{row['ref']}")
    assert "旧版" in told["row"]["found"]["proofs"][0]["who"]
    assert "旧版" in told["history"][0]["proofs"][0]["who"]
    with desk.promises.opened() as corpus:
        found, _ = followed_rows(desk.promises, corpus, parse_query("泵站 年份:2024"), date(2026, 11, 1))
    assert [one.evidence_from.endswith("（旧版）") for one in found] == [True]
