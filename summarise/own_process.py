"""How another process of this program is started: one that reads files, or one that works on replies."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = ["command", "environment"]


def command(entry: str) -> list[str]:
    """Return words that start `entry` (such as --reader); a frozen program has no interpreter that takes a module."""
    if getattr(sys, "frozen", False):
        return [sys.executable, entry]
    # -P: a module that lies in the current folder must not be imported in place of a real one.
    return [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-m", "summarise", entry]


def environment() -> dict[str, str]:
    """Return where the modules are, and nothing else: keys and settings stay out."""
    found = {"PYTHONPATH": os.pathsep.join(str(Path(place).absolute()) for place in sys.path)}
    return found | {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}  # Windows needs it
