"""A path in the form in which a person types it into the shell of this system."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

__all__ = ["as_typed"]

_SPECIAL = frozenset(" &()^;,=!'`+{}[]~%")
"""What cmd reads as more than itself."""


def as_typed(path: Path) -> str:
    """Return the path, quoted if the shell requires it: in double quotes for cmd on Windows, else for a POSIX shell."""
    text = str(path)
    if sys.platform != "win32":
        return shlex.quote(text)
    return f'"{text}"' if _SPECIAL.intersection(text) else text
