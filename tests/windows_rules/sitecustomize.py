"""Rules of Windows on Linux, in every process of a test run that has this folder on its path.

A file that a process has open it can neither rename, replace nor remove; a folder cannot be opened; nothing is renamed
onto a file that exists. The modules of `summarise` see `sys.platform` as win32 and `os.name` as nt, an `os` and a
`signal` without what Windows lacks, an `msvcrt`, and no `fcntl` or `resource`. The tests keep the whole `os`: they make
the faults. Paths keep their /, which Windows takes as well.
"""

from __future__ import annotations

import ast
import errno
import hashlib
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import marshal
import os
import shutil
import stat
import subprocess
import sys
import types
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

_PRODUCT = "summarise"
_LACKING = {
    "os": frozenset(
        "O_DIRECTORY O_NOFOLLOW O_NONBLOCK WNOHANG chown fchmod fchown fork forkpty geteuid getgid getpgid getsid "
        "getuid killpg mkfifo nice openpty posix_fallocate posix_spawn pread pwrite sched_getaffinity setpgid setsid "
        "statvfs sync wait wait3 wait4".split()
    ),
    "signal": frozenset(
        "SIGALRM SIGCHLD SIGHUP SIGKILL SIGPIPE SIGQUIT SIGUSR1 SIGUSR2 alarm pthread_sigmask setitimer".split()
    ),
}
_ABSENT = ("fcntl", "resource", "pwd", "grp", "termios", "pty")
_RULES = Path(__file__).read_bytes()


def begin() -> None:
    """Keep the rules from now on."""
    shutil._use_fd_functions = False  # type: ignore[attr-defined]  # Windows removes a tree by its paths
    for name in ("unlink", "remove"):
        setattr(os, name, _removing(getattr(os, name)))
    os.rename = _moving(os.rename, replaces=False)
    os.replace = _moving(os.replace, replaces=True)
    os.open = _opening(os.open)
    subprocess.Popen.__init__ = _starting(subprocess.Popen.__init__)  # type: ignore[method-assign]
    sys.modules["msvcrt"] = _msvcrt()
    for name in _LACKING:
        sys.modules[f"windows_{name}"] = _Poorer(name)
    sys.modules["windows_sys"] = _Poorer("sys", platform="win32")
    sys.meta_path.insert(0, _Finder())


def _refused(path: object, other: object = None) -> PermissionError:
    reason = "The process cannot access the file because it is being used by another process"
    return PermissionError(errno.EACCES, reason, path, None, other)


def _is_open(path: Any, folder: int | None = None) -> bool:
    """Whether this process has the file open, by any number."""
    try:
        asked = os.stat(path, dir_fd=folder, follow_symlinks=False)
    except OSError:
        return False
    if not stat.S_ISREG(asked.st_mode):
        return False
    for number in os.listdir("/proc/self/fd"):
        try:
            found = os.fstat(int(number))
        except OSError:
            continue
        if (found.st_ino, found.st_dev) == (asked.st_ino, asked.st_dev):
            return True
    return False


def _removing(real: Callable[..., None]) -> Callable[..., None]:
    def remove(path: Any, *, dir_fd: int | None = None) -> None:
        caller = sys._getframe(1).f_globals.get("__name__")
        if caller != "tempfile" and _is_open(path, dir_fd):  # which has files there that go when they are closed
            raise _refused(path)
        real(path, dir_fd=dir_fd)

    return remove


def _moving(real: Callable[..., None], *, replaces: bool) -> Callable[..., None]:
    def move(source: Any, target: Any, *, src_dir_fd: int | None = None, dst_dir_fd: int | None = None) -> None:
        if _is_open(source, src_dir_fd) or _is_open(target, dst_dir_fd):
            raise _refused(source, target)
        if not replaces and os.path.lexists(target):
            raise FileExistsError(
                errno.EEXIST, "Cannot create a file when that file already exists", source, None, target
            )
        real(source, target, src_dir_fd=src_dir_fd, dst_dir_fd=dst_dir_fd)

    return move


def _opening(real: Callable[..., int]) -> Callable[..., int]:
    def open_(path: Any, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        if dir_fd is None and os.path.isdir(path):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, flags, mode, dir_fd=dir_fd)

    return open_


