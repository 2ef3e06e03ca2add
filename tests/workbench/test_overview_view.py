from datetime import date
from pathlib import Path

import pytest

from summarise.corpus import Corpus
from summarise.corpus.index import SearchTooLong
from summarise.due import state_of
from summarise.ledger import promises
from summarise.record import NumericTarget
from summarise.records_file import read_records
from summarise.workbench.desk import opened_desk
from summarise.workbench.shelf import Shelf
from tests.support.at_desk import AtDesk
from tests.support.bench import reviewed_run
from tests.support.reviewed import LETTER


def _due_in(records: Path, day: date, states: set[str]) -> set[str]:
    """Commitments of which a deadline, its own or that of a number of it, is in one of these states."""
    found = set()
    for record in read_records(records):
        names = {item.id: str(reference) for item, reference in ((p.item, p.reference) for p in promises(record))}
        for promise in promises(record):
            item = promise.item
            head = item.commitment or item.id if isinstance(item, NumericTarget) else item.id
            if promise.due and state_of(promise.due.isoformat(), day) in states:
                found.add(names[head])
    return found


def test_what_is_overdue_and_what_falls_due_in_ninety_days_is_counted_and_listed(tmp_path: Path) -> None:
    records = reviewed_run(tmp_path / "run", 12)
    for day in (date(2025, 4, 1), date(2026, 5, 1), date(2030, 1, 1)):
        with opened_desk(records, today=day) as desk:
            desk.promises.wait()
            lists = AtDesk(desk, role="read").get("/api/due")["lists"]  # who labels nothing may see all
        for name, state in (("overdue", "已到期"), ("soon", "即将到期")):
            wanted = _due_in(records, day, {state})
            shown = [row["ref"] for row in lists[name]["rows"]]
            assert lists[name]["count"] == len(wanted)
            assert set(shown) <= wanted
            assert len(shown) == min(len(wanted), 6)
    assert wanted == set()


def test_a_deadline_that_a_person_takes_away_is_not_due_any_more(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 1), today=date(2026, 5, 1)) as desk:
        desk.promises.wait()
        person = AtDesk(desk)
        before = person.get("/api/due")["lists"]["soon"]["count"]
        reply = person.get(f"/api/reply/{desk.shelf.rows()[0].name}")
        sha256, now = reply["fixed"]["sha256"], reply["now"]
        item = next(one for one in now["items"] if LETTER.index("到2026年6月底前") in one["starts"])
        person.act(sha256, "deadline", item["name"], item["deadline"], None)
        assert person.get("/api/due")["lists"]["soon"]["count"] == before  # its numbers are still to be reached by then
        for target in (one for one in now["targets"] if one["deadline"] == item["deadline"]):
            person.act(sha256, "deadline", f"t{target['start']}", target["deadline"], None)
        assert person.get("/api/due")["lists"]["soon"]["count"] == before - 1


def test_the_first_views_read_no_record_however_many_there_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 12)) as desk:
        monkeypatch.setattr(Shelf, "record", _none)
        monkeypatch.setattr(Shelf, "document", _none)
        person = AtDesk(desk)
        assert person.get("/api/overview")["replies"] == len(person.get("/api/queue")["rows"]) == 12


def _none(*_: object) -> None:
    raise AssertionError("a record was read")


def test_a_page_of_the_ledger_reads_the_letters_that_it_shows_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 12)) as desk:
        desk.promises.wait()
        read: list[int] = []
        whole = Corpus.line

        def noted(corpus: Corpus, letter: int) -> bytes:
            read.append(letter)
            return whole(corpus, letter)

        monkeypatch.setattr(Corpus, "line", noted)
        rows = AtDesk(desk).get("/api/ledger?q=时限:<=2024-12-31")["rows"]
        assert 0 < len(read) == len({row["name"] for row in rows}) < 12


def test_who_did_how_much_and_in_which_state_the_replies_are_is_counted(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 3)) as desk:
        person = AtDesk(desk)
        name = desk.shelf.rows()[0].name
        person.act(name, "remark", "", None, "看看")
        counted = person.get("/api/overview")
        assert counted["states"] == {"waiting": 2, "open": 1, "clashing": 0, "accepted": 0}
        assert counted["people"] == [{"name": "李敏", "acts": 1}]


def test_a_search_that_takes_too_long_is_told_in_chinese(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_long(*_: object, **__: object) -> None:
        raise SearchTooLong("the search took longer than two seconds; narrow it with another word")

    with opened_desk(reviewed_run(tmp_path / "run", 1)) as desk:
        desk.promises.wait()
        monkeypatch.setattr(Corpus, "gather", too_long)
        monkeypatch.setattr(Corpus, "select", too_long)
        told = AtDesk(desk).get("/api/due")
    assert (told["status"], told["message"]) == (422, "这样检索要的时间太长，请再加一个词")


def test_neither_the_first_page_nor_a_search_that_is_not_asked_yet_takes_a_reply_from_blind_labelling(
    tmp_path: Path,
) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 8), today=date(2030, 1, 1)) as desk:
        desk.promises.wait()
        person = AtDesk(desk, "李敏")
        assert "还没有看过 8 件" in person.get("/api/overview")["note"]
        overdue = person.get("/api/due")["lists"]["overdue"]
        assert (overdue["rows"], overdue["count"] > 6) == ([], True)
        assert "不能再盲标" in overdue["said"]
        assert f"最早的 {min(48, overdue['count'])} 项里" in overdue["said"]
        asked = person.get("/api/ledger?q=&find=1")
        assert (asked["rows"], asked["next"], asked["total"] > 50) == ([], None, True)
        assert asked["facets"]
        assert person.get("/api/choices?mode=blind&first=李敏")["total"] == 8
        for row in desk.shelf.rows()[:2]:
            person.get(f"/api/reply/{row.name}")
        rows = person.get("/api/due")["lists"]["overdue"]["rows"]
        assert {row["name"] for row in rows} <= {row.name for row in desk.shelf.rows()[:2]}
        assert rows
        offered = person.get("/api/choices?mode=blind&first=李敏")
        assert offered["total"] == 6
        assert "--as" in offered["left_out"]
        assert "还没有看过 6 件" in person.get("/api/overview")["note"]
        assert AtDesk(desk, "王珂", "read").get("/api/overview")["note"] == ""


def test_an_export_says_how_many_replies_it_takes_from_blind_labelling(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 3)) as desk:
        desk.promises.wait()
        person = AtDesk(desk, "李敏")
        person.get(f"/api/reply/{desk.shelf.rows()[0].name}")
        assert "其中 2 件您原来没有看过" in person.post("/api/export", to="jsonl")["said"]
        assert "没有看过" not in person.post("/api/ledger/export", q="", to="csv")["said"]
