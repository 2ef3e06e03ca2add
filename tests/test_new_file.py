import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from summarise.errors import OutputError
from summarise.new_file import replacing


def _write(path: Path, write: Callable[[Path], None]) -> None:
    with replacing(path) as draft:
        write(draft)


def _whole(draft: Path) -> None:
    draft.write_text("new", encoding="utf-8")


def _half(draft: Path) -> None:
    draft.write_text("half", encoding="utf-8")
    raise KeyError


def _until_the_disk_is_full(draft: Path) -> None:
    draft.write_text("half", encoding="utf-8")
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_was_begun_and_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(KeyError):
        _write(path, _half)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_finished_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    _write(path, _whole)
    assert path.read_text(encoding="utf-8") == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"none/page\.html: cannot be written"):
        _write(tmp_path / "none/page.html", _half)


def test_a_full_disk_is_told_with_the_path_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=r"page\.html: cannot be written: No space left"):
        _write(path, _until_the_disk_is_full)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
