"""A run over an output that is there does again only what changed, failed or was damaged, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from summarise.batch import OutputPaths, RunOptions
from summarise.document import Document
from summarise.errors import OutputError, ServiceRejected
from summarise.record import Record
from tests.support.owned import Calls, record_of, records_in
from tests.support.owned_run import COUNT, names, run, written


def test_a_second_run_makes_no_call_and_changes_no_byte(folder: Path, paths: OutputPaths) -> None:
    run(folder, paths)
    before, journal = written(paths), paths.journal.read_bytes()
    calls = Calls()
    progress = run(folder, paths, calls, RunOptions(workers=8))
    assert calls.made == []
    assert written(paths) == before
    assert paths.journal.read_bytes() == journal
    assert progress.reused == COUNT


def test_an_input_that_changed_is_done_again_and_only_that(folder: Path, paths: OutputPaths) -> None:
    run(folder, paths)
    (folder / "00005.txt").write_text("第5件答复改了内容。")
    calls = Calls()
    run(folder, paths, calls)
    assert [Path(name).name for name in calls.made] == ["00005.txt"]
    assert names(paths) == sorted(names(paths))
    changed = next(record for record in records_in(paths.records) if record.document.source.endswith("00005.txt"))
    assert changed.measures_taken[0].evidence[0].quote == "第5件答复改了内容。"


def test_an_input_that_was_added_in_the_middle_takes_its_place(folder: Path, paths: OutputPaths) -> None:
    run(folder, paths)
    (folder / "00004a.txt").write_text("后来补上的一件答复。")
    calls = Calls()
    run(folder, paths, calls)
    assert [Path(name).name for name in calls.made] == ["00004a.txt"]
    assert names(paths) == sorted(names(paths))
    assert not paths.aside.exists()


def test_other_settings_do_everything_again_and_keep_the_old_records_apart(folder: Path, paths: OutputPaths) -> None:
    run(folder, paths)
    old = paths.records.read_bytes()

    def other(document: Document) -> Record:
        return record_of(document, model="other")

    progress = run(folder, paths, other, fingerprint="owned 2")
    assert {record.provenance.model for record in records_in(paths.records)} == {"other"}
    assert paths.aside.read_bytes() == old
    assert progress.kept_aside == 10
    calls = Calls()
    run(folder, paths, calls)
    assert [Path(name).name for name in calls.made] == ["00003.txt", "00007.txt"]  # old failures are not kept
    assert paths.records.read_bytes() == old


def test_other_settings_that_stop_at_once_leave_the_old_records_where_they_are(
    folder: Path, paths: OutputPaths
) -> None:
    run(folder, paths)
    before = written(paths)

    def rejected(_: Document) -> Record:
        raise ServiceRejected("the key is wrong")

    with pytest.raises(ServiceRejected):
        run(folder, paths, rejected, fingerprint="owned 2")
    assert written(paths) == before


def test_fewer_inputs_leave_fewer_records_and_lose_none(folder: Path, paths: OutputPaths) -> None:
    run(folder, paths)
    whole = written(paths)
    run([folder / "00001.txt", folder / "00009.txt"], paths)
    assert names(paths) == ["00001.txt", "00009.txt"]
    calls = Calls()
    run(folder, paths, calls)
    assert written(paths) == whole
    assert [Path(name).name for name in calls.made] == ["00003.txt", "00007.txt"]


def test_failed_replies_are_done_again_only_when_asked(folder: Path, paths: OutputPaths) -> None:
    run(folder, paths)
    calls = Calls()
    run(folder, paths, calls, RunOptions(retry_failed=True))
    assert [Path(name).name for name in calls.made] == ["00003.txt", "00007.txt"]
    run(folder, paths, record_of, RunOptions(retry_failed=True))
    assert names(paths) == [f"{number:05}.txt" for number in range(COUNT)]
    assert paths.failures.read_bytes() == b""
    assert not paths.aside.exists()


def test_a_record_that_the_fallback_made_is_done_again_when_asked(folder: Path, paths: OutputPaths) -> None:
    def stood_in(document: Document) -> Record:
        record = record_of(document)
        provenance = record.provenance.model_copy(update={"fallback": "the service was down"})
        return record.model_copy(update={"provenance": provenance})

    run(folder, paths, stood_in)
    calls = Calls()
    run(folder, paths, calls)
    assert calls.made == []
    run(folder, paths, calls, RunOptions(retry_failed=True))
    assert len(calls.made) == COUNT


def test_a_run_that_is_to_do_all_again_replaces_every_line_and_keeps_no_old_one(
    folder: Path, paths: OutputPaths
) -> None:
    run(folder, paths)
    calls = Calls()

    def otherwise(document: Document) -> Record:
        calls(document)
        return record_of(document, model="changed its mind")

    progress = run(folder, paths, otherwise, RunOptions(again=True))
    assert len(calls.made) == COUNT
    assert {record.provenance.model for record in records_in(paths.records)} == {"changed its mind"}
    assert progress.kept_aside == 0
    assert not paths.aside.exists()


@pytest.mark.parametrize("bytes_left", [1, 100, 700])
def test_a_torn_last_line_is_cut_and_done_again(folder: Path, paths: OutputPaths, bytes_left: int) -> None:
    run(folder, paths)
    whole = written(paths)
    cut = whole[0].rindex(b"\n", 0, -1) + 1 + bytes_left
    paths.records.write_bytes(whole[0][:cut])
    calls = Calls()
    run(folder, paths, calls)
    assert [Path(name).name for name in calls.made] == ["00011.txt"]
    assert written(paths) == whole


@pytest.mark.parametrize("place", [0.0, 0.3, 0.71, 0.999])
@pytest.mark.parametrize("damage", ["flip", "zeros", "line feed gone"])
def test_damage_is_found_set_aside_and_done_again(folder: Path, paths: OutputPaths, damage: str, place: float) -> None:
    run(folder, paths)
    whole = written(paths)
    content = bytearray(whole[0])
    at = int(len(content) * place)
    if damage == "flip":
        content[at] ^= 0x01
    elif damage == "zeros":
        content[at : at + 512] = bytes(len(content[at : at + 512]))
    else:
        del content[content.index(b"\n", min(at, len(content) - 1))]
    paths.records.write_bytes(content)
    calls = Calls()
    run(folder, paths, calls)
    assert 1 <= len(calls.made) <= 3
    assert written(paths) == whole


def test_a_damaged_journal_costs_work_and_no_record(folder: Path, paths: OutputPaths) -> None:
    run(folder, paths)
    whole = written(paths)
    journal = bytearray(paths.journal.read_bytes())
    journal[10] = ord("x")
    paths.journal.write_bytes(journal + b"r 12")
    calls = Calls()
    run(folder, paths, calls)
    assert len(calls.made) == 1
    assert written(paths) == whole


def test_a_file_of_somebody_else_is_not_touched(folder: Path, paths: OutputPaths) -> None:
    paths.records.write_text("my thesis")
    with pytest.raises(OutputError, match="not written by this program"):
        run(folder, paths)
    assert paths.records.read_text() == "my thesis"
