"""Regular expressions that are compiled when they are first used: one reply needs a part of the program's only."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Generic, cast

__all__ = ["LazyPattern", "lazy_pattern"]

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class LazyPattern(Generic[AnyStr]):
    """Stands for a compiled pattern; each attribute that it lacks is that of the pattern, compiled then."""

    def __init__(self, pattern: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = pattern
        self.compiled_with = flags

    def __getattr__(self, name: str) -> Any:
        compiled = re.compile(self.pattern, self.compiled_with)
        # From now on the methods are attributes of this object, so that a call costs what one of the pattern does.
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


def lazy_pattern(written: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return an object that does what `re.compile(written, flags)` does, and is compiled at its first use.

    An error in `written` is raised at that use; a test compiles every pattern of the package. The `re` of a match is
    the compiled pattern, which is another object than this one.
    """
    return cast("re.Pattern[AnyStr]", LazyPattern(written, flags))
