from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from tests.support.places import ROOT

GOLD = ROOT / "eval" / "gold"


@pytest.fixture(scope="module")
def run_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with a run over three replies, one file that is none, and labels."""
    tmp_path = tmp_path_factory.mktemp("run")
    names = sorted(path.stem for path in GOLD.glob("*.txt"))[:3]
    for folder in ("in", "gold"):
        (tmp_path / folder).mkdir()
    for name in names:
        shutil.copy(GOLD / f"{name}.txt", tmp_path / "in")
        for ending in (".txt", ".gold.json"):
            shutil.copy(GOLD / f"{name}{ending}", tmp_path / "gold")
    (tmp_path / "in" / "empty.txt").write_text("")
    (tmp_path / "in" / "notes.txt").write_text("Buy milk and bread tomorrow.\n")
    with contextlib.chdir(tmp_path):
        result = CliRunner().invoke(app, ["run", "in", "-o", "records.jsonl", "--save-text", "texts"])
    assert result.exit_code == 1, result.output
    return tmp_path


@pytest.fixture
def ran(run_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a copy of the folder of `run_once`."""
    folder = shutil.copytree(run_once, tmp_path / "run")
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SUMMARISE_CACHE_DIR", str(tmp_path / "cache"))
    return folder
