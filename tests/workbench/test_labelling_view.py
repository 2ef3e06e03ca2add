"""标注: blind means not sent, and a hand-in is whole."""

from __future__ import annotations

import json
import threading
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from summarise.evaluation import load_gold_set
from summarise.records_file import read_records
from summarise.stated_fields import STATED
from summarise.workbench.desk import Desk
from summarise.workbench.views import ROUTES, labelling
from tests.support.at_desk import AtDesk
from tests.support.bench import reviewed_run
from tests.support.labelled import all_labelled, handed_in, label, letter_task
from tests.support.reviewed import LETTER

CANARY = "哨兵引擎词"
"""Stands in everything that an engine said of the reply that is to be labelled, and nowhere else."""


@pytest.fixture
def records(tmp_path: Path) -> Path:
    path = reviewed_run(tmp_path / "run", 2)
    lines = []
    for record in read_records(path):
        values = record.to_dict()
        if record.document.source != "letter.txt":
            lines.append(record.to_json())
            continue
        for item in (*values["measures_taken"], *values["commitments"]):
            item["summary"] = CANARY
        for item in values["commitments"]:
            item["responsible"] = [CANARY]
        for item in values["numeric_targets"]:
            item["indicator"] = CANARY
        values["proposal"]["topic"] = CANARY
        values["warnings"] = [{"kind": CANARY, "message": CANARY, "start": 0, "end": 3}]
        lines.append(json.dumps(values, ensure_ascii=False))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_nothing_of_an_engine_or_of_the_other_labeller_is_sent_in_a_blind_session(desk: Desk) -> None:
    key, name = letter_task(desk)
    other = AtDesk(desk, "陈静", "review")
    all_labelled(other, key, name, 力争="c")
    start = LETTER.index("力争2027年底前")
    other.post(f"/api/task/{key}/event/{name}", **{"do": "doubt", "item": f"u{start}", "from": "", "to": "哨兵另一人"})
    assert handed_in(other, key, name)["done"]
    person, answers = AtDesk(desk, "王珂", "settle"), list[str]()
    for route in ROUTES:
        path = (
            route.path.replace("{name}", name)
            .replace("{task}", key)
            .replace("{place}", f"{name}-c{start}")
            .replace("{id}", "1")
        )
        if route.method == "GET":
            answers.append(json.dumps(person.get(path), ensure_ascii=False))
        elif route.path not in {"/api/tasks", "/api/task/{task}/leave"}:  # who leaves a text ends its blind labelling
            to = "json" if "ledger" in path else "jsonl"
            values = {"on": name, "name": name, "ref": f"{name}-c{start}", "do": "verdict", "to": to}
            answers.append(json.dumps(person.post(path, **values), ensure_ascii=False))
    answers += [file.content.decode("utf-8", "replace") for file in desk.downloads.values()]
    assert len(desk.downloads) > 1
    answers.append(json.dumps(label(person, key, name, f"u{start}", "m"), ensure_ascii=False))
    said = "\n".join(answers)
    assert CANARY not in said
    assert "哨兵另一人" not in said
    assert '"labels": "c"' not in said


def test_a_reply_that_is_to_be_labelled_blind_is_closed_everywhere_until_it_is_handed_in(desk: Desk) -> None:
    key, name = letter_task(desk)
    person = AtDesk(desk, "王珂", "review")
    assert person.get(f"/api/reply/{name}")["status"] == 403
    assert name not in {row["name"] for row in person.get("/api/queue")["rows"]}
    assert person.act(name, "remark", "", None, "看看")["status"] == 403
    assert AtDesk(desk, "李敏").get(f"/api/reply/{name}")["status"] != 403
    all_labelled(person, key, name)
    assert handed_in(person, key, name)["done"]
    assert name in {row["name"] for row in person.get("/api/queue")["rows"]}


def test_a_labelling_with_a_unit_left_is_not_taken_and_the_first_is_named(desk: Desk) -> None:
    key, name = letter_task(desk)
    person = AtDesk(desk, "王珂", "review")
    refused = handed_in(person, key, name)
    assert (refused["status"], refused["kind"], refused["places"][0]) == (422, "unlabelled", 0)


def test_what_may_be_wrong_is_asked_once_and_no_label_changes_after_the_hand_in(desk: Desk) -> None:
    key, name = letter_task(desk)
    person = AtDesk(desk, "王珂", "review")
    all_labelled(person, key, name, 力争="ch")
    asked = person.post(f"/api/task/{key}/hand-in/{name}")
    assert asked["done"] is False
    assert asked["questions"]
    assert handed_in(person, key, name)["done"]
    assert label(person, key, name, "u0", "f", **{"from": "b"})["status"] == 409


