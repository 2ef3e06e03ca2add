"""Write paths and the name of this program as a person must type them into the shell of this system."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from functools import cache
from pathlib import Path

__all__ = ["PROGRAM", "as_typed", "program", "typeable"]

PROGRAM = "SUMMARISE_PROGRAM"
"""Environment variable with the path of the script that starts the program; only an offline bundle sets it."""
_NAME = "summarise"
_SPECIAL = frozenset(" &()^;,=!'`+{}[]~%")
"""Characters that have a special meaning for cmd, the shell of Windows."""


def as_typed(path: Path) -> str:
    """Return the path, quoted if the shell requires it: in double quotes for cmd on Windows, else for a POSIX shell."""
    text = str(path)
    if sys.platform != "win32":
        return shlex.quote(text)
    return f'"{text}"' if _SPECIAL.intersection(text) else text


@cache
def program() -> str:
    """Return what a person must type to start this program.

    This is the script of an offline bundle; or `summarise`, if PATH leads to this program; or the path of the program.
    """
    if script := os.environ.get(PROGRAM):
        return as_typed(Path(script))
    started = Path(sys.argv[0])
    if started.name == "__main__.py":
        return f"{_found('python', Path(sys.executable))} -m {_NAME}"
    return _found(_NAME, started) if started.stem == _NAME else _NAME


def _found(name: str, started: Path) -> str:
    """Return the name if PATH leads to the program that was started, else the path of the program."""
    on_path = shutil.which(name)
    return name if on_path and Path(on_path).absolute() == started.absolute() else as_typed(started)


def typeable(text: str) -> str:
    """Return the message `text`, in which each command in backticks begins with the result of `program`."""
    return text.replace(f"`{_NAME} ", f"`{program()} ")
