"""A labeller leaves a task and comes back; what a person has seen is offered to nobody blind; texts have titles."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from summarise.workbench.desk import Desk, opened_desk
from summarise.workbench.listed_text import Listed
from tests.support.at_desk import AtDesk
from tests.support.labelled import all_labelled, handed_in, label, letter_name, letter_task
from tests.support.reviewed import LETTER


def _two(desk: Desk, mode: str) -> tuple[str, list[str]]:
    made = AtDesk(desk, "李敏").post("/api/tasks", title="停车", mode=mode, labellers=["王珂", "陈静"], count=2)
    path = f"/api/task/{made['key']}"
    return path, [one["name"] for one in AtDesk(desk, "王珂").get(f"{path}/list")["replies"]]


@pytest.mark.parametrize("mode", ["blind", "draft"])
def test_a_text_that_is_not_begun_is_left_by_one_labeller(desk: Desk, mode: str) -> None:
    person, other = AtDesk(desk, "王珂", "review"), AtDesk(desk, "陈静", "review")
    path, (first, second) = _two(desk, mode)
    key = path.rpartition("/")[2]
    assert [one["act"] for one in person.get(f"{path}/list")["replies"]] == ["不标这件"] * 2
    unit = person.get(f"{path}/reply/{first}")["now"]["units"][0]
    acted = label(person, key, first, f"u{unit['start']}", "p", **{"from": unit["labels"]})
    assert acted["status"] == 200
    assert person.post(f"{path}/leave", name=first)["kind"] == "begun"
    assert "1 件" in person.post(f"{path}/leave", name=second)["said"]
    now = person.get(f"{path}/list")
    assert [[one["name"] for one in now[part]] for part in ("replies", "left")] == [[first], [second]]
    assert person.get(f"/api/reply/{second}")["status"] == 200
    assert person.get(f"/api/reply/{first}")["status"] == (403 if mode == "blind" else 200)
    assert person.get(f"{path}/reply/{second}")["kind"] == "left"
    assert label(person, key, second, "u0", "f")["kind"] == "left"
    assert len(other.get(f"{path}/list")["replies"]) == 2
    shown = person.get("/api/tasks")["tasks"][0]["labellers"]
    assert [(one["name"], one["of"]) for one in shown] == [("王珂", 1), ("陈静", 2)]
    assert person.get("/api/events")["tabs"]["label"] == 1


def test_a_task_with_a_draft_is_left_and_taken_up_again(desk: Desk) -> None:
    person = AtDesk(desk, "王珂", "review")
    path, (first, second) = _two(desk, "draft")
    assert "重新加入" in person.post(f"{path}/leave", name=second)["said"]
    assert person.post(f"{path}/leave")["status"] == 200
    assert person.get(f"{path}/list")["replies"] == []
    with opened_desk_again(desk) as again:
        person = AtDesk(again, "王珂", "review")
        now = person.get(f"{path}/list")
        assert (now["act"], now["back"], now["note"]) == ("重新加入", True, "")
        assert [one["act"] for one in now["left"]] == ["重新加入"] * 2
        assert "1 件" in person.post(f"{path}/leave", back=True, name=second)["said"]
        assert "1 件" in person.post(f"{path}/leave", back=True)["said"]
        assert [one["name"] for one in person.get(f"{path}/list")["replies"]] == [first, second]
        for undoes in (1, 3):  # neither the leaving nor its undo is an act of the sheet
            assert person.post(f"{path}/event/{first}", do="undo", undoes=undoes)["status"] == 409


def test_nobody_comes_back_blind_to_what_was_left(desk: Desk) -> None:
    person = AtDesk(desk, "王珂", "review")
    path, (first, second) = _two(desk, "blind")
    assert "不能再加入" in person.get(f"{path}/list")["note"]
    assert "重新加入" not in person.post(f"{path}/leave", name=second)["said"]
    (left,) = person.get(f"{path}/list")["left"]
    assert left["act"] == ""
    for named in ({"name": second}, {}):
        assert person.post(f"{path}/leave", back=True, **named)["kind"] == "seen"
    assert [one["name"] for one in person.get(f"{path}/list")["replies"]] == [first]
    person.post(f"{path}/leave")
    now = person.get(f"{path}/list")
    assert (now["replies"], now["act"], now["note"]) == ([], "", "")
    assert person.get("/api/ledger")["closed"] == ""
    again = AtDesk(desk, "李敏").post("/api/tasks", title="盲", mode="blind", labellers=["王珂"], replies=[first])
    assert again["kind"] == "seen"


def test_a_named_text_that_was_left_already_is_not_the_whole_task(desk: Desk) -> None:
    person, other = AtDesk(desk, "王珂", "review"), AtDesk(desk, "陈静", "review")
    key, name = letter_task(desk)
    person.post(f"/api/task/{key}/leave", name=name)
    all_labelled(other, key, name)
    assert handed_in(other, key, name)["done"]
    again = person.post(f"/api/task/{key}/leave", name=name)
    assert (again["status"], again["said"]) == (200, "这一件您已经退出了")


def test_the_draft_of_a_text_counts_as_seen_and_is_closed_to_who_labels_it_blind(desk: Desk) -> None:
    person, settler = AtDesk(desk, "王珂", "review"), AtDesk(desk, "李敏")
    key, name = letter_task(desk, "draft")

    def blind(who: str) -> Any:
        return settler.post("/api/tasks", title="盲", mode="blind", labellers=[who], replies=[name])

    assert person.get(f"/api/task/{key}/reply/{name}")["status"] == 200
    assert blind("王珂")["kind"] == "seen"
    assert blind("陈静")["status"] == 200
    assert AtDesk(desk, "陈静", "review").get(f"/api/task/{key}/reply/{name}")["kind"] == "blind"


@contextmanager
def opened_desk_again(desk: Desk) -> Iterator[Desk]:
    """A second desk on a copy of the records and everything beside them."""
    folder = desk.records.parent.with_name("copy")
    shutil.copytree(desk.records.parent, folder)
    with opened_desk(folder / desk.records.name) as again:
        yield again


def test_a_task_in_which_anybody_has_handed_in_is_not_left_whole(desk: Desk) -> None:
    key, name = letter_task(desk)
    person, other = AtDesk(desk, "王珂", "review"), AtDesk(desk, "陈静", "review")
    all_labelled(other, key, name)
    assert handed_in(other, key, name)["done"]
    assert person.post(f"/api/task/{key}/leave")["kind"] == "handed_in"
    assert person.get(f"/api/task/{key}/list")["act"] == ""
    assert other.post(f"/api/task/{key}/leave", name=name)["kind"] == "begun"
    assert person.post(f"/api/task/{key}/leave", name=name)["status"] == 200
    assert AtDesk(desk, "李敏").post(f"/api/task/{key}/leave")["kind"] == "no_labeller"


def test_replies_whose_result_a_labeller_has_seen_are_not_offered_blind(desk: Desk, records: Path) -> None:
    rows = desk.shelf.rows()
    person = AtDesk(desk, "王珂", "review")
    assert person.get(f"/api/reply/{rows[0].name}")["status"] == 200
    with opened_desk_again(desk) as again:
        settler, seer = AtDesk(again, "李敏"), AtDesk(again, "王珂")

        def made(mode: str, who: str, **which: Any) -> Any:
            return settler.post("/api/tasks", title="盲", mode=mode, labellers=["陈静", who], **which)

        assert made("blind", "王珂", replies=[rows[0].name])["kind"] == "seen"
        task = made("blind", "王珂", count=5)
        assert "只有 2 件" in task["said"]
        offered = [one["name"] for one in seer.get(f"/api/task/{task['key']}/list")["replies"]]
        assert offered == [row.name for row in rows[1:]]
        assert made("draft", "王珂", count=5)["said"] == ""
        assert made("blind", "赵宁", count=5)["said"] == ""
    assert len(records.with_name("records.opened.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_blind_list_names_a_text_by_its_own_title_and_length(desk: Desk) -> None:
    key, name = letter_task(desk)
    (entry,) = AtDesk(desk, "王珂").get(f"/api/task/{key}/list")["replies"]
    title = f"{LETTER.splitlines()[0]}（{len(''.join(LETTER.split()))} 字）"
    assert entry["title"] == title
    assert AtDesk(desk, "王珂").get(f"/api/task/{key}/reply/{name}")["fixed"]["source"] == title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("云溪市政府网\n首页\n关于办理第3号建议的\n答复\n李敏代表：\n", "关于办理第3号建议的（25 字）"),
        ("李敏代表：\n您提出的关于停车的建议收悉，现答复如下\n", "c.txt（24 字）"),
        ("现就您的提案答复如下：\n我局将新建停车场。\n", "c.txt（20 字）"),
        ("\n" * 3, "c.txt"),
        (
            "首页 > 政务公开 > 建议提案办理\n| 索引号 | 000 | 类别 | 人大建议 |\n## 云溪市水利局關於第3號建議的答復\n",
            "云溪市水利局關於第3號建議的答復（49 字）",
        ),
    ],
)
def test_a_title_is_a_line_about_an_answer_else_the_name_of_the_source(text: str, title: str) -> None:
    assert Listed.of(text, "a/b/c.txt").headed == title


def test_who_settles_labels_made_from_a_draft_has_seen_the_result(desk: Desk) -> None:
    key, name = letter_task(desk, "draft")
    for who in ("王珂", "陈静"):
        all_labelled(AtDesk(desk, who, "review"), key, name)
        assert handed_in(AtDesk(desk, who, "review"), key, name)["done"]
    settler = AtDesk(desk, "李敏")
    assert settler.get(f"/api/task/{key}/diff/{name}")["status"] == 200
    asked = {"title": "盲", "mode": "blind", "labellers": ["李敏"], "replies": [name]}
    assert settler.post("/api/tasks", **asked)["kind"] == "seen"


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        ("get", "/api/ledger?q=泊位", {}),
        ("post", "/api/ledger/export", {"q": "泊位", "to": "csv"}),
        ("post", "/api/export", {"to": "jsonl"}),
    ],
)
def test_who_was_sent_an_item_of_a_reply_in_a_list_or_a_file_has_seen_it(
    desk: Desk, method: str, address: str, body: dict[str, Any]
) -> None:
    settler, seer, other = AtDesk(desk, "李敏"), AtDesk(desk, "王珂"), AtDesk(desk, "陈静")
    answer = getattr(seer, method)(address, **body)
    assert answer["status"] == 200
    rows = answer.get("rows")
    name = rows[0]["name"] if isinstance(rows, list) else letter_name(desk)

    def blind(who: str) -> Any:
        return settler.post("/api/tasks", title="盲", mode="blind", labellers=[who], replies=[name])

    assert blind("王珂")["kind"] == "seen"
    assert blind("陈静")["status"] == 200
    assert name not in {row["name"] for row in other.get("/api/ledger")["rows"]}


def test_who_took_the_report_of_a_gold_set_has_seen_its_replies(desk: Desk) -> None:
    key, name = letter_task(desk, labellers=("陈静",))
    other = AtDesk(desk, "陈静", "review")
    all_labelled(other, key, name)
    assert handed_in(other, key, name)["done"]
    assert AtDesk(desk, "王珂").get(f"/api/evaluation/report?task={key}&set=labeller1")["status"] == 200
    again = AtDesk(desk, "李敏").post("/api/tasks", title="盲", mode="blind", labellers=["王珂"], replies=[name])
    assert again["kind"] == "seen"


def test_a_text_is_named_by_its_number_or_the_reference_of_an_item_once(desk: Desk) -> None:
    name = desk.shelf.rows()[0].name
    values = {"title": "停车", "mode": "draft", "labellers": ["王珂"]}
    made = AtDesk(desk).post("/api/tasks", **values, replies=[f"{name}-c78", name])
    assert [one["name"] for one in AtDesk(desk, "王珂").get(f"/api/task/{made['key']}/list")["replies"]] == [name]


def test_no_task_is_made_of_texts_that_were_not_kept(desk: Desk, records: Path) -> None:
    gone, *others = desk.shelf.rows()
    (records.parent / "texts" / f"{gone.sha256}.txt").unlink()
    values = {"title": "停车", "mode": "draft", "labellers": ["王珂"]}
    refused = AtDesk(desk).post("/api/tasks", **values, replies=[gone.name])
    assert (refused["status"], refused["kind"]) == (422, "no_text")
    made = AtDesk(desk).post("/api/tasks", **values, count=9)
    assert "1 件没有保存原文" in made["said"]
    assert {one["name"] for one in AtDesk(desk, "王珂").get(f"/api/task/{made['key']}/list")["replies"]} == {
        row.name for row in others
    }
