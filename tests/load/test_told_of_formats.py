"""What a failure says of a file that is not read, and files that programs leave behind."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.errors import InputError
from summarise.load import load_bytes
from summarise.load.archive import members

LETTER = "王小川委员：\n您提出的提案收悉，现答复如下：\n下一步，我局将修缮渡口6处，并配备救生衣。\n青岚县交通运输局\n2024年6月18日\n"


def test_a_spreadsheet_as_xml_is_to_be_saved_as_one() -> None:
    sheet = (
        '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>'
    )
    with pytest.raises(InputError, match=r"\.xlsx"):
        load_bytes(sheet.encode(), "a.xml")


@pytest.mark.parametrize("name", ["答复/~$函.docx", "Thumbs.db", "x/thumbs.db", ".~lock.a.odt#", "__MACOSX/._a.docx"])
def test_what_programs_leave_in_an_archive_is_no_reply(name: str) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, b"\x05user")
        archive.writestr("a.txt", LETTER)
    assert [inner for inner, _ in members(out.getvalue(), "z.zip", [10**6])] == ["z.zip/a.txt"]


def test_lock_files_in_a_folder_are_passed_over_with_a_remark(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(LETTER, encoding="utf-8")
    (folder / "~$函.docx").write_bytes(b"\x05user")
    done = CliRunner().invoke(app, ["run", str(folder), "-o", str(tmp_path / "r.jsonl")])
    assert done.exit_code == 0
    assert "~$" in done.stderr


def test_a_quiet_run_still_tells_what_failed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    done = CliRunner().invoke(app, ["run", str(tmp_path / "a.txt"), "-o", str(tmp_path / "r.jsonl"), "--quiet"])
    assert done.exit_code == 1
    assert "the file is empty" in done.stderr
