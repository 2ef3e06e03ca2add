"""Which language is spoken, and that no file and nothing that programs read knows of it."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarise.cli import app
from tests.support.places import ROOT


def digests(folder: Path) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_no_file_and_nothing_that_programs_read_knows_the_language(ran: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = {}
    for language in ("en", "zh"):
        folder = ran / language
        folder.mkdir()
        shutil.copytree(ran / "in", folder / "in")
        monkeypatch.chdir(folder)
        runner = CliRunner(env={"SUMMARISE_LANG": language})
        said = [
            runner.invoke(app, arguments.split()).stdout
            for arguments in (
                "run in -o records.jsonl --save-text texts",
                "run in",
                "export records.jsonl --to csv -o tables",
                "export records.jsonl --to markdown -o brief.md",
                "report records.jsonl -o page.html",
                "search records.jsonl 建设 --json",
                "follow records.jsonl --json",
                "schema record",
                "schema failure",
            )
        ]
        (folder / "said.txt").write_text("".join(one for one in said if one.startswith("{")), encoding="utf-8")
        assert (
            CliRunner(env={"SUMMARISE_LANG": language}).invoke(app, ["eval", "../gold", "--report", "s"]).exit_code == 0
        )
        made[language] = digests(folder)
    differing = {name for name in made["en"] if made["en"][name] != made["zh"][name]}
    assert made["en"].keys() == made["zh"].keys()
    allowed = {
        "records.jsonl.manifest.json",
        "records.manifest.json",
        "s/report.md",
        "s/report.html",
        "records.corpus.sqlite",
    }
    assert differing <= allowed, differing - allowed  # what holds the time of the run, and the report for people


def test_a_chinese_locale_and_an_option_anywhere_choose_chinese() -> None:
    def told(*arguments: str, **variables: str) -> str:
        names = ("PATH", "HOME", "SYSTEMROOT")
        environ = {name: os.environ[name] for name in names if name in os.environ} | variables
        command = [sys.executable, "-m", "summarise", *arguments]
        return subprocess.run(command, env=environ, cwd=ROOT, capture_output=True, check=False).stderr.decode(
            environ.get("PYTHONIOENCODING", "utf-8")
        )

    assert "没有命令" in told("bogus", LANG="zh_CN.UTF-8", PYTHONIOENCODING="utf-8")
    assert "No such command" in told("bogus", LANG="en_GB.UTF-8")
    assert "这种格式；请从中选一个" in told("schema", "nothing", "--lang", "zh", PYTHONIOENCODING="utf-8")
    assert "there is no schema" in told("schema", "nothing", "--lang=en", LANG="zh_CN.UTF-8")
    assert "--lang is zh or en" in told("schema", "record", "--lang", "fr")
    assert "there is no schema" in told("schema", "nothing", "--lang", "zh", PYTHONIOENCODING="ascii")
