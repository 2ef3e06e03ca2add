"""What a clone must hold, byte for byte, whatever the settings of who makes it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.places import ROOT


def _git(folder: Path, *words: str) -> str:
    identity = ("-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ("git", *identity, *words), cwd=folder, check=True, capture_output=True, encoding="utf-8"
    ).stdout


def _links_and_ignored(folder: Path) -> list[str]:
    """What no clone can use: links, which may lead out of it or to themselves, and files that are ignored."""
    entries = (line.split(" ", 1) for line in _git(folder, "ls-files", "--stage").splitlines())
    links = [rest.split("\t", 1)[1] for mode, rest in entries if mode == "120000"]
    ignored = _git(folder, "ls-files", "--cached", "--ignored", "--exclude-standard").splitlines()
    return sorted({*links, *ignored})


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="not a checkout")
def test_no_link_and_no_ignored_file_is_part_of_the_project() -> None:
    assert _links_and_ignored(ROOT) == []


def test_a_link_to_itself_and_a_file_that_is_ignored_are_told(tmp_path: Path) -> None:
    _git(tmp_path, "init", "-q")
    shutil.copy(ROOT / ".gitignore", tmp_path)
    (tmp_path / ".venv").symlink_to(tmp_path / ".venv")
    (tmp_path / "out").mkdir()
    (tmp_path / "out/records.jsonl").touch()
    (tmp_path / "README.md").touch()
    _git(tmp_path, "add", "--force", ".")
    assert _links_and_ignored(tmp_path) == [".venv", "out/records.jsonl"]


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
