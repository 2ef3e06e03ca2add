"""What was done to a reply is told: each act in words, an acceptance that ended, a text that is not at hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from summarise.workbench.calls import Caller
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.letter_at import letter_at, start_at
from tests.support.reviewed import LETTER


@pytest.fixture
def bench(desk: Desk) -> AtDesk:
    return AtDesk(desk)


def _accepted(bench: AtDesk, on: str) -> None:
    for place in bench.act(on, "accept", "", None, True).get("places", ()):
        bench.act(on, "seen", f"s{place}" if place >= 0 else "", None, True)
    if letter_at(bench)["now"]["state"] != "accepted":
        assert bench.act(on, "accept", "", None, True)["now"]["state"] == "accepted"


def test_a_change_of_an_accepted_reply_says_that_its_acceptance_has_ended(bench: AtDesk) -> None:
    reply = letter_at(bench)
    on, item = reply["fixed"]["sha256"], f"c{start_at(reply, '力争2027年底前')}"
    _accepted(bench, on)
    changed = bench.act(on, "firmness", item, "effort", "firm")
    assert "接受已取消" in changed["said"]
    assert changed["entry"]["lapsed"]
    assert next(row for row in bench.get("/api/queue")["rows"] if row["name"] == reply["fixed"]["name"])["lapsed"]
    last = changed["log"]["events"][-1]
    assert (last["was"], last["now"]) == ("力争", "明确")
    assert "接受已取消" in last["also"]
    again = bench.act(on, "firmness", item, "firm", "explore")
    assert "接受已取消" not in again["said"] + again["log"]["events"][-1]["also"]
    assert not bench.act(on, "accept", "", None, True)["entry"]["lapsed"]


def test_every_act_on_a_reply_is_told_in_words(bench: AtDesk) -> None:
    reply = letter_at(bench)
    on, start = reply["fixed"]["sha256"], start_at(reply, "力争2027年底前")
    number, date = LETTER.index("1.2万个"), [LETTER.index("2027年底前"), LETTER.index("2027年底前") + 7]
    target = {"indicator": "泊位总数", "basis": "level", "deadline": date}
    for do, item, before, to, told in (
        ("target", f"t{number}", target, None, "“1.2万个” 目标 · 泊位总数 · 总量 → 无"),
        ("deadline", f"c{start}", date, None, "第 10 句 时限 2027年底前 → 无"),
        ("label", f"s{start}", "c", "mc", "第 10 句 承诺 → 已做＋承诺"),
    ):
        answer = bench.act(on, do, item, before, to)
        assert answer["status"] == 200, answer
        last = answer["log"]["events"][-1]
        assert f"{last['said']} {last['was']} → {last['now']}".replace("  ", " ") == told
    for _ in range(4):
        bench.act(on, "remark", f"s{start}", None, "看看")
    events = letter_at(bench)["log"]["events"]
    assert len(events) == 7
    assert events[-1]["said"] == "第 10 句 附言：看看"
    undone = bench.post("/api/event", on=on, do="undo", undoes=events[-1]["n"])["log"]["events"]
    assert undone[-1]["said"] == f"撤销第 {events[-1]['n']} 条"


def test_a_finding_that_was_taken_back_makes_no_conflict_in_a_reply_without_text(bench: AtDesk, records: Path) -> None:
    on = letter_at(bench)["fixed"]["sha256"]
    made = bench.desk.note(Caller("李敏", "review"), on, {"do": "verdict", "item": "c1", "to": {"verdict": "无法核实"}})
    bench.desk.note(Caller("李敏", "review"), on, {"do": "undo", "undoes": made.n})
    assert next(row for row in bench.get("/api/queue")["rows"] if row["name"] == on[:10])["state"] == "waiting"
    (records.parent / "texts" / f"{on}.txt").unlink()
    assert next(row for row in bench.get("/api/queue")["rows"] if row["name"] == on[:10])["state"] == "textless"


def test_replies_without_a_text_are_named_beforehand_and_stand_last(bench: AtDesk, records: Path) -> None:
    first = bench.get("/api/queue")["rows"][0]
    (records.parent / "texts" / f"{bench.desk.row(first['name']).sha256}.txt").unlink()
    rows = bench.get("/api/queue")["rows"]
    assert (rows[-1]["name"], rows[-1]["state"]) == (first["name"], "textless")
    assert bench.get("/api/queue?state=todo")["count"] == 2
    counted = bench.get("/api/overview")
    assert counted["textless"] == 1
    assert "1 件没有保存原文，不能复核，也不能标注" in counted["note"]
    assert bench.get("/api/events")["tabs"]["review"] == 2


def test_undoing_what_was_there_when_a_reply_was_accepted_ends_the_acceptance(bench: AtDesk) -> None:
    reply = letter_at(bench)
    on, item = reply["fixed"]["sha256"], f"c{start_at(reply, '力争2027年底前')}"
    edit = bench.act(on, "firmness", item, "effort", "firm")["n"]
    _accepted(bench, on)
    undone = bench.post("/api/event", on=on, do="undo", undoes=edit)
    assert undone["now"]["state"] == "open"
    assert "接受已取消" in undone["said"]
    assert undone["entry"]["lapsed"]
    again = bench.post("/api/event", on=on, do="undo", undoes=undone["n"])
    assert again["now"]["state"] == "accepted"


def test_pages_say_which_day_decides_and_which_day_acts_have(records: Path) -> None:
    with opened_desk(records, today=date(2026, 3, 1)) as desk:
        bench = AtDesk(desk)
        for path in ("/api/follow", "/api/ledger"):
            told = bench.get(path)["day"]
            assert "按 2026-03-01 计" in told
            assert desk.now()[:10] in told
    with opened_desk(records) as desk:
        assert AtDesk(desk).get("/api/follow")["day"] == f"到期按 {desk.today()} 计"
