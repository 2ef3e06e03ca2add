r"""Paths as Windows writes them: `\` between the parts of each `Path`, and `\` or / taken wherever a path is read.

`begin` changes `pathlib` and what takes a path as text: `open`, the functions of `os` and `os.path`, SQLite, and the
folder, program and PYTHONPATH of a process that is started. A name that holds a `\` cannot be made, as on Windows.
"""

from __future__ import annotations

import builtins
import functools
import io
import os
import pathlib
import posixpath
import sqlite3
import subprocess
from collections.abc import Callable
from types import ModuleType
from typing import Any
from urllib.parse import quote

__all__ = ["begin"]

_ONE_PATH = (
    "access chdir chmod listdir lstat makedirs mkdir open readlink remove rmdir scandir stat truncate unlink utime walk"
).split()
_TWO_PATHS = "link rename replace symlink".split()
_OF_PATHS = (
    "abspath basename dirname exists expanduser isabs isdir isfile islink join lexists normpath realpath".split()
)
_MORE_OF_PATHS = "relpath split splitdrive splitext commonpath samefile".split()


def begin() -> None:
    """Write and take paths so from now on."""
    paths: Any = pathlib.PosixPath
    paths.__fspath__ = lambda path: _plain(str(path))
    paths.as_uri = lambda path: f"file://{quote(_plain(str(path)))}"
    for name in _ONE_PATH:
        setattr(os, name, _taking(getattr(os, name), 1))
    for name in _TWO_PATHS:
        setattr(os, name, _taking(getattr(os, name), 2))
    for name in (*_OF_PATHS, *_MORE_OF_PATHS):
        setattr(posixpath, name, _taking(getattr(posixpath, name), 9))
    builtins.open = io.open = _taking(io.open, 1)
    sqlite3.connect = sqlite3.dbapi2.connect = _taking(sqlite3.connect, 1)
    subprocess.Popen.__init__ = _starting(subprocess.Popen.__init__)  # type: ignore[method-assign]
    paths._flavour = paths.parser = _signs(paths)


def _signs(paths: Any) -> Any:
    """What `pathlib` asks for the signs of a path: an object in Python 3.11, a module like `posixpath` since."""
    own = {"sep": "\\", "altsep": "/", "splitroot": staticmethod(_splitroot)}
    used = getattr(paths, "parser", None) or paths._flavour
    if not isinstance(used, ModuleType):
        return type("_Flavour", (type(used),), own)()
    signs = ModuleType("windows_signs")
    vars(signs).update(vars(used) | own)
    return signs


def _splitroot(part: str, sep: str = "\\") -> tuple[str, str, str]:
    bare = part.lstrip(sep)
    return "", sep if bare != part else "", bare


def _plain(path: Any) -> Any:
    r"""The path, or each of a list, with / for every `\`; what is no text stays."""
    if isinstance(path, list | tuple):
        return [_plain(one) for one in path]
    if isinstance(path, str):
        return path.replace("\\", "/")
    return path.replace(b"\\", b"/") if isinstance(path, bytes) else path


def _taking(real: Callable[..., Any], number: int) -> Callable[..., Any]:
    @functools.wraps(real)
    def take(*arguments: Any, **named: Any) -> Any:
        return real(*map(_plain, arguments[:number]), *arguments[number:], **named)

    return take


def _starting(real: Callable[..., None]) -> Callable[..., None]:
    def start(self: Any, words: Any, *arguments: Any, **named: Any) -> None:
        if not isinstance(words, str):
            words = [_plain(words[0]), *words[1:]]
        if named.get("cwd") is not None:
            named["cwd"] = _plain(os.fspath(named["cwd"]))
        if (environ := named.get("env")) is not None and "PYTHONPATH" in environ:
            named["env"] = {**environ, "PYTHONPATH": _plain(environ["PYTHONPATH"])}
        real(self, words, *arguments, **named)

    return start
