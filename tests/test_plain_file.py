"""Files beside the replies: pipes, depth and size end in words, wherever such a file is read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from summarise.confidence.calibration import read_calibration
from summarise.errors import InputError, SummariseError
from summarise.evaluation import load_gold_set
from summarise.evaluation.gold.set_files import read_set_file
from summarise.evaluation.reports.report_comparison import read_report
from summarise.evaluation.scores.predictions import read_predictions
from summarise.plain_file import parse_json, read_plain
from summarise.settings import read_settings

DEEP = "[" * 100_000 + "]" * 100_000
READERS: dict[str, Callable[[Path], object]] = {
    "predictions": lambda path: read_predictions(path, ()),
    "splits": read_set_file,
    "a report": read_report,
    "settings": lambda path: read_settings({}, {}, path),
    "labels": lambda path: load_gold_set(path.parent),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS.keys())
@pytest.mark.parametrize("content", ["deep", "surrogate", "not UTF-8", "NUL"])
def test_a_file_that_no_reader_expects_ends_in_words(
    read: Callable[[Path], object], content: str, tmp_path: Path
) -> None:
    path = tmp_path / "a.gold.json"
    text = {"deep": DEEP, "surrogate": '{"a": "\\ud800"}', "NUL": "\0\0"}.get(content, "")
    path.write_bytes(b'{"a": "\xff"}' if content == "not UTF-8" else text.encode())
    path.with_name("a.txt").write_text("a")
    if content == "surrogate" and read is read_set_file:
        assert read(path) == {"a": "\ud800"}
        return
    with pytest.raises(SummariseError) as caught:
        read(path)
    assert "a.gold.json" in caught.value.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
@pytest.mark.parametrize("pipe", ["a.gold.json", "a.txt"])
def test_a_pipe_in_a_folder_of_labels_is_refused_and_not_waited_for(pipe: str, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / pipe)
    for name in {"a.gold.json", "a.txt"} - {pipe}:
        (tmp_path / name).write_text(LABELS)
    with pytest.raises(SummariseError, match=rf"{pipe}.*a pipe or a device"):
        load_gold_set(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_for_a_calibration_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "calibration.json")
    with pytest.raises(InputError, match="a pipe or a device"):
        read_calibration(tmp_path / "calibration.json")


LABELS = (Path(__file__).resolve().parents[1] / "eval/gold/linhe-transport-2023-118.gold.json").read_text("utf-8")


def test_a_large_file_is_refused_by_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("summarise.plain_file._LARGEST", 10)
    (tmp_path / "a").write_bytes(b"x" * 11)
    with pytest.raises(OSError, match="larger than"):
        read_plain(tmp_path / "a")
    (tmp_path / "a").write_bytes(b"x" * 10)
    assert read_plain(tmp_path / "a") == b"x" * 10


def test_json_is_read_to_any_depth_that_is_meant() -> None:
    assert parse_json("[" * 100 + "]" * 100)
    with pytest.raises(ValueError, match="too deep"):
        parse_json(DEEP)
