from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarise.records_file import read_records
from summarise.workbench import row_cache, shelf
from summarise.workbench.row_cache import cache_path
from summarise.workbench.shelf import Shelf
from tests.support.composed_replies import composed_reply
from tests.support.composed_run import composed_run


def test_a_mark_before_the_first_record_hides_no_record(tmp_path: Path) -> None:
    path = composed_run(tmp_path / "run", 2)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    shelf = Shelf(path)
    assert [shelf.record(row) for row in shelf.rows()] == list(read_records(path))
    assert len(shelf.rows()) == 2


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A run whose rows are kept beside it."""
    monkeypatch.setattr(row_cache, "FEWEST", 1)
    path = composed_run(tmp_path / "run", 4)
    Shelf(path)
    assert cache_path(path).is_file()
    return path


def parsed(monkeypatch: pytest.MonkeyPatch, path: Path) -> tuple[Shelf, int]:
    """A shelf, and how many lines were read for it."""
    lines: list[int] = []
    real = shelf._fields

    def noted(file: Path, number: int, start: int, line: bytes) -> list[Any]:
        lines.append(number)
        return real(file, number, start, line)

    monkeypatch.setattr(shelf, "_fields", noted)
    made = Shelf(path)
    monkeypatch.setattr(shelf, "_fields", real)
    return made, len(lines)


def test_a_start_reads_no_record_whose_row_is_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, lines = parsed(monkeypatch, kept)
    assert lines == 0
    assert [made.record(row) for row in made.rows()] == list(read_records(kept))


def test_only_the_lines_that_a_run_added_are_read(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, _ = composed_reply(9)
    with kept.open("a", encoding="utf-8") as file:
        file.write(f"{record.to_json()}\n")
    made, lines = parsed(monkeypatch, kept)
    assert lines == 1
    assert [made.record(row) for row in made.rows()] == list(read_records(kept))


def test_a_file_that_grew_and_was_changed_before_is_read_whole(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = kept.read_bytes().splitlines(keepends=True)
    kept.write_bytes(b"".join([lines[1], lines[0], *lines[2:]]) + lines[0].replace(b'"sha256":"', b'"sha256":"0', 1))
    made, count = parsed(monkeypatch, kept)
    assert count == len(lines) + 1
    assert [row.sha256 for row in made.rows()][:2] == [json.loads(line)["document"]["sha256"] for line in lines[1::-1]]


@pytest.mark.parametrize("content", [b"", b"{}", b'{"version":4,"stamp":3,"rows":{}}', b"\xff" * 9])
def test_a_cache_that_is_none_is_made_anew(kept: Path, monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    whole = cache_path(kept).read_bytes()
    cache_path(kept).write_bytes(content)
    made, lines = parsed(monkeypatch, kept)
    assert lines == len(made.rows()) == 4
    assert cache_path(kept).read_bytes() == whole


def test_a_cache_with_a_damaged_row_is_made_anew(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = cache_path(kept).read_bytes()
    for damaged in (whole[:-1], whole[:-2] + b"\n", whole.replace(b",", b";"), whole + b"[]\n"):
        cache_path(kept).write_bytes(damaged)
        assert parsed(monkeypatch, kept)[1] == 4
        assert cache_path(kept).read_bytes() == whole


def test_a_line_that_is_still_being_written_is_not_kept(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record, _ = composed_reply(9)
    line = f"{record.to_json()}\n".encode()
    with kept.open("ab") as file:
        file.write(line[:200])
    assert len(parsed(monkeypatch, kept)[0].rows()) == 4
    with kept.open("ab") as file:
        file.write(line[200:])
    assert len(parsed(monkeypatch, kept)[0].rows()) == 5


def test_small_runs_keep_nothing_beside_them(tmp_path: Path) -> None:
    path = composed_run(tmp_path / "run", 2)
    Shelf(path)
    assert not cache_path(path).exists()
