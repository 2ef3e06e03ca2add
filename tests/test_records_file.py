import hashlib
import json
from pathlib import Path

import pytest

from summarise.errors import InputError
from summarise.record import Failure
from summarise.records_file import (
    RecordLines,
    SavedTexts,
    read_failures,
    read_records,
    read_records_with_places,
    saved_texts_of,
)
from tests.support.composed_replies import composed_reply


def test_records_are_read_in_order_and_empty_lines_passed_over(tmp_path: Path) -> None:
    records = [composed_reply(number)[0] for number in (1, 2, 3)]
    path = tmp_path / "records.jsonl"
    path.write_text("\n\n".join(record.to_json() for record in records) + "\n", encoding="utf-8")
    assert list(read_records(path)) == records


def test_a_torn_line_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    line = composed_reply(1)[0].to_json()
    path.write_text(f"{line}\n{line[:100]}", encoding="utf-8")
    with pytest.raises(InputError, match="line 2: is no record"):
        list(read_records(path))


def test_a_file_that_is_missing_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        list(read_records(tmp_path / "none.jsonl"))
    assert caught.value.kind == "missing"


def test_a_folder_is_told_from_a_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder; give the records file in it"):
        list(read_records(tmp_path))


def test_control_sequences_in_a_broken_line_do_not_reach_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    line = json.loads(composed_reply(1)[0].to_json()) | {"\x1b[2J\u202e": 1}
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        list(read_records(path))
    assert "\x1b" not in caught.value.message
    assert "\u202e" not in caught.value.message
    assert "\\x1b[2J" in caught.value.message


def test_failures_stand_beside_their_records(tmp_path: Path) -> None:
    failure = Failure(source="登录页.html", kind="not_a_reply", message="登录页.html: is a login page")
    (tmp_path / "records.failures.jsonl").write_text(failure.to_json() + "\n", encoding="utf-8")
    assert read_failures(tmp_path / "records.jsonl") == (failure,)
    assert read_failures(tmp_path / "other.jsonl") == ()


def _saved(folder: Path, text: str) -> str:
    content = text.encode()
    name = hashlib.sha256(content).hexdigest()
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(content)
    return name


def test_a_saved_text_comes_back_character_for_character(tmp_path: Path) -> None:
    text = "第一行\r\n𠮷\u3000末行"
    assert SavedTexts(tmp_path).text(_saved(tmp_path, text)) == text


def test_a_text_that_was_not_saved_is_none(tmp_path: Path) -> None:
    assert SavedTexts(tmp_path).text("0" * 64) is None


def test_a_text_that_was_changed_after_saving_is_refused(tmp_path: Path) -> None:
    name = _saved(tmp_path, "治理河道20公里。")
    (tmp_path / f"{name}.txt").write_text("治理河道90公里。", encoding="utf-8")
    with pytest.raises(InputError, match="was changed"):
        SavedTexts(tmp_path).text(name)


@pytest.mark.parametrize("stated", ["texts", "absolute", "out/texts", "/moved/from/texts"])
def test_the_manifest_tells_where_the_texts_are(tmp_path: Path, stated: str) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    manifest = {"settings": {"save_text": str(folder) if stated == "absolute" else stated}}
    (tmp_path / "records.manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert saved_texts_of(tmp_path / "records.jsonl") == SavedTexts(folder)


@pytest.mark.parametrize(
    "manifest", ["", "[]", "{}", '{"settings": {"save_text": ""}}', '{"settings": {"save_text": "gone"}}']
)
def test_without_saved_texts_there_are_none(tmp_path: Path, manifest: str) -> None:
    (tmp_path / "records.manifest.json").write_text(manifest, encoding="utf-8")
    assert saved_texts_of(tmp_path / "records.jsonl") is None


def test_a_mark_before_the_first_record_is_no_part_of_it(tmp_path: Path) -> None:
    records = [composed_reply(number)[0] for number in (1, 2)]
    path = tmp_path / "records.jsonl"
    path.write_text("\n".join(record.to_json() for record in records) + "\n", encoding="utf-8-sig")
    content = path.read_bytes()
    assert list(read_records(path)) == records
    for start, length, record in read_records_with_places(path):
        assert type(record).from_json(content[start : start + length]) == record


def test_a_mark_before_another_line_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    line = composed_reply(1)[0].to_json()
    path.write_text(f"{line}\n\ufeff{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2"):
        list(read_records(path))


def test_records_that_an_editor_saved_in_another_encoding_are_refused_and_not_guessed_at(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text(composed_reply(1)[0].to_json() + "\n", encoding="gb18030")
    with pytest.raises(InputError, match=r"line 1: is not in UTF-8.*另存为 UTF-8"):
        list(read_records(path))


def test_a_manifest_written_on_windows_names_its_texts_on_every_system(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    sha256 = _saved(tmp_path / "out" / "texts", "关于公交的答复")
    manifest = {"settings": {"save_text": "out\\texts"}}
    (tmp_path / "records.manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    texts = saved_texts_of(tmp_path / "records.jsonl")
    assert texts is not None
    assert texts.text(sha256) == "关于公交的答复"


def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("summarise.records_file._LONGEST", 10_000)
    path = tmp_path / "records.jsonl"
    path.write_bytes(composed_reply(1)[0].to_json().encode()[:5_000] + b"\n" + bytes(20_000))
    with pytest.raises(InputError, match="line 2: is longer than any record"):
        list(RecordLines.of(path))
