"""The workbench with a threshold of confidence: which items are still to be read, and which reply comes first."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from summarise.confidence import Acceptance
from summarise.records_file import read_records
from summarise.reference import items_of
from summarise.workbench import opened_replies
from summarise.workbench.desk import opened_desk
from tests.support.at_desk import AtDesk
from tests.support.bench import reviewed_run

HALF = Acceptance(level=0.9, threshold=0.5, replies=40, accepted=90, right=85, items=100)
NOTHING_HOLDS = Acceptance(level=0.999, threshold=None, replies=40, accepted=0, right=0, items=100)
SURE, UNSURE = 0.9, 0.2


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """Three replies, the last with three unsure items and the second with one."""
    path = reviewed_run(tmp_path / "run", 3)
    lines = [_rated(record, unsure).to_json() for record, unsure in zip(read_records(path), (0, 1, 3), strict=True)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _rated(record: Any, unsure: int) -> Any:
    left = iter([UNSURE] * unsure)
    return record.model_copy(
        update={
            name: tuple(item.model_copy(update={"confidence": next(left, SURE)}) for item in getattr(record, name))
            for name in ("commitments", "measures_taken", "numeric_targets")
        }
    )


@pytest.fixture
def bench(records: Path) -> Iterator[AtDesk]:
    with opened_desk(records, acceptance=HALF) as desk:
        yield AtDesk(desk)


def _unread(reply: Any) -> list[str]:
    return [one["ref"] for one in (*reply["now"]["items"], *reply["now"]["targets"]) if one["unread"]]


def test_the_reply_with_most_expected_errors_comes_first(bench: AtDesk) -> None:
    answer = bench.get("/api/queue")
    assert [row["left"] for row in answer["rows"]] == [3, 1, 0]
    assert "0.500" in answer["acceptance"]["words"]
    in_file_order = bench.get("/api/queue?sort=file")["rows"]
    assert [row["left"] for row in in_file_order] == [0, 1, 3]


@pytest.mark.parametrize("after", ["-1", "x", "", "9" * 5000])
def test_a_page_that_begins_at_no_number_is_the_first(bench: AtDesk, after: str) -> None:
    for address in ("/api/queue", "/api/ledger"):
        assert bench.get(f"{address}?after={after}")["rows"] == bench.get(address)["rows"]
    assert bench.get(f"/api/events?since={after}")["status"] == 200


def test_items_below_the_threshold_are_to_be_read_until_somebody_changes_them(bench: AtDesk) -> None:
    row = bench.get("/api/queue")["rows"][0]
    reply = bench.get(f"/api/reply/{row['name']}")
    unread = [one for one in reply["now"]["items"] if one["unread"]]
    assert len(_unread(reply)) == row["left"]
    assert {one["confidence"] for one in unread} == {UNSURE}
    changed = next(one for one in unread if one["kind"] == "c")
    to = "effort" if changed["certainty"] == "firm" else "firm"
    answer = bench.act(reply["fixed"]["sha256"], "firmness", changed["name"], changed["certainty"], to)
    assert changed["ref"] not in _unread(answer)
    assert len(_unread(answer)) == row["left"] - 1
    assert bench.get("/api/queue?sort=file")["rows"][2]["left"] == row["left"] - 1


def test_what_is_left_of_changed_replies_is_told_without_reading_their_texts_again(
    bench: AtDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opened_replies, "_KEPT", 1)
    for row in bench.get("/api/queue")["rows"]:
        reply = bench.get(f"/api/reply/{row['name']}")
        changed = next(one for one in reply["now"]["items"] if one["kind"] == "c")
        to = "effort" if changed["certainty"] == "firm" else "firm"
        bench.act(reply["fixed"]["sha256"], "firmness", changed["name"], changed["certainty"], to)
    read = list[object]()
    monkeypatch.setattr(opened_replies, "annotate", read.append)
    assert [row["state"] for row in bench.get("/api/queue")["rows"]] == ["open"] * 3
    assert read == []


def test_nothing_of_an_accepted_reply_is_to_be_read(bench: AtDesk) -> None:
    name = bench.get("/api/queue")["rows"][0]["name"]
    reply = bench.get(f"/api/reply/{name}")
    on = reply["fixed"]["sha256"]
    for place in reply["now"]["warnings"]:
        bench.act(on, "seen", f"s{place['start']}" if place["start"] >= 0 else "", None, True)
    assert _unread(bench.act(on, "accept", "", None, True)) == []
    assert sum(row["left"] for row in bench.get("/api/queue")["rows"]) == 1


def test_where_no_threshold_holds_every_item_is_to_be_read(records: Path) -> None:
    with opened_desk(records, acceptance=NOTHING_HOLDS) as desk:
        left = [row["left"] for row in AtDesk(desk).get("/api/queue?sort=file")["rows"]]
    assert left == [len(list(items_of(record))) for record in read_records(records)]


def test_without_a_threshold_nothing_is_said_of_it(records: Path) -> None:
    with opened_desk(records) as desk:
        answer = AtDesk(desk).get("/api/queue")
    assert answer["acceptance"] is None
    assert not any("left" in row for row in answer["rows"])


def test_a_reply_that_is_labelled_blind_first_does_not_tell_how_sure_the_engine_is(records: Path) -> None:
    with opened_desk(records, blind_first=1, acceptance=HALF) as desk:
        rows = AtDesk(desk).get("/api/queue")["rows"]
    assert [row["left"] for row in rows] == [0, 0, 0]
