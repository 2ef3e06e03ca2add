"""Every command shows an example, shells complete it, and `init` writes settings that the program reads."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from summarise.cli import app
from summarise.cli.examples import EXAMPLES
from summarise.cli.init import template
from summarise.engines.model_settings import ModelSettings
from summarise.request_settings import REQUEST_OPTIONS
from summarise.settings import Settings, read_settings
from tests.support.streams import ENCODING

ROOT_COMMAND: Any = typer.main.get_command(app)


def commands(command: Any = ROOT_COMMAND, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of each command that does something."""
    inner = getattr(command, "commands", {})
    if not inner:
        yield path
    for name, one in inner.items():
        yield from commands(one, (*path, name))


COMMANDS = list(commands())


def test_there_is_an_example_for_each_command_and_for_no_other() -> None:
    assert set(EXAMPLES) == {" ".join(path) for path in COMMANDS}


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_of_a_command_ends_with_its_example_on_one_line(path: tuple[str, ...], language: str) -> None:
    said = CliRunner().invoke(app, ["--lang", language, *path, "--help"], env={"COLUMNS": "80"}).stdout
    *_, heading, example = map(str.strip, said.splitlines())
    assert (heading, example) == ({"en": "Example:", "zh": "示例："}[language], EXAMPLES[" ".join(path)])


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_help_of_the_workbench_shows_what_serving_takes(language: str) -> None:
    told = CliRunner().invoke(app, ["--lang", language, "workbench", "--help"], env={"COLUMNS": "80"}).stdout
    assert [word for word in ("RECORDS", "--port", "--read-only", "--blind-first", "verify") if word not in told] == []


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_an_example_is_a_command_line_that_is_understood(path: tuple[str, ...]) -> None:
    program, *words = shlex.split(EXAMPLES[" ".join(path)])
    assert program == "summarise"
    command, name = ROOT_COMMAND, "summarise"
    while getattr(command, "commands", None):
        name = words.pop(0) if words[0] in command.commands else "serve"
        command = command.commands[name]
    assert command is _command(path)
    command.make_context(name, words)  # raises where an option or argument is unknown, missing or of the wrong kind


def _command(path: tuple[str, ...]) -> Any:
    command = ROOT_COMMAND
    for name in path:
        command = command.commands[name]
    return command


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("summarise ex", {"explain", "export"}),
        ("summarise run --engine ", {"rules", "model"}),
        ("summarise export records.jsonl --to ", {"csv", "xlsx", "parquet", "markdown"}),
        ("summarise schema ", {"record", "failure", "gold", "answer", "review"}),
    ],
)
def test_a_shell_completes_commands_engines_and_forms(line: str, offered: set[str], tmp_path: Path) -> None:
    words = line.split(" ")
    asked = {"_SUMMARISE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}
    done = subprocess.run(
        [sys.executable, "-c", "import sys; sys.argv[0] = 'summarise'; from summarise.cli import main; main()"],
        env={**os.environ, **asked, "HOME": str(tmp_path)},
        capture_output=True,
        encoding=ENCODING,
        check=False,
    )
    assert set(done.stdout.split()) == offered, done.stderr


def test_init_writes_settings_that_change_nothing_and_replaces_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(app, ["init"]).exit_code == 0
    assert read_settings({}, {}, tmp_path / "summarise.toml") == Settings()
    (tmp_path / "summarise.toml").write_text("model = 'mine'\n", encoding="utf-8")
    again = CliRunner().invoke(app, ["init"])
    assert again.exit_code == 2
    assert "not replaced" in again.output
    assert (tmp_path / "summarise.toml").read_text(encoding="utf-8") == "model = 'mine'\n"


def test_the_settings_file_names_every_setting_and_each_line_is_understood_without_its_mark(tmp_path: Path) -> None:
    lines = [re.sub(r"^# (?=[a-z_]+ =|\[)", "", line) for line in template().splitlines()]
    named = {line.partition(" =")[0] for line in lines if re.match(r"[a-z_]+ =", line)}
    settings = {field.name for field in fields(Settings)} - {"api_key", "prices", "request"}
    assert named == settings | REQUEST_OPTIONS | {"input", "output", "cached_input", "currency"}
    file = tmp_path / "summarise.toml"
    file.write_text("\n".join(line for line in lines if not line.startswith("cache = ")), encoding="utf-8")
    found = read_settings({}, {}, file)
    assert found.prices["MODEL"].currency == "CNY"
    usual = ModelSettings("any")
    assert (found.base_url, found.workers, found.mask) == (usual.base_url, usual.workers, usual.mask)
    assert found.request.given() == {
        "dialect": usual.dialect,
        "answer_limit": usual.answer_limit,
        "temperature": usual.temperature,
        "timeout": usual.timeout,
        "stream": usual.stream,
        "extra_body": usual.extra_body,
        "headers": usual.headers,
    }


@pytest.mark.parametrize(
    "arguments", [("run", "in", "--engine", "rule"), ("export", "a.jsonl", "--to", "pdf", "-o", "a")]
)
def test_a_wrong_value_is_told_in_our_words_alone(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, list(arguments))
    assert result.exit_code == 2
    assert "is not one of" in result.output
    assert "Value error" not in result.output
