"""The numbers on the tabs: what is left in each view, as of the last act."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.followed import TODAY, followed_run
from tests.support.handing_in import handed_in


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
    row, later = desk.shelf.rows()[-1], person.get("/api/ledger?q=状态:已到期 状态:待核实")["rows"][0]
    for place in person.get(f"/api/reply/{row.name}")["now"]["warnings"]:
        person.act(row.name, "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    assert person.act(row.name, "accept", "", None, True)["status"] == 200
    assert _tabs(person)["review"] == count - 1
    to = {"verdict": "无法核实", "evidence": []}
    act = person.post("/api/follow", **{"ref": later["ref"], "do": "verdict", "from": None, "to": to})
    assert _tabs(person)["follow"] == overdue - 1
    person.post("/api/follow", ref=later["ref"], do="undo", undoes=act["n"])
    assert _tabs(person)["follow"] == overdue
    person.act(row.name, "reopen", "", None, True)
    assert _tabs(person)["review"] == count
    made = person.post("/api/tasks", title="盲标", mode="blind", labellers=["王珂"], count=2)
    assert _tabs(person)["review"] == count - 2
    assert _tabs(person)["label"] == 2
    assert _tabs(AtDesk(desk, "陈静"))["label"] == 0
    name = person.get(f"/api/task/{made['key']}/list")["replies"][0]["name"]
    for unit in person.get(f"/api/task/{made['key']}/reply/{name}")["now"]["units"]:
        values = {"do": "unit", "item": f"u{unit['start']}", "from": "", "to": "b"}
        person.post(f"/api/task/{made['key']}/event/{name}", **values)
    handed_in(person, made["key"], name)
    assert _tabs(person)["label"] == 1
    assert _tabs(person)["review"] == count - 1
