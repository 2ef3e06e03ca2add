import json
import os
from pathlib import Path

import pytest

from summarise.errors import InputError
from summarise.review.events import Event
from summarise.review.journal import Journal, journal_path, read_events, verify
from tests.support.reviewed import AT

TEXT = "a" * 64


def _filled(path: Path, count: int) -> list[Event]:
    journal = Journal(path)
    events = [
        journal.append(journal.draft(at=AT, by="李敏", on=TEXT, do="remark", to=f"第{n}条", client=f"c{n}"))
        for n in range(count)
    ]
    journal.close()
    return events


def test_what_was_appended_is_read_again_in_order_and_chained(tmp_path: Path) -> None:
    events = _filled(tmp_path / "a.reviews.jsonl", 5)
    assert list(read_events(tmp_path / "a.reviews.jsonl")) == events
    assert verify(tmp_path / "a.reviews.jsonl")[0] == 5
    assert list(json.loads(events[0].to_line()))[:7] == ["n", "at", "by", "on", "do", "item", "from"]


@pytest.mark.parametrize("torn", [1, 7, 60])
def test_verify_refuses_a_journal_whose_last_line_is_not_whole(tmp_path: Path, torn: int) -> None:
    path = tmp_path / "a.reviews.jsonl"
    _filled(path, 3)
    path.write_bytes(path.read_bytes()[:-torn])
    with pytest.raises(InputError, match=r"last line is not whole.*2 acts before it"):
        verify(path)
    path.write_bytes(path.read_bytes()[:20])
    with pytest.raises(InputError, match=r"last line is not whole.*0 acts before it"):
        verify(path)


def test_a_torn_last_line_is_cut_and_the_next_event_follows_the_last_whole_one(tmp_path: Path) -> None:
    path = tmp_path / "a.reviews.jsonl"
    events = _filled(path, 3)
    whole = path.read_bytes()
    for torn in range(1, len(events[2].to_line()) + 1):
        path.write_bytes(whole[: len(whole) - torn])
        journal = Journal(path)
        assert journal.since(0) == tuple(events[:2])
        assert journal.append(journal.draft(at=AT, by="王珂", on=TEXT, do="accept")).n == 3
        journal.close()
        assert len(read_events(path)) == 3


@pytest.mark.parametrize("harm", ["changed", "removed", "added", "swapped"])
def test_a_line_that_was_tampered_with_is_named(tmp_path: Path, harm: str) -> None:
    path = tmp_path / "a.reviews.jsonl"
    _filled(path, 4)
    lines = path.read_bytes().splitlines(keepends=True)
    if harm == "changed":
        lines[1] = lines[1].replace("第1条".encode(), "第9条".encode())
    elif harm == "removed":
        del lines[1]
    elif harm == "added":
        lines.insert(1, lines[1])
    else:
        lines[1], lines[2] = lines[2], lines[1]
    path.write_bytes(b"".join(lines))
    with pytest.raises(InputError, match=r"line [23]: does not follow"):
        Journal(path)


def test_a_browsers_repeated_act_is_found_by_its_name(tmp_path: Path) -> None:
    events = _filled(tmp_path / "a.reviews.jsonl", 2)
    journal = Journal(tmp_path / "a.reviews.jsonl")
    assert journal.of_client("c1") == events[1]
    assert journal.of_client("c7") is None
    journal.close()


def test_the_journal_stands_beside_its_records() -> None:
    assert journal_path(Path("run/records.jsonl")) == Path("run/records.reviews.jsonl")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_in_place_of_a_journal_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.reviews.jsonl")
    with pytest.raises(InputError, match="a pipe or a device"):
        verify(tmp_path / "a.reviews.jsonl")
