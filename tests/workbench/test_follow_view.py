from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarise.corpus.index_making import corpus_path
from summarise.review.journal import journal_path, read_events
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.followed import TODAY, followed_run


@pytest.fixture
def records(tmp_path: Path) -> Path:
    return followed_run(tmp_path / "run")


@pytest.fixture
def desk(records: Path) -> Iterator[Desk]:
    with opened_desk(records, today=TODAY) as opened:
        yield opened


def promise(desk: Desk, words: str = "日间照料中心") -> Any:
    [row] = AtDesk(desk).get(f"/api/ledger?q={words} 时限:<=2025-12-31")["rows"]
    return AtDesk(desk).get(f"/api/follow/{row['ref']}")


def find(desk: Desk, told: Any, verdict: str | None, name: str = "李敏", **more: Any) -> Any:
    evidence = [{"reference": told["candidates"][0]["ref"]}]
    found = told["row"]["found"]
    values = {"ref": told["row"]["ref"], "do": "verdict", "from": found["verdict"] if found else None}
    to = None if verdict is None else {"verdict": verdict, "evidence": evidence, "note": "看了"}
    return AtDesk(desk, name).post("/api/follow", **values | {"to": to} | more)


def test_candidates_come_with_each_part_of_their_score_and_the_share(desk: Desk) -> None:
    told = promise(desk)
    best = told["candidates"][0]
    assert "日间照料中心4处" in best["quote"]
    assert {name for name, _ in best["parts"]} >= {"同一单位", "用词"}
    assert best["score"] == pytest.approx(sum(value for _, value in best["parts"]))
    assert told["row"]["verdict"] == "待核实"
    assert told["around"][0].endswith("二、下一步工作\n")


def test_words_around_a_promise_that_are_cut_inside_a_line_say_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not [one for one in promise(desk)["around"] if "…" in one]
    monkeypatch.setattr("summarise.workbench.views.follow._AROUND", 3)
    before, behind = promise(desk)["around"]
    assert before.startswith("…")
    assert behind.endswith("…") or len(behind) < 3


def test_a_finding_has_the_words_of_the_later_reply_and_stays_after_a_new_start(records: Path) -> None:
    with opened_desk(records, today=TODAY) as desk:
        told = promise(desk)
        done = find(desk, told, "已兑现")
        assert done["now"]["row"]["verdict"] == "已兑现"
    corpus_path(records).unlink()
    with opened_desk(records, today=TODAY) as desk:
        found = promise(desk)["row"]["found"]
    assert (found["by"], found["verdict"], found["note"]) == ("李敏", "已兑现", "看了")
    [proof] = found["proofs"]
    assert "日间照料中心4处" in proof["quote"]
    assert (proof["who"], proof["day"]) == ("静川区民政局", "2026-05-08")
    [event] = read_events(journal_path(records))
    assert isinstance(event.to, dict)
    evidence: Any = event.to["evidence"]
    text = next((records.parent / "texts").glob(f"{evidence[0]['sha256']}.txt")).read_text(encoding="utf-8")
    assert text[evidence[0]["start"] : evidence[0]["end"]] == evidence[0]["quote"]


@pytest.mark.parametrize("verdict", ["已兑现", "部分兑现", "推进中", "未兑现", "已调整"])
def test_nothing_is_found_without_evidence(desk: Desk, verdict: str) -> None:
    told = promise(desk)
    refused = find(desk, told, verdict, to={"verdict": verdict, "evidence": []})
    assert (refused["status"], refused["kind"]) == (422, "no_proof")
    assert promise(desk)["history"] == []


def test_evidence_must_be_later_than_the_promise_and_be_there(desk: Desk) -> None:
    told = promise(desk)
    other = {"reference": told["candidates"][0]["ref"], "quote": "新建日间照料中心99处"}
    for proof in ({"reference": "0123456789-m3"}, {"reference": told["row"]["ref"]}, other):
        assert find(desk, told, "已兑现", to={"verdict": "已兑现", "evidence": [proof]})["status"] == 422
    [newer] = AtDesk(desk).get("/api/ledger?q=换电柜")["rows"]
    to = {"verdict": "已兑现", "evidence": [{"reference": told["row"]["ref"]}]}
    refused = AtDesk(desk).post("/api/follow", ref=newer["ref"], do="verdict", **{"from": None}, to=to)
    assert (refused["status"], refused["message"]) == (422, "依据要出自承诺之后的答复")
    part = {"reference": told["candidates"][0]["ref"], "quote": "新建日间照料中心4处"}
    done = find(desk, told, "已兑现", to={"verdict": "已兑现", "evidence": [part]})
    assert done["now"]["row"]["found"]["proofs"][0]["quote"] == "新建日间照料中心4处"


