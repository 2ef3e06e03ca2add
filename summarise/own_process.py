"""Starts further processes of this program, which read files or summarise replies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["command", "environment"]


def command(entry: str) -> list[str]:
    """Return the command line that starts this program with one option; `entry` is the option, such as --reader."""
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