def _starting(real: Callable[..., None]) -> Callable[..., None]:
    def start(self: Any, *arguments: Any, **named: Any) -> None:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        if caller.startswith(_PRODUCT) and (named.get("preexec_fn") or named.get("pass_fds")):
            raise ValueError("preexec_fn and pass_fds are not supported on Windows platforms")
        if (environ := named.get("env")) is not None:  # the rules hold in every process of a test
            places = [str(Path(__file__).parent), environ.get("PYTHONPATH", "")]
            named["env"] = {**environ, "PYTHONPATH": os.pathsep.join(filter(None, places))}
        real(self, *arguments, **named)

    return start


def _msvcrt() -> types.ModuleType:
    import fcntl  # noqa: PLC0415 - the program under test has none

    module = types.ModuleType("msvcrt")

    def locking(descriptor: int, mode: int, _: int) -> None:
        kind = fcntl.LOCK_UN if mode == 0 else fcntl.LOCK_EX | fcntl.LOCK_NB
        fcntl.flock(descriptor, kind)

    vars(module).update(LK_UNLCK=0, LK_LOCK=1, LK_NBLCK=2, locking=locking)
    return module


class _Poorer(types.ModuleType):
    """A module without what Windows lacks, and what the tests put in its place in the real one."""

    def __init__(self, name: str, **other: object) -> None:
        super().__init__(name)
        vars(self)["_of"] = importlib.import_module(name)
        vars(self)["_lacking"] = _LACKING.get(name, frozenset())
        vars(self)["_other"] = other | ({"name": "nt"} if name == "os" else {})

    def __getattr__(self, name: str) -> Any:
        if name in vars(self)["_lacking"]:
            raise AttributeError(f"module {self.__name__!r} of Windows has no attribute {name!r}")
        return vars(self)["_other"].get(name) or getattr(vars(self)["_of"], name)

    def __setattr__(self, name: str, value: object) -> None:
        setattr(vars(self)["_of"], name, value)


class _AsOnWindows(ast.NodeTransformer):
    """Imports of `os`, `signal` and `sys` that give the poorer ones, and none of what is absent."""

    def visit_Import(self, node: ast.Import) -> ast.AST:
        for alias in node.names:
            if alias.name in ("os", "signal", "sys"):
                alias.asname, alias.name = alias.asname or alias.name, f"windows_{alias.name}"
            elif alias.name in _ABSENT:
                alias.name = f"windows_has_no_{alias.name}"
        return node


class _Loader(importlib.machinery.SourceFileLoader):
    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> types.CodeType:  # type: ignore[override]
        tree = _AsOnWindows().visit(ast.parse(data))
        code: types.CodeType = compile(
            ast.fix_missing_locations(tree), path, "exec", dont_inherit=True, optimize=_optimize
        )
        return code

    def get_code(self, fullname: str) -> types.CodeType:
        """From the source, or from a cache of its own: what else lies in __pycache__ is the code of Linux."""
        path = self.get_filename(fullname)
        source = self.get_data(path)
        kept = Path(importlib.util.cache_from_source(path, optimization="windows"))
        mark = hashlib.sha256(source + _RULES).digest()
        with suppress(OSError, ValueError, EOFError, TypeError):
            found, code = marshal.loads(kept.read_bytes())
            if found == mark:
                return code  # type: ignore[no-any-return]
        code = self.source_to_code(source, path)
        with suppress(OSError):
            kept.parent.mkdir(exist_ok=True)
            draft = kept.with_suffix(f".{os.getpid()}")
            draft.write_bytes(marshal.dumps((mark, code)))
            draft.replace(kept)
        return code


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] != _PRODUCT:
            return None
        for finder in sys.meta_path:
            if finder is self or not hasattr(finder, "find_spec"):
                continue
            spec = finder.find_spec(fullname, path, target)
            if spec is not None and isinstance(spec.loader, importlib.machinery.SourceFileLoader):
                spec.loader = _Loader(spec.loader.name, spec.loader.path)
            if spec is not None:
                return spec
        return None


if os.environ.get("WINDOWS_PATHS"):
    importlib.import_module("windows_paths").begin()  # beside this file
begin()
