"""Without a cluster: units cover a source once, whatever was done before, and the output is that of one machine."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from summarise.cluster.files import Place
from summarise.cluster.units import Piece, Unit, form_of, still_to_do
from summarise.errors import OutputError, UsageError
from tests.support.spread_replies import Here, alone, rows, write_lines, write_parquet

COUNT = 23


@pytest.mark.parametrize("block", [1, 4, 1000])
def test_lines_become_what_one_machine_makes_of_them(lines: Path, records: bytes, tmp_path: Path, block: int) -> None:
    here = Here(lines, tmp_path / "out", block)
    here.do(here.left())
    assert here.finish().records == COUNT
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == records
    assert here.left() == []


@pytest.mark.parametrize("block", [1, 5, 1000])
def test_rows_become_what_one_machine_makes_of_lines(records: bytes, tmp_path: Path, block: int) -> None:
    write_parquet(tmp_path / "in" / "a.parquet", rows(10))
    write_parquet(tmp_path / "in" / "b.parquet", rows(COUNT - 10, 10))
    here = Here(tmp_path / "in", tmp_path / "out", block)
    here.do(random.Random(3).sample(units := here.left(), len(units)))
    assert here.finish().records == COUNT
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == records


def test_files_of_any_kind_become_records_in_the_order_of_their_names(tmp_path: Path) -> None:
    for number, row in enumerate(rows(COUNT)):
        name = tmp_path / "in" / f"{number % 3}" / f"{number:03}.html"
        name.parent.mkdir(parents=True, exist_ok=True)
        name.write_bytes(row["text"].encode("gb18030"))
    (tmp_path / "in" / "empty.txt").write_bytes(b"")
    (tmp_path / "in" / ".hidden").write_bytes(b"x")
    here = Here(tmp_path / "in", tmp_path / "out", 4)
    here.do(here.left()[2:4])
    again = Here(tmp_path / "in", tmp_path / "out", 5)  # units are of other files now
    again.do(again.left())
    counts = again.finish()
    assert (counts.records, dict(counts.failed)) == (COUNT, {"empty": 1})
    written = (tmp_path / "out" / "records.jsonl").read_bytes()
    names = [json.loads(line)["document"]["source"] for line in written.splitlines()]
    assert names == sorted(names)
    assert len(set(names)) == COUNT


def test_bytes_in_a_column_are_files(tmp_path: Path) -> None:
    held: list[dict[str, object]] = [{"id": row["id"], "data": row["text"].encode("gb18030")} for row in rows(5)]
    write_parquet(tmp_path / "in.parquet", [*held, {"id": "none", "data": None}])
    here = Here(tmp_path / "in.parquet", tmp_path / "out", 3)
    here.do(here.left())
    counts = here.finish("parquet")
    assert (counts.records, dict(counts.failed)) == (5, {"empty": 1})
    found = parquet.read_table(tmp_path / "out" / "records.parquet").to_pylist()
    assert [row["id"] for row in found] == [f"r{number}" for number in range(5)]
    assert all(json.loads(row["record"])["document"]["sha256"] == row["sha256"] for row in found)


def test_what_cannot_be_read_fails_alone(tmp_path: Path) -> None:
    good = [json.dumps(row, ensure_ascii=False) for row in rows(3)]
    other = json.dumps({**rows(3)[0], "text": rows(4)[3]["text"]}, ensure_ascii=False)
    broken = [good[0], "{", "", good[1], '{"id": "x"}', "x" * 9_000_000, good[2], good[0], other]
    (tmp_path / "in.jsonl").write_text("\n".join(broken), encoding="utf-8")
    here = Here(tmp_path / "in.jsonl", tmp_path / "out", 1000)
    here.do(here.left())
    counts = here.finish()
    assert (counts.records, dict(counts.failed)) == (3, {"unsupported": 3, "duplicate": 1, "same_name": 1})
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == alone(tmp_path / "in.jsonl", tmp_path)


def test_a_file_that_is_no_parquet_is_one_failure(tmp_path: Path) -> None:
    write_parquet(tmp_path / "in" / "a.parquet", rows(2))
    (tmp_path / "in" / "b.parquet").write_bytes(b"PAR1 but not really")
    here = Here(tmp_path / "in", tmp_path / "out", 2)
    here.do(here.left())
    counts = here.finish()
    assert (counts.records, dict(counts.failed)) == (2, {"unreadable": 1})


def test_another_block_goes_on_where_the_first_ended(lines: Path, records: bytes, tmp_path: Path) -> None:
    first = Here(lines, tmp_path / "out", 5)
    first.do(first.left()[1:3])
    second = Here(lines, tmp_path / "out", 2)
    before = len(second.parts.done())
    second.do(second.left())
    assert before == 2
    assert second.finish().records == COUNT
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == records


def test_a_changed_file_is_done_again_and_the_others_are_not(tmp_path: Path) -> None:
    write_lines(tmp_path / "in" / "a.jsonl", rows(6))
    write_lines(tmp_path / "in" / "b.jsonl", rows(6, 6))
    first = Here(tmp_path / "in", tmp_path / "out", 3)
    first.do(first.left())
    write_lines(tmp_path / "in" / "b.jsonl", rows(7, 7))
    second = Here(tmp_path / "in", tmp_path / "out", 3)
    assert {piece.path for unit in second.left() for piece in unit.pieces} == {"b.jsonl"}
    second.do(second.left())
    assert second.finish().records == 13
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == alone(tmp_path / "in", tmp_path)


def test_a_part_that_is_damaged_is_done_again(lines: Path, tmp_path: Path) -> None:
    here = Here(lines, tmp_path / "out", 5)
    here.do(here.left())
    (tmp_path / "out" / next(iter(here.parts.done()))).write_bytes(b"torn")
    assert len(here.left()) == 1
    here.do(here.left())
    assert here.finish().records == COUNT


def test_what_a_lost_worker_began_is_told_as_repeated(lines: Path, tmp_path: Path) -> None:
    here = Here(lines, tmp_path / "out", 5)
    unit, other = here.left()[:2]
    here.parts.begin(unit)
    assert here.worker.do(unit)["is_repeated"]
    assert not here.worker.do(other)["is_repeated"]
    assert not here.worker.do(unit)["records"]  # it is done
    here.parts.begin(here.left()[0])
    here.parts.forget_marks([])
    assert not here.worker.do(here.left()[0])["is_repeated"]


def test_two_parts_over_one_another_are_taken_once(lines: Path, records: bytes, tmp_path: Path) -> None:
    here = Here(lines, tmp_path / "out", 5)
    here.do(here.left())
    wide = Piece("", here.files[0].version, 0, here.pieces[1].stop)
    here.do([Unit("lines", (wide,))])
    assert here.left() == []
    assert here.finish().records == COUNT
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == records


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    place = Place(str(tmp_path))
    writing = place.writing("a/b.jsonl")
    writing.__enter__().write(b"half")
    writing.__exit__(KeyError, None, None)
    assert list((tmp_path / "a").iterdir()) == []
    (tmp_path / "c").write_bytes(b"")
    with pytest.raises(OutputError, match="cannot be written"):
        place.write("c/d", b"")
    with pytest.raises(UsageError, match="not found"):
        Place(str(tmp_path / "nowhere")).found()


def test_a_source_of_several_kinds_or_of_none_is_refused(tmp_path: Path) -> None:
    place = Place(str(tmp_path))
    with pytest.raises(UsageError, match="no replies"):
        form_of(place.found(), "in")
    write_lines(tmp_path / "a.jsonl", rows(1))
    (tmp_path / "b.txt").write_text("x")
    with pytest.raises(UsageError, match="files and lines"):
        form_of(place.found(), "in")


@given(st.integers(1, 40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=8), st.integers(1, 9))
def test_what_is_left_and_what_is_done_cover_a_file_once(end: int, ranges: list[tuple[int, int]], block: int) -> None:
    pieces = [Piece("f", "1", start, min(end, start + block)) for start in range(0, end, block)]
    covered: set[int] = set()
    done = []
    for low, high in ranges:
        start, stop = min(low, high), min(end, max(low, high))
        if start < stop and not covered & set(range(start, stop)):
            covered |= set(range(start, stop))
            done.append(Piece("f", "1", start, stop))
    done.append(Piece("f", "an older version", 0, end))
    left = [
        n for unit in still_to_do("lines", pieces, done, block) for p in unit.pieces for n in range(p.start, p.stop)
    ]
    assert sorted([*left, *covered]) == list(range(end))
