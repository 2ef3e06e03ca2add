"""Regular expressions that are compiled when they are first used: one reply needs a part of the program's only."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

__all__ = ["LazyPattern", "lazy_pattern"]

_TAKEN_OVER = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    *("flags", "groups", "groupindex"),
)


class LazyPattern(Generic[AnyStr]):
    """Stands for a pattern, whose methods it has as attributes of its own once it is compiled."""

    def __init__(self, pattern: AnyStr, compiled_with: int) -> None:
        self.pattern: AnyStr = pattern
        self.compiled_with = compiled_with


class _NotCompiled(LazyPattern[AnyStr]):
    """One of which nothing but the expression was asked yet."""

    def __getattr__(self, name: str) -> Any:
        if name not in _TAKEN_OVER:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.compiled_with)
        for each in _TAKEN_OVER:
            setattr(self, each, getattr(compiled, each))
        self.__class__ = LazyPattern  # type: ignore[assignment]  # the hook for attributes would slow each call down
        return getattr(compiled, name)


def lazy_pattern(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an object that does what `re.compile(written, flags)` does, and is compiled at its first use.

    The `re` of a match is not the same object. An error in `written` is raised at the first use; a test compiles every
    pattern of the package.
    """
    return cast("re.Pattern[AnyStr]", _NotCompiled(written, flags))
