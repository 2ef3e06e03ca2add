import json
import os
from pathlib import Path
from typing import Any

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.records_file import read_records
from summarise.review.journal import journal_path, read_events
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.bench import workbench
from tests.support.composed_run import write_run
from tests.support.letter_at import letter_at, start_at
from tests.support.reviewed import LETTER

_COUNTED = (
    "云溪市城市管理局关于第12号提案的答复\n王某某委员：\n您提出的关于停车的提案收悉，现答复如下：\n下一步工作\n"
    "我局将于2026年底前对每日停车1小时以上的路段加强巡查。\n云溪市城市管理局\n2025年5月6日\n"
)


@pytest.fixture
def bench(desk: Desk) -> AtDesk:
    return AtDesk(desk)


def test_a_reply_is_told_whole_with_everything_that_may_be_picked(bench: AtDesk) -> None:
    reply = letter_at(bench)
    assert reply["fixed"]["text"] == LETTER
    sentence = next(one for one in reply["fixed"]["sentences"] if one["start"] == start_at(reply, "到2026年6月底前"))
    assert "市城投公司" in sentence["bodies"]
    assert [LETTER[a:b] for a, b in sentence["dates"]] == ["2026年6月底前"]
    number = next(one for one in reply["fixed"]["quantities"] if LETTER[one["start"] : one["end"]] == "800个")
    assert "泊位" in number["indicators"]


def test_an_act_is_on_disk_before_it_is_answered(bench: AtDesk, records: Path) -> None:
    reply = letter_at(bench)
    item = f"c{start_at(reply, '力争2027年底前')}"
    answer = bench.act(reply["fixed"]["sha256"], "firmness", item, "effort", "firm", base=reply["fixed"]["base"])
    assert answer["status"] == 200
    (event,) = read_events(journal_path(records))
    assert (event.n, event.by, event.do, event.item, event.to) == (1, "李敏", "firmness", item, "firm")
    assert next(one for one in answer["now"]["items"] if one["name"] == item)["certainty"] == "firm"


def test_the_second_of_two_windows_gets_a_conflict_and_sees_what_is_there(bench: AtDesk, records: Path) -> None:
    reply = letter_at(bench)
    on, item = reply["fixed"]["sha256"], f"c{start_at(reply, '力争2027年底前')}"
    assert bench.act(on, "firmness", item, "effort", "firm")["status"] == 200
    second = bench.act(on, "firmness", item, "effort", "explore")
    assert (second["status"], second["kind"], second["now"]) == (409, "moved", "firm")
    assert len(read_events(journal_path(records))) == 1


def test_what_the_text_does_not_bear_out_is_refused_with_the_reason(bench: AtDesk, records: Path) -> None:
    reply = letter_at(bench)
    item = f"c{start_at(reply, '市公安局将于')}"
    refused = bench.act(reply["fixed"]["sha256"], "responsible", item, ["市公安局"], ["市民政局"])
    assert (refused["status"], refused["kind"]) == (422, "body_not_in_evidence")
    assert "市民政局" in refused["message"]
    assert read_events(journal_path(records)) == ()


def test_a_repeated_act_is_answered_as_the_first_was_and_counts_once(bench: AtDesk, records: Path) -> None:
    reply = letter_at(bench)
    on, item = reply["fixed"]["sha256"], f"c{start_at(reply, '力争2027年底前')}"
    answers = [bench.act(on, "firmness", item, "effort", "firm", client="abc") for _ in range(3)]
    assert [answer["n"] for answer in answers] == [1, 1, 1]
    assert len(read_events(journal_path(records))) == 1


def test_undo_takes_the_last_act_back_and_undoing_it_brings_it_back(bench: AtDesk) -> None:
    reply = letter_at(bench)
    on, start = reply["fixed"]["sha256"], start_at(reply, "我局将探索")
    before = reply["now"]["items"]
    bench.act(on, "label", f"s{start}", "c", "m")
    undone = bench.post("/api/event", on=on, do="undo", undoes=1)
    assert undone["now"]["items"] == before
    redone = bench.post("/api/event", on=on, do="undo", undoes=2)
    assert [one["kind"] for one in redone["now"]["items"] if start in one["starts"]] == ["m"]
    again = bench.post("/api/event", on=on, do="undo", undoes=2)
    assert (again["status"], again["message"]) == (409, "这一步已经撤销了")
    nothing = bench.post("/api/event", on=on, do="undo", undoes=99)
    assert (nothing["status"], nothing["message"]) == (409, "这里没有这一步")


