"""The gold of a labelling is taken from the browser, by whom it is open to."""

import io
import zipfile
from pathlib import Path

import pytest

from summarise.evaluation.gold.gold_set import load_gold_set
from summarise.workbench.desk import Desk
from tests.support.at_desk import AtDesk
from tests.support.labelled import all_labelled, handed_in, letter_task


def _labelled(desk: Desk, key: str, name: str, *people: str) -> None:
    for person in people:
        labeller = AtDesk(desk, person, "review")
        all_labelled(labeller, key, name)
        assert handed_in(labeller, key, name)["done"]


def _taken(person: AtDesk, key: str, slot: str, folder: Path) -> list[str]:
    """The names of the gold files that a person downloads and unpacks into `folder`, as `eval` reads them."""
    made = person.post("/api/evaluation/gold", task=key, set=slot)
    assert made["status"] == 200, made
    with zipfile.ZipFile(io.BytesIO(person.get(f"/api/export/{made['id']}")["content"])) as archive:
        archive.extractall(folder)
    return [gold.name for gold in load_gold_set(folder)]


def test_what_one_person_labelled_blind_is_downloaded_as_gold(desk: Desk, tmp_path: Path) -> None:
    key, name = letter_task(desk, labellers=("王珂",))
    labeller = AtDesk(desk, "王珂", "review")
    assert labeller.get(f"/api/task/{key}/list")["gold"] == ""
    assert labeller.post("/api/evaluation/gold", task=key, set="labeller1")["status"] == 404
    _labelled(desk, key, name, "王珂")
    slot = labeller.get(f"/api/task/{key}/list")["gold"]
    assert slot == labeller.get(f"/api/task/{key}/reply/{name}")["task"]["gold"] == "labeller1"
    assert _taken(labeller, key, slot, tmp_path / "own") == [name]
    assert [one["gold"] for one in AtDesk(desk, "李敏", "read").get("/api/evaluation")["sets"]] == ["labeller1"]


def test_one_of_two_labellings_is_its_labellers_alone_until_both_are_settled(desk: Desk, tmp_path: Path) -> None:
    key, name = letter_task(desk)
    _labelled(desk, key, name, "王珂", "陈静")
    settler, labeller = AtDesk(desk, "李敏"), AtDesk(desk, "陈静", "review")
    assert [one["gold"] for one in settler.get("/api/evaluation")["sets"]] == ["", ""]
    assert [one["gold"] for one in labeller.get("/api/evaluation")["sets"]] == ["", "labeller2"]
    assert settler.post("/api/evaluation/gold", task=key, set="labeller1")["status"] == 404
    assert "裁定写出以后" in settler.post("/api/evaluate", task=key, set="labeller1")["notes"][-1]
    assert "裁定" not in "".join(labeller.post("/api/evaluate", task=key, set="labeller2")["notes"])
    assert labeller.post("/api/evaluation/gold", task=key, set="labeller1")["status"] == 404
    assert _taken(labeller, key, "labeller2", tmp_path / "own") == [name]
    finished = settler.post(f"/api/task/{key}/finish")
    assert "下载" in finished["said"]
    with zipfile.ZipFile(io.BytesIO(settler.get(f"/api/export/{finished['id']}")["content"])) as archive:
        assert archive.namelist() == [f"{name}.gold.json", f"{name}.txt", "agreement.json"]
    assert _taken(labeller, key, "settled", tmp_path / "settled") == [name]
    assert _taken(labeller, key, "labeller1", tmp_path / "other") == [name]


def test_gold_of_a_text_that_one_still_labels_blind_stays_closed(desk: Desk) -> None:
    key, name = letter_task(desk, labellers=("王珂",))
    letter_task(desk, labellers=("陈静",))
    _labelled(desk, key, name, "王珂")
    assert AtDesk(desk, "陈静", "review").post("/api/evaluation/gold", task=key, set="labeller1")["status"] == 404


def test_gold_is_not_offered_before_the_last_text_of_a_blind_task_is_handed_in(desk: Desk) -> None:
    names = [row.name for row in desk.shelf.rows()][:2]
    made = AtDesk(desk, "李敏").post("/api/tasks", title="两件", mode="blind", labellers=["王珂"], replies=names)
    labeller, key = AtDesk(desk, "王珂", "review"), made["key"]
    offered = []
    for name in names:
        _labelled(desk, key, name, "王珂")
        offered.append(
            (
                labeller.get(f"/api/task/{key}/list")["gold"],
                labeller.get(f"/api/task/{key}/reply/{name}")["task"]["gold"],
                labeller.post("/api/evaluation/gold", task=key, set="labeller1")["status"],
            )
        )
    assert offered == [("", "", 404), ("labeller1", "labeller1", 200)]


def test_gold_that_began_as_the_engines_draft_counts_as_seen(desk: Desk) -> None:
    key, name = letter_task(desk, "draft", ("王珂",))
    _labelled(desk, key, name, "王珂")
    reader = AtDesk(desk, "陈静", "review")
    assert reader.post("/api/evaluation/gold", task=key, set="labeller1")["status"] == 200
    assert desk.tasks.opened.has("陈静", desk.row(name).sha256)


def test_who_writes_out_a_draft_that_two_agreed_on_has_seen_it(desk: Desk) -> None:
    key, name = letter_task(desk, "draft")
    _labelled(desk, key, name, "王珂", "陈静")
    settler = AtDesk(desk, "李敏")
    assert not desk.tasks.opened.has("李敏", desk.row(name).sha256)
    assert settler.post(f"/api/task/{key}/finish")["status"] == 200
    assert desk.tasks.opened.has("李敏", desk.row(name).sha256)


@pytest.mark.parametrize("slot", ["../labeller1", "settle", "labeller9", ""])
def test_no_other_folder_is_handed_out(desk: Desk, slot: str) -> None:
    key, name = letter_task(desk, labellers=("王珂",))
    _labelled(desk, key, name, "王珂")
    assert AtDesk(desk, "王珂").post("/api/evaluation/gold", task=key, set=slot)["status"] == 404
