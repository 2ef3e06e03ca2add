"""End a command: turn an error into an exit code and one line that says what to do."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from summarise.errors import AnswerError, BudgetExhausted, GoldError, InputError, SummariseError
from summarise.printable import one_line

__all__ = ["FAILED", "INTERRUPTED", "WRONG_USAGE", "explained", "internal"]

FAILED, WRONG_USAGE, INTERRUPTED = 1, 2, 130
"""Exit codes other than 0."""
_ABOUT_REPLIES = (AnswerError, BudgetExhausted, GoldError, InputError)
_WHAT_TO_DO = {
    errno.ENOSPC: "free some space, then run again",
    errno.EDQUOT: "your quota is used up: free some space, then run again",
    errno.EMFILE: "too many files are open: raise `ulimit -n`, or use fewer workers",
    errno.ENFILE: "the system has too many open files: close other programs",
    errno.EACCES: "you may not do this: look at the file's and its folder's permissions",
    errno.EROFS: "choose another place",
    errno.ENAMETOOLONG: "the path is too long: use a shorter one",
    errno.EPIPE: "a program on the other side of a connection has ended: run again",
    errno.ELOOP: "its links lead in a circle: mend them",
}


_FOLDER_GONE = "the current folder is no longer there: change into another one, then run again"


def explained(error: BaseException) -> tuple[str, int] | None:
    """Return (one line that explains the error, exit code); None if the error is a fault of this program."""
    if isinstance(error, SummariseError):
        return one_line(error.message), FAILED if isinstance(error, _ABOUT_REPLIES) else WRONG_USAGE
    told = _of_the_surroundings(error)
    return (one_line(told), WRONG_USAGE) if told else None


def _of_the_surroundings(error: BaseException) -> str:
    """Return what an error says of the machine or of what the program was started with; "" if it says nothing."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for this: close other programs, or give fewer or smaller inputs"
    if isinstance(error, ModuleNotFoundError):
        return f"the package {error.name} is not installed: install summarise again with what it needs"
    if (sqlite := sys.modules.get("sqlite3")) and isinstance(error, sqlite.Error):
        return f"the cache cannot be used ({one_line(str(error))}): name another folder with --cache-dir"
    if isinstance(error, UnicodeEncodeError) and (given := _not_utf8(error)):
        return f"{given} is not text in UTF-8: is the terminal set to another encoding?"
    if isinstance(error, OSError) or (isinstance(error, SystemError) and _is_folder_gone()):
        return _of_the_system(error)
    return ""


def _not_utf8(error: UnicodeEncodeError) -> str:
    """Return the argument, or the name of the variable, whose undecoded bytes the error names; "" if none has them."""
    undecoded = error.object[error.start : error.end]
    if not all("\udc80" <= one <= "\udcff" for one in undecoded):
        return ""  # characters that another encoding lacks
    arguments = [given for given in sys.argv[1:] if undecoded in given]
    named = next(iter((*arguments, *(name for name, value in os.environ.items() if undecoded in value))), "")
    return named.encode("utf-8", "backslashreplace").decode()


def _of_the_system(error: OSError | SystemError) -> str:
    if isinstance(error, SystemError):  # so an import of pydantic ends in a folder that is gone, on Python 3.13
        return _FOLDER_GONE
    if isinstance(error, FileNotFoundError) and error.filename is None and _is_folder_gone():
        return _FOLDER_GONE
    where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    what = f": {said}" if (said := _WHAT_TO_DO.get(error.errno or 0)) else ""
    return f"{where}{error.strerror or error}{what}"


def _is_folder_gone() -> bool:
    try:
        Path.cwd()
    except OSError:
        return True
    return False


def internal(error: BaseException) -> str:
    """Return one line for an error that is a fault of this program; it says what the user can do."""
    reason = one_line(f"{type(error).__name__}: {error}", 300)
    return (
        f"internal error ({reason}); this is a fault of summarise: please report this line and the command to its "
        "maintainers (SUMMARISE_TRACEBACK=1 shows where it happened)"
    )
