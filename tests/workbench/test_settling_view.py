"""裁定: differences are shown when both have handed in, without names, and are settled one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarise.evaluation import load_gold_set
from summarise.evaluation.gold.lint import lint
from summarise.workbench.desk import Desk
from tests.support.at_desk import AtDesk
from tests.support.labelled import all_labelled, handed_in, letter_task
from tests.support.reviewed import LETTER


def test_differences_are_shown_only_when_both_have_handed_in(desk: Desk) -> None:
    key, name = letter_task(desk)
    first = AtDesk(desk, "王珂", "settle")
    all_labelled(first, key, name)
    assert AtDesk(desk, "李敏").get(f"/api/task/{key}/diff")["status"] == 403
    handed_in(first, key, name)
    assert AtDesk(desk, "李敏").get(f"/api/task/{key}/diff")["status"] == 403
    assert AtDesk(desk, "李敏").get(f"/api/task/{key}/diff/{name}")["status"] == 403


def _two_labellings(desk: Desk, mode: str = "blind") -> tuple[str, str]:
    key, name = letter_task(desk, mode)
    for person, letters in (("王珂", "c"), ("陈静", "m")):
        labeller = AtDesk(desk, person, "review")
        all_labelled(labeller, key, name, 力争=letters, 到2026="c")
        assert handed_in(labeller, key, name)["done"]
    return key, name


def test_a_settler_sees_only_differences_without_names_and_what_is_chosen_is_written(desk: Desk, records: Path) -> None:
    key, name = _two_labellings(desk)
    settler = AtDesk(desk, "李敏")
    counted = settler.get(f"/api/task/{key}/diff")
    assert counted["replies"][0]["differ"] == 1
    assert counted["agreement"]["percent"] < 100
    assert sum(map(sum, counted["confusion"])) == counted["agreement"]["sentences"]
    assert "王珂" not in json.dumps(counted, ensure_ascii=False)
    (difference,) = settler.get(f"/api/task/{key}/diff/{name}")["differences"]
    assert difference["names"] is None
    assert "王珂" not in json.dumps(difference, ensure_ascii=False)
    assert settler.post(f"/api/task/{key}/finish")["kind"] == "unsettled"
    side = next(n for n, shown in enumerate(difference["sides"], 1) if shown["units"][0]["labels"] == "c")
    done = settler.post(f"/api/task/{key}/settle/{name}", do="settle", item=difference["item"], to=side)
    assert done["differences"][0]["chosen"] == side
    assert done["differences"][0]["names"][side - 1] == "王珂"
    assert settler.get(f"/api/task/{key}/diff")["labellers"] == ["王珂", "陈静"]
    assert settler.post(f"/api/task/{key}/finish")["written"] == 1
    folder = records.with_name("records.tasks") / key / "settled"
    (gold,) = load_gold_set(folder)
    start = LETTER.index("力争2027年底前")
    assert next(one.labels for one in gold.labels.sentences if one.start == start) == ("commitment",)
    assert json.loads((folder / "agreement.json").read_text(encoding="utf-8"))["replies"] == 1
    assert [remark for remark in lint(folder) if remark.severity == "fault"] == []


def test_a_difference_is_the_settler_s_own_only_after_an_act_on_it(desk: Desk) -> None:
    key, name = _two_labellings(desk)
    settler = AtDesk(desk, "李敏")
    answer = settler.get(f"/api/task/{key}/diff/{name}")
    (difference,) = answer["differences"]
    assert difference["own"] is False
    labels = next(one["labels"] for one in answer["sheet"]["units"] if f"u{one['start']}" == difference["item"])
    act = {"do": "unit", "item": difference["item"], "from": labels, "to": labels}
    answer = settler.post(f"/api/task/{key}/settle/{name}", **act)
    assert (answer["differences"][0]["own"], answer["differences"][0]["settled"]) == (True, False)
    answer = settler.post(f"/api/task/{key}/settle/{name}", do="undo", undoes=answer["last"])
    assert answer["differences"][0]["own"] is False


def test_a_settler_may_write_labels_of_their_own_and_take_a_decision_back(desk: Desk) -> None:
    key, name = _two_labellings(desk)
    settler = AtDesk(desk, "李敏")
    (difference,) = settler.get(f"/api/task/{key}/diff/{name}")["differences"]
    settler.post(f"/api/task/{key}/settle/{name}", do="settle", item=difference["item"], to=1)
    standing = settler.get(f"/api/task/{key}/diff/{name}")["sheet"]["units"]
    before = next(unit["labels"] for unit in standing if f"u{unit['start']}" == difference["item"])
    answer = settler.post(
        f"/api/task/{key}/settle/{name}", **{"do": "unit", "item": difference["item"], "from": before, "to": "mc"}
    )
    assert (
        next(unit["labels"] for unit in answer["sheet"]["units"] if f"u{unit['start']}" == difference["item"]) == "mc"
    )
    for _ in range(2):
        answer = settler.post(f"/api/task/{key}/settle/{name}", do="undo", undoes=answer["last"])
    assert answer["differences"][0]["settled"] is False


@pytest.mark.parametrize("mode", ["blind", "draft"])
def test_who_labels_a_text_blind_in_another_task_settles_it_after_the_hand_in(desk: Desk, mode: str) -> None:
    key, name = _two_labellings(desk, mode)
    settler = AtDesk(desk, "李敏")
    own, _ = letter_task(desk, labellers=("李敏",))
    asked = [settler.get(f"/api/task/{key}/diff"), settler.get(f"/api/task/{key}/diff/{name}")]
    asked.append(settler.post(f"/api/task/{key}/settle/{name}", do="remark", item="reply.issuer", to="看过"))
    asked.append(settler.post(f"/api/task/{key}/finish"))
    assert [answer["kind"] for answer in asked] == ["blind"] * 4
    all_labelled(settler, own, name)
    assert handed_in(settler, own, name)["done"]
    assert settler.get(f"/api/task/{key}/diff/{name}")["status"] == 200
