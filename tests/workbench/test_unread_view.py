"""What the grammar does not read is kept as a case for it, and is in no record."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from summarise.document import Document
from summarise.engines.rules import RulesEngine
from summarise.pipeline import summarise
from summarise.workbench.all_acts import unread_path
from summarise.workbench.desk import opened_desk
from tests.support.at_desk import AtDesk
from tests.support.composed_run import write_run
from tests.support.replies import CLOSING, OPENING

SENTENCE = "我局将于明年底前新建驿站6x8处，再建书屋12间。"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[AtDesk]:
    document = Document("a.txt", f"{OPENING}{SENTENCE}{CLOSING}")
    with opened_desk(write_run(tmp_path / "run", [(summarise(document, RulesEngine()), document)])) as desk:
        yield AtDesk(desk)


def _note(person: AtDesk, words: str) -> object:
    row = person.desk.shelf.rows()[0]
    start = len(OPENING)
    return person.post("/api/unread", on=row.sha256, start=start, end=start + len(SENTENCE), words=words)["status"]


def test_words_are_kept_with_their_place_and_the_record_stays(person: AtDesk) -> None:
    row = person.desk.shelf.rows()[0]
    before = person.get(f"/api/reply/{row.name}")["now"]
    assert _note(person, "6x8处") == 200
    [line] = unread_path(person.desk.records).read_text(encoding="utf-8").splitlines()
    kept = json.loads(line)
    text = person.desk.reply(row).annotated.document.text
    assert (kept["quote"], text[kept["start"] : kept["end"]], kept["by"]) == ("6x8处", "6x8处", "李敏")
    assert person.get(f"/api/reply/{row.name}")["now"] == before


@pytest.mark.parametrize("words", ["百余处", "12间", ""])
def test_words_that_are_not_there_or_are_marked_already_are_refused(person: AtDesk, words: str) -> None:
    assert _note(person, words) == 422
    assert not unread_path(person.desk.records).exists()


def test_a_reply_that_is_labelled_blind_gives_no_case(person: AtDesk) -> None:
    row = person.desk.shelf.rows()[0]
    person.post("/api/tasks", title="盲标", mode="blind", labellers=["李敏"], replies=[row.name])
    assert _note(person, "6x8处") == 403