def test_an_act_that_carries_later_ones_is_not_undone_under_them(bench: AtDesk) -> None:
    reply = letter_at(bench)
    on, start = reply["fixed"]["sha256"], start_at(reply, "错时共享泊位")
    bench.act(on, "label", f"s{start}", "m", "c")
    bench.act(on, "firmness", f"c{start}", "firm", "effort")
    assert bench.post("/api/event", on=on, do="undo", undoes=1)["status"] == 409


def test_a_reply_is_accepted_only_when_every_warning_was_looked_at(bench: AtDesk) -> None:
    name = next(row["name"] for row in bench.get("/api/queue")["rows"] if row["warnings"])
    reply = bench.get(f"/api/reply/{name}")
    on = reply["fixed"]["sha256"]
    refused = bench.act(on, "accept", "", None, True)
    assert (refused["status"], refused["kind"]) == (422, "unseen")
    for place in refused["places"]:
        bench.act(on, "seen", f"s{place}" if place >= 0 else "", None, True)
    assert bench.act(on, "accept", "", None, True)["now"]["state"] == "accepted"
    assert bench.get("/api/queue?state=todo")["count"] == bench.get("/api/queue")["count"] - 1


def test_an_address_is_kept_and_shown_and_one_that_is_none_is_refused(bench: AtDesk) -> None:
    on = letter_at(bench)["fixed"]["sha256"]
    assert bench.post("/api/address", on=on, url="javascript:alert(1)")["status"] == 422
    bench.post("/api/address", on=on, url="https://www.yunxi.example/t1.html")
    assert letter_at(bench)["fixed"]["url"] == "https://www.yunxi.example/t1.html"


def test_a_second_workbench_on_one_folder_is_refused_and_says_who_holds_it(bench: AtDesk, records: Path) -> None:
    assert bench.get("/healthz")["n"] == 0
    with pytest.raises(AssertionError, match=f"process {os.getpid()} on .* is writing"), workbench(records):
        pass


def test_who_may_only_read_changes_nothing(bench: AtDesk, records: Path) -> None:
    reader = AtDesk(bench.desk, "王珂", "read")
    assert reader.act(letter_at(reader)["fixed"]["sha256"], "accept", "", None, True)["status"] == 403
    assert read_events(journal_path(records)) == ()


def test_a_server_that_only_shows_lets_nobody_in_to_write(records: Path) -> None:
    with workbench(records, "--read-only") as served:
        served.enter()
        assert served.act(letter_at(served)["fixed"]["sha256"], "accept", "", None, True)["status"] == 403


def test_a_record_whose_text_is_not_at_hand_says_so(records: Path) -> None:
    for text in (records.parent / "texts").iterdir():
        text.unlink()
    with opened_desk(records) as desk:
        bench = AtDesk(desk)
        answer = bench.get(f"/api/reply/{bench.get('/api/queue')['rows'][0]['name']}")
        assert (answer["status"], answer["kind"]) == (409, "no_text")
        assert "--save-text" in answer["message"]


def test_an_empty_workbench_opens_where_there_are_no_records_yet(tmp_path: Path) -> None:
    with opened_desk(tmp_path / "new.jsonl") as desk:
        assert AtDesk(desk).get("/api/overview")["replies"] == 0


def _as_another_run(records: Path, **changes: Any) -> None:
    """The records file as a run with another engine would have left it: some commitments less."""
    lines = []
    for record in read_records(records):
        kept = tuple(one for one in record.commitments if changes["without"] not in one.evidence[0].quote)
        targets = tuple(one for one in record.numeric_targets if one.commitment in {item.id for item in kept})
        lines.append(record.model_copy(update={"commitments": kept, "numeric_targets": targets}).to_json())
    records.write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_a_new_run_keeps_corrections_and_what_does_not_hold_any_more_is_shown_until_it_is_given_up(
    bench: AtDesk, records: Path
) -> None:
    reply = letter_at(bench)
    on = reply["fixed"]["sha256"]
    bench.act(on, "firmness", f"c{start_at(reply, '力争2027年底前')}", "effort", "firm")
    bench.act(on, "firmness", f"c{start_at(reply, '我局将探索')}", "explore", "effort")
    _as_another_run(records, without="我局将探索")
    row = next(row for row in bench.get("/api/queue")["rows"] if row["name"] == reply["fixed"]["name"])
    assert row["state"] == "clashing"
    now = letter_at(bench)["now"]
    assert next(one for one in now["items"] if "力争" in LETTER[one["starts"][0] :][:2])["certainty"] == "firm"
    (clash,) = now["clashes"]
    assert bench.act(on, "accept", "", None, True)["status"] == 422
    given_up = bench.post("/api/event", on=on, do="undo", undoes=clash["event"]["n"])
    assert given_up["now"]["clashes"] == []


