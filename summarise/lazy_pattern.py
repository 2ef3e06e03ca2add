"""Regular expressions that are compiled at their first use, since one reply needs only some of them."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

from summarise.pattern_programs import compiled

__all__ = ["LazyPattern", "lazy_pattern"]

_TAKEN_OVER = (
    *("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"),
    *("flags", "groups", "groupindex"),
)


class LazyPattern(Generic[AnyStr]):
    """A compiled pattern. It has the methods of `re.Pattern` as attributes."""

    def __init__(self, pattern: AnyStr, compiled_with: int) -> None:
        self.pattern: AnyStr = pattern
        self.compiled_with = compiled_with


class _NotCompiled(LazyPattern[AnyStr]):
    """A pattern that is not compiled yet. The first use of a method compiles it."""

    def __getattr__(self, name: str) -> Any:
        if name not in _TAKEN_OVER:
            raise AttributeError(name)
        made = compiled(self.pattern, self.compiled_with)
        for each in _TAKEN_OVER:
            setattr(self, each, getattr(made, each))
        self.__class__ = LazyPattern  # type: ignore[assignment]  # the hook for attributes would slow each call down
        return getattr(made, name)


def lazy_pattern(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an object that works like `re.compile(written, flags)`, but is compiled at its first use.

    The `re` attribute of a match is the compiled pattern, not this object. An error in `written` is raised at the first
    use; a test compiles every pattern of the package.
    """
    return cast("re.Pattern[AnyStr]", _NotCompiled(written, flags))
