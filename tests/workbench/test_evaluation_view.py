from summarise.workbench.desk import Desk
from tests.support.at_desk import AtDesk
from tests.support.labelled import all_labelled, handed_in, letter_name, letter_task


def _handed_in(desk: Desk, mode: str) -> str:
    key, name = letter_task(desk, mode, ("王珂",))
    labeller = AtDesk(desk, "王珂")
    all_labelled(labeller, key, name)
    assert handed_in(labeller, key, name)["done"]
    return key


def test_the_engine_is_scored_by_what_was_labelled_and_a_draft_is_said_to_flatter_it(desk: Desk) -> None:
    key = _handed_in(desk, "draft")
    owner = AtDesk(desk, "李敏")
    assert [one["set"] for one in owner.get("/api/evaluation")["sets"]] == ["labeller1"]
    answer = owner.post("/api/evaluate", task=key, set="labeller1")
    scores = {row["name"]: row for row in answer["rows"]}
    assert scores["commitments"]["engine"] == 1.0
    assert answer["flattered"] == 1
    report = owner.get(f"/api/evaluation/report?task={key}&set=labeller1")["content"]
    assert b"Content-Security-Policy" in report


def test_what_people_changed_shows_beside_the_engine(desk: Desk) -> None:
    key = _handed_in(desk, "blind")
    owner = AtDesk(desk, "李敏")
    reply = owner.get(f"/api/reply/{letter_name(desk)}")
    first = next(item for item in reply["now"]["items"] if item["kind"] == "c")
    owner.act(reply["fixed"]["sha256"], "label", f"s{first['starts'][0]}", "c", "")
    rows = {row["name"]: row for row in owner.post("/api/evaluate", task=key, set="labeller1")["rows"]}
    assert rows["edits"]["reviewed"] < rows["edits"]["engine"]


def test_what_the_gold_set_does_not_hold_has_no_score_and_counts_as_no_edit(desk: Desk) -> None:
    key = _handed_in(desk, "blind")
    answer = AtDesk(desk, "李敏").post("/api/evaluate", task=key, set="labeller1")
    rows = {row["name"]: row for row in answer["rows"]}
    assert not {"issuer", "targets"} & set(rows)
    assert rows["commitments"]["engine"] == 0.0
    assert any("gold 未标" in note and "答复单位" in note for note in answer["notes"])
    measures, commitments = rows["measures"]["of"], rows["commitments"]["of"]
    assert rows["edits"]["engine"] == measures + commitments


def test_a_field_that_one_reply_holds_is_scored(desk: Desk) -> None:
    owner = AtDesk(desk, "李敏")
    key, name = letter_task(desk, labellers=("王珂",))
    labeller = AtDesk(desk, "王珂")
    all_labelled(labeller, key, name)
    issuer = desk.reply(desk.row(name)).record.reply.issuer
    named = {"do": "field", "item": "reply.issuer", "from": "", "to": issuer}
    assert labeller.post(f"/api/task/{key}/event/{name}", **named)["status"] == 200
    assert handed_in(labeller, key, name)["done"]
    rows = {row["name"]: row for row in owner.post("/api/evaluate", task=key, set="labeller1")["rows"]}
    assert (rows["issuer"]["engine"], rows["issuer"]["bars"], rows["issuer"]["of"]) == (1.0, [1.0, 1.0], 1)
    assert "number" not in rows


def test_a_set_that_one_still_labels_blind_is_not_scored(desk: Desk) -> None:
    owner = AtDesk(desk, "李敏")
    key = owner.post("/api/tasks", title="停车", mode="blind", labellers=["李敏"], count=1)["key"]
    assert owner.get("/api/evaluation")["sets"] == []
    assert owner.post("/api/evaluate", task=key, set="labeller1")["status"] == 404
