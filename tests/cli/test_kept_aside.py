"""What stands where a command writes: a file that a person named is refused where it is not ours, any other is kept."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

from typer.testing import CliRunner

from summarise.batch.inputs import Inputs
from summarise.batch.texts import save_text
from summarise.cli import app
from summarise.confidence import Calibration, ItemModel
from summarise.corpus import opened_corpus
from summarise.corpus.index_making import corpus_path
from summarise.document import Document
from summarise.fetch import Fetching, Folder, Getter
from summarise.own_file import keep_aside
from summarise.workbench.row_cache import cache_path, rows_of
from tests.support.composed_corpus import answered, in_a_file
from tests.support.places import ROOT
from tests.support.several_letters import letter
from tests.support.web_site import Page, site

NOTES = "我的笔记：周三前交稿。\n".encode()


def test_calibrate_refuses_another_s_file_before_it_begins(tmp_path: Path) -> None:
    notes = tmp_path / "notes.json"
    notes.write_bytes(b'{\n "version": 3,\n "name": "a program"\n}\n')
    before = notes.read_bytes()
    told = CliRunner().invoke(app, ["calibrate", str(tmp_path / "no such gold"), "-o", str(notes)])
    assert told.exit_code == 2
    assert "was not written by this program" in told.output
    assert notes.read_bytes() == before


def test_calibrate_takes_the_place_of_a_calibration(tmp_path: Path) -> None:
    made = Calibration(engine="rules", replies=1, models={"m": ItemModel(bias=0, items=1, right=1)}, held_out=[])
    path = tmp_path / "calibration.json"
    path.write_text(made.model_dump_json(indent=1) + "\n")
    told = CliRunner().invoke(app, ["calibrate", str(ROOT / "eval" / "gold"), "-o", str(path)])
    assert told.exit_code == 0, told.output
    assert json.loads(path.read_bytes())["replies"] > 1


def test_fetch_refuses_another_s_list_of_failures_before_anything_is_asked(tmp_path: Path) -> None:
    (tmp_path / "fetch.failures.jsonl").write_bytes(NOTES)
    with site({}) as web:
        told = CliRunner().invoke(app, ["fetch", f"{web.root}/a", "-o", str(tmp_path)])
    assert told.exit_code == 2
    assert "was not written by this program" in told.output
    assert (tmp_path / "fetch.failures.jsonl").read_bytes() == NOTES
    assert web.asked == []


def fetched(folder: Path, address: str) -> Path:
    opened = Folder(folder)
    opened.open()
    (outcome,) = Fetching(Getter(guard=lambda _: True, pause=0.0), opened).pages([address])
    assert outcome.state == "saved"
    assert outcome.path is not None
    return outcome.path


def test_a_page_that_a_person_changed_or_put_there_is_kept_when_it_is_fetched_again(tmp_path: Path) -> None:
    with site({"/a": Page(f"<p>{letter()}</p>".encode())}) as web:
        path = fetched(tmp_path, f"{web.root}/a")
        whole = path.read_bytes()
        path.write_bytes(whole + NOTES)
        assert fetched(tmp_path, f"{web.root}/a") == path
        assert path.read_bytes() == whole
        assert path.with_name(f"{path.name}.aside").read_bytes() == whole + NOTES
        path.with_name(f"{path.name}.fetched.json").write_bytes(NOTES)  # by nothing can the page show that it is ours
        path.write_bytes(NOTES)
        fetched(tmp_path, f"{web.root}/a")
    kept = {found.name.removeprefix(path.name): found.read_bytes() for found in tmp_path.glob("*.aside")}
    assert kept == {".aside": whole + NOTES, ".1.aside": NOTES, ".fetched.json.aside": NOTES}
    assert [entry.source for entry in Inputs([str(tmp_path)], BytesIO())] == [str(path)]


def test_a_saved_text_that_a_person_changed_is_kept(tmp_path: Path) -> None:
    document = Document("a.txt", "一封信")
    path = tmp_path / f"{document.sha256}.txt"
    path.write_bytes(NOTES)
    save_text(tmp_path, document)
    save_text(tmp_path, document)
    assert {found.name: found.read_bytes() for found in tmp_path.iterdir()} == {
        path.name: "一封信".encode(),
        f"{path.name}.aside": NOTES,
    }


def test_what_stands_where_an_index_belongs_is_kept(tmp_path: Path) -> None:
    records = in_a_file([answered("2025年底前安装路灯30盏。")], tmp_path)
    corpus_path(records).write_bytes(NOTES)
    opened_corpus(records).close()
    aside = corpus_path(records).with_name("records.corpus.sqlite.aside")
    assert aside.read_bytes() == NOTES
    with records.open("a", encoding="utf-8") as file:
        file.write(answered("2026年底前安装路灯40盏。").to_json() + "\n")
    opened_corpus(records).close()  # our own is replaced
    assert sorted(found.name for found in tmp_path.glob("*.aside*")) == [aside.name]


def test_what_stands_where_rows_are_kept_is_kept(tmp_path: Path) -> None:
    lines = tmp_path / "records.jsonl"
    lines.write_bytes(b'{"a":1}\n' * 1_000)
    cache_path(lines).write_bytes(NOTES)
    for _ in range(2):
        assert len(list(rows_of(lines, lambda number, *_: [number]))) == 1_000
        lines.write_bytes(b'{"a":2}\n' * 1_000)
    assert {found.name for found in tmp_path.iterdir()} == {
        "records.jsonl",
        "records.rows.json",
        "records.rows.json.aside",
    }
    assert (tmp_path / "records.rows.json.aside").read_bytes() == NOTES


def test_nothing_that_was_kept_is_replaced_by_what_is_kept_next(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / "a").write_bytes(b"%d" % number)
        keep_aside(tmp_path / "a", b"x")
    assert {found.read_bytes() for found in tmp_path.iterdir()} == {b"0", b"1", b"2"}
    (tmp_path / "a").write_bytes(b"x")
    assert keep_aside(tmp_path / "a", b"x") is None
