import errno
import os
import stat
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


def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    _write(tmp_path / "new" / "folder" / "page.html", _whole)
    assert (tmp_path / "new" / "folder" / "page.html").read_text(encoding="utf-8") == "new"


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=r"page\.html: cannot be written"):
        _write(tmp_path / "file" / "page.html", _whole)
    assert (tmp_path / "file").read_text(encoding="utf-8") == "old"


def test_a_full_disk_is_told_with_the_path_and_the_old_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(OutputError, match=r"page\.html: cannot be written: No space left"):
        _write(path, _until_the_disk_is_full)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_pipe_is_written_into_and_stays_a_pipe(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    try:
        _write(path, _whole)
        assert os.read(reader, 10) == b"new"
    finally:
        os.close(reader)
    assert stat.S_ISFIFO(path.lstat().st_mode)


def test_an_open_file_gets_the_content_behind_what_it_holds(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w+b", buffering=0) as file:
        file.write(b"old ")
        for name in (f"/dev/fd/{file.fileno()}", f"/proc/self/fd/{file.fileno()}"):
            _write(Path(name), _whole)
    assert (tmp_path / "out").read_bytes() == b"old newnew"


def test_a_link_stays_and_leads_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "page.html")
    _write(tmp_path / "link", _whole)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "new"


def test_a_file_that_excel_or_wps_has_open_is_told_in_both_languages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_text("old", encoding="utf-8")

    def refuse(self: Path, target: Path) -> Path:
        raise PermissionError(errno.EACCES, "Access is denied", str(self), 5, str(target))

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError, match=r"close it in Excel or WPS first.*请先在 Excel/WPS 中关闭该文件"):
        _write(path, _whole)
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
