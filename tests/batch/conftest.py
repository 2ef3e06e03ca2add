from __future__ import annotations

from pathlib import Path

import pytest

from summarise.batch import OutputPaths
from tests.support.owned import write_replies
from tests.support.owned_run import COUNT


@pytest.fixture
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the test work in an empty folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def paths(tmp_path: Path) -> OutputPaths:
    """The files of a run that writes its records in an empty folder."""
    return OutputPaths.beside(tmp_path / "records.jsonl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of small replies, of which those with the numbers 3 and 7 fail."""
    return write_replies(tmp_path / "in", COUNT, failing=(3, 7))
