"""What is no file of records is told, and not taken for a run without promises."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from summarise.corpus import opened_corpus
from summarise.errors import InputError


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_a_folder_or_a_pipe_is_no_run_without_promises(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "records.jsonl"
    if kind == "folder":
        path.mkdir()
    elif hasattr(os, "mkfifo"):
        os.mkfifo(path)
    else:
        pytest.skip("the system has no named pipes")
    with pytest.raises(InputError, match="is no file; give the file of records"):
        opened_corpus(path)
    assert list(tmp_path.iterdir()) == [path]
