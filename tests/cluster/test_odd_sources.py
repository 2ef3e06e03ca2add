"""Without a cluster: sources as other programs leave them, and targets that are not free."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from summarise.cluster.running import Job, _Run
from summarise.cluster.working import EngineChoice
from summarise.errors import OutputError, SummariseError, UsageError
from tests.support.spread_replies import Here, rows, write_lines

COUNT = 4
TEXTS = [row["text"] for row in rows(COUNT)]


def done(columns: Mapping[str, Any], tmp_path: Path, block: int = 100) -> tuple[list[str], dict[str, int]]:
    """Return the names of the records of a table of these columns, and how many replies failed by kind."""
    parquet.write_table(pa.table(dict(columns)), tmp_path / "in.parquet")
    here = Here(tmp_path / "in.parquet", tmp_path / "out", block)
    here.do(here.left())
    counts = here.finish()
    written = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["document"]["source"] for line in written], dict(counts.failed)


@pytest.mark.parametrize(
    "beside",
    [
        pa.array([2**31 - 1] * COUNT, pa.int32()).cast(pa.date32()),
        pa.array([9_000_000_000_000_000] * COUNT, pa.timestamp("ms")),
        pa.array([1] * COUNT, pa.timestamp("us", tz="Nowhere/Land")),
        pa.array([1_700_000_000_123_456_789] * COUNT, pa.timestamp("ns")),
    ],
    ids=["a day far off", "a second far off", "an unknown zone", "nanoseconds"],
)
def test_a_column_that_python_cannot_hold_takes_no_reply_away(beside: pa.Array, tmp_path: Path) -> None:
    table = {"id": list("abcd"), "text": TEXTS, "seen": beside}
    assert done(table, tmp_path) == (list("abcd"), {})


def test_text_in_gbk_that_is_called_utf_8_is_read_or_fails_alone(tmp_path: Path) -> None:
    """As a program writes it that takes bytes for text without looking."""
    held = [TEXTS[0].encode(), TEXTS[1].encode("gbk"), b"\xff\xfe\x00\x81 \x8d", TEXTS[3].encode()]
    sizes = [sum(map(len, held[:number])) for number in range(COUNT + 1)]
    offsets = pa.py_buffer(b"".join(size.to_bytes(4, "little") for size in sizes))
    text = pa.StringArray.from_buffers(COUNT, offsets, pa.py_buffer(b"".join(held)))
    names, failed = done({"id": list("abcd"), "text": text}, tmp_path)
    assert (names, sum(failed.values())) == (list("abd"), 1)


def test_an_id_that_is_null_is_none_and_numbers_of_pandas_are_names(tmp_path: Path) -> None:
    table = {"id": pa.array([7.0, None, float("nan"), 12.0]), "text": TEXTS}
    assert done(table, tmp_path) == (["7", "1", "2", "12"], {})


def test_an_id_of_a_file_in_a_column_is_a_name_as_that_of_a_text(tmp_path: Path) -> None:
    names, failed = done({"id": ["", None, "c", "d"], "data": [text.encode() for text in TEXTS]}, tmp_path)
    assert (names, failed) == ([f"{tmp_path}/in.parquet:1", "c", "d"], {"unsupported": 1})


def test_a_unit_that_cannot_be_read_is_told_with_its_rows(tmp_path: Path) -> None:
    table = pa.table({"id": [f"r{number}" for number in range(9)], "text": [row["text"] for row in rows(9)]})
    parquet.write_table(table, tmp_path / "in.parquet", row_group_size=3, compression="none", use_dictionary=False)
    whole = (tmp_path / "in.parquet").read_bytes()
    metadata = parquet.ParquetFile(tmp_path / "in.parquet").metadata
    starts = [metadata.row_group(group).column(0).data_page_offset for group in (1, 2)]
    for at in starts:
        whole = whole[:at] + b"\xff" * 8 + whole[at + 8 :]
    (tmp_path / "in.parquet").write_bytes(whole)
    here = Here(tmp_path / "in.parquet", tmp_path / "out", 3)
    here.do(here.left())
    counts = here.finish()
    assert (counts.records, dict(counts.failed)) == (3, {"unreadable": 2})
    failures = (tmp_path / "out" / "failures.jsonl").read_text(encoding="utf-8")
    assert "3 to 6: cannot be read" in failures
    assert "6 to 9: cannot be read" in failures


# -- what the target is and holds ------------------------------------------------------------------------------------


def job(source: Path, target: Path, **columns: str) -> Job:
    return Job(str(source), str(target), EngineChoice(), "rules", {}, columns)


def test_other_columns_are_another_run(tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", rows(2))
    runs = [
        _Run(job(tmp_path / "in.jsonl", tmp_path / "out", **columns)) for columns in ({}, {"text": "a"}, {"id": "a"})
    ]
    assert len({run.parts.folder for run in runs}) == 3


def test_a_target_within_its_source_is_not_read(tmp_path: Path) -> None:
    write_lines(tmp_path / "in" / "a.jsonl", rows(2))
    write_lines(tmp_path / "in" / "out2" / "b.jsonl", rows(2, 2))
    write_lines(tmp_path / "in" / "out" / "rest.jsonl", rows(2, 4))
    run = _Run(job(tmp_path / "in", tmp_path / "in" / "out"))
    assert [file.path for file in run.files] == ["a.jsonl", "out2/b.jsonl"]


@pytest.mark.parametrize(
    "source", ["out", "out/records.jsonl", "out/../out/failures.jsonl", "out/parts/x.parquet", "to"]
)
def test_a_source_that_the_run_would_write_is_refused(source: str, tmp_path: Path) -> None:
    write_lines(tmp_path / "out" / "records.jsonl", rows(2))
    (tmp_path / "to").symlink_to(tmp_path / "out")
    with pytest.raises(UsageError, match="name another target"):
        _Run(job(tmp_path / source, tmp_path / "out"))


@pytest.mark.parametrize("name", ["records.jsonl", "records.parquet", "failures.jsonl", "manifest.json"])
def test_files_of_somebody_else_in_the_target_stay(name: str, tmp_path: Path) -> None:
    write_lines(tmp_path / "in.jsonl", rows(2))
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text('{"program": "mine", "output": "records.jsonl"}')
    with pytest.raises(OutputError, match="name another folder"):
        _Run(job(tmp_path / "in.jsonl", tmp_path / "out"))


@pytest.mark.parametrize("end", ["changed", "gone"])
def test_a_source_that_changes_during_a_run_is_told_and_nothing_is_mixed(end: str, tmp_path: Path) -> None:
    """A worker may have read the one half before the change and the other after it."""
    write_lines(tmp_path / "in" / "a.jsonl", rows(2))
    write_lines(tmp_path / "in" / "b.jsonl", rows(2, 2))
    run = _Run(job(tmp_path / "in", tmp_path / "out"))
    here = Here(tmp_path / "in", tmp_path / "out", 1)
    here.do(here.left())
    if end == "gone":
        (tmp_path / "in" / "b.jsonl").unlink()
    else:
        write_lines(tmp_path / "in" / "b.jsonl", rows(3, 7))
    with pytest.raises(SummariseError, match=r"b\.jsonl: has changed during the run"):
        run.finish()
    assert not (tmp_path / "out" / "records.jsonl").exists()
