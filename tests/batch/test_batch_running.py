from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pytest

from summarise.batch import OutputPaths, RunOptions, opened, running
from summarise.batch.aside import LeftOver
from summarise.batch.entries import Entry
from summarise.batch.journal import Line
from summarise.document import Document
from summarise.errors import AnswerTruncated, BudgetExhausted, OutputError, ServiceRejected, ServiceUnavailable
from summarise.load import load
from summarise.record import Record
from tests.support.composed_replies import composed_reply
from tests.support.hanging import SURELY_HANGS
from tests.support.owned import Calls, failures_in, record_of, records_in, write_replies
from tests.support.owned_run import COUNT, names, run, written


def test_records_and_failures_stand_in_the_order_of_the_inputs(folder: Path, paths: OutputPaths) -> None:
    progress = run(folder, paths)
    done = [f"{number:05}.txt" for number in range(COUNT) if number not in {3, 7}]
    assert names(paths) == done
    assert [Path(failure.source).name for failure in failures_in(paths.failures)] == ["00003.txt", "00007.txt"]
    assert (progress.records, progress.failed, progress.failures["answer"]) == (10, 2, 2)


@pytest.mark.parametrize("workers", [8, 64])
def test_the_number_of_workers_changes_no_byte(folder: Path, paths: OutputPaths, tmp_path: Path, workers: int) -> None:
    run(folder, paths)
    others = OutputPaths.beside(tmp_path / "other" / "records.jsonl")
    run(folder, others, options=RunOptions(workers=workers))
    assert written(others) == written(paths)


def test_answers_that_come_in_the_opposite_order_are_written_in_order(folder: Path, paths: OutputPaths) -> None:
    last = threading.Event()

    def first_waits_for_last(document: Document) -> None:
        if document.source.endswith("00000.txt"):
            assert last.wait(SURELY_HANGS)
        elif document.source.endswith(f"{COUNT - 1:05}.txt"):
            last.set()

    run(folder, paths, Calls(first_waits_for_last), RunOptions(workers=2))
    assert names(paths) == sorted(names(paths))
    assert not paths.aside.exists()


@pytest.mark.parametrize("error", [ServiceRejected("the key is wrong"), BudgetExhausted("the limit is reached")])
@pytest.mark.parametrize("workers", [1, 8])
def test_what_would_stop_every_call_stops_the_run_and_keeps_what_is_done(
    folder: Path, paths: OutputPaths, error: Exception, workers: int
) -> None:
    calls = Calls()

    def until_the_sixth(document: Document) -> Record:
        if len(calls.made) >= 6:
            raise error
        return calls(document)

    with pytest.raises(type(error)):
        run(folder, paths, until_the_sixth, RunOptions(workers=workers))
    again = Calls()
    run(folder, paths, again)
    assert sorted(again.made + calls.made) == sorted(str(path) for path in folder.iterdir())


def test_a_fault_of_the_program_fails_one_reply_and_says_so(folder: Path, paths: OutputPaths) -> None:
    def faulty(document: Document) -> Record:
        if document.source.endswith("00002.txt"):
            raise ZeroDivisionError("by zero")
        return record_of(document)

    run(folder, paths, faulty)
    (failure,) = failures_in(paths.failures)
    assert failure.kind == "internal"
    assert "ZeroDivisionError: by zero" in failure.message
    assert len(records_in(paths.records)) == COUNT - 1


def test_the_second_of_two_equal_texts_fails_as_a_duplicate(folder: Path, paths: OutputPaths) -> None:
    (folder / "00000b.txt").write_bytes((folder / "00000.txt").read_bytes())
    run(folder, paths, record_of, RunOptions(workers=8))
    (failure,) = failures_in(paths.failures)
    assert failure.kind == "duplicate"
    assert failure.source.endswith("00000b.txt")
    assert "00000.txt" in failure.message


def test_a_name_is_taken_once_and_only_another_text_of_it_has_failed(tmp_path: Path, paths: OutputPaths) -> None:
    texts = [composed_reply(number)[1].text for number in range(2)]
    rows = [("a", texts[0]), ("a", texts[0]), ("b", texts[0]), ("b", texts[1]), ("a", ""), ("a", texts[1])]
    lines = "".join(json.dumps({"id": name, "text": text}) + "\n" for name, text in rows)
    (tmp_path / "in.jsonl").write_text(lines, encoding="utf-8")
    progress = run(tmp_path / "in.jsonl", paths, record_of)
    failures = [(failure.source, failure.kind) for failure in failures_in(paths.failures)]
    assert failures[:3] == [("a", "duplicate"), ("b", "duplicate"), ("b", "same_name")]
    assert failures[4] == ("a", "same_name")
    assert names(paths) == ["a"]
    assert progress.unsummarised == progress.failures - Counter(duplicate=2)
    assert progress.unsummarised["same_name"] == 2


def test_a_removed_first_copy_lets_the_second_be_done(folder: Path, paths: OutputPaths) -> None:
    (folder / "00000b.txt").write_bytes((folder / "00000.txt").read_bytes())
    run(folder, paths, record_of)
    (folder / "00000.txt").unlink()
    run(folder, paths, record_of)
    assert names(paths)[0] == "00000b.txt"
    assert paths.failures.read_bytes() == b""


def test_texts_are_saved_as_the_bytes_that_the_hash_was_taken_of(folder: Path, paths: OutputPaths) -> None:
    texts = paths.records.with_name("texts")
    run(folder, paths, record_of, RunOptions(texts=texts))
    for record in records_in(paths.records):
        content = (texts / f"{record.document.sha256}.txt").read_bytes()
        evidence = record.measures_taken[0].evidence[0]
        assert content.decode()[evidence.start : evidence.end] == evidence.quote
    assert len(list(texts.iterdir())) == COUNT


