from datetime import date
from typing import Any

import pytest

from summarise.errors import UsageError
from summarise.review.events import Event, of_follow_up
from summarise.review.fold import fold
from summarise.review.verdicts import checked_finding, findings, in_force, unmatched
from tests.support.reviewed import event, letter

TODAY = date(2026, 11, 1)
PROOF = {"quote": "新建停车场5处", "url": "https://yunxi.example/1", "seen_on": "2026-07-02"}
KEPT: dict[str, Any] = {"verdict": "已兑现", "evidence": [PROOF], "note": ""}


def found(n: int, item: str, verdict: str | None, **more: Any) -> Event:
    to = None if verdict is None else {"verdict": verdict, "evidence": [PROOF]}
    return event(letter(), n, "verdict", item, None, to, **more)


@pytest.mark.parametrize("verdict", ["已兑现", "部分兑现", "推进中", "未兑现", "已调整"])
def test_a_finding_without_evidence_is_refused(verdict: str) -> None:
    with pytest.raises(UsageError, match="needs evidence"):
        checked_finding({"verdict": verdict, "evidence": []}, TODAY)
    assert checked_finding(KEPT | {"verdict": verdict}, TODAY).verdict == verdict


def test_that_nothing_can_be_found_needs_no_evidence() -> None:
    assert checked_finding({"verdict": "无法核实"}, TODAY).evidence == ()


@pytest.mark.parametrize(
    "wrong",
    [
        {"verdict": "待核实"},
        {"verdict": "好"},
        {"evidence": [PROOF | {"url": "javascript:alert(1)"}]},
        {"evidence": [PROOF | {"url": ""}]},
        {"evidence": [PROOF | {"quote": ""}]},
        {"evidence": [PROOF | {"quote": "  "}]},
        {"evidence": [PROOF | {"seen_on": ""}]},
        {"evidence": [PROOF | {"seen_on": "2026-11-02"}]},
        {"evidence": [PROOF | {"seen_on": "2026-02-30"}]},
        {"evidence": [PROOF] * 21},
        {"evidence": "看过了"},
        {"other": 1},
    ],
)
def test_evidence_has_words_an_address_and_a_day_that_has_been(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        checked_finding(KEPT | wrong, TODAY)


def test_the_latest_finding_counts_and_all_are_kept() -> None:
    events = [found(1, "c626", "推进中"), found(2, "c626", "已兑现"), found(3, "c700", "未兑现")]
    assert {item: one[1].verdict for item, one in in_force(events).items()} == {"c626": "已兑现", "c700": "未兑现"}
    assert [one[0].n for one in findings(events)["c626"]] == [1, 2]


def test_taking_a_finding_back_brings_the_one_before_and_undoing_that_brings_it_again() -> None:
    events = [found(1, "c626", "推进中"), found(2, "c626", "已兑现"), event(letter(), 3, "undo", undoes=2)]
    assert in_force(events)["c626"][1].verdict == "推进中"
    again = [*events, event(letter(), 4, "undo", undoes=3)]
    assert in_force(again)["c626"][1].verdict == "已兑现"
    assert in_force([*events, found(4, "c626", None)]) == {}


def test_a_candidate_that_is_another_matter_is_known_until_that_is_taken_back() -> None:
    out = event(letter(), 1, "unmatch", "c626", None, "0123456789-m7")
    assert list(unmatched([out], "c626")) == ["0123456789-m7"]
    assert unmatched([out], "c700") == {}
    assert unmatched([out, event(letter(), 2, "match", "c626", None, "0123456789-m7")], "c626") == {}


def test_what_became_of_a_promise_changes_no_record_and_no_state_of_the_review() -> None:
    folded = fold(letter(), [found(1, "c626", "已兑现"), event(letter(), 2, "unmatch", "c626", None, "0123456789-m7")])
    assert folded.record == letter().record
    assert folded.state == "waiting"


def test_undone_findings_are_of_the_follow_up_too() -> None:
    events = [
        found(1, "c626", "已兑现"),
        event(letter(), 2, "remark", "s1", None, "看"),
        event(letter(), 3, "undo", undoes=1),
    ]
    events += [event(letter(), 4, "undo", undoes=3), event(letter(), 5, "undo", undoes=2)]
    assert of_follow_up(events) == {1, 3, 4}