def test_a_page_elsewhere_is_evidence_with_its_address_its_words_and_a_day(desk: Desk) -> None:
    told = promise(desk)
    proof = {"url": "https://jingchuan.example/1", "quote": "四处照料中心启用", "seen_on": "2026-02-03"}
    done = find(desk, told, "已兑现", to={"verdict": "已兑现", "evidence": [proof]})
    assert done["now"]["row"]["found"]["proofs"][0]["url"] == proof["url"]
    late = proof | {"seen_on": "2027-01-01"}
    assert find(desk, done["now"], "部分兑现", to={"verdict": "部分兑现", "evidence": [late]})["status"] == 422


def test_who_was_slower_sees_what_the_other_found(desk: Desk) -> None:
    told = promise(desk)
    assert find(desk, told, "已兑现")["status"] == 200
    refused = find(desk, told, "未兑现", "王珂")
    assert (refused["status"], refused["now"]) == (409, "已兑现")
    assert promise(desk)["row"]["verdict"] == "已兑现"


def test_the_same_act_sent_twice_is_one(desk: Desk) -> None:
    told = promise(desk)
    first, again = (find(desk, told, "已兑现", client="a1") for _ in range(2))
    assert first["n"] == again["n"] == len(desk.journal)


def test_findings_are_changed_and_taken_back_and_all_of_them_are_shown(desk: Desk) -> None:
    told = find(desk, promise(desk), "推进中")["now"]
    told = find(desk, told, "已兑现", "王珂")["now"]
    back = AtDesk(desk, "王珂").post("/api/follow", ref=told["row"]["ref"], do="undo", undoes=2)
    assert back["now"]["row"]["verdict"] == "推进中"
    assert AtDesk(desk).post("/api/follow", ref=told["row"]["ref"], do="undo", undoes=2)["status"] == 409
    nothing = AtDesk(desk).post("/api/follow", ref=told["row"]["ref"], do="undo", undoes=99)
    assert (nothing["status"], nothing["message"]) == (409, "这里没有这一步")
    assert [(one.get("verdict"), one["in_force"]) for one in back["now"]["history"]] == [
        ("推进中", True),
        ("已兑现", False),
        (None, True),
    ]
    assert find(desk, back["now"], None)["now"]["row"]["verdict"] == "待核实"


def test_a_candidate_of_another_matter_stands_last_and_can_be_taken_back(desk: Desk) -> None:
    told = promise(desk)
    first = told["candidates"][0]["ref"]
    act = {"ref": told["row"]["ref"], "to": first}
    out = AtDesk(desk).post("/api/follow", do="unmatch", **act)["now"]["candidates"]
    assert out[-1]["ref"] == first
    assert out[-1]["out"]["by"] == "李敏"
    assert AtDesk(desk).post("/api/follow", do="match", **act)["now"]["candidates"] == told["candidates"]


def test_the_review_of_the_letter_shows_nothing_of_it_and_stays_as_it_was(desk: Desk) -> None:
    told = promise(desk)
    find(desk, told, "已兑现")
    reply = AtDesk(desk).get(f"/api/reply/{told['row']['name']}")
    assert reply["log"]["events"] == []
    assert reply["now"]["state"] == "waiting"
    assert desk.state(desk.row(told["row"]["name"]))[0] == "waiting"


def test_lists_say_what_is_due_what_is_near_and_what_was_found(desk: Desk) -> None:
    counts = {one["title"]: one["count"] for one in AtDesk(desk).get("/api/follow")["lists"]}
    find(desk, promise(desk), "已兑现")
    after = {one["title"]: one["count"] for one in AtDesk(desk).get("/api/follow")["lists"]}
    assert after["已到期，待核实"] == counts["已到期，待核实"] - 1
    assert after["已核实"] == counts["已核实"] + 1
    assert after["90 天内到期"] == counts["90 天内到期"] > 0


def test_a_finding_whose_promise_a_correction_took_away_is_listed(desk: Desk) -> None:
    told = promise(desk)
    find(desk, told, "已兑现")
    start = int(told["row"]["place"][1:])
    person = AtDesk(desk)
    assert person.act(told["row"]["name"], "label", f"s{start}", "c", "")["status"] == 200
    assert person.get("/api/follow")["lost"] == [{"place": told["row"]["ref"], "word": "已兑现", "why": "gone"}]