def test_a_second_run_at_the_same_time_is_refused_and_told_by_whom(folder: Path, paths: OutputPaths) -> None:
    with opened(paths, "owned 1"), pytest.raises(OutputError, match=f"process {os.getpid()} on "):
        run(folder, paths)
    run(folder, paths)
    assert not paths.lock.exists()


def test_a_lock_that_nobody_holds_is_taken_over(folder: Path, paths: OutputPaths) -> None:
    paths.lock.write_text('{"pid": 1, "host": "gone"}')
    run(folder, paths)
    assert names(paths)
    assert not paths.lock.exists()


def test_records_and_failures_cannot_share_a_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="same file"):
        OutputPaths.beside(tmp_path / "a.jsonl", tmp_path / "x" / ".." / "a.jsonl")


def test_with_three_faults_in_ten_every_reply_ends_done_or_failed_and_the_done_ones_are_as_without_faults(
    tmp_path: Path, paths: OutputPaths
) -> None:
    folder = write_replies(tmp_path / "many", 1000)
    calm = OutputPaths.beside(tmp_path / "calm" / "records.jsonl")
    run(folder, calm, options=RunOptions(workers=8))
    faults: list[Exception] = [
        ServiceUnavailable("no answer"),
        AnswerTruncated("cut"),
        ValueError("a bug"),
        OSError(5, "x"),
    ]

    def unreliable(document: Document) -> Record:
        draw = int(document.sha256[:8], 16)
        if draw % 10 < 3:
            raise faults[draw // 10 % len(faults)]
        return record_of(document)

    progress = run(folder, paths, unreliable, RunOptions(workers=8))
    done, failed = records_in(paths.records), failures_in(paths.failures)
    assert progress.written == len(done) + len(failed) == 1000
    assert 250 < len(failed) < 350
    assert {failure.kind for failure in failed} == {"service_unavailable", "answer_truncated", "internal"}
    undisturbed = {record.document.source: record for record in records_in(calm.records)}
    assert all(undisturbed[record.document.source] == record for record in done)
    run(folder, paths, options=RunOptions(workers=8, retry_failed=True))
    assert written(paths) == written(calm)


@pytest.mark.parametrize(("replies", "groups"), [(1, [1]), (256, [256]), (257, [256, 1]), (600, [256, 256, 88])])
def test_replies_that_cost_nothing_are_written_in_groups_of_256(
    monkeypatch: pytest.MonkeyPatch, replies: int, groups: list[int]
) -> None:
    monkeypatch.setattr(running, "TOGETHER_SECONDS", 600.0)
    sink = _Counting()
    progress = running.Batch(never_called, sink).run(
        Entry(str(number), partial(Document, str(number), f"第{number}件。")) for number in range(replies)
    )
    assert (progress.records, progress.reused) == (replies, replies)
    assert sink.groups == groups


def test_replies_in_progress_are_written_when_the_store_of_records_goes_away(folder: Path, paths: OutputPaths) -> None:
    is_away, begun = threading.Event(), threading.Semaphore(0)

    def once_away(document: Document) -> Record:
        begun.release()
        assert is_away.wait(SURELY_HANGS)
        return record_of(document)

    def stored(document: Document) -> None:
        if document.source.endswith("00002.txt"):
            assert all(begun.acquire(timeout=SURELY_HANGS) for _ in range(2))
            is_away.set()
            raise OutputError("the database is away")

    with opened(paths, "owned 1") as sink:
        batch = running.Batch(once_away, sink, RunOptions(workers=4), stored)
        with pytest.raises(OutputError, match="away"):
            batch.run(Entry(str(path), partial(load, path)) for path in sorted(folder.iterdir()))
    assert names(paths) == ["00000.txt", "00001.txt"]


def test_a_line_is_kept_as_soon_as_it_is_made_before_its_turn() -> None:
    """The first reply is made only when the line of the second is kept."""
    sink = _Keeping()

    def summarise(document: Document) -> Record:
        assert document.source == "1" or sink.is_kept.wait(SURELY_HANGS)
        return record_of(document)

    batch = running.Batch(summarise, sink, RunOptions(workers=2))
    progress = batch.run(Entry(str(number), partial(Document, str(number), f"第{number}件。")) for number in range(2))
    assert (progress.records, progress.failed) == (2, 0)
    assert [json.loads(line.data)["document"]["source"] for line in sink.kept] == ["1"]


def never_called(document: Document) -> Record:
    raise AssertionError(document.source)


class _Counting:
    """A sink that has the line of every reply already, and counts the lines that it is given at a time."""

    def __init__(self) -> None:
        self.groups: list[int] = []

    def find(self, key: bytes) -> Line | None:
        return Line(b'{"provenance":{"fallback":null}}', key, is_record=True)

    def put(self, lines: Sequence[Line]) -> None:
        self.groups += [len(lines)] * bool(lines)

    def keep(self, lines: Sequence[Line]) -> None:
        assert not lines

    def finish(self) -> LeftOver:
        return LeftOver(0, 0)


class _Keeping(_Counting):
    """A sink without earlier lines, which shows the lines that it is given before their turn."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[Line] = []
        self.is_kept = threading.Event()

    def find(self, key: bytes) -> Line | None:  # noqa: ARG002 - the protocol's signature
        return None

    def keep(self, lines: Sequence[Line]) -> None:
        self.kept += lines
        if lines:
            self.is_kept.set()
