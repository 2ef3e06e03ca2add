"""The table of renamings, extended from the browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarise.corpus.bodies import BODIES_FILE
from summarise.corpus.index_making import corpus_path
from summarise.workbench.desk import Desk, opened_desk
from tests.support.at_desk import AtDesk
from tests.support.composed_corpus import answered

PROMISE = "我局将于2026年6月底前新建公园2座。"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    records = [
        answered(PROMISE),
        answered(PROMISE, issuer="云溪县水务局", number="13", source="b.txt", day="2025年3月1日"),
    ]
    path = tmp_path / "run" / "records.jsonl"
    path.parent.mkdir()
    path.write_text("".join(f"{record.to_json()}\n" for record in records), encoding="utf-8")
    with opened_desk(path) as opened:
        opened.promises.wait()
        yield opened


def _found(person: AtDesk, query: str) -> int:
    return int(person.get(f"/api/ledger?q={query}")["total"])


def test_a_renamed_body_is_one_body_from_then_on_and_two_again_without_the_row(desk: Desk) -> None:
    person = AtDesk(desk)
    assert (_found(person, "单位:云溪县水务局"), _found(person, "单位:云溪县水利局")) == (1, 1)
    row = {"name": "云溪县水务局", "was": "云溪县水利局", "part_of": ""}
    assert person.post("/api/bodies", **row)["rows"] == [row]
    desk.promises.wait()
    assert _found(person, "单位:云溪县水务局") == 2
    assert person.post("/api/bodies", **row, remove=True)["rows"] == []
    desk.promises.wait()
    assert _found(person, "单位:云溪县水务局") == 1


def test_only_the_bodies_of_the_index_change_and_a_new_index_says_the_same(desk: Desk) -> None:
    person = AtDesk(desk)
    path = corpus_path(desk.records)
    made = path.stat().st_ino
    person.post("/api/bodies", name="云溪县水务局", was="云溪县水利局")
    desk.promises.wait()
    wanted = person.get("/api/ledger?q=单位:水务局")["rows"]
    assert path.stat().st_ino == made
    desk.promises.close()
    path.unlink()
    desk.promises.wait()
    assert person.get("/api/ledger?q=单位:水务局")["rows"] == wanted


def test_columns_that_people_added_stay(desk: Desk) -> None:
    path = desk.records.with_name(BODIES_FILE)
    path.write_text("name,was,source\n云溪县应急管理局,云溪县安监局,三定方案\n", encoding="utf-8")
    AtDesk(desk).post("/api/bodies", name="云溪县水务局", was="云溪县水利局")
    assert "云溪县应急管理局,云溪县安监局,,三定方案" in path.read_text("utf-8-sig")


@pytest.mark.parametrize(
    "row", [{"name": "云溪县水务局"}, {"name": "", "was": "甲局"}, {"name": "甲局", "was": "甲局"}]
)
def test_a_row_that_says_nothing_is_refused(desk: Desk, row: dict[str, str]) -> None:
    assert AtDesk(desk).post("/api/bodies", **row)["status"] == 422
    assert not desk.records.with_name(BODIES_FILE).exists()


def test_who_may_only_read_extends_nothing(desk: Desk) -> None:
    assert AtDesk(desk, role="read").post("/api/bodies", name="甲局", was="乙局")["status"] == 403
    assert AtDesk(desk, role="read").get("/api/bodies")["rows"] == []