def test_the_hand_in_names_the_empty_fields_and_takes_only_an_answer_to_what_is_asked_now(desk: Desk) -> None:
    key, name = letter_task(desk)
    person = AtDesk(desk, "王珂", "review")
    all_labelled(person, key, name)
    path, all_ = f"/api/task/{key}/hand-in/{name}", len(STATED) - 1
    first = person.post(path)["questions"]
    assert f"{all_} 项信息里有 {all_} 项空着" in first[0]
    issuer = {"do": "field", "item": "reply.issuer", "from": "", "to": "云溪市城市管理局"}
    assert person.post(f"/api/task/{key}/event/{name}", **issuer)["status"] == 200
    answers: list[Any] = [True, [], first]
    for sure in answers:
        asked = person.post(path, sure=sure)
        assert asked["done"] is False
        assert f"{all_} 项信息里有 {all_ - 1} 项空着" in asked["questions"][0]
        assert STATED["reply.issuer"].label not in asked["questions"][0].split("、")
        assert STATED["proposal.title"].label in asked["questions"][0]
    assert person.post(path, sure=asked["questions"])["done"]


def test_labels_splits_joins_attributes_and_numbers_end_in_a_gold_file(desk: Desk, records: Path) -> None:
    key, name = letter_task(desk)
    person = AtDesk(desk, "王珂", "review")
    start = LETTER.index("市公安局将于年底前")
    number = LETTER.index("150个")
    date = [LETTER.index("年底前划设"), LETTER.index("年底前划设") + 3]

    def act(do: str, item: str, before: Any, to: Any) -> Any:
        return person.post(f"/api/task/{key}/event/{name}", **{"do": do, "item": item, "from": before, "to": to})

    label(person, key, name, f"u{start}", "c")
    act("responsible", f"c{start}", [], ["市公安局"])
    act("deadline", f"c{start}", None, date)
    act("target", f"t{number}", None, {"indicator": "限时泊位", "basis": "increment", "deadline": date})
    cut = LETTER.index("错时共享泊位") + 2
    first = next(u for u in person.get(f"/api/task/{key}/reply/{name}")["now"]["units"] if u["start"] < cut < u["end"])
    act("split", f"u{first['start']}", None, cut)
    act("merge", f"u{first['start']}", None, None)
    act("field", "reply.issuer", "", "云溪市城市管理局")
    assert act("responsible", f"c{start}", ["市公安局"], ["市民政局"])["status"] == 422
    assert act("firmness", f"c{start}", "effort", "firm")["status"] == 200  # it is so already
    all_labelled(person, key, name)
    assert handed_in(person, key, name)["done"]
    (gold,) = load_gold_set(records.with_name("records.tasks") / key / "labeller1")
    assert gold.labels.made == "blind"
    (promise,) = gold.labels.commitments
    assert (promise.responsible, promise.deadline.by) == (("市公安局",), "2025-12-31")
    (target,) = gold.labels.numeric_targets
    assert (target.quote, target.value, target.indicator) == ("150个", Decimal(150), "限时泊位")
    assert gold.labels.reply.issuer == "云溪市城市管理局"


def test_a_draft_begins_with_the_engines_labels_and_its_gold_says_so(desk: Desk, records: Path) -> None:
    key, name = letter_task(desk, mode="draft", labellers=("王珂",))
    person = AtDesk(desk, "王珂", "review")
    units = person.get(f"/api/task/{key}/reply/{name}")["now"]["units"]
    drafted = [unit for unit in units if unit["labels"]]
    assert {letter for unit in drafted for letter in unit["labels"]} == {"m", "c"}
    assert not any(unit["touched"] for unit in units)
    all_labelled(person, key, name)
    assert handed_in(person, key, name)["done"]
    (gold,) = load_gold_set(records.with_name("records.tasks") / key / "labeller1")
    assert gold.labels.made == "from-draft"


def test_numbers_and_dates_of_commitments_that_were_left_are_asked_for(desk: Desk) -> None:
    key, name = letter_task(desk)
    person = AtDesk(desk, "王珂", "review")
    all_labelled(person, key, name, 力争="c", 到2026年="c", 我局将探索="c")
    units = person.get(f"/api/task/{key}/reply/{name}")["now"]["units"]
    places = [n for n, unit in enumerate(units, 1) if LETTER[unit["start"] :].startswith(("力争", "到2026年"))]
    said = f"第 {places[0]}、{places[1]} 句承诺"
    asked = person.post(f"/api/task/{key}/hand-in/{name}")["questions"]
    assert [one.startswith(said) for one in asked].count(True) == 2
    first, date = LETTER.index("5处"), [LETTER.index("2026年6月底前"), LETTER.index("2026年6月底前") + 9]
    target = {"indicator": "停车场", "basis": "increment", "deadline": date}
    done = person.post(
        f"/api/task/{key}/event/{name}", **{"do": "target", "item": f"t{first}", "from": None, "to": target}
    )
    assert done["status"] == 200
    asked = person.post(f"/api/task/{key}/hand-in/{name}")["questions"]
    assert [one.startswith(f"第 {places[1]} 句承诺") for one in asked].count(True) == 2


