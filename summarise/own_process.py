"""Starts further processes of this program, which read files or summarise replies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

__all__ = ["environment", "started", "without_plugins"]


def started(entry: str, *, errors: int | None = None) -> subprocess.Popen[bytes]:
    """Start this program with one option, and pipes to its standard input and from its standard output.

    `entry` is the option, such as --reader. `errors` is where its standard error goes, as for `subprocess.Popen`.
    Ctrl-C does not reach the process, because it is for this program, which ends the process.
    """
    return subprocess.Popen(  # noqa: S603 - the interpreter itself, with fixed code
        _command(entry),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=errors,
        bufsize=0,
        env=environment(),
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
    )


def without_plugins() -> None:
    """Let pydantic load no plugins in this process, for it would look for them in every installed package.

    A person who wants them sets the variable for them.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _command(entry: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, entry]
    # -P: a module that lies in the current folder must not be imported in place of a real one.
    return [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-m", "summarise", entry]


def environment() -> dict[str, str]:
    """Return the environment variables for a process of this program: PYTHONPATH and, on Windows, SYSTEMROOT.

    Keys and settings are not passed on.
    """
    found = {"PYTHONPATH": os.pathsep.join(str(Path(place).absolute()) for place in sys.path)}
    return found | {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows needs it
