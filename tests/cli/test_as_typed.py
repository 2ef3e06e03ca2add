"""Paths in the commands that messages name can be copied into the shell of the system."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from summarise.cli.as_typed import as_typed


@pytest.mark.parametrize(
    ("path", "on_windows", "elsewhere"),
    [
        ("records.jsonl", "records.jsonl", "records.jsonl"),
        ("今年 答复/记录.jsonl", '"今年 答复/记录.jsonl"', "'今年 答复/记录.jsonl'"),
        ("a&b(1).jsonl", '"a&b(1).jsonl"', "'a&b(1).jsonl'"),
        ("$HOME.jsonl", "$HOME.jsonl", "'$HOME.jsonl'"),
    ],
)
def test_a_path_has_the_quotes_of_the_systems_shell(
    path: str, on_windows: str, elsewhere: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for platform, typed in (("win32", on_windows), ("linux", elsewhere)):
        monkeypatch.setattr("summarise.cli.as_typed.sys", SimpleNamespace(platform=platform))
        assert as_typed(Path(path)) == typed
