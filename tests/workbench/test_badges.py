"""The numbers on the tabs: what is left in each view, as of the last act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarise.errors import NotGrounded
from summarise.workbench import opened_replies
from summarise.workbench.calls import Caller, Refused
from summarise.workbench.desk import Desk, opened_desk
from summarise.workbench.shelf import Row
from tests.support.at_desk import AtDesk
from tests.support.followed import TODAY, followed_run
from tests.support.labelled import all_labelled, handed_in


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with opened_desk(followed_run(tmp_path / "run"), today=TODAY) as opened:
        yield opened


def _tabs(person: AtDesk) -> dict[str, int]:
    found: dict[str, int] = person.get("/api/events?since=0")["tabs"]
    return found


def test_each_view_counts_what_is_left_and_follows_each_act(desk: Desk) -> None:
    person, count = AtDesk(desk, "王珂"), len(desk.shelf.rows())
    assert _tabs(person) == {"review": count, "label": 0}
    overdue = person.get("/api/follow")["lists"][0]["count"]
    assert overdue
    assert _tabs(person) == {"review": count, "label": 0, "follow": overdue}
    follower = AtDesk(desk, "李敏")  # sees promises that could then not be labelled blind
    row, later = desk.shelf.rows()[-1], follower.get("/api/ledger?q=状态:已到期 状态:待核实")["rows"][0]
    for place in person.get(f"/api/reply/{row.name}")["now"]["warnings"]:
        person.act(row.name, "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    assert person.act(row.name, "accept", "", None, True)["status"] == 200
    assert _tabs(person)["review"] == count - 1
    to = {"verdict": "无法核实", "evidence": []}
    act = follower.post("/api/follow", **{"ref": later["ref"], "do": "verdict", "from": None, "to": to})
    assert _tabs(person)["follow"] == overdue - 1
    follower.post("/api/follow", ref=later["ref"], do="undo", undoes=act["n"])
    assert _tabs(person)["follow"] == overdue
    person.act(row.name, "reopen", "", None, True)
    assert _tabs(person)["review"] == count
    made = person.post("/api/tasks", title="盲标", mode="blind", labellers=["王珂"], count=2)
    assert _tabs(person)["review"] == count - 2
    assert _tabs(person)["label"] == 2
    assert _tabs(AtDesk(desk, "陈静"))["label"] == 0
    name = person.get(f"/api/task/{made['key']}/list")["replies"][0]["name"]
    all_labelled(person, made["key"], name)
    handed_in(person, made["key"], name)
    assert _tabs(person)["label"] == 1
    assert _tabs(person)["review"] == count - 1


def test_nothing_is_counted_again_until_something_changes(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    person, other, row = AtDesk(desk, "王珂"), AtDesk(desk, "陈静"), desk.shelf.rows()[-1]
    person.act(row.name, "seen", "", None, True)
    asked: list[str] = []
    state = desk.state

    def noted(row: Row) -> tuple[str, int, int]:
        asked.append(row.name)
        return state(row)

    monkeypatch.setattr(desk, "state", noted)
    before = _tabs(person), _tabs(other)
    assert len(asked) == 2
    assert (_tabs(person), _tabs(other)) == before
    assert len(asked) == 2
    person.act(row.name, "remark", "", None, "看过了")
    asked.clear()
    assert (_tabs(person), _tabs(person)) == (before[0], before[0])
    assert len(asked) == 1
    lines = desk.records.read_bytes().splitlines(keepends=True)
    desk.records.write_bytes(b"".join(lines[1:]))
    desk.refresh()
    assert _tabs(person)["review"] == before[0]["review"] - 1


def test_a_reply_that_does_not_fit_is_tried_once_for_each_act(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    row, tried = desk.shelf.rows()[-1], list[int]()

    def does_not_fit(_: object, events: tuple[object, ...]) -> None:
        tried.append(len(events))
        raise NotGrounded("no sentence of the text begins at character 7")

    monkeypatch.setattr(opened_replies, "fold", does_not_fit)
    for _ in range(3):
        with pytest.raises(Refused, match="第 7 个字符"):
            desk.folded(row)
    assert tried == [0]
    desk.note(Caller("王珂", "settle"), row.sha256, {"do": "remark", "to": "看过了"})
    with pytest.raises(Refused):
        desk.folded(row)
    assert tried == [0, 1]
