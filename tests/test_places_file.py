import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from summarise.errors import InputError
from summarise.places_file import places_path
from summarise.records_file import read_records
from tests.support.composed_replies import composed_reply
from tests.support.composed_run import composed_run


def _with_place(folder: Path, url: object) -> Path:
    records = composed_run(folder / "run", 2)
    line = {"sha256": composed_reply(1)[1].sha256, "url": url, "found_on": "2026-03-01", "by": "李敏"}
    places_path(records).write_text(json.dumps(line) + "\n", encoding="utf-8")
    return records


def test_an_address_that_people_added_is_in_the_record_and_in_every_view(tmp_path: Path) -> None:
    address = "https://www.lanchuan.example/xxgk/2024/t1.html"
    records = _with_place(tmp_path, address)
    assert [record.document.url for record in read_records(records)] == [address, ""]
    for output in ("a.md", "a.html"):
        command = "report" if output.endswith("html") else "export"
        assert CliRunner().invoke(app, [command, str(records), "-o", str(tmp_path / output)]).exit_code == 0
        assert address in (tmp_path / output).read_text(encoding="utf-8")
    assert address in CliRunner().invoke(app, ["show", str(records), "1"]).output.replace("\n", "").replace(" ", "")


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "", 3])
def test_an_address_that_is_not_of_the_web_is_refused(tmp_path: Path, url: object) -> None:
    with pytest.raises(InputError, match="no http or https"):
        list(read_records(_with_place(tmp_path, url)))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_addresses_saved_by_an_editor_on_windows_are_read(tmp_path: Path, encoding: str) -> None:
    records = _with_place(tmp_path, "https://www.lanchuan.example/a.html")
    line = places_path(records).read_text(encoding="utf-8").encode().decode("unicode_escape")
    places_path(records).write_text(line, encoding=encoding)
    assert next(read_records(records)).document.url == "https://www.lanchuan.example/a.html"


def test_addresses_in_no_encoding_are_refused(tmp_path: Path) -> None:
    records = _with_place(tmp_path, "https://www.lanchuan.example/a.html")
    places_path(records).write_bytes(b"\xff\xff\xff")
    with pytest.raises(InputError, match="not in UTF-8"):
        list(read_records(records))
