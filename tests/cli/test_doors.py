"""The program's doors: what it is started with, what it says, and in which words it ends."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from summarise.cli.ending import explained, internal
from summarise.errors import GoldError, UsageError
from tests.support.hanging import SURELY_HANGS
from tests.support.one_reply import REPLY
from tests.support.owned import records_in
from tests.support.places import ROOT

NOWHERE = ("--base-url", "http://127.0.0.1:9/v1", "--no-cache")
START = [sys.executable, "-c", "from summarise.cli import main; main()"]


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("letter.txt").write_text(REPLY + "\n截至目前，已建成• ✓ 𠮷 处。", encoding="utf-8")


def command(*arguments: str, redirect: str = "", **environment: str) -> subprocess.CompletedProcess[bytes]:
    line = 'exec "$@" ' + redirect
    return subprocess.run(
        ["sh", "-c", line, "sh", *START, *arguments],
        capture_output=True,
        check=False,
        timeout=120,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
    )


def one_line(done: subprocess.CompletedProcess[bytes]) -> str:
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("summarise: ")
    return line


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_any_record_can_be_shown_on_any_terminal_and_files_stay_utf_8(encoding: str) -> None:
    done = command("run", "letter.txt", "-o", "r.jsonl", PYTHONIOENCODING=encoding)
    assert done.returncode == 0, done.stderr
    for arguments in (("show", "r.jsonl"), ("show", "r.jsonl", "1"), ("cache", "info")):
        shown = command(*arguments, PYTHONIOENCODING=encoding)
        assert shown.returncode == 0, shown.stderr
        shown.stdout.decode(encoding)
    assert "•" in Path("r.jsonl").read_text(encoding="utf-8") + Path("letter.txt").read_text(encoding="utf-8")
    json.loads(command("schema", PYTHONIOENCODING=encoding).stdout.decode("utf-8"))
    streamed = command("run", "letter.txt", PYTHONIOENCODING=encoding)
    assert streamed.stdout == Path("r.jsonl").read_bytes()


@pytest.mark.parametrize("encoding", ["gbk", "ascii"])
def test_an_error_can_be_told_on_any_terminal(encoding: str) -> None:
    done = command("run", "没有•这封信.txt", "-o", "r.jsonl", PYTHONIOENCODING=encoding)
    assert done.returncode == 1
    assert "没有•这封信".encode(encoding, "replace") in done.stderr


@pytest.mark.parametrize(
    ("arguments", "redirect", "words"),
    [
        (("show", "r.jsonl", "1"), ">/dev/full", "No space left on device: free some space"),
        (("schema",), ">/dev/full", "No space left on device"),
        (("run", "letter.txt"), ">/dev/full", "cannot be written (No space left on device)"),
        (("show", "r.jsonl", "1"), ">&-", "the standard output is closed"),
        (("run", "letter.txt"), ">&-", "the standard output is closed; give -o FILE"),
        (("run", "-", "-o", "x.jsonl"), "<&-", "the standard input is closed"),
    ],
)
def test_a_stream_that_cannot_be_used_is_told_in_one_line(
    arguments: tuple[str, ...], redirect: str, words: str
) -> None:
    command("run", "letter.txt", "-o", "r.jsonl")
    done = command(*arguments, redirect=redirect)
    assert done.returncode == 2
    assert words in one_line(done)


@pytest.mark.parametrize(("name", "code"), [("letter.txt", 0), ("gone.txt", 1)])
def test_a_full_disk_under_the_messages_changes_no_result(name: str, code: int) -> None:
    assert command("run", name, "-o", "r.jsonl", redirect="2>/dev/full").returncode == code
    assert len(records_in(Path("r.jsonl"))) == 1 - code


def test_closed_streams_that_nobody_needs_do_no_harm() -> None:
    assert command("run", "letter.txt", "-o", "r.jsonl", redirect="<&- >&- 2>&-").returncode == 0
    (record,) = records_in(Path("r.jsonl"))
    assert record.document.source == "letter.txt"
    assert sorted(path.name for path in Path().iterdir()) == [
        "letter.txt",
        "r.failures.jsonl",
        "r.jsonl",
        "r.jsonl.journal",
        "r.manifest.json",
    ]


def test_a_folder_that_is_gone_under_the_program_is_told_for_what_it_is() -> None:
    Path("gone").mkdir()
    line = f"cd gone; rmdir ../gone; exec {' '.join(map(shlex.quote, START))} run ../letter.txt -o ../r.jsonl"
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False, timeout=SURELY_HANGS, env=environment)
    assert done.returncode == 2
    assert "the current folder is no longer there: change into another one" in one_line(done)


@pytest.mark.parametrize(
    ("arguments", "where"),
    [
        (("run", ""), ""),
        (("run", "letter.txt", "-o", ""), " behind -o"),
        (("run", "letter.txt", "-o", "r.jsonl", "--failures="), ""),
        (("run", "letter.txt", "-o", "r.jsonl", "--save-text", ""), " behind --save-text"),
        (("run", "letter.txt", "--cache-dir", " ", "--model", "m"), " behind --cache-dir"),
        (("cache", "clear", "--yes", "--cache-dir", ""), " behind --cache-dir"),
        (("eval", ""), ""),
        (("export", "", "-o", "x.csv"), ""),
    ],
)
def test_an_empty_argument_is_refused_before_anything_is_read_or_written(
    arguments: tuple[str, ...], where: str
) -> None:
    before = Path().stat().st_mode
    done = command(*arguments)
    assert done.returncode == 2
    assert f"an argument{where} is empty" in one_line(done)
    assert [path.name for path in Path().iterdir()] == ["letter.txt"]
    assert Path().stat().st_mode == before


def test_no_secret_is_said_on_a_terminal() -> None:
    key = "sk-canary-0123456789"
    base = ("--model", "m", "--base-url", "http://127.0.0.1:9/v1", "--no-cache")
    done = command("run", "letter.txt", f"{key}.txt", "-o", f"{key}.jsonl", *base, OPENAI_API_KEY=f" {key}\r\n")
    assert done.returncode != 0
    assert key.encode() not in done.stderr + done.stdout
    assert key not in Path(f"{key}.failures.jsonl").read_text() + Path(f"{key}.manifest.json").read_text()


@pytest.mark.parametrize(
    ("arguments", "environment", "named"),
    [
        (("report", "r.jsonl", "-o", "p.html", "--title=\udcce\udcc4"), {}, r"--title=\udcce\udcc4"),
        (("run", "letter.txt", "-o", "r.jsonl", "--model", "qwen\udcb1", *NOWHERE), {}, r"qwen\udcb1"),
        (("run", "letter.txt", "-o", "r.jsonl", *NOWHERE), {"SUMMARISE_MODEL": "\udcb1-canary"}, "SUMMARISE_MODEL"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_what_is_given_in_another_encoding_is_named(
    arguments: tuple[str, ...], environment: dict[str, str], named: str
) -> None:
    if "report" in arguments:
        assert command("run", "letter.txt", "-o", "r.jsonl").returncode == 0
    done = command(*arguments, **environment)
    assert done.returncode == 2
    assert one_line(done).startswith(f"summarise: {named} is not text in UTF-8")
    assert b"canary" not in done.stderr


def test_a_character_that_another_encoding_lacks_is_no_mistake_of_what_was_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["summarise", "run", "渡口.txt"])
    monkeypatch.setenv("SUMMARISE_MODEL", "渡口")
    with pytest.raises(UnicodeEncodeError) as lacking:
        "渡口".encode("ascii")
    assert explained(lacking.value) is None


@pytest.mark.parametrize(
    ("error", "words", "code"),
    [
        (GoldError("a.gold.json: no"), "a.gold.json: no", 1),
        (UsageError("line one\nline two"), "line one line two", 2),
        (MemoryError(), "not enough memory", 2),
        (ModuleNotFoundError("No module named 'x'", name="x"), "the package x is not installed", 2),
        (PermissionError(13, "Permission denied", "/a/b"), "/a/b: Permission denied: you may not do this", 2),
        (OSError(36, "File name too long", "x"), "use a shorter one", 2),
    ],
)
def test_what_surrounds_the_program_is_told_in_one_line_with_what_to_do(
    error: Exception, words: str, code: int
) -> None:
    told = explained(error)
    assert told is not None
    assert words in told[0]
    assert "\n" not in told[0]
    assert told[1] == code


@pytest.mark.parametrize("error", [ValueError("a\nb"), RecursionError(), KeyError(""), UnicodeError("\ud800")])
def test_a_fault_of_ours_says_where_to_report_it(error: Exception) -> None:
    assert explained(error) is None
    said = internal(error)
    assert type(error).__name__ in said
    assert "report this line" in said
    assert "\n" not in said
    said.encode("utf-8")
