"""The program with one of its two outputs on a terminal."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from typing import Literal

from tests.support.places import ROOT

__all__ = ["on_a_terminal"]

_SECONDS = 30


def on_a_terminal(arguments: list[str], stream: Literal["stdout", "stderr"]) -> tuple[bytes, bytes]:
    """What the terminal was sent and what went to the standard output beside it; the exit code must be 0."""
    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from summarise.cli import main; main()", *arguments],
        stdout=follower if stream == "stdout" else subprocess.PIPE,
        stderr=follower if stream == "stderr" else None,
        env={"PYTHONPATH": str(ROOT), "TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(follower)
    shown = b""
    try:
        while part := os.read(leader, 65536):
            shown += part
    except OSError:
        pass  # the other end is closed
    finally:
        os.close(leader)
    beside, _ = process.communicate(timeout=_SECONDS)
    assert process.returncode == 0
    return shown, beside or b""