def test_a_reply_that_is_labelled_blind_is_no_promise_no_candidate_and_no_evidence(desk: Desk) -> None:
    told = promise(desk)
    later = told["candidates"][0]["ref"]
    AtDesk(desk).post("/api/tasks", title="盲", mode="blind", labellers=["王珂"], replies=[later[:10]])
    AtDesk(desk).post("/api/tasks", title="盲", mode="blind", labellers=["陈静"], replies=[told["row"]["name"]])
    seen = AtDesk(desk, "王珂").get(f"/api/follow/{told['row']['ref']}")
    assert later[:10] not in {one["ref"][:10] for one in seen["candidates"]}
    assert find(desk, told, "已兑现", "王珂")["status"] == 403
    assert AtDesk(desk, "陈静").get(f"/api/follow/{told['row']['ref']}")["status"] == 403
    assert find(desk, told, "已兑现", "陈静")["status"] == 403


def test_who_may_only_read_finds_nothing(desk: Desk) -> None:
    told = promise(desk)
    refused = AtDesk(desk, "张工", "read").post("/api/follow", ref=told["row"]["ref"], do="verdict", to=None)
    assert refused["status"] == 403


@pytest.mark.parametrize("place", ["nothing", "0123456789-c3"])
def test_a_reference_of_no_promise_is_refused(desk: Desk, place: str) -> None:
    assert AtDesk(desk).get(f"/api/follow/{place}")["status"] == 404


def test_what_is_left_out_for_a_blind_labelling_is_said_in_each_view(desk: Desk) -> None:
    told = promise(desk)
    later = told["candidates"][0]["ref"]
    row = desk.row(later.partition("-")[0])
    AtDesk(desk).post("/api/tasks", title="盲标", mode="blind", labellers=["王珂"], replies=[row.name])
    person, said = AtDesk(desk, "王珂"), "不含您盲标任务里的 1 件，交卷后可见"
    views = ("/api/follow", f"/api/follow/{told['row']['ref']}", "/api/ledger", "/api/queue", "/api/overview")
    assert [person.get(view)["closed"] for view in views] == [said] * len(views)
    assert [AtDesk(desk).get(view)["closed"] for view in views] == [""] * len(views)
    assert later not in [one["ref"] for one in person.get(views[1])["candidates"]]
    to = {"verdict": "已兑现", "evidence": [{"reference": later}]}
    refused = person.post("/api/follow", **{"ref": told["row"]["ref"], "do": "verdict", "from": None, "to": to})
    assert (refused["status"], refused["kind"]) == (403, "blind")


def test_the_replies_that_a_promise_lists_count_as_seen(desk: Desk) -> None:
    told = promise(desk)
    names = {told["row"]["ref"][:10], *(one["ref"][:10] for one in told["candidates"])}
    assert len(names) > 1
    made = AtDesk(desk).post("/api/tasks", title="盲", mode="blind", labellers=["李敏"], count=500)
    listed = {one["name"] for one in AtDesk(desk).get(f"/api/task/{made['key']}/list")["replies"]}
    assert listed == {row.name for row in desk.shelf.rows()} - names


def test_a_row_is_told_how_many_passages_speak_of_its_promise_without_those_put_aside(desk: Desk) -> None:
    told = promise(desk)
    person, ref = AtDesk(desk, "王珂"), told["row"]["ref"]
    likely = [one for one in told["candidates"] if one["likely"]]
    assert 0 < len(likely) < len(told["candidates"])
    assert person.get(f"/api/follow/{ref}/likely")["likely"] == len(likely)
    put_aside = {"ref": ref, "do": "unmatch", "from": None, "to": likely[0]["ref"]}
    assert AtDesk(desk).post("/api/follow", **put_aside)["status"] == 200
    assert person.get(f"/api/follow/{ref}/likely")["likely"] == len(likely) - 1
    assert not desk.tasks.opened.has("王珂", told["row"]["name"])  # a number shows no item
    assert person.get("/api/follow/0000000000-c1/likely")["status"] == 404


def test_a_promise_of_which_no_later_reply_speaks_says_so_above_the_few_that_are_offered(desk: Desk) -> None:
    [row] = AtDesk(desk).get("/api/ledger?q=统一收费")["rows"]
    quiet = AtDesk(desk).get(f"/api/follow/{row['ref']}")
    assert "没有说到这件事" in quiet["told"]
    assert 0 < len(quiet["candidates"]) <= 3
    assert promise(desk)["told"] == ""
    [last] = AtDesk(desk).get("/api/ledger?q=再建助餐点5个")["rows"]
    assert AtDesk(desk).get(f"/api/follow/{last['ref']}")["told"].startswith("没有看到可能相关的后来答复")
