"""The list of replies for a new task, the list of all acts, and what the keys for undoing take back, at the server."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarise.engines.rules import RulesEngine
from summarise.workbench.all_acts import taken_path
from summarise.workbench.desk import Desk, opened_desk
from summarise.workbench.listed_text import Listed
from tests.support.at_desk import AtDesk
from tests.support.bench import reviewed_run
from tests.support.labelled import all_labelled, handed_in, letter_task
from tests.support.letter_at import letter_at
from tests.support.reviewed import LETTER


def test_the_shortest_reply_in_no_task_stands_first(desk: Desk) -> None:
    person = AtDesk(desk)
    lengths = {row.name: row.characters for row in desk.shelf.rows()}
    rows = [row["name"] for row in person.get("/api/choices?mode=blind&first=李敏")["rows"]]
    assert rows == sorted(lengths, key=lambda name: lengths[name])
    person.post("/api/tasks", title="一", mode="blind", labellers=["王珂"], replies=[rows[0]])
    again = person.get("/api/choices?mode=blind&first=李敏")["rows"]
    assert [row["name"] for row in again] == [*rows[1:], rows[0]]
    assert "已在别的任务里" in again[-1]["about"]
    assert "任务" not in again[0]["about"]


def test_a_reply_is_offered_by_its_own_words_and_found_by_all_that_are_asked_for(desk: Desk) -> None:
    person = AtDesk(desk)
    (row,) = person.get("/api/choices?mode=blind&first=李敏&q=停车 31")["rows"]
    listed = Listed.of(LETTER, "letter.txt")
    assert row["title"] == listed.title == LETTER.splitlines()[0]
    assert row["about"] == f"{listed.signed} · {listed.length:,} 字"
    assert listed.headed.endswith(f"（{listed.length:,} 字）")  # as the letter itself says it
    assert person.get("/api/choices?mode=blind&first=李敏&q=停车 飞机")["total"] == 0


def test_replies_come_page_by_page_and_those_that_were_seen_only_from_a_draft(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 8)) as desk:
        person = AtDesk(desk)
        whole = person.get("/api/choices?mode=draft")
        assert (whole["total"], whole["next"], whole["left_out"]) == (8, None, "")
        assert person.get("/api/choices?mode=draft&after=6")["rows"] == whole["rows"][6:]
        person.get(f"/api/reply/{whole['rows'][0]['name']}")
        blind = person.get("/api/choices?mode=blind&first=王珂&second=李敏")
        assert (blind["total"], blind["rows"]) == (7, whole["rows"][1:])
        assert "1 件" in blind["left_out"]
        assert person.get("/api/choices?mode=blind&first=王珂")["total"] == 8


def test_who_may_make_no_task_is_shown_no_choices(desk: Desk) -> None:
    assert AtDesk(desk, role="review").get("/api/choices")["status"] == 403


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        ("关于某提案的答复\n我们将办好。\n沐阳市 民政局\n2025年3月1日", "沐阳市民政局"),
        ("关于某提案的答复\n我们将办好。\n沐阳市民政局\n联系电话：1234567\n抄送：沐阳市政协提案委", "沐阳市民政局"),
        ("关于某提案的答复\n我们将办好。", ""),
    ],
)
def test_the_signature_of_a_text_is_the_line_at_its_end_that_names_a_body(text: str, signed: str) -> None:
    assert Listed.of(text, "a.txt").signed == signed


def test_every_act_is_listed_newest_first_and_what_was_undone_says_so(desk: Desk) -> None:
    person = AtDesk(desk)
    reply = letter_at(person)
    on, name = reply["fixed"]["sha256"], reply["fixed"]["name"]
    item = next(one for one in reply["now"]["items"] if one["certainty"] == "effort")
    person.act(on, "firmness", item["name"], "effort", "firm")
    AtDesk(desk, "王珂").act(on, "remark", "", None, "看看")
    person.post("/api/event", on=on, do="undo", undoes=1)
    told = person.get("/api/acts")
    assert [(one["n"], one["by"], one["gone"]) for one in told["acts"]] == [
        (3, "李敏", False),
        (2, "王珂", False),
        (1, "李敏", True),
    ]
    assert [one["href"] for one in told["acts"]] == [
        f"/r/{name}/{item['name']}",
        f"/r/{name}",
        f"/r/{name}/{item['name']}",
    ]
    assert (told["acts"][2]["was"], told["acts"][2]["now"]) == ("力争", "明确")
    assert (told["n"], told["next"]) == (3, None)
    assert [one["n"] for one in person.get("/api/acts?by=王珂")["acts"]] == [2]
    assert [one["n"] for one in person.get("/api/acts?before=3")["acts"]] == [2, 1]


def test_acts_on_a_text_that_is_labelled_blind_are_withheld_and_who_reads_the_list_has_seen_the_others(
    desk: Desk,
) -> None:
    person, other = AtDesk(desk), AtDesk(desk, "王珂")
    names = [row["name"] for row in person.get("/api/queue")["rows"]]
    for name in names[:2]:
        other.act(desk.row(name).sha256, "remark", "", None, "看看")
    person.post("/api/tasks", title="盲", mode="blind", labellers=["李敏"], replies=[names[0]])
    told = person.get("/api/acts")
    assert [one["n"] for one in told["acts"] if one["n"]] == [2]
    assert "1 件" in told["closed"]
    answer = person.post("/api/tasks", title="盲", mode="blind", labellers=["李敏"], replies=[names[1]])
    assert answer["kind"] == "seen"


def test_labels_decisions_tasks_files_addresses_and_unread_words_are_acts_too(tmp_path: Path) -> None:
    with opened_desk(reviewed_run(tmp_path / "run", 2), RulesEngine()) as desk:
        maker, reader = AtDesk(desk, "李敏"), AtDesk(desk, "周宁", "read")
        key, name = letter_task(desk)
        for person in ("王珂", "陈静"):
            all_labelled(AtDesk(desk, person), key, name)
            assert handed_in(AtDesk(desk, person), key, name)["done"]
        maker.post(f"/api/task/{key}/settle/{name}", do="remark", item="reply.issuer", to="看过")
        maker.post("/api/incoming", name="泵站.txt", text=LETTER.replace("停车", "泵站"))
        maker.post("/api/address", on=name, url="https://anlan.example/1")
        units = len(AtDesk(desk, "王珂").get(f"/api/task/{key}/reply/{name}")["now"]["units"])
        told = reader.get("/api/acts")
        said = [(one["by"], one["said"]) for one in told["acts"]]
        assert set(said) == {
            ("李敏", "建立任务「停车」：盲标，1 件，王珂、陈静"),
            *((who, words) for who in ("王珂", "陈静") for words in (f"标注「停车」 {units} 步", "交卷「停车」")),
            ("李敏", "裁定「停车」 1 步"),
            ("李敏", "收下 泵站.txt"),
            ("李敏", "来源网址 https://anlan.example/1"),
        }
        assert len(said) == 8
        assert told["n"] == 6 + 2 * units
        overview = reader.get("/api/overview")
        assert [told["n"], "操作记录", "/acts"] in overview["figures"]
        assert {one["name"]: one["acts"] for one in overview["people"]} == {
            "王珂": units + 1,
            "陈静": units + 1,
            "李敏": 4,
        }
        assert not desk.tasks.opened.has("周宁", desk.row(name).sha256)  # nothing of the engine's is in these lines
        assert [one["href"] for one in AtDesk(desk, "王珂").get("/api/acts?by=王珂")["acts"]] == [
            f"/task/{key}/{name}"
        ] * 2


def test_labels_of_a_text_that_one_still_labels_blind_are_not_listed(desk: Desk) -> None:
    key, name = letter_task(desk)
    all_labelled(AtDesk(desk, "王珂"), key, name)
    told = AtDesk(desk, "陈静").get("/api/acts")
    assert [one["said"].partition("「")[0] for one in told["acts"]] == ["建立任务"]
    assert "1 件" in told["closed"]


def test_who_only_follows_what_others_do_is_told_nothing_of_it(desk: Desk) -> None:
    person = AtDesk(desk)
    reply = letter_at(AtDesk(desk, "王珂"))
    item = next(one for one in reply["now"]["items"] if one["certainty"] == "effort")
    AtDesk(desk, "王珂").act(reply["fixed"]["sha256"], "firmness", item["name"], "effort", "firm")
    assert person.get("/api/events?since=0")["events"] == [{"n": 1, "on": reply["fixed"]["sha256"]}]
    made = person.post("/api/tasks", title="盲", mode="blind", labellers=["李敏"], replies=[reply["fixed"]["name"]])
    assert made["status"] == 200


def test_the_keys_for_undoing_take_back_ones_own_acts_and_bring_them_again_one_by_one(desk: Desk) -> None:
    person, other = AtDesk(desk), AtDesk(desk, "王珂")
    on = letter_at(person)["fixed"]["sha256"]
    person.act(on, "remark", "", None, "一")
    person.act(on, "remark", "", None, "二")
    other.act(on, "remark", "", None, "三")
    log = letter_at(person)["log"]
    assert (log["undo"], log["redo"]) == (2, None)
    for taken, then in ((2, (1, 4)), (1, (None, 5)), (5, (1, 4)), (4, (2, None))):
        log = person.post("/api/event", on=on, do="undo", undoes=taken)["log"]
        assert (log["undo"], log["redo"]) == then


@pytest.mark.parametrize("do", ["accept", "remark", "label", "firmness", "field"])
def test_what_the_help_calls_undone_by_a_key_is(desk: Desk, do: str) -> None:
    person = AtDesk(desk)
    reply = letter_at(person)
    on, before = reply["fixed"]["sha256"], reply["now"]
    item = next(one for one in before["items"] if one["certainty"] == "effort")
    for place in before["warnings"]:
        person.act(on, "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    before = letter_at(person)["now"]
    sentence = f"s{item['starts'][0]}"
    acts = {
        "accept": ("", None, True),
        "remark": (sentence, None, "看看"),
        "label": (sentence, "c", "mc"),
        "firmness": (item["name"], "effort", "firm"),
        "field": ("reply.issuer", before["reply"]["issuer"], "云溪市"),
    }
    answer = person.act(on, do, *acts[do])
    assert answer["status"] == 200
    assert answer["log"]["undo"] == answer["n"]
    assert person.post("/api/event", on=on, do="undo", undoes=answer["n"])["now"] == before


def test_what_the_help_says_cannot_be_undone_is_passed_over_by_the_key(desk: Desk) -> None:
    person = AtDesk(desk)
    key, name = letter_task(desk, labellers=("李敏",))
    all_labelled(person, key, name)
    assert handed_in(person, key, name)["done"]
    last = person.get(f"/api/task/{key}/reply/{name}")["log"]["undo"]
    assert person.post(f"/api/task/{key}/event/{name}", do="undo", undoes=last)["kind"] == "handed_in"
    assert person.post(f"/api/task/{key}/event/{name}", do="undo", undoes=last + 1)["status"] == 409


@pytest.mark.parametrize("odd", ['{"by": "李敏", "sha256": "a", "at": null}', '{"by": 3, "sha256": "a"}', "[]", ""])
def test_a_line_that_is_no_act_hides_no_other(desk: Desk, odd: str) -> None:
    act = {"sha256": "b", "by": "周宁", "at": "2026-01-05T08:00:00", "source": "渡\u2028口.txt"}
    taken_path(desk.records).write_text(f"{odd}\n{json.dumps(act, ensure_ascii=False)}\n", encoding="utf-8")
    assert [one["said"] for one in AtDesk(desk).get("/api/acts")["acts"]] == ["收下 渡\u2028口.txt"]
