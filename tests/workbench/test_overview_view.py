from pathlib import Path

from summarise.ledger import promises
from summarise.record import Commitment
from summarise.records_file import read_records
from summarise.workbench.desk import opened_desk
from tests.support.at_desk import AtDesk
from tests.support.bench import reviewed_run
from tests.support.reviewed import LETTER


def test_what_falls_due_in_ninety_days_is_counted_and_listed_as_people_left_it(tmp_path: Path) -> None:
    records = reviewed_run(tmp_path / "run", 12)
    for first in ("2025-04-01", "2026-05-01", "2030-01-01"):
        with opened_desk(records) as desk:
            answer = AtDesk(desk).get(f"/api/due?from={first}")
        wanted = sorted(
            (promise.due.isoformat(), str(promise.reference))
            for record in read_records(records)
            for promise in promises(record)
            if promise.due
            and isinstance(promise.item, Commitment)
            and answer["from"] <= promise.due.isoformat() <= answer["to"]
        )
        assert answer["count"] == len(wanted)
        assert sorted((row["by"], row["ref"]) for row in answer["rows"]) == wanted[:40]


def test_a_deadline_that_a_person_takes_away_is_not_due_any_more(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 1)) as desk:
        person = AtDesk(desk)
        before = person.get("/api/due?from=2026-05-01")["count"]
        reply = person.get(f"/api/reply/{desk.shelf.rows()[0].name}")
        item = next(one for one in reply["now"]["items"] if LETTER.index("到2026年6月底前") in one["starts"])
        person.act(reply["fixed"]["sha256"], "deadline", item["name"], item["deadline"], None)
        assert person.get("/api/due?from=2026-05-01")["count"] == before - 1


def test_who_did_how_much_and_in_which_state_the_replies_are_is_counted(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 3)) as desk:
        person = AtDesk(desk)
        name = desk.shelf.rows()[0].name
        person.act(name, "remark", "", None, "看看")
        counted = person.get("/api/overview")
        assert counted["states"] == {"waiting": 2, "open": 1, "clashing": 0, "accepted": 0}
        assert counted["people"] == [{"name": "李敏", "acts": 1}]