def test_a_reply_whose_text_is_gone_does_not_keep_the_others_from_being_listed(bench: AtDesk, records: Path) -> None:
    on = letter_at(bench)["fixed"]["sha256"]
    bench.act(on, "remark", "", None, "看看")
    (records.parent / "texts" / f"{on}.txt").unlink()
    bench.desk.forget(bench.desk.row(on))
    assert len(bench.get("/api/queue")["rows"]) == 3
    assert bench.get("/api/overview")["replies"] == 3
    assert bench.get("/api/due")["status"] == 200


def test_the_list_and_the_counts_are_of_the_corrected_record_after_a_new_start_too(records: Path) -> None:
    with opened_desk(records) as desk:
        bench = AtDesk(desk)
        reply, whole = letter_at(bench), bench.get("/api/overview")
        on, before, start = reply["fixed"]["sha256"], reply["entry"], start_at(reply, "力争2027年底前")
        bench.act(on, "label", f"s{start}", "c", "")
        bench.act(on, "field", "reply.issuer", "云溪市城市管理局", "")
        answer = bench.act(on, "field", "proposal.title", before["title"], "答复")
        shown = [answer["entry"], *bench.get("/api/queue")["rows"]]
    with opened_desk(records) as desk:
        shown += AtDesk(desk).get("/api/queue")["rows"]
        counted = AtDesk(desk).get("/api/overview")
    now = answer["now"]
    counts = {"commitments": sum(item["kind"] == "c" for item in now["items"]), "targets": len(now["targets"])}
    changed = counts | {"state": "open", "changes": 3, "issuer": "", "title": "答复"}
    changed |= {
        "sign": ["half", "已更正 3 处"],
        "counts": [
            f"承诺 {counts['commitments']} · 目标 {counts['targets']}",
            f" · 提醒 {now['left']}" * bool(now["left"]),
        ],
    }
    assert [one for one in shown if one["name"] == before["name"]] == [before | changed | {"warnings": now["left"]}] * 3
    for key, count in counts.items():
        assert count < before[key]
        assert whole[key] - counted[key] == before[key] - count


def test_a_warning_that_a_correction_made_untrue_says_so(tmp_path: Path) -> None:
    document = Document("one.txt", _COUNTED)
    records = write_run(tmp_path / "run", [(summarise(document, RulesEngine()), document)])
    with opened_desk(records) as desk:
        bench = AtDesk(desk)
        name = bench.get("/api/queue")["rows"][0]["name"]
        reply = bench.get(f"/api/reply/{name}")
        on, start = reply["fixed"]["sha256"], _COUNTED.index("我局将于")
        said = [
            note["said"] for place in reply["now"]["warnings"] if place["start"] == start for note in place["notes"]
        ]
        assert "承诺句里的数字没有列为量化目标" in said
        now = bench.act(on, "label", f"s{start}", "c", "")["now"]
        mended = [note["said"] for place in now["warnings"] if place["start"] == start for note in place["notes"]]
        assert "更正之后不再如此" in mended
        assert "承诺句里的数字没有列为量化目标" not in mended
        back = bench.act(on, "label", f"s{start}", "", "c")["now"]
        again = [note["said"] for place in back["warnings"] if place["start"] == start for note in place["notes"]]
        assert again == said


def test_a_reply_counts_its_warnings_as_the_list_does_also_where_one_note_stands_for_two(records: Path) -> None:
    lines = [json.loads(line) for line in records.read_text(encoding="utf-8").splitlines()]
    [letter] = [one for one in lines if one["document"]["source"] == "letter.txt"]
    places = [(LETTER.index(words), len(words)) for words in ("3处", "420个")]
    letter["warnings"] = [
        {"kind": "unselected_quantity", "message": "x", "start": start, "end": start + long} for start, long in places
    ]
    records.write_text("".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in lines), encoding="utf-8")
    with opened_desk(records) as desk:
        person = AtDesk(desk)
        reply = letter_at(person)
        [place] = reply["now"]["warnings"]
        assert (len(place["notes"]), place["all"], place["left"], reply["entry"]["warnings"]) == (1, 2, 2, 2)
        answer = person.act(reply["fixed"]["sha256"], "seen", f"s{place['start']}", None, True)
        [place] = answer["now"]["warnings"]
        assert (place["all"], place["left"], place["open"], answer["entry"]["warnings"]) == (2, 0, False, 0)
