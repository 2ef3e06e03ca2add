"""A broken pipe ends a command without a word only if it is that of its own output, which nobody reads any more."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.hanging import SURELY_HANGS
from tests.support.one_reply import REPLY
from tests.support.places import ROOT

START = "from summarise.cli import main; main()"
LOST = """
import errno, os, summarise.schema_files

def lost(name):
    raise OSError(errno.EPIPE, os.strerror(errno.EPIPE))

summarise.schema_files.schema_text = lost
"""
"""Makes the command `schema` lose a connection that is not its output."""


def begun(program: str, *arguments: str, stdout: int, cwd: Path) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", program, *arguments],
        stdout=stdout,
        stderr=subprocess.PIPE,
        check=False,
        timeout=SURELY_HANGS,
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.fixture
def unread() -> int:
    """The writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize(
    "arguments",
    [
        ("schema", "record"),
        ("--version",),
        ("--help",),
        ("show", "r.jsonl", "1"),
        ("run", "letter.txt", "--quiet"),
        ("export", "r.jsonl", "-o", "-", "--to", "markdown"),
    ],
    ids=lambda arguments: arguments[0],
)
def test_an_output_that_nobody_reads_ends_a_command_without_a_word(
    arguments: tuple[str, ...], unread: int, tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text(REPLY, encoding="utf-8")
    made = begun(START, "run", "letter.txt", "-o", "r.jsonl", "--quiet", stdout=subprocess.PIPE, cwd=tmp_path)
    assert made.returncode == 0
    done = begun(START, *arguments, stdout=unread, cwd=tmp_path)
    os.close(unread)
    assert (done.returncode, done.stderr) == (1, b"")


def test_another_broken_pipe_is_told_and_fails(tmp_path: Path) -> None:
    done = begun(LOST + START, "schema", "record", stdout=subprocess.PIPE, cwd=tmp_path)
    assert done.returncode == 2
    (line,) = done.stderr.decode().splitlines()
    assert line == "summarise: Broken pipe: a program on the other side of a connection has ended: run again"
