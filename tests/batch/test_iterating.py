from __future__ import annotations

import threading
from itertools import islice
from pathlib import Path

import pytest

from summarise import Failure, Record, ServiceRejected, UsageError, read_records, summarise_many
from summarise.annotated import AnnotatedDocument
from summarise.engines.rules import RulesEngine
from summarise.errors import ServiceUnavailable
from summarise.redaction import conceal
from summarise.selection import Selection
from tests.support.one_reply import REPLY


class Counting(RulesEngine):
    """The built-in engine, counting the replies that it is asked for."""

    def __init__(self, refuses: str = "") -> None:
        super().__init__()
        self.asked: list[str] = []
        self._refuses = refuses
        self._lock = threading.Lock()

    def select(self, annotated: AnnotatedDocument) -> Selection:
        with self._lock:
            self.asked.append(Path(annotated.document.source).name)
        if self._refuses and annotated.document.source.endswith(self._refuses):
            raise ServiceRejected("the key is refused")
        return super().select(annotated)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    replies = tmp_path / "replies"
    replies.mkdir()
    for number in range(1, 6):
        (replies / f"{number}.txt").write_text(REPLY.replace("12号", f"{number}2号"), encoding="utf-8")
    (replies / "4.txt").write_text("不是答复。", encoding="utf-8")
    return replies


@pytest.mark.parametrize("workers", [1, 3])
def test_each_reply_comes_in_order_as_a_record_or_a_failure(folder: Path, workers: int) -> None:
    found = list(summarise_many(folder, workers=workers))
    assert [type(one) for one in found] == [Record, Record, Record, Failure, Record]
    assert [one.proposal.number for one in found if isinstance(one, Record)] == ["12", "22", "32", "52"]
    assert [one.kind for one in found if isinstance(one, Failure)] == ["not_a_reply"]


def test_what_was_done_before_is_not_done_again(folder: Path, tmp_path: Path) -> None:
    first = Counting()
    begun = summarise_many([folder], first)
    kept = list(islice(begun, 2))
    records = tmp_path / "kept.jsonl"
    records.write_text("".join(f"{one.to_json()}\n" for one in kept if isinstance(one, Record)), encoding="utf-8")

    second = Counting()
    found = list(summarise_many(folder, second, done=read_records(records)))
    assert second.asked == ["3.txt", "5.txt"]
    assert found == list(summarise_many(folder))


def test_a_text_that_changed_is_done_again(folder: Path) -> None:
    done = list(summarise_many(folder))
    (folder / "1.txt").write_text(REPLY.replace("12号", "99号"), encoding="utf-8")
    engine = Counting()
    assert next(iter(summarise_many(folder, engine, done=done))).to_json() != done[0].to_json()
    assert "1.txt" in engine.asked


def test_what_would_meet_every_reply_is_raised(folder: Path) -> None:
    found = summarise_many(folder, Counting(refuses="2.txt"))
    assert isinstance(next(found), Record)
    with pytest.raises(ServiceRejected):
        list(found)


def test_no_workers_are_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match="workers is 0"):
        summarise_many("nowhere", workers=0)


def test_a_path_that_leads_nowhere_is_a_failure() -> None:
    (failure,) = summarise_many("nowhere.txt")
    assert isinstance(failure, Failure)
    assert failure.kind == "missing"


def test_a_reply_that_was_refused_because_the_engine_was_closed_has_not_failed(folder: Path) -> None:
    class Closed(RulesEngine):
        def select(self, annotated: AnnotatedDocument) -> Selection:  # noqa: ARG002 - the protocol's signature
            raise ServiceUnavailable("the run is being stopped", kind="stopped")

    with pytest.raises(ServiceUnavailable):
        next(summarise_many(folder, Closed()))


def test_what_is_secret_is_in_no_failure(folder: Path) -> None:
    conceal("a-secret-of-this-test")

    class Telling(RulesEngine):
        def select(self, annotated: AnnotatedDocument) -> Selection:  # noqa: ARG002 - the protocol's signature
            raise ValueError("a-secret-of-this-test")

    failure = next(summarise_many(folder, Telling()))
    assert isinstance(failure, Failure)
    assert failure.message.endswith("ValueError: *** (a fault of summarise; report it)")