def test_a_draft_offers_the_basis_of_the_rules_and_a_blind_text_none(desk: Desk) -> None:
    for mode, who, offered in (("blind", "王珂", {None}), ("draft", "陈静", {"level", "increment"})):
        key, name = letter_task(desk, mode, (who,))
        fixed = AtDesk(desk, who).get(f"/api/task/{key}/reply/{name}")["fixed"]
        assert {one.get("basis") for one in fixed["quantities"]} == offered


def test_no_label_slips_in_behind_a_hand_in_from_another_window(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    key, name = letter_task(desk)
    person = AtDesk(desk, "王珂")
    all_labelled(person, key, name)
    unit = person.get(f"/api/task/{key}/reply/{name}")["now"]["units"][0]
    read, done = labelling.sheet_of, []

    def from_another_window() -> None:
        if desk.lock.acquire(blocking=False):
            done.append(handed_in(person, key, name))
            desk.lock.release()

    def read_first(*given: Any) -> Any:
        monkeypatch.setattr(labelling, "sheet_of", read)
        sheet = read(*given)
        other = threading.Thread(target=from_another_window)
        other.start()
        other.join()
        return sheet

    monkeypatch.setattr(labelling, "sheet_of", read_first)
    answer = label(person, key, name, f"u{unit['start']}", "m", **{"from": unit["labels"]})
    assert not (done and answer["status"] == 200)
    assert handed_in(person, key, name)["done"]


def test_of_a_draft_only_what_the_person_labelled_counts_as_done(desk: Desk) -> None:
    key, name = letter_task(desk, "draft", ("王珂",))
    person = AtDesk(desk, "王珂")
    now = person.get(f"/api/task/{key}/reply/{name}")["now"]
    assert now["left"] == len(now["units"])
    assert any(unit["labels"] for unit in now["units"])
    unit = next(unit for unit in now["units"] if unit["labels"])
    answer = label(person, key, name, f"u{unit['start']}", "b", **{"from": unit["labels"]})
    assert answer["now"]["left"] == now["left"] - 1
    last = answer["log"]["events"][-1]["n"]
    undone = person.post(f"/api/task/{key}/event/{name}", do="undo", undoes=last)
    assert undone["now"]["left"] == now["left"]


def test_an_act_is_undone_once(desk: Desk) -> None:
    key, name = letter_task(desk, labellers=("王珂",))
    person = AtDesk(desk, "王珂")
    first = person.get(f"/api/task/{key}/reply/{name}")["now"]["units"][0]
    number = label(person, key, name, f"u{first['start']}", "b")["n"]
    assert person.post(f"/api/task/{key}/event/{name}", do="undo", undoes=number)["status"] == 200
    again = person.post(f"/api/task/{key}/event/{name}", do="undo", undoes=number)
    assert (again["status"], again["kind"]) == (409, "moved")


def test_a_hand_in_leads_to_the_next_text_and_the_last_to_what_follows(desk: Desk) -> None:
    owner = AtDesk(desk, "李敏")
    names = [row.name for row in desk.shelf.rows()][:2]
    made = owner.post("/api/tasks", title="两件", mode="blind", labellers=["王珂", "陈静"], replies=names)
    key = made["key"]
    first, second = AtDesk(desk, "王珂", "settle"), AtDesk(desk, "陈静", "review")
    assert "不能再加入" in first.get(f"/api/task/{key}/list")["note"]
    ways = []
    for person in (first, second):
        for name in names:
            all_labelled(person, key, name)
            ways.append(handed_in(person, key, name)["to"])
            if person is first and name == names[1]:
                told = first.get(f"/api/task/{key}/list")
                assert (told["note"], told["after"]) == ("两位还有 2 件没有交卷，交齐后裁定。", [["/eval", "评测"]])
    assert ways == [f"/task/{key}/{names[1]}", f"/task/{key}"] * 2
    assert first.get(f"/api/task/{key}/list")["after"] == [["/eval", "评测"], [f"/task/{key}/settle", "裁定"]]
    assert second.get(f"/api/task/{key}/list")["note"] == "两位都已交卷，等裁定。"


def test_nothing_is_said_of_leaving_once_all_is_handed_in(desk: Desk) -> None:
    key, name = letter_task(desk, labellers=("王珂",))
    person = AtDesk(desk, "王珂")
    all_labelled(person, key, name)
    assert handed_in(person, key, name)["done"]
    assert person.get(f"/api/task/{key}/list")["note"] == ""
