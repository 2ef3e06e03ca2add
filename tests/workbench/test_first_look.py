"""One reply in so many is labelled before anything of the engine shows."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from summarise.document import Document
from summarise.records_file import read_records
from summarise.workbench.calls import Caller
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.bench import reviewed_run
from tests.support.reviewed import LETTER

CANARY = "哨兵引擎词"
DONE, PROMISED = LETTER.index("2024年，我局建成"), LETTER.index("力争2027年底前")


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A run whose engine says something of its own in every field."""
    path = reviewed_run(tmp_path / "run", 1)
    [record] = read_records(path)
    values = record.to_dict()
    for item in (*values["measures_taken"], *values["commitments"]):
        item["summary"] = CANARY
    values["proposal"]["topic"] = CANARY
    values["warnings"] = [{"kind": CANARY, "message": CANARY, "start": 0, "end": 3}]
    path.write_text(json.dumps(values, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def desk(records: Path) -> Iterator[Desk]:
    with opened_desk(records, blind_first=1) as opened:
        yield opened


def name(desk: Desk) -> str:
    return desk.shelf.rows()[0].name


def look(desk: Desk, to: Any, who: str = "李敏", **more: Any) -> Any:
    return AtDesk(desk, who).post("/api/first", on=name(desk), to=to, **more)


def test_nothing_of_the_engine_is_sent_before_the_first_look(desk: Desk) -> None:
    person = AtDesk(desk)
    reply = person.get(f"/api/reply/{name(desk)}")
    assert reply["first"]
    assert reply["now"]["items"] == reply["now"]["targets"] == reply["now"]["warnings"] == []
    [row] = person.get("/api/queue")["rows"]
    assert (row["first"], row["commitments"], row["targets"], row["warnings"]) == (True, 0, 0, 0)
    refused = person.act(name(desk), "accept", "", None, True)
    assert (refused["status"], refused["kind"]) == (403, "first")
    assert CANARY not in json.dumps([reply, row, refused], ensure_ascii=False)


def test_after_the_first_look_the_engine_shows_and_where_it_differs(desk: Desk) -> None:
    person = AtDesk(desk)
    assert look(desk, {str(DONE): "m", str(PROMISED): "m"})["status"] == 200
    reply = person.get(f"/api/reply/{name(desk)}")
    assert "first" not in reply
    differ = {one["start"]: (one["looked"], one["engine"], one["by"]) for one in reply["differ"]}
    assert differ[PROMISED] == ("m", "c", "李敏")
    assert DONE not in differ
    labelled = {start for item in reply["now"]["items"] for start in item["starts"]}
    assert labelled - {DONE} <= differ.keys()


def test_a_first_look_changes_no_record_and_survives_a_new_start(records: Path) -> None:
    with opened_desk(records, blind_first=1) as desk:
        look(desk, {})
        row = desk.shelf.rows()[0]
        assert desk.folded(row).record == desk.shelf.record(row)
        assert desk.state(row)[0] == "open"
    with opened_desk(records, blind_first=1) as desk:
        assert AtDesk(desk).get(f"/api/reply/{name(desk)}")["differ"]


def test_a_reply_is_looked_at_once_and_a_repeated_look_is_one(desk: Desk) -> None:
    first, again = (look(desk, {str(DONE): "m"}, client="a1") for _ in range(2))
    assert first["n"] == again["n"]
    assert look(desk, {}, "王珂")["status"] == 409
    assert "first" not in AtDesk(desk, "王珂").get(f"/api/reply/{name(desk)}")


@pytest.mark.parametrize("to", [None, [], {"x": "m"}, {"3": "z"}, {"999999": "m"}, {str(DONE): ""}])
def test_labels_of_no_sentence_are_refused(desk: Desk, to: Any) -> None:
    assert look(desk, to)["status"] == 422
    assert len(desk.journal) == 0


def test_who_only_reads_sees_the_engine_and_so_does_everybody_where_none_is_asked_for(records: Path) -> None:
    with opened_desk(records, blind_first=1) as desk:
        assert "first" not in AtDesk(desk, "张工", "read").get(f"/api/reply/{name(desk)}")
    with opened_desk(records) as desk:
        assert "first" not in AtDesk(desk).get(f"/api/reply/{name(desk)}")
        assert look(desk, {})["status"] == 409


def test_nobody_is_asked_to_look_first_at_what_a_list_has_shown_them(desk: Desk) -> None:
    assert AtDesk(desk).get("/api/ledger")["rows"]
    assert "first" not in AtDesk(desk).get(f"/api/reply/{name(desk)}")
    assert look(desk, {})["status"] == 409
    assert AtDesk(desk, "王珂").get(f"/api/reply/{name(desk)}")["first"]


def test_the_first_page_shows_nothing_of_what_is_to_be_looked_at_first(desk: Desk) -> None:
    assert CANARY in json.dumps(AtDesk(desk, "张工", "read").get("/api/due"), ensure_ascii=False)
    due = AtDesk(desk).get("/api/due")["lists"]["overdue"]
    assert (due["rows"], due["count"] > 0) == ([], True)
    assert AtDesk(desk).get(f"/api/reply/{name(desk)}")["first"]


def test_one_in_ten_is_one_in_ten_and_the_same_ones_each_time(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 1), blind_first=10) as desk:
        row = desk.shelf.rows()[0]
        chosen = [number for number in range(2000) if _is_first(desk, row, number)]
        assert 140 < len(chosen) < 260
        assert chosen == [number for number in range(2000) if _is_first(desk, row, number)]


def _is_first(desk: Desk, row: Any, number: int) -> bool:
    sha256 = Document("a.txt", f"第{number}件").sha256
    return desk.is_looked_at_first(Caller("李敏", "review"), replace(row, sha256=sha256))


def test_a_first_look_stays_and_no_undo_is_offered_for_it(desk: Desk) -> None:
    person = AtDesk(desk)
    look(desk, {str(DONE): "m", str(PROMISED): "m"})
    on = person.get(f"/api/reply/{name(desk)}")["fixed"]["sha256"]
    remark = person.act(on, "remark", "", None, "看过")
    assert [(one["do"], one["undoable"]) for one in remark["log"]["events"]] == [("first", False), ("remark", True)]
    for n in (1, person.post("/api/event", on=on, do="undo", undoes=1).get("n")):
        refused = person.post("/api/event", on=on, do="undo", undoes=n)
        assert (refused["status"], "n" in refused) == (409, False)
    assert person.get(f"/api/reply/{name(desk)}")["differ"]
