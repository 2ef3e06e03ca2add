"""Files that people write beside their replies, saved by the editors and spreadsheets of Chinese Windows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from summarise.corpus.bodies import read_bodies
from summarise.errors import UsageError
from summarise.evaluation import load_gold
from summarise.evaluation.gold.splits import read_splits
from summarise.evaluation.reports.weighted import read_weights
from summarise.evaluation.scores.predictions import read_predictions
from summarise.settings import read_settings
from tests.support.evaluation_examples import TEXT, example, write_gold

ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
BODIES = "name,was\r\n云溪县水务局,云溪县水利局\r\n㐂川县𠮷局,云溪县林业局\r\n"  # two signs of four bytes in GB 18030


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_table_of_bodies_is_read_as_a_spreadsheet_saves_it(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "bodies.csv").write_bytes(BODIES.encode(encoding))
    assert read_bodies(tmp_path / "bodies.csv") == read_bodies(_utf8(tmp_path, BODIES))


def _utf8(folder: Path, text: str) -> Path:
    (folder / "plain").write_bytes(text.encode())
    return folder / "plain"


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_labels_and_their_text_are_read_as_an_editor_saves_them(tmp_path: Path, encoding: str) -> None:
    write_gold(tmp_path, [example()])
    whole = load_gold(tmp_path / "river.gold.json")
    for name in ("river.gold.json", "river.txt"):
        path = tmp_path / name
        path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    assert load_gold(tmp_path / "river.gold.json") == whole
    assert whole.document.text == TEXT


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_answers_weights_and_splits_are_read_as_an_editor_saves_them(tmp_path: Path, encoding: str) -> None:
    answer = {"document": "river", "measures_taken": ["整治河道6公里，群众满意度明显提升。"]}
    written = {
        "answers.jsonl": json.dumps(answer, ensure_ascii=False) + "\r\n",
        "weights.toml": "# 权重\r\ntargets = 3\r\n",
        "splits.json": '{"试": ["river"]}',
    }
    for name, text in written.items():
        (tmp_path / name).write_bytes(text.encode(encoding))
    assert list(read_predictions(tmp_path / "answers.jsonl", (example(),)).answers) == ["river"]
    assert read_weights(tmp_path / "weights.toml") == {"targets": 3.0}
    assert read_splits(tmp_path) == {"试": ["river"]}


@pytest.mark.parametrize("folder", ["D:\\答复\\缓存", "D:\\users\\a", "D:\\new", "D:\\temp\\缓存", "\\\\server\\share"])
def test_a_folder_of_windows_in_double_quotes_is_refused_with_what_to_write(tmp_path: Path, folder: str) -> None:
    file = tmp_path / "summarise.toml"
    file.write_text(f'cache_dir = "{folder}"\n', encoding="utf-8")
    with pytest.raises(UsageError, match="single quotes"):
        read_settings({}, {}, file)
    file.write_text(f"cache_dir = '{folder}'\n", encoding="utf-8")
    assert str(read_settings({}, {}, file).cache_dir) == folder
