from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app, report
from tests.support.composed_run import composed_run


def _report(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["report", *map(str, arguments)])
    return result.exit_code, f"{result.output}{result.exception or ''}"


def test_the_texts_of_the_run_are_in_the_page_without_asking(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 3)
    code, said = _report(records, "-o", tmp_path / "page.html")
    assert code == 0, said
    assert "3 replies with the source texts" in said
    assert "感谢您对我们工作的关心" in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_a_page_of_very_many_replies_says_where_any_number_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = composed_run(tmp_path / "run", 3)
    monkeypatch.setattr(report, "MANY", 3)
    assert "workbench" not in _report(records, "-o", tmp_path / "page.html")[1]
    monkeypatch.setattr(report, "MANY", 2)
    assert f"`summarise workbench {records}` shows any number" in _report(records, "-o", tmp_path / "page.html")[1]


def test_quotes_only_leaves_the_texts_out(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 3)
    code, said = _report(records, "-o", tmp_path / "page.html", "--quotes-only")
    assert code == 0, said
    assert "感谢您对我们工作的关心" not in (tmp_path / "page.html").read_text(encoding="utf-8")


def test_texts_that_are_missing_are_counted(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 3)
    next((tmp_path / "run/texts").iterdir()).unlink()
    code, said = _report(records, "-o", tmp_path / "page.html", "--with-text", tmp_path / "run/texts")
    assert code == 0, said
    assert "shown by their quotes: 1" in said


def test_a_text_that_was_altered_leaves_the_old_page(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 3)
    page = tmp_path / "page.html"
    assert _report(records, "-o", page)[0] == 0
    old = page.read_bytes()
    next((tmp_path / "run/texts").iterdir()).write_text("别的话", encoding="utf-8")
    code, said = _report(records, "-o", page)
    assert code != 0
    assert "was changed after it was saved" in said
    assert page.read_bytes() == old


def test_failures_of_the_run_are_counted_and_shown(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    line = '{"source":"登录.html","sha256":"","kind":"not_a_reply","message":"登录.html: is a login page"}\n'
    (tmp_path / "run/records.failures.jsonl").write_text(line, encoding="utf-8")
    code, said = _report(records, "-o", tmp_path / "page.html")
    assert code == 0, said
    assert "failed replies listed: 1" in said
    assert "is a login page" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--with-text", "texts", "--quotes-only"], "exclude each other"),
        (["--with-text", "nowhere"], "is no folder"),
    ],
)
def test_options_that_make_no_sense_are_refused(tmp_path: Path, arguments: list[str], message: str) -> None:
    records = composed_run(tmp_path / "run", 1)
    code, said = _report(records, "-o", tmp_path / "page.html", *arguments)
    assert code != 0
    assert message in said
    assert not (tmp_path / "page.html").exists()


def test_the_records_are_never_overwritten(tmp_path: Path) -> None:
    records = composed_run(tmp_path / "run", 1)
    before = records.read_bytes()
    code, said = _report(records, "-o", records)
    assert code != 0
    assert "is the records file itself" in said
    assert records.read_bytes() == before
