from __future__ import annotations

from pathlib import Path

from summarise.records_file import read_records
from summarise.workbench.shelf import Shelf
from tests.support.composed_run import composed_run


def test_a_mark_before_the_first_record_hides_no_record(tmp_path: Path) -> None:
    path = composed_run(tmp_path / "run", 2)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    shelf = Shelf(path)
    assert [shelf.record(row) for row in shelf.rows()] == list(read_records(path))
    assert len(shelf.rows()) == 2
