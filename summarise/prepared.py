"""Values that are made of the program's own files once for all starts, until one of these files changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from summarise.code_digest import code_digest
from summarise.kept_work import read_kept, write_kept

__all__ = ["prepared"]

_Made = TypeVar("_Made")


def prepared(name: str, make: Callable[[], _Made]) -> _Made:
    """Return `make()`, or what it returned in an earlier start if no file that determines records has changed since.

    The value must consist of plain values, which `marshal` can write, and depend on nothing but these files.
    """
    digest = code_digest()
    match read_kept(name):
        case (of, value) if of == digest:
            return cast("_Made", value)
    made = make()
    write_kept(name, (digest, made))
    return made
