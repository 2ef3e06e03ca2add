"""What a clone must be byte for byte, whatever the settings of who makes it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from tests.support.places import ROOT


def _git(folder: Path, *words: str) -> None:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *identity, *words), cwd=folder, check=True, capture_output=True)


def test_a_clone_that_would_change_the_ends_of_lines_leaves_texts_as_they_are(tmp_path: Path) -> None:
    origin, name = tmp_path / "origin", "linhe-transport-2023-118"
    origin.mkdir()
    files = [ROOT / ".gitattributes", *(ROOT / "eval/gold").glob(f"{name}.*")]
    assert len(files) == 3
    for file in files:
        shutil.copy(file, origin)
    _git(origin, "init", "-q")
    _git(origin, "add", ".")
    _git(origin, "commit", "-q", "-m", "texts")
    _git(tmp_path, "-c", "core.autocrlf=true", "clone", "-q", str(origin), "clone")
    for file in files:
        assert (tmp_path / "clone" / file.name).read_bytes() == file.read_bytes()
