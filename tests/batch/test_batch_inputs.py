from __future__ import annotations

import json
import os
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest

from summarise.batch import Inputs
from summarise.errors import InputError

pytestmark = pytest.mark.usefixtures("in_a_folder")


def sources(names: Sequence[str], standard_input: bytes = b"", *, leave_out: Sequence[Path] = ()) -> list[str]:
    return [entry.source for entry in Inputs(names, BytesIO(standard_input), leave_out=leave_out)]


def texts(names: Sequence[str], standard_input: bytes = b"") -> dict[str, str]:
    """Text by source; for an input that cannot be read, the kind of its error."""
    found = {}
    for entry in Inputs(names, BytesIO(standard_input)):
        try:
            found[entry.source] = entry.load().text.strip()
        except InputError as error:
            found[entry.source] = error.kind
    return found


def make(*names: str) -> None:
    for name in names:
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{name}：已经办理。", encoding="utf-8")


def test_a_folder_is_read_in_the_order_of_its_names_and_to_its_depth() -> None:
    make("in/b.txt", "in/a/z.md", "in/a.txt", "in/c/d/e.txt")
    assert sources(["in"]) == ["in/a/z.md", "in/a.txt", "in/b.txt", "in/c/d/e.txt"]


def test_hidden_files_and_files_that_a_run_wrote_are_passed_over_in_a_folder() -> None:
    make("in/a.txt", "in/.b.txt", "in/.git/c.txt", "in/r.failures.jsonl", "in/r.manifest.json", "in/r.journal")
    Path("in/r.jsonl").write_text('{"schema_version":"1.0","document":{}}\n')
    assert sources(["in"]) == ["in/a.txt"]


def test_this_runs_own_files_are_left_out_under_any_name() -> None:
    make("in/a.txt", "in/mine.txt", "in/texts/0.txt")
    assert sources(["in"], leave_out=[Path("in/mine.txt"), Path("in/texts")]) == ["in/a.txt"]


def test_files_that_are_no_document_by_name_are_passed_over_in_a_folder_and_counted() -> None:
    make("in/a.txt", "in/a.gold.json", "in/b.JSON", "in/style.css")
    inputs = Inputs(["in"], BytesIO())
    assert [entry.source for entry in inputs] == ["in/a.txt"]
    assert inputs.passed_over == {".json": 2, ".css": 1}
    assert sources(["in/style.css"]) == ["in/style.css"]


def test_the_parts_of_a_saved_page_are_not_inputs() -> None:
    make("in/reply.html", "in/reply_files/ad.html", "in/other_files/b.txt")
    assert sources(["in"]) == ["in/other_files/b.txt", "in/reply.html"]


def test_a_quoted_pattern_is_expanded_and_one_without_a_match_is_a_missing_input() -> None:
    make("in/a.txt", "in/b.md", "in/c.txt")
    assert sources(["in/*.txt"]) == ["in/a.txt", "in/c.txt"]
    assert texts(["none/*.txt", "gone.txt"]) == {"none/*.txt": "missing", "gone.txt": "missing"}


def test_a_file_whose_name_looks_like_a_pattern_is_that_file() -> None:
    make("〔2024〕[1].txt", "in/a.txt")
    assert sources(["〔2024〕[1].txt"]) == ["〔2024〕[1].txt"]


def test_a_file_named_twice_comes_once() -> None:
    make("in/a.txt", "in/b.txt")
    assert sources(["in/b.txt", "in", "./in/a.txt"]) == ["in/b.txt", "in/a.txt"]


def test_a_linked_folder_is_not_followed() -> None:
    make("in/a.txt", "elsewhere/b.txt")
    Path("in/loop").symlink_to(Path("in").resolve())
    assert sources(["in"]) == ["in/a.txt"]


def test_json_lines_are_named_by_their_ids_and_a_bad_line_by_its_number() -> None:
    lines = [
        json.dumps({"id": "甲", "text": "一件答复。"}, ensure_ascii=False),
        json.dumps({"id": 7, "text": "又一件答复。"}),
        "",
        "{not json",
        json.dumps({"id": "乙"}),
        json.dumps({"id": ["丙"], "text": "x"}),
        json.dumps({"id": "", "text": "x"}),
        json.dumps([1]),
    ]
    Path("all.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert texts(["all.jsonl"]) == {
        "甲": "一件答复。",
        "7": "又一件答复。",
        **{f"all.jsonl:{number}": "unsupported" for number in (4, 5, 6, 7, 8)},
    }


def test_records_given_as_inputs_are_refused_line_by_line() -> None:
    Path("old.jsonl").write_text('{"schema_version":"1.0","document":{}}\n')
    assert texts(["old.jsonl"]) == {"old.jsonl:1": "not_a_reply"}


def test_the_standard_input_is_json_lines_or_one_reply() -> None:
    line = json.dumps({"id": "a", "text": "一件答复。"}).encode()
    assert texts(["-"], line + b"\n" + line.replace(b'"a"', b'"b"')) == {"a": "一件答复。", "b": "一件答复。"}
    assert texts(["-"], "此复。\n第二行。".encode()) == {"stdin": "此复。\n第二行。"}
    assert texts(["-"], b"") == {"stdin": "empty"}
    assert texts(["-"], b'{"rows": {"words": 1}}') == {"stdin": "not_a_reply"}


def test_a_name_that_is_no_utf8_can_still_be_written() -> None:
    Path("in").mkdir()
    try:
        Path(os.fsdecode(b"in/\xff.txt")).write_text("答复。", encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes no such name")
    assert sources(["in"]) == ["in/\\xff.txt"]


def test_files_are_counted_without_being_read() -> None:
    make("in/a.txt", "in/b.txt", "in/x.css")
    Path("c.jsonl").write_text("")
    assert Inputs(["in", "gone.txt"], BytesIO()).count() == 3
    assert Inputs(["in", "c.jsonl"], BytesIO()).count() is None
    assert Inputs(["-"], BytesIO()).count() is None
